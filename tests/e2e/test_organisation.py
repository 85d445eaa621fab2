"""Signing in, people, units, names, the calendar and the reader of the province, in a real browser."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone
from playwright.sync_api import Page

from dinh.foundation.journal.models import Event
from dinh.law.calendars import national_calendar
from dinh.modules.organisation.models import Organisation, Person, Unit, UnitAlias
from dinh.modules.tasks.actions import give_task
from dinh.modules.tasks.models import Occurrence
from e2e.browsing import NARROW, WIDE, Screen, focused, tab_to
from factories.people import PASSWORD, TOTP_SECRET, CastMember, give_place, make_person
from factories.tasks import by, whole_year

Open = Callable[..., Screen]
both_widths = pytest.mark.parametrize("width", [WIDE, NARROW])
INSIDE = "/lam-viec/noi-bo/"
ACCOUNT = "/lam-viec/tai-khoan/"
NEW_PASSWORD = "cây đa bến nước sân đình 27"


def code_of(secret: str, *, following: bool = False) -> str:
    """What an authenticator app shows now, or half a minute later: a code serves only once."""
    counters = list(yield_hotp_counters_from_time())
    counter = counters[-1] if following else counters[len(counters) // 2]
    return format_hotp_value(hotp_value(secret, counter))


def fill_sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Fill and send the form of the sign-in page that is open."""
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def sign_in(screen: Screen, username: str, password: str = PASSWORD) -> None:
    """Sign in through the real form."""
    screen.go("/dang-nhap/")
    fill_sign_in(screen.page, username, password)


def heading(page: Page, words: str) -> None:
    """Wait until the page with this heading is shown."""
    page.get_by_role("heading", name=words, exact=True, level=1).wait_for()


def at_work(page: Page) -> None:
    """Wait until the day's work is shown: whoever signs in comes here."""
    heading(page, "Việc của tôi hôm nay")


def kinds() -> list[str]:
    """What the journal holds, oldest first."""
    return list(Event.objects.order_by("sequence").values_list("kind", flat=True))


# --- signing in ---


def test_the_keyboard_alone_signs_in(open_screen: Open, officer: CastMember) -> None:
    screen = open_screen()
    page = screen.page
    screen.go(f"{INSIDE}don-vi/")
    heading(page, "Đăng nhập")
    tab_to(page, "login", at_most=4)
    page.keyboard.type("congchuc")
    page.keyboard.press("Tab")
    page.keyboard.type("sai mật khẩu")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    screen.check("dang-nhap-sai")
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Tên đăng nhập").input_value() == "congchuc"
    tab_to(page, "password")
    page.keyboard.type(PASSWORD)
    tab_to(page, "Đăng nhập", at_most=2)
    assert focused(page) == "Đăng nhập"
    page.keyboard.press("Enter")
    heading(page, "Đơn vị")  # where the visitor wanted to go


def test_five_failures_lock_and_the_administrator_unlocks(
    open_screen: Open, officer: CastMember, administrator: CastMember
) -> None:
    screen, office = open_screen(width=NARROW), open_screen(administrator)
    for _failure in range(6):
        sign_in(screen, "congchuc", "sai")
    said = screen.page.get_by_role("alert").inner_text()
    assert "tạm khóa" in said
    assert "sau 15 phút" in said
    screen.check("dang-nhap-tam-khoa")
    office.go(f"{INSIDE}nguoi/{officer.person.pk}/")
    office.check("noi-bo-nguoi-tam-khoa")
    office.page.get_by_role("button", name="Mở khóa ngay").click()
    office.page.get_by_text("Đã mở khóa.").first.wait_for()
    sign_in(screen, "congchuc")
    at_work(screen.page)
    assert kinds() == [
        "organisation.person_locked",
        "organisation.person_unlocked",
        "organisation.signed_in",
    ]


