"""The pages of the frame: who gets them, what they cost, what a refusal looks like."""

import gzip
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dinh.foundation.ui import menu, searching, workday
from dinh.foundation.ui.searching import Hit
from dinh.foundation.ui.workday import Moment, Section, Share, WorkItem
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from dinh.web.middleware import RefusalMiddleware
from factories.people import CastMember

PAGES = ["/lam-viec/", "/lam-viec/tim/", "/lam-viec/tim/?q=ho+so", "/lam-viec/giao-dien/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_sent_to_sign_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/tai-khoan/") or "next=" in response["Location"]


@pytest.mark.parametrize("path", PAGES)
def test_an_officer_gets_every_page(officer: CastMember, path: str) -> None:
    response = officer.client.get(path)
    assert response.status_code == 200
    assert "Đỗ Minh Tuấn" in response.content.decode()


def test_a_reader_of_the_province_gets_the_frame_too(reader: CastMember) -> None:
    assert "UBND tỉnh Hòa An" in reader.client.get("/lam-viec/").content.decode()


def test_the_front_leads_to_the_day(client: Client) -> None:
    assert client.get("/")["Location"] == "/lam-viec/"


@pytest.mark.django_db
def test_every_menu_entry_leads_somewhere(
    administrator: CastMember, coordinator: CastMember
) -> None:
    for entry in menu.entries():
        for place in (entry, *entry.children):
            assert reverse(place.url_name).startswith("/lam-viec/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_costs_the_same_however_much_work(officer: CastMember, count: int) -> None:
    queries_of_the_day(officer, 0)  # the calendar is read once and kept
    assert queries_of_the_day(officer, count) == queries_of_the_day(officer, 0)


def test_the_frame_costs_three_queries_and_one_for_each_badge(
    officer: CastMember, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    badges = [entry for entry in menu.entries() if entry.badge and entry.visible(officer.actor)]
    with django_assert_num_queries(3 + len(badges)):  # session, person, place
        officer.client.get("/lam-viec/giao-dien/")


def queries_of_the_day(member: CastMember, count: int) -> int:
    """The number of queries when a module contributes `count` items."""

    def provider(_actor: object, moment: Moment) -> Iterator[Share]:
        items = [WorkItem("plan", f"Việc {n}", "/", due_at=moment.now) for n in range(count)]
        yield Share(Section.TODAY, items, count)

    workday.register("example", provider)
    try:
        with CaptureQueriesContext(connection) as captured:
            assert member.client.get("/lam-viec/").status_code == 200
    finally:
        workday.unregister("example")
    return len(captured)


def test_search_shows_groups_and_keeps_the_words(officer: CastMember) -> None:
    def find(actor: object, query: str, limit: int) -> list[Hit]:
        return [Hit(f"{query} <b>", "/lam-viec/", "dòng dưới", state="late")]

    searching.register("example", "Ví dụ", find, order=1, more_url=lambda q: f"/x/?q={q}")
    try:
        html = officer.client.get("/lam-viec/tim/?q=hồ+sơ").content.decode()
    finally:
        searching.unregister("example")
    assert "hồ sơ &lt;b&gt;" in html and "Ví dụ" in html and 'value="hồ sơ"' in html


def test_the_language_is_kept_and_only_a_known_one(officer: CastMember) -> None:
    back = officer.client.post("/lam-viec/ngon-ngu/", {"language": "en", "next": "/lam-viec/tim/"})
    assert back["Location"] == "/lam-viec/tim/"
    assert 'lang="en"' in officer.client.get("/lam-viec/").content.decode()
    away = officer.client.post("/lam-viec/ngon-ngu/", {"language": "xx", "next": "//evil.example/"})
    assert away["Location"] == "/lam-viec/"
    officer.person.refresh_from_db()
    assert officer.person.language == "en"
    assert officer.client.get("/lam-viec/ngon-ngu/").status_code == 405


@pytest.mark.parametrize("kind", [NotAllowed, NotFound, Invalid, Conflict])
def test_a_refusal_becomes_a_page_with_its_sentence(
    officer: CastMember, kind: type[Refusal]
) -> None:
    request = RequestFactory().get("/lam-viec/x/")
    request.user, request.actor = officer.person, officer.actor  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = []  # type: ignore[attr-defined]
    edge = RefusalMiddleware(lambda _request: HttpResponse())
    response = edge.process_exception(request, kind("Việc này đã đóng <lúc 14:02>."))
    assert response is not None and response.status_code == kind.status
    assert "Việc này đã đóng &lt;lúc 14:02&gt;." in response.content.decode()


def test_any_other_error_is_left_alone() -> None:
    edge = RefusalMiddleware(lambda _request: HttpResponse())
    assert edge.process_exception(HttpRequest(), ValueError("x")) is None


def test_an_unknown_address_is_answered_in_words(officer: CastMember, client: Client) -> None:
    for asking in (officer.client, client):
        response = asking.get("/lam-viec/khong-co/")
        assert response.status_code == 404
        assert "Không có trang này" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_answered_in_words() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/lam-viec/ngon-ngu/", {"language": "en"})
    assert response.status_code == 403
    assert "Chưa gửi được" in response.content.decode()


def test_pages_are_compressed_for_browsers_that_take_it(officer: CastMember) -> None:
    accepts = {"Accept-Encoding": "gzip"}
    page = officer.client.get("/lam-viec/giao-dien/", headers=accepts)
    assert page["Content-Encoding"] == "gzip"
    assert "Thành phần giao diện" in gzip.decompress(page.content).decode()
    assert "Content-Encoding" not in officer.client.get(
        "/suc-khoe/", headers=accepts | {"Accept": "application/json"}
    )
    assert "Content-Encoding" not in officer.client.get("/lam-viec/giao-dien/")
