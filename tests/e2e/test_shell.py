"""The frame of every page: menu, search, the day's work, components, error pages."""

import gzip
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from dinh.foundation.ui import workday
from dinh.foundation.ui.workday import Moment, Section, Share, WorkItem
from e2e.browsing import NARROW, WIDE, Screen, focused, tab_to
from factories.people import PASSWORD, CastMember

Open = Callable[..., Screen]
both_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def a_day_of_work(_actor: object, moment: Moment) -> Iterator[Share]:
    """What a module may contribute to the day."""
    items = [
        WorkItem(
            "plan",
            "Niêm yết thủ tục hộ tịch mới sửa đổi tại trụ sở và trên cổng",
            "/lam-viec/",
            "Nhiệm vụ · Cải cách thủ tục hành chính · sản phẩm: biên bản niêm yết",
            moment.now - timedelta(days=3),
            "Nộp minh chứng",
            "/lam-viec/",
            is_main=True,
        )
    ]
    yield Share(Section.LATE, items, 12, "Xem hết nhiệm vụ quá hạn", "/lam-viec/")
    ahead = [
        WorkItem(
            "plan", "Báo cáo tháng", "/lam-viec/", "", moment.next_ends_at - timedelta(hours=7)
        )
    ]
    yield Share(Section.NEXT, ahead, 1)
    waiting = WorkItem(
        "doc",
        "Quyết định ban hành quy chế",
        "/lam-viec/",
        waits_for="Đang chờ Chủ tịch ký",
        since=moment.now - timedelta(hours=30),
    )
    yield Share(Section.WAITING, [waiting], 1)


@pytest.fixture
def day_of_work() -> Iterator[None]:
    """A module that contributes to the day while the test runs."""
    workday.register("example", a_day_of_work)
    yield
    workday.unregister("example")


@both_widths
def test_the_day_shows_what_is_late_first(
    open_screen: Open, officer: CastMember, day_of_work: None, width: int
) -> None:
    screen = open_screen(officer, width)
    screen.go("/lam-viec/")
    assert "Niêm yết thủ tục" in screen.page.locator(".work").first.inner_text()
    assert "12 việc" in screen.page.locator("#qua-han").inner_text()
    screen.check("viec-hom-nay")


@both_widths
def test_a_day_without_work_says_so(open_screen: Open, officer: CastMember, width: int) -> None:
    screen = open_screen(officer, width)
    screen.go("/lam-viec/")
    assert "không còn việc nào" in screen.page.locator("main").inner_text()
    screen.check("viec-hom-nay-rong")


@both_widths
def test_a_page_that_is_not_there_says_what_to_do(
    open_screen: Open, officer: CastMember, width: int
) -> None:
    screen = open_screen(officer, width)
    response = screen.go("/lam-viec/khong-co/")
    assert response is not None and response.status == 404
    screen.check("khong-co")


@both_widths
def test_search_without_results_says_how_to_search(
    open_screen: Open, officer: CastMember, width: int
) -> None:
    screen = open_screen(officer, width)
    screen.go("/lam-viec/tim/?q=khong+co+gi+het")
    assert "Không thấy" in screen.page.locator("main").inner_text()
    screen.check("tim-khong-thay")


