"""Each behaviour of the script on a page made for it, with the product's own style and script."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from e2e.browsing import Screen

PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Ví dụ</title>
<link rel="stylesheet" href="/static/ui/screen.css">
<script type="module" src="/static/ui/behaviours.js"></script></head><body><main><h1>Ví dụ</h1>
%s</main></body></html>"""

Show = Callable[[str], Screen]


@pytest.fixture
def show(open_screen: Callable[..., Screen]) -> Show:
    """Shows markup at `/vi-du/`; the script and the style come from the live server."""

    def shown(markup: str) -> Screen:
        screen = open_screen()
        screen.page.route("**/vi-du/", lambda route: answer(route, PAGE % markup))
        screen.go("/vi-du/")
        return screen

    return shown


def answer(route: Route, body: str) -> None:
    """Answer a request of the page in the server's place."""
    route.fulfill(status=200, content_type="text/html; charset=utf-8", body=body)


def test_progress_follows_the_work_and_then_leads_on(show: Show) -> None:
    told = [
        '<div data-live="/tien-do/" data-live-every="50"><progress max="3" value="2"></progress> 2 / 3</div>',
        '<div data-live-go="/xong/"></div>',
    ]
    screen = show('<div data-live="/tien-do/" data-live-every="50">1 / 3</div>')
    screen.page.route("**/xong/", lambda route: answer(route, "<title>Xong</title>"))
    screen.page.route("**/tien-do/", lambda route: answer(route, told.pop(0)))
    screen.page.wait_for_url("**/xong/")
    assert told == []


def test_progress_that_ended_asks_no_more(show: Show) -> None:
    asked: list[str] = []
    screen = show('<div data-live="/tien-do/" data-live-every="50">…</div>')
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.route("**/tien-do/", lambda route: answer(route, "<p>Đã đọc xong</p>"))
    expect(screen.page.get_by_text("Đã đọc xong")).to_be_visible()
    screen.page.wait_for_timeout(300)
    assert len([url for url in asked if url.endswith("/tien-do/")]) == 1


def test_a_dialog_opens_in_place_of_its_page(show: Show) -> None:
    screen = show(
        '<a href="/trang-rieng/" data-dialog="hoi">Từ chối</a>'
        '<dialog class="dialog" id="hoi"><form><input aria-label="Lý do">'
        "<button data-dialog-close>Không</button></form></dialog>"
    )
    screen.page.get_by_text("Từ chối").click()
    dialog = screen.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    screen.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    screen.page.get_by_text("Từ chối").click()
    dialog.get_by_text("Không").click()
    expect(dialog).not_to_be_visible()
    assert screen.page.url.endswith("/vi-du/")


def test_a_toast_can_be_closed(show: Show) -> None:
    screen = show(
        '<div class="toasts"><div class="toast" data-toast><span>Đã lưu</span>'
        '<button class="toast__close" data-toast-close hidden aria-label="Đóng">x</button></div></div>'
    )
    screen.page.get_by_label("Đóng").click()
    expect(screen.page.get_by_text("Đã lưu")).to_have_count(0)


def test_an_upload_shows_its_answer_where_it_was_sent(show: Show, tmp_path: Path) -> None:
    screen = show(
        '<form method="post" action="/nhan-tep/" enctype="multipart/form-data" data-upload>'
        '<div class="drop" data-drop><input type="file" name="file" aria-label="Tệp"></div>'
        '<div data-upload-progress hidden><progress aria-label="Đang gửi"></progress>'
        '<span data-upload-words></span><button type="button" data-upload-stop>Dừng</button></div>'
        "<button>Gửi</button></form>"
    )
    sent: list[bytes] = []

    def received(route: Route) -> None:
        sent.append(route.request.post_data_buffer or b"")
        answer(route, "<title>Đã nhận</title><h1>Đã nhận tệp</h1>")

    screen.page.route("**/nhan-tep/", received)
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text("KẾ HOẠCH", encoding="utf-8")
    screen.page.get_by_label("Tệp").set_input_files(str(plan))
    screen.page.get_by_text("Gửi", exact=True).click()
    expect(screen.page.get_by_role("heading", name="Đã nhận tệp")).to_be_visible()
    assert screen.page.url.endswith("/nhan-tep/")
    assert b'filename="ke-hoach.txt"' in sent[0]


def test_a_refused_form_puts_the_focus_on_what_is_wrong(show: Show) -> None:
    screen = show(
        '<div class="note note--late" role="alert" tabindex="-1" data-summary>Còn một lỗi</div>'
    )
    expect(screen.page.get_by_role("alert")).to_be_focused()


def test_what_was_sent_is_forgotten(show: Show) -> None:
    screen = show(
        '<form data-draft="y-kien"><textarea name="a" aria-label="Ý kiến"></textarea></form>'
    )
    screen.page.get_by_label("Ý kiến").fill("Đồng ý")
    screen.page.wait_for_function("localStorage.getItem('draft:y-kien') !== null")
    screen.page.on("dialog", lambda dialog: dialog.accept())
    screen.page.route(
        "**/da-gui/", lambda route: answer(route, PAGE % '<p data-draft-sent="y-kien">Đã gửi</p>')
    )
    screen.go("/da-gui/")
    screen.page.wait_for_function("localStorage.getItem('draft:y-kien') === null")
