"""Work in the browser: evidence handed in, returned with a reason, handed in again, accepted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from dinh.modules.organisation.models import Unit
from dinh.modules.tasks.actions import GivenTask, add_subtask, ask_extension, comment, give_tasks
from dinh.modules.tasks.models import Occurrence, Task
from e2e.browsing import NARROW, WIDE, Screen
from factories.people import CastMember
from factories.tasks import by, whole_year

Open = Callable[..., Screen]
both_widths = pytest.mark.parametrize("width", [WIDE, NARROW])
TITLE = "Rà soát, đề xuất đơn giản hóa thủ tục hành chính"


@pytest.fixture
def work(coordinator: CastMember, officer: CastMember, units: dict[str, Unit]) -> Task:
    """A commune's year in little: one task due tomorrow, others around it."""
    now = timezone.now()
    today, year = timezone.localdate(now), timezone.localdate(now).year
    soon = (today + timedelta(days=1)).isoformat()
    culture, economy = units["culture"], units["economy"]
    plan = {"period": whole_year(year), "area": 3}
    given = [
        GivenTask(
            title=TITLE,
            output="Báo cáo kết quả rà soát",
            lead_unit=culture,
            lead_person=officer.person,
            support_units=[economy],
            due_rule=by(soon),
            due_printed="Trước 30/11",
            budget="6.000.000 đồng",
            printed_row="21",
            source_quote="Rà soát, đề xuất đơn giản hóa TTHC – Báo cáo kết quả rà soát – VP-TK",
            **plan,
        ),
        GivenTask(
            title="Niêm yết công khai thủ tục mới, sửa đổi",
            output="Biên bản niêm yết",
            lead_unit=culture,
            due_rule={"type": "quarters", "quarters": [1, 2, 3, 4], "year": year},
            due_printed="Hằng quý",
            **plan,
        ),
        GivenTask(
            title="Góp ý dự thảo văn bản khi có yêu cầu",
            lead_unit=economy,
            due_rule={"type": "on_demand"},
            due_printed="Khi có yêu cầu",
            period=whole_year(year),
            area=2,
        ),
        GivenTask(
            title="Chấm điểm chỉ số cải cách hành chính",
            lead_printed="Tổ thẩm định",
            due_rule={"type": "per_plan"},
            due_printed="Theo kế hoạch thẩm định",
            period=whole_year(year),
            area=1,
        ),
    ]
    made = give_tasks(actor=coordinator.actor, at=now - timedelta(days=20), tasks=given)
    add_subtask(
        actor=officer.actor,
        at=now - timedelta(days=5),
        parent=made[0],
        title="Lấy ý kiến công chức và người dân",
        lead_person=officer.person,
        due_rule=by((today - timedelta(days=2)).isoformat()),
    )
    comment(
        actor=officer.actor,
        at=now - timedelta(days=2),
        task=made[0],
        text="Thủ tục cấp phép xây dựng: bỏ được bản sao giấy chứng nhận.",
    )
    return made[0]


def opened(screen: Screen, place: str) -> int:
    """The status with which a page answers."""
    response = screen.go(place)
    return response.status if response else 0