def test_the_slash_key_leads_to_the_search(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen(officer)
    screen.go("/lam-viec/")
    screen.page.keyboard.press("/")
    assert focused(screen.page) == "Tìm trong toàn bộ công việc"
    screen.page.keyboard.type("bao cao/quy")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**/lam-viec/tim/?q=bao+cao%2Fquy")


def test_the_keyboard_reaches_content_and_account(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen(officer)
    screen.go("/lam-viec/")
    screen.page.keyboard.press("Tab")
    assert focused(screen.page) == "Đến nội dung chính"
    tab_to(screen.page, "Đỗ Minh Tuấn")
    screen.page.keyboard.press("Enter")
    assert screen.page.locator("details[data-menu]").get_attribute("open") is not None
    screen.page.keyboard.press("Escape")
    assert screen.page.locator("details[data-menu]").get_attribute("open") is None
    assert "Đỗ Minh Tuấn" in focused(screen.page)


def test_the_phone_menu_needs_no_script(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen(officer, NARROW, javascript=False)
    screen.go("/lam-viec/")
    menu = screen.page.locator("#menu")
    assert not menu.is_visible()
    screen.page.get_by_label("Mở menu").click()
    assert menu.is_visible()
    screen.shot("menu")
    menu.get_by_text("Đóng menu").click()
    assert not menu.is_visible()


def test_english_is_kept_with_the_person(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen(officer, javascript=False)
    screen.go("/lam-viec/")
    screen.page.locator("details.drop-menu > summary").click()
    screen.page.locator("details.drop-menu").get_by_text("English").click()
    assert screen.page.locator("html").get_attribute("lang") == "en"
    officer.person.refresh_from_db()
    assert officer.person.language == "en"


def test_a_page_prints_without_its_frame(
    open_screen: Open, officer: CastMember, day_of_work: None
) -> None:
    screen = open_screen(officer)
    screen.go("/lam-viec/")
    screen.page.emulate_media(media="print")
    assert not screen.page.locator(".side").is_visible()
    assert not screen.page.locator(".top").is_visible()
    assert screen.page.locator("h1").is_visible()


@both_widths
def test_the_components_page_shows_every_component(
    open_screen: Open, officer: CastMember, width: int
) -> None:
    screen = open_screen(officer, width)
    screen.go("/lam-viec/giao-dien/")
    assert screen.page.locator("main section").count() >= 13
    screen.check("giao-dien")


def test_what_was_typed_is_still_there_after_leaving(
    open_screen: Open, officer: CastMember
) -> None:
    screen = open_screen(officer)
    asked: list[str] = []
    screen.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    screen.go("/lam-viec/giao-dien/")
    screen.page.get_by_label("Ý kiến").fill("Thiếu ảnh chụp bảng tin")
    screen.go("/lam-viec/")
    assert asked == ["beforeunload"]
    screen.go("/lam-viec/giao-dien/")
    assert screen.page.get_by_label("Ý kiến").input_value() == "Thiếu ảnh chụp bảng tin"
    screen.page.get_by_text("Bỏ bản nháp").click()
    assert screen.page.get_by_label("Ý kiến").input_value() == ""


def test_every_screen_of_the_frame_works_without_script(
    open_screen: Open, officer: CastMember
) -> None:
    screen = open_screen(officer, javascript=False)
    for path in ("/lam-viec/", "/lam-viec/tim/?q=ho+so", "/lam-viec/giao-dien/"):
        response = screen.go(path)
        assert response is not None and response.status == 200
        assert screen.page.locator("h1").count() == 1


def test_the_first_load_of_the_day_is_light(
    open_screen: Open, officer: CastMember, day_of_work: None
) -> None:
    screen = open_screen(officer)
    bodies: dict[str, bytes] = {}
    screen.page.on("response", lambda response: bodies.setdefault(response.url, response.body()))
    screen.go("/lam-viec/")
    screen.page.wait_for_load_state("networkidle")
    weight = sum(len(gzip.compress(body)) for body in bodies.values())
    assert len(bodies) <= 6, sorted(bodies)
    assert weight <= 60_000, f"{weight / 1000:.1f} kB compressed"


@both_widths
def test_signing_in_leads_to_the_day(open_screen: Open, officer: CastMember, width: int) -> None:
    screen = open_screen(width=width)
    screen.go("/lam-viec/")
    screen.check("dang-nhap")
    screen.page.get_by_label("Tên đăng nhập").fill(officer.person.username)
    screen.page.get_by_label("Mật khẩu").fill(PASSWORD)
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url(f"{screen.root}/lam-viec/")
    assert screen.page.locator("h1").inner_text() == "Việc của tôi hôm nay"


def test_signing_out_leads_back_to_sign_in(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen(officer)
    screen.go("/lam-viec/")
    screen.page.locator("details.drop-menu > summary").click()
    screen.page.get_by_role("button", name="Đăng xuất").click()
    screen.page.wait_for_url("**/dang-nhap/**")
    screen.go("/lam-viec/")
    assert "/dang-nhap/" in screen.page.url
