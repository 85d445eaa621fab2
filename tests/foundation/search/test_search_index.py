"""What is found, in which order, and what never is: the same on both databases."""

import uuid

import pytest
from pytest_django import DjangoAssertNumQueries

from dinh.foundation.search.actions import Findable, index, index_many, remove
from dinh.foundation.search.models import SearchEntry
from dinh.foundation.search.queries import matching_subjects, search
from dinh.kernel.keys import new_key

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = new_key(), new_key()


def put(title: str, body: str = "", *, kind: str = "tasks.task", at: uuid.UUID = HERE) -> uuid.UUID:
    key = new_key()
    index(Findable(kind, key, at, title, body))
    return key


def titles(query: str, **narrowed: object) -> list[str]:
    found = search(query, organisation_ids=[HERE], **narrowed)  # type: ignore[arg-type]
    return [thing.title for thing in found]


@pytest.mark.parametrize(
    "query",
    [
        "đường giao thông",
        "duong giao thong",
        "DUONG GIAO THONG",
        "giao thông đường",
        "duong giao th",  # the last word may be unfinished
        "dduwowngf giao thoong",  # Telex keys without a Vietnamese keyboard
        "đường, giao-thông!",
    ],
)
def test_words_are_found_however_they_are_typed(query: str) -> None:
    put("Đường giao thông nông thôn")
    put("Báo cáo giao ban")
    assert titles(query) == ["Đường giao thông nông thôn"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("hòa giải", "Hoà giải ở cơ sở"),
        ("quy trình", "Qui trình nội bộ"),
        ("kĩ năng", "Kỹ năng số"),
    ],
)
def test_spelling_variants_are_one_word(typed: str, written: str) -> None:
    put(written)
    assert titles(typed) == [written]


def test_the_very_diacritics_come_first() -> None:
    put("Kiểm tra hồ sơ")
    put("Kiếm trà")
    put("Kiêm tra")
    assert titles("kiểm tra")[0] == "Kiểm tra hồ sơ"
    assert titles("kiếm trà")[0] == "Kiếm trà"
    assert sorted(titles("kiem tra")) == ["Kiêm tra", "Kiếm trà", "Kiểm tra hồ sơ"]


def test_a_word_without_diacritics_puts_the_same_word_first() -> None:
    put("Bảo hiểm")
    put("Dân ba xã")
    assert titles("ba") == ["Dân ba xã", "Bảo hiểm"]


def test_titles_rank_above_bodies() -> None:
    put("Kế hoạch năm", "niêm yết")
    put("Niêm yết thủ tục", "kế hoạch")
    assert titles("niêm yết") == ["Niêm yết thủ tục", "Kế hoạch năm"]


def test_equal_matches_come_newest_first() -> None:
    put("Họp thôn một")
    put("Họp thôn hai")
    assert titles("hop thon") == ["Họp thôn hai", "Họp thôn một"]


def test_document_numbers_are_found_by_their_parts() -> None:
    put("Kế hoạch cải cách hành chính", "08/KH-UBND")
    put("Báo cáo", "8/BC-UBND")
    assert titles("08/KH") == ["Kế hoạch cải cách hành chính"]


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "“”", "' OR 1=1 --", '"', "*", "a:b AND (", "☃"]
)
def test_odd_queries_find_nothing_and_break_nothing(query: str) -> None:
    put("Niêm yết")
    assert titles(query) == []


def test_nothing_of_another_organisation_is_found() -> None:
    put("Niêm yết thủ tục", at=ELSEWHERE)
    here = put("Niêm yết giá đất")
    assert titles("niem yet") == ["Niêm yết giá đất"]
    assert list(matching_subjects("niem yet", "tasks.task", [HERE])) == [here]
    assert search("niem yet", organisation_ids=[]) == []


def test_kinds_limit_and_offset_narrow_what_is_found() -> None:
    put("Việc một")
    put("Việc hai", kind="plans.plan")
    put("Việc ba")
    assert titles("viec", kinds=["plans.plan"]) == ["Việc hai"]
    assert titles("viec", limit=1) == ["Việc ba"]
    assert titles("viec", limit=2, offset=1) == ["Việc hai", "Việc một"]


def test_indexing_again_replaces_the_words() -> None:
    key = put("Tên cũ", "thân cũ")
    index(Findable("tasks.task", key, HERE, "Tên mới"))
    assert titles("cũ") == []
    assert titles("mới") == ["Tên mới"]
    assert SearchEntry.objects.count() == 1


def test_what_is_removed_is_not_found() -> None:
    gone, kept = put("Việc một"), put("Việc hai")
    remove("tasks.task", gone)
    remove("plans.plan", kept)
    assert titles("việc") == ["Việc hai"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_search_costs_two_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    index_many(Findable("tasks.task", new_key(), HERE, f"Việc {n}") for n in range(count))
    with django_assert_num_queries(2):
        assert len(titles("viec")) == count


def test_indexing_many_costs_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    things = [Findable("tasks.task", new_key(), HERE, f"Việc {n}") for n in range(20)]
    with django_assert_num_queries(1):
        index_many(things)