def test_an_administrator_is_led_to_a_second_factor(
    open_screen: Open, commune: Organisation, units: dict[str, Unit]
) -> None:
    person = make_person("quantrimoi", "Trịnh Văn Quyết")
    give_place(person, commune, "administrator", unit=units["office"])
    screen = open_screen(width=NARROW)
    page = screen.page
    sign_in(screen, "quantrimoi")
    heading(page, "Bật xác thực hai lớp")
    screen.go(f"{INSIDE}nguoi/")
    heading(page, "Bật xác thực hai lớp")  # nothing else opens before
    screen.check("xac-thuc-bat")
    secret = page.locator("code").inner_text()
    page.get_by_label("Mã xác thực").fill("000000")
    page.get_by_role("button", name="Bật").click()
    page.get_by_text("Mã chưa đúng").wait_for()
    assert page.locator("code").inner_text() == secret  # the app need not be set up again
    page.get_by_label("Mã xác thực").fill(code_of(secret))
    page.get_by_role("button", name="Bật").click()
    heading(page, "Mã dự phòng")
    screen.check("xac-thuc-ma-du-phong")
    spare = page.locator("code").first.inner_text()
    assert page.locator("code").count() == 10

    screen.go("/dang-xuat/")
    screen.check("dang-xuat")
    page.get_by_role("button", name="Đăng xuất").click()
    heading(page, "Đăng nhập")
    fill_sign_in(page, "quantrimoi")
    heading(page, "Xác thực hai lớp")
    screen.check("dang-nhap-ma")
    page.get_by_label("Mã xác thực").fill("123456")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text("Mã chưa đúng").wait_for()
    page.get_by_role("button", name="Về trang đăng nhập").click()
    heading(page, "Đăng nhập")
    fill_sign_in(page, "quantrimoi")
    page.get_by_label("Mã xác thực").fill(code_of(secret, following=True))
    page.get_by_role("button", name="Tiếp tục").click()
    at_work(page)

    other = open_screen()
    sign_in(other, "quantrimoi")
    other.page.get_by_label("Mã xác thực").fill(spare)
    other.page.get_by_role("button", name="Tiếp tục").click()
    at_work(other.page)


def test_signing_out_everywhere_else(open_screen: Open, officer: CastMember) -> None:
    here, there = open_screen(), open_screen(width=NARROW)
    for screen in (here, there):
        sign_in(screen, "congchuc")
        at_work(screen.page)
    here.go(ACCOUNT)
    here.page.get_by_role("link", name="Đang đăng nhập ở 2 nơi").click()
    heading(here.page, "Phiên đăng nhập")
    here.check("tai-khoan-phien-hai")
    here.page.get_by_role("button", name="Đăng xuất mọi nơi khác").click()
    here.page.get_by_text("Đã kết thúc 1 phiên đăng nhập khác.").first.wait_for()
    assert here.page.get_by_role("button", name="Đăng xuất mọi nơi khác").count() == 0
    there.go(INSIDE)
    heading(there.page, "Đăng nhập")
    here.go(INSIDE)
    heading(here.page, "Người trong đơn vị")


# --- people ---


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_person_gets_a_password_for_once(
    open_screen: Open,
    administrator: CastMember,
    coordinator: CastMember,
    javascript: bool,
) -> None:
    office = open_screen(administrator, javascript=javascript)
    page = office.page
    office.go(INSIDE)
    page.get_by_role("link", name="Thêm người").click()
    page.get_by_label("Họ và tên").fill("Ngô Thị Bích Thủy")
    page.get_by_label("Điện thoại").fill("0987654321")
    page.get_by_label("Vai trò").select_option(label="Công chức")
    page.get_by_label("Đơn vị").select_option(label="Phòng Kinh tế")
    page.get_by_label("Từ ngày").fill("31/02/2026")
    page.get_by_role("button", name="Thêm người").click()
    page.get_by_text("Ngày phải có dạng").first.wait_for()
    assert page.get_by_label("Họ và tên").input_value() == "Ngô Thị Bích Thủy"
    if javascript:
        office.check("noi-bo-them-nguoi-sai-ngay")
    page.get_by_label("Từ ngày").fill("01/07/2025")
    page.get_by_role("button", name="Thêm người").click()
    heading(page, "Mật khẩu dùng một lần")
    if javascript:
        office.check("noi-bo-mat-khau-mot-lan")
    username, one_time = page.locator("dd code").all_inner_texts()
    assert username == "thuyntb"

    own = open_screen(width=NARROW, javascript=javascript)
    sign_in(own, username, one_time)
    heading(own.page, "Đổi mật khẩu")
    own.go(INSIDE)
    heading(own.page, "Đổi mật khẩu")  # nothing else opens before
    if javascript:
        own.check("tai-khoan-phai-doi-mat-khau")
    own.page.get_by_label("Mật khẩu hiện tại").fill(one_time)
    own.page.get_by_label("Mật khẩu mới", exact=True).fill(NEW_PASSWORD)
    own.page.get_by_label("Mật khẩu mới, lần nữa").fill(NEW_PASSWORD)
    own.page.get_by_role("button", name="Đổi mật khẩu").click()
    own.page.get_by_text("Đã đổi mật khẩu.").first.wait_for()

    looking = open_screen(coordinator, javascript=javascript)
    looking.go(f"{INSIDE}nguoi/?q=bich+thuy")
    looking.page.get_by_role("link", name="Ngô Thị Bích Thủy").click()
    assert looking.page.get_by_text("098•••••21").count() == 1
    looking.page.get_by_role("button", name="Xem đầy đủ").click()
    looking.page.get_by_text("0987654321").wait_for()
    if javascript:
        looking.check("noi-bo-nguoi-lien-he")
    seen = Event.objects.order_by("sequence").last()
    assert seen is not None
    assert (seen.kind, seen.actor_id) == (
        "organisation.contacts_revealed",
        coordinator.person.pk,
    )
    assert seen.subject_id == Person.objects.get(username="thuyntb").pk


