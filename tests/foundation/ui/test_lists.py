"""Lists: the state comes from the address, goes back into it, and costs two queries."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dinh.foundation.search.models import SearchEntry
from dinh.foundation.ui.lists import COUNTED_UP_TO, Choice, Column, Listing, Words
from dinh.foundation.ui.lists.pages import last_page, shown_numbers
from dinh.kernel.keys import new_key

COLUMNS = [Column("ten", "Tên", ("title",)), Column("so", "Số", ("folded_title",), numeric=True)]
FILTERS = [
    Words("q", "Tìm", apply=lambda rows, words: rows.filter(title__contains=words)),
    Choice("loai", "Loại", field="kind", options=[("a", "Loại a"), ("b", "Loại b")]),
]


def listing(query: str, *, per_page: int = 20) -> Listing:
    return Listing(
        QueryDict(query), columns=COLUMNS, filters=FILTERS, sort="ten", per_page=per_page
    )


def put(count: int, kind: str = "a") -> None:
    here = new_key()
    SearchEntry.objects.bulk_create(
        SearchEntry(
            organisation_id=here,
            kind=kind,
            subject_id=new_key(),
            title=f"Việc {n:03}",
            folded_title=f"{-n:04}",
        )
        for n in range(count)
    )


def titles(made: Listing) -> list[str]:
    return [row.title for row in made.page(SearchEntry.objects.all()).rows]


@pytest.mark.django_db
def test_the_address_filters_sorts_and_pages() -> None:
    put(5)
    put(2, "b")
    assert titles(listing("loai=b")) == ["Việc 000", "Việc 001"]
    assert titles(listing("loai=b&sap-xep=-ten")) == ["Việc 001", "Việc 000"]
    assert titles(listing("q=004")) == ["Việc 004"]
    assert titles(listing("loai=a&trang=2", per_page=3)) == ["Việc 003", "Việc 004"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["loai=x", "sap-xep=khac", "trang=-1", "trang=abc", "trang=²", "trang=99", "q=", "la=1"],
)
def test_what_the_address_cannot_mean_is_passed_over(query: str) -> None:
    put(3)
    assert titles(listing(query)) == ["Việc 000", "Việc 001", "Việc 002"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(count)
    with django_assert_num_queries(2):
        page = listing("loai=a&q=Vi").page(SearchEntry.objects.all())
    assert page.total == count


@pytest.mark.django_db
def test_a_total_known_from_counters_saves_the_count(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    put(3)
    with django_assert_num_queries(1):
        assert listing("").page(SearchEntry.objects.all(), total=3).words == "1–3 trong 3"
    assert listing("q=001").page(SearchEntry.objects.all(), total=3).words == "1–1 trong 1"


@pytest.mark.django_db
def test_a_page_says_where_it_stands() -> None:
    put(45)
    page = listing("trang=2").page(SearchEntry.objects.all())
    assert page.words == "21–40 trong 45"
    assert (page.previous_url, page.next_url) == ("?", "?trang=3")
    assert [(link.words, link.url, link.is_current) for link in page.links] == [
        ("1", "?", False),
        ("2", "?trang=2", True),
        ("3", "?trang=3", False),
    ]


@pytest.mark.django_db
def test_counting_stops_at_a_thousand() -> None:
    put(COUNTED_UP_TO + 30)
    page = listing("").page(SearchEntry.objects.all())
    assert page.words == "1–20 trong hơn 1.000"
    assert page.links[-1].words == "50"
    assert listing("").page(SearchEntry.objects.all(), total=1030).links[-1].words == "52"


@pytest.mark.django_db
def test_an_empty_list_has_one_empty_page() -> None:
    page = listing("").page(SearchEntry.objects.all())
    assert (page.rows, page.total, len(page.links), page.next_url) == ([], 0, 1, "")


def test_a_chip_removes_its_filter_and_the_page() -> None:
    made = listing("q=họp&loai=b&trang=3&sap-xep=-so&khac=1")
    assert [(chip.words, QueryDict(chip.url[1:]).dict()) for chip in made.chips] == [
        ("Tìm: “họp”", {"loai": "b", "sap-xep": "-so", "khac": "1"}),
        ("Loại: Loại b", {"q": "họp", "sap-xep": "-so", "khac": "1"}),
    ]
    assert QueryDict(made.clear_url[1:]).dict() == {"sap-xep": "-so", "khac": "1"}
    assert made.kept == [("sap-xep", "-so"), ("khac", "1")]


def test_heads_sort_and_turn_the_order_round() -> None:
    heads = listing("sap-xep=so&q=x").heads
    assert [(head.direction, head.url) for head in heads] == [
        ("", "?q=x&sap-xep=ten"),
        ("ascending", "?q=x&sap-xep=-so"),
    ]
    assert listing("sap-xep=-so").heads[1].direction == "descending"
    assert listing("").heads[0].direction == "ascending"


@given(st.integers(1, 300), st.data())
def test_the_pager_shows_the_ends_the_neighbours_and_no_lonely_gap(
    last: int, data: st.DataObject
) -> None:
    current = data.draw(st.integers(1, last))
    shown = shown_numbers(current, last)
    numbers = [page for page in shown if page is not None]
    assert numbers == sorted(set(numbers))
    assert {1, last, current} <= set(numbers)
    for before, gap, after in zip(shown, shown[1:], shown[2:], strict=False):
        assert gap is not None or (before is not None and after is not None and after - before > 2)


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (20, 1), (21, 2), (184, 10)])
def test_the_last_page(total: int, pages: int) -> None:
    assert last_page(total, 20) == pages