def hand_in(screen: Screen, task: Task, file: Path, number: str = "") -> None:
    """Open the task, press the button, choose a file, send."""
    page = screen.page
    screen.go(f"/lam-viec/nhiem-vu/{task.pk}/")
    page.get_by_role("link", name="minh chứng").and_(page.locator(".btn--main")).click()
    page.set_input_files("input[type=file]", str(file))
    if number:
        page.get_by_label("Số, ký hiệu văn bản").fill(number)
        page.get_by_label("Ngày văn bản").fill(timezone.localdate().strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Nộp minh chứng").click()
    page.wait_for_url(f"**/nhiem-vu/{task.pk}/**")


@both_widths
@pytest.mark.parametrize("javascript", [True, False])
def test_evidence_is_returned_and_then_accepted(
    open_screen: Open,
    officer: CastMember,
    coordinator: CastMember,
    work: Task,
    tmp_path: Path,
    width: int,
    javascript: bool,
) -> None:
    report = tmp_path / "bao-cao-ra-soat.txt"
    report.write_text("Kết quả rà soát 6 thủ tục, đề xuất cắt giảm 3.\n", encoding="utf-8")
    lead = open_screen(officer, width, javascript)
    office = open_screen(coordinator, width, javascript)
    hand_in(lead, work, report)
    assert lead.page.get_by_text("Đang chờ công nhận").first.is_visible()

    page = office.page
    office.go(f"/lam-viec/nhiem-vu/{work.pk}/")
    if javascript:
        office.check("nhiem-vu")
    page.get_by_role("link", name="Trả lại, nêu lý do").click()
    page.get_by_role("button", name="Trả lại, nêu lý do").click()
    assert (
        page.get_by_text("Chưa gửi được").is_visible()
        or not javascript
        or page.locator(":invalid").count()
    )
    page.get_by_label("Lý do").fill("Báo cáo chưa có biểu chi phí tuân thủ.")
    page.get_by_role("button", name="Trả lại, nêu lý do").click()

    lead.go(f"/lam-viec/nhiem-vu/{work.pk}/")
    assert lead.page.get_by_text("Báo cáo chưa có biểu chi phí tuân thủ.").first.is_visible()
    if javascript:
        lead.check("nhiem-vu-tra-lai")
    report.write_text("Đã thêm biểu chi phí tuân thủ của 3 thủ tục.\n", encoding="utf-8")
    hand_in(lead, work, report, "187/BC-UBND")

    office.go("/lam-viec/")
    office.go(f"/lam-viec/nhiem-vu/{work.pk}/")
    page.get_by_role("link", name="Công nhận hoàn thành").click()
    page.get_by_role("button", name="Công nhận hoàn thành").click()
    page.wait_for_url(f"**/nhiem-vu/{work.pk}/**")
    assert page.locator("h1 ~ .meta, .meta").first.get_by_text("Xong đúng hạn").is_visible()
    office.go("/lam-viec/nhiem-vu/cac-lan/?tinh-trang=on_time")
    assert page.get_by_role("link", name=TITLE).is_visible()
    assert Occurrence.objects.get(task=work).state == "accepted"


@both_widths
def test_every_screen_of_work_reads_well(
    open_screen: Open,
    officer: CastMember,
    coordinator: CastMember,
    work: Task,
    width: int,
) -> None:
    occurrence = Occurrence.objects.get(task=work)
    asked = ask_extension(
        actor=officer.actor,
        at=timezone.now(),
        occurrence=occurrence,
        new_due_day=timezone.localdate() + timedelta(days=10),
        reason="Chờ đơn giá nhân công mới của tỉnh.",
    )
    office = open_screen(coordinator, width)
    lead = open_screen(officer, width)
    places = {
        "nhiem-vu-danh-sach": "/lam-viec/nhiem-vu/",
        "nhiem-vu-cac-lan": "/lam-viec/nhiem-vu/cac-lan/?linh-vuc=3",
        "nhiem-vu-cap-tren": "/lam-viec/nhiem-vu/cap-tren-giao/",
        "nhiem-vu-giao": "/lam-viec/nhiem-vu/giao-viec/",
        "nhiem-vu-nhap": "/lam-viec/nhiem-vu/nhap/",
        "nhiem-vu-gia-han": f"/lam-viec/nhiem-vu/gia-han/{asked.pk}/",
        "nhiem-vu-sua": f"/lam-viec/nhiem-vu/{work.pk}/sua/",
        "nhiem-vu-phan-cong": f"/lam-viec/nhiem-vu/{work.pk}/phan-cong/",
        "thong-bao": "/lam-viec/thong-bao/",
        "nhiem-vu-van-phong": f"/lam-viec/nhiem-vu/{work.pk}/",
    }
    for name, place in places.items():
        assert opened(office, place) == 200
        office.check(name)
    own = {
        "viec-hom-nay-nhiem-vu": "/lam-viec/",
        "nhiem-vu-chu-tri": f"/lam-viec/nhiem-vu/{work.pk}/",
        "nhiem-vu-nop": f"/lam-viec/nhiem-vu/lan/{occurrence.pk}/nop-minh-chung/",
        "nhiem-vu-quy": f"/lam-viec/nhiem-vu/{Task.objects.get(title__startswith='Niêm').pk}/",
    }
    for name, place in own.items():
        assert opened(lead, place) == 200
        lead.check(name)