# --- units and names ---


def test_a_unit_and_how_it_is_printed(
    open_screen: Open,
    administrator: CastMember,
    coordinator: CastMember,
    commune: Organisation,
) -> None:
    screen = open_screen(administrator)
    page = screen.page
    screen.go(f"{INSIDE}don-vi/")
    page.get_by_role("link", name="Thêm đơn vị").click()
    page.get_by_label("Tên đơn vị").fill("Ban Quản lý chợ")
    page.get_by_label("Từ ngày").fill("01/07/2025")
    page.get_by_role("button", name="Thêm đơn vị").click()
    page.get_by_text("Đã thêm đơn vị.").first.wait_for()
    unit = Unit.objects.get(name="Ban Quản lý chợ")

    office = open_screen(coordinator, width=NARROW)
    office.go(f"{INSIDE}don-vi/{unit.pk}/")
    office.page.get_by_label("Tên như in trong văn bản").fill("BQL chợ")
    office.page.get_by_role("button", name="Nhớ tên gọi này").click()
    office.page.get_by_text("Đã nhớ tên gọi này.").first.wait_for()
    office.check("noi-bo-don-vi-ten-in")
    assert UnitAlias.objects.get(printed="BQL chợ").unit == unit
    office.page.get_by_role("button", name="Bỏ tên BQL chợ").click()
    office.page.get_by_text("Đã bỏ tên gọi đó.").first.wait_for()
    heading(office.page, "Ban Quản lý chợ")
    assert not UnitAlias.objects.filter(printed="BQL chợ").exists()


def test_a_name_is_valid_on_its_days(
    open_screen: Open, chair: CastMember, predecessors: list[Organisation]
) -> None:
    screen = open_screen(chair)
    page = screen.page
    screen.go(f"{INSIDE}co-quan/")
    assert page.locator(".as-h1").inner_text() == "Ủy ban nhân dân xã Bình Minh"
    page.get_by_label("Xem tên ngày khác").fill("30/6")
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_text("Ngày phải có dạng 31/12/2026.").wait_for()
    page.get_by_label("Xem tên ngày khác").fill("30/06/2025")
    page.get_by_role("button", name="Xem", exact=True).click()
    heading(page, "Tên hợp lệ theo ngày")
    page.get_by_text("Văn bản ngày 30/06/2025").wait_for()
    assert page.locator(".as-h1").inner_text() == "Ngày đó chưa có đơn vị này"
    assert page.get_by_text("Ngày đó là:").count() == 1
    screen.check("noi-bo-ten-cu")


# --- the calendar ---


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    following = day + timedelta(days=1)
    calendar = national_calendar()
    return following if calendar.is_working_day(following) else next_working_day(following)


