"""A plan from its Word file to the board, in a real browser, with and without JavaScript."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from dinh.foundation.jobs.running import run_pending
from dinh.modules.organisation.models import Unit, UnitAlias
from dinh.modules.plans.actions.drafting import start_from_file
from dinh.modules.plans.actions.targets import record_actual
from dinh.modules.plans.models import Measure, Plan, PlanDraft
from dinh.modules.tasks.actions import Proof, accept_evidence, submit_evidence
from dinh.modules.tasks.models import Occurrence, Task
from e2e.browsing import NARROW, WIDE, Screen
from factories.people import CastMember
from factories.plans import plan_docx, plan_in_force, read_task, reading
from factories.tasks import at

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = (
    (
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        (
            ("Tổ chức giao ban chuyên đề cải cách hành chính", "Thông báo kết luận", "Văn phòng HĐND và UBND", "Các cơ quan, đơn vị liên quan", "Hằng quý"),
            ("Tự chấm điểm chỉ số cải cách hành chính của xã", "Báo cáo tự chấm điểm", "Tổ giúp việc", "Phòng Kinh tế", "Trước 30/11/2026"),
        ),
    ),
    (
        "III. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        (
            ("Niêm yết thủ tục mới tại quầy và nhà văn hóa thôn", "Biên bản niêm yết", "TTPVHCC xã", "Công an xã", "Quý II, Quý III/2026"),
            ("Đối thoại với người dân về giải quyết hồ sơ đất đai", "", "Phòng Kinh tế", "Tổ giúp việc", "Trước 30/10/2025"),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A Word file with a unit nobody knows, a missing output and a day before the issue date."""
    place = tmp_path / "KH CCHC 2026.docx"
    place.write_bytes(plan_docx(ROWS))
    return place


def _upload(screen: Screen, plan_file: Path) -> PlanDraft:
    screen.go("/lam-viec/ke-hoach/nhap/")
    screen.page.set_input_files("input[type=file]", plan_file)
    screen.page.get_by_role("button", name="Tải lên và đọc").click()
    screen.page.get_by_role("heading", name="Đang đọc kế hoạch").wait_for()
    return PlanDraft.objects.get()