@pytest.fixture
def storm(coordinator: CastMember, officer: CastMember) -> Occurrence:
    """A task due on a working day some weeks ahead, the day that will be closed."""
    day = next_working_day(timezone.localdate() + timedelta(days=20))
    task = give_task(
        actor=coordinator.actor,
        at=timezone.now() - timedelta(days=1),
        title="Báo cáo kết quả cải cách hành chính",
        lead_person=officer.person,
        due_rule=by(day.isoformat()),
        period=whole_year(day.year),
    )
    return Occurrence.objects.get(task=task)


def test_closing_a_day_moves_nothing_until_someone_decides(
    open_screen: Open, coordinator: CastMember, administrator: CastMember, storm: Occurrence
) -> None:
    day, promised = storm.due_day, storm.due_at
    assert isinstance(day, date)
    keeper = open_screen(administrator)
    page = keeper.page
    keeper.go(f"{INSIDE}lich/?nam={day.year}")
    page.get_by_role("link", name="Ghi ngày riêng").click()
    page.get_by_label("Ngày", exact=True).fill(f"{day:%d/%m/%Y}")
    page.get_by_label("Ngày này").select_option("closed")
    page.get_by_label("Lý do").fill("Bão số 9, nghỉ theo thông báo")
    page.get_by_role("button", name="Xem trước hạn nào đổi").click()
    page.get_by_role("heading", name="1 hạn đang chạy sẽ khác đi").wait_for()
    keeper.check("noi-bo-lich-xem-truoc")
    page.get_by_role("button", name="Ghi vào lịch").click()
    page.get_by_text("Hạn đã giao chưa thay đổi.").first.wait_for()
    storm.refresh_from_db()
    assert storm.due_at == promised

    office = open_screen(coordinator, width=NARROW)
    page = office.page
    office.go(f"{INSIDE}lich/")
    page.get_by_role("link", name="Hạn chưa theo lịch mới").click()
    page.get_by_role("link", name="Báo cáo kết quả").wait_for()
    office.check("noi-bo-doi-han")
    page.get_by_label("Quyết định").fill("Thông báo số 12/TB-UBND")
    page.get_by_label("Lý do").fill("Trụ sở đóng cửa vì bão")
    page.get_by_role("button", name="Dời 1 hạn").click()
    page.get_by_text("Đã dời 1 hạn.").first.wait_for()
    office.check("noi-bo-doi-han-het")
    storm.refresh_from_db()
    assert storm.due_at is not None
    assert timezone.localdate(storm.due_at) == next_working_day(day)
    last = Event.objects.filter(kind="organisation.deadlines_moved").get()
    assert last.note == "Trụ sở đóng cửa vì bão (Thông báo số 12/TB-UBND)"


# --- the level above ---


def test_a_reader_of_the_province_looks_and_finds_nothing_to_press(
    open_screen: Open,
    reader: CastMember,
    chair: CastMember,
    storm: Occurrence,
    units: dict[str, Unit],
) -> None:
    screen = open_screen(reader)
    page = screen.page
    screen.go(f"{INSIDE}xa/")
    screen.check("noi-bo-chon-xa")
    page.get_by_role("link", name="xã Bình Minh").click()
    page.get_by_text("Đang xem xã Bình Minh").first.wait_for()
    page.wait_for_url("**/lam-viec/ke-hoach/**")
    screen.check("noi-bo-xa-dang-xem")
    places = {
        f"{INSIDE}nguoi/": "Người trong đơn vị",
        f"{INSIDE}nguoi/{chair.person.pk}/": "Nguyễn Văn Thành",
        f"{INSIDE}don-vi/": "Đơn vị",
        f"{INSIDE}don-vi/{units['culture'].pk}/": "Phòng Văn hóa – Xã hội",
        f"{INSIDE}co-quan/": "Tên hợp lệ theo ngày",
        f"{INSIDE}lich/": f"Lịch làm việc năm {timezone.localdate().year}",
        f"/lam-viec/nhiem-vu/{storm.task_id}/": "Báo cáo kết quả cải cách hành chính",
    }
    for place, title in places.items():
        screen.go(place)
        heading(page, title)
        assert page.locator("main form[method=post]").count() == 0, place
        assert page.locator("main .btn--main, main .btn--danger").count() == 0, place


# --- every screen ---