def _onward(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Đúng, sang chỗ tiếp theo").click()


def test_a_plan_is_imported_reviewed_and_seen_on_the_board(
    open_screen: Callable[..., Screen],
    coordinator: CastMember,
    units: dict[str, Unit],
    plan_file: Path,
) -> None:
    screen = open_screen(coordinator)
    page = screen.page
    draft = _upload(screen, plan_file)
    screen.check("ke-hoach-dang-doc")
    run_pending(timezone.now())
    page.get_by_role("heading", name="Soát lại kế hoạch vừa đọc").wait_for()
    screen.check("ke-hoach-soat-chung")
    page.get_by_role("link", name="Đến chỗ tiếp theo").click()
    page.get_by_text("Không có đơn vị nào tên như vậy.").first.wait_for()
    screen.check("ke-hoach-soat-don-vi")
    page.get_by_label("“Tổ giúp việc”", exact=True).select_option(str(units["office"].pk))
    _onward(screen)
    page.get_by_text("Chưa nêu sản phẩm.").wait_for()
    screen.check("ke-hoach-soat-nhiem-vu")
    page.get_by_label("Sản phẩm").fill("Biên bản đối thoại")
    page.get_by_label("Ngày", exact=True).fill("30/10/2026")
    _onward(screen)
    page.get_by_text("Đã soát hết những chỗ cần xem lại.").wait_for()
    screen.check("ke-hoach-soat-xong")
    page.get_by_role("button", name="Ghi vào hệ thống").click()
    page.get_by_role("heading", name="Theo lĩnh vực").wait_for()
    screen.check("ke-hoach-bang-moi")
    assert Plan.objects.count() == 1
    assert UnitAlias.objects.get(printed="Tổ giúp việc").unit == units["office"]
    led = Task.objects.get(title__startswith="Đối thoại")
    assert (led.output, led.lead_unit) == ("Biên bản đối thoại", units["economy"])
    assert Occurrence.objects.get(task=led).due_day == date(2026, 10, 30)
    assert PlanDraft.objects.get(pk=draft.pk).state == "accepted"


def test_the_same_without_javascript(
    open_screen: Callable[..., Screen], coordinator: CastMember, plan_file: Path
) -> None:
    screen = open_screen(coordinator, width=NARROW, javascript=False)
    page = screen.page
    _upload(screen, plan_file)
    run_pending(timezone.now())
    page.get_by_role("heading", name="Soát lại kế hoạch vừa đọc").wait_for()  # refreshed by itself
    page.get_by_role("link", name="Đến chỗ tiếp theo").click()
    page.get_by_label("“Tổ giúp việc”", exact=True).select_option("-")
    for _part in range(10):
        if page.get_by_text("Đã soát hết những chỗ cần xem lại.").count():
            break
        _onward(screen)
    page.get_by_role("button", name="Ghi vào hệ thống").click()
    page.get_by_role("heading", name="Theo lĩnh vực").wait_for()
    assert Task.objects.filter(origin_id=Plan.objects.get().pk).count() == 4


@pytest.fixture
def plan(coordinator: CastMember, chair: CastMember, officer: CastMember) -> Plan:
    """A plan in force with some of everything: done, late, overdue, not due, a recorded value."""
    tasks = [
        read_task(1, "Rà soát thủ tục hành chính thuộc thẩm quyền của xã"),
        read_task(2, "Tổ chức đối thoại với người dân", area=1, lead="Phòng Kinh tế"),
        read_task(3, "Hướng dẫn nộp hồ sơ trực tuyến", area=7, lead="Phòng Văn hóa – Xã hội"),
    ]
    made = plan_in_force(coordinator.actor, reading(tasks, theme="Năm dữ liệu số"))
    first = Occurrence.objects.filter(task__title__startswith="Rà soát").order_by("due_at")[0]
    proof = Proof(title="BC", document_number="5/BC-UBND", document_date=date(2026, 6, 20))
    submit_evidence(
        actor=coordinator.actor, at=at("2026-06-22 09:00"), occurrence=first, proofs=[proof]
    )
    accept_evidence(actor=chair.actor, at=at("2026-06-23 09:00"), occurrence=first)
    record_actual(
        actor=officer.actor,
        at=at("2026-10-02 09:00"),
        measure=Measure.objects.get(),
        period=(date(2026, 1, 1), date(2026, 9, 30)),
        source="Cổng dịch vụ công quốc gia",
        value=Decimal("97.96"),
    )
    return made


PAGES = {
    "ke-hoach-cac-ke-hoach": "/lam-viec/ke-hoach/",
    "ke-hoach-nhap": "/lam-viec/ke-hoach/nhap/",
    "ke-hoach-bang": "/lam-viec/ke-hoach/{plan}/",
    "ke-hoach-don-vi": "/lam-viec/ke-hoach/{plan}/don-vi/",
    "ke-hoach-nguoi": "/lam-viec/ke-hoach/{plan}/nguoi/",
    "ke-hoach-nam": "/lam-viec/ke-hoach/{plan}/nam/?nam=2026",
    "ke-hoach-lich": "/lam-viec/ke-hoach/{plan}/lich/?thang=2026-09",
    "ke-hoach-chi-tieu": "/lam-viec/ke-hoach/{plan}/chi-tieu/",
    "ke-hoach-mot-chi-tieu": "/lam-viec/ke-hoach/{plan}/chi-tieu/{target}/",
    "ke-hoach-sua-chi-tieu": "/lam-viec/ke-hoach/{plan}/chi-tieu/{target}/sua/",
    "ke-hoach-van-ban": "/lam-viec/ke-hoach/{plan}/van-ban/",
    "ke-hoach-me": "/lam-viec/ke-hoach/{plan}/ke-hoach-me/",
    "ke-hoach-them-nhiem-vu": "/lam-viec/ke-hoach/{plan}/them-nhiem-vu/",
    "ke-hoach-lap-nam": "/lam-viec/ke-hoach/{plan}/lap-ke-hoach-nam/",
}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_screen_of_a_plan_is_accessible(
    open_screen: Callable[..., Screen], coordinator: CastMember, plan: Plan, width: int
) -> None:
    screen = open_screen(coordinator, width=width)
    target = Measure.objects.get().target_id
    for name, path in PAGES.items():
        screen.go(path.format(plan=plan.pk, target=target))
        screen.check(name)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_screen_of_the_review_is_accessible(
    open_screen: Callable[..., Screen], coordinator: CastMember, plan: Plan, width: int
) -> None:
    started = plan_docx(ROWS, number="19/KH-UBND")
    now = timezone.now()
    draft = start_from_file(
        actor=coordinator.actor, at=now, uploaded=started, name="moi.docx", plan=plan
    ).draft
    run_pending(now)
    screen = open_screen(coordinator, width=width)
    root = f"/lam-viec/ke-hoach/nhap/{draft.pk}/soat/"
    parts = ("", "don-vi/", "chi-tieu/", "chi-tieu/c1/", "nhiem-vu/", "nhiem-vu/n4/")
    for part in (*parts, "phan-cong/", "con-lai/", "khac-biet/"):
        screen.go(f"{root}{part}")
        screen.check(f"ke-hoach-soat-{part.strip('/').replace('/', '-') or 'van-ban'}")


def test_the_board_is_worked_by_keyboard(
    open_screen: Callable[..., Screen], coordinator: CastMember, plan: Plan
) -> None:
    screen = open_screen(coordinator)
    screen.go(f"/lam-viec/ke-hoach/{plan.pk}/")
    screen.page.get_by_role("link", name="Theo đơn vị").focus()
    screen.page.keyboard.press("Enter")
    screen.page.get_by_role("heading", name="Theo đơn vị chủ trì").wait_for()
    screen.page.get_by_role("link", name="Phòng Kinh tế", exact=True).first.focus()
    screen.page.keyboard.press("Enter")
    screen.page.get_by_role("heading", name="Phòng Kinh tế: 1 nhiệm vụ").wait_for()