def inside(administrator: CastMember, officer: CastMember, unit: Unit) -> dict[str, str]:
    """Every page of the administrator, by the name of its picture."""
    person = f"{INSIDE}nguoi/{officer.person.pk}/"
    held = officer.person.memberships.get()
    return {
        "noi-bo-nguoi": f"{INSIDE}nguoi/",
        "noi-bo-nguoi-khong-co": f"{INSIDE}nguoi/?q=khongcoai",
        "noi-bo-them-nguoi": f"{INSIDE}nguoi/them/",
        "noi-bo-mot-nguoi": person,
        "noi-bo-sua-nguoi": f"{person}sua/",
        "noi-bo-giao-vi-tri": f"{person}vi-tri/",
        "noi-bo-ket-thuc-vi-tri": f"{INSIDE}vi-tri/{held.pk}/ket-thuc/",
        "noi-bo-don-vi": f"{INSIDE}don-vi/",
        "noi-bo-them-don-vi": f"{INSIDE}don-vi/them/",
        "noi-bo-mot-don-vi": f"{INSIDE}don-vi/{unit.pk}/",
        "noi-bo-sua-don-vi": f"{INSIDE}don-vi/{unit.pk}/sua/",
        "noi-bo-ket-thuc-don-vi": f"{INSIDE}don-vi/{unit.pk}/ket-thuc/",
        "noi-bo-co-quan": f"{INSIDE}co-quan/",
        "noi-bo-ten-moi": f"{INSIDE}co-quan/ten/",
        "noi-bo-cap-tren": f"{INSIDE}co-quan/cap-tren/",
        "noi-bo-don-vi-cu": f"{INSIDE}co-quan/don-vi-cu/",
        "noi-bo-lich": f"{INSIDE}lich/",
        "noi-bo-ngay-rieng": f"{INSIDE}lich/ngay/?ngay=2026-09-02",
        "noi-bo-gio": f"{INSIDE}lich/gio/",
        "noi-bo-so-lieu": f"{INSIDE}so-lieu-phap-luat/",
        "noi-bo-mot-so-lieu": f"{INSIDE}so-lieu-phap-luat/gia-tri/?ma=clock.due_soon",
        "noi-bo-nhat-ky": f"{INSIDE}nhat-ky/",
        "tai-khoan": ACCOUNT,
        "tai-khoan-mat-khau": f"{ACCOUNT}mat-khau/",
        "tai-khoan-phien": f"{ACCOUNT}phien/",
        "xac-thuc": f"{ACCOUNT}xac-thuc-hai-lop/",
        "xac-thuc-tat": f"{ACCOUNT}xac-thuc-hai-lop/tat/",
        "xac-thuc-tao-ma": f"{ACCOUNT}xac-thuc-hai-lop/ma-du-phong/tao-moi/",
    }


@both_widths
def test_every_screen_reads_well(
    open_screen: Open,
    administrator: CastMember,
    officer: CastMember,
    predecessors: list[Organisation],
    units: dict[str, Unit],
    width: int,
) -> None:
    visitor = open_screen(width=width)
    for name, place in {"dang-nhap": "", "dang-nhap-da-khoa": "da-khoa/"}.items():
        visitor.go(f"/dang-nhap/{place}")
        visitor.check(name)
    screen = open_screen(width=width)
    sign_in(screen, "quantri")
    screen.page.get_by_label("Mã xác thực").fill(code_of(TOTP_SECRET))
    screen.page.get_by_role("button", name="Tiếp tục").click()
    at_work(screen.page)
    for name, place in inside(administrator, officer, units["culture"]).items():
        response = screen.go(place)
        assert response is not None
        assert (response.status, screen.page.url) == (200, f"{screen.root}{place}")
        screen.check(name)
    screen.page.get_by_role("button", name="Tạo mã mới").click()  # on the last of them
    heading(screen.page, "Mã dự phòng")
    screen.check("xac-thuc-xem-ma")
    again = open_screen(administrator, width=width)  # no password given in this session
    again.go(f"{ACCOUNT}xac-thuc-hai-lop/tat/")
    heading(again.page, "Xác nhận là bạn")
    again.check("dang-nhap-xac-nhan")
    again.go("/dang-nhap/xac-nhan-ma/")
    again.check("dang-nhap-xac-nhan-ma")
