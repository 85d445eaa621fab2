"""The screens of plans: what they show, what they cost, and who is kept out of them."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from dinh.foundation.jobs.running import run_pending
from dinh.modules.organisation.models import Organisation, Unit
from dinh.modules.plans.actions.targets import record_actual
from dinh.modules.plans.models import Measure, Observation, Plan, PlanDraft, Target
from dinh.modules.plans.queries.boards import board
from dinh.modules.plans.queries.targets import judged_targets
from dinh.modules.tasks.actions import Proof, accept_evidence, submit_evidence
from dinh.modules.tasks.models import Occurrence, Task
from factories.people import CastMember, cast_member, give_place, make_person
from factories.plans import (
    READ_AT,
    draft_of,
    measure,
    plan_docx,
    plan_in_force,
    read_target,
    read_task,
    reading,
    settle_all,
)
from factories.tasks import at

pytestmark = pytest.mark.django_db

# What every page of the frame costs: the session, the person, their places, the unread notices.
FRAME = 4
PLAN_PAGES = ("board", "by_unit", "by_person", "year", "month", "targets", "paper")


def some_tasks(count: int) -> dict[str, Any]:
    """A reading with so many tasks."""
    return reading([read_task(n, f"Nhiệm vụ thứ {n}") for n in range(1, count + 1)])


@pytest.fixture
def plan(coordinator: CastMember) -> Plan:
    """A plan in force with three tasks and one target."""
    return plan_in_force(coordinator.actor, some_tasks(3))


@pytest.fixture
def other_coordinator(other_commune: Organisation, other_units: dict[str, Unit]) -> CastMember:
    """The standing body of the neighbouring commune."""
    person = make_person("tanlap-vp", "Ngô Thị Sen")
    give_place(person, other_commune, "coordinator", unit=other_units["office"])
    return cast_member(person)


def url(name: str, *args: object) -> str:
    """An address of the module."""
    return reverse(f"plans:{name}", args=args)


# --- boards -----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["area", "unit", "person"])
def test_the_figures_of_a_board_add_up(plan: Plan, coordinator: CastMember, by: str) -> None:
    now = at("2026-10-05 08:00")  # quarters II and III have passed, quarter II before the entry no
    found = board(plan, by, now)
    rows = [row.figures for row in found.rows]
    assert sum(row.total for row in rows) == found.total.total == 6
    assert (found.total.overdue, found.total.not_due) == (6, 0)
    assert found.total.tasks == 3


def test_a_figure_opens_the_occurrences_that_it_counts(
    plan: Plan, coordinator: CastMember, chair: CastMember
) -> None:
    first = Occurrence.objects.filter(origin_id=plan.pk).order_by("due_at")[0]
    proof = Proof(title="BC", document_number="5/BC-UBND", document_date=date(2026, 4, 2))
    moment = at("2026-04-02 09:00")
    submit_evidence(actor=coordinator.actor, at=moment, occurrence=first, proofs=[proof])
    accept_evidence(actor=chair.actor, at=at("2026-04-03 09:00"), occurrence=first)
    page = coordinator.client.get(url("board", plan.pk))
    (figure,) = [f for f in page.context["total_figures"] if f.bucket == "on_time"]
    assert figure.count == 1
    listed = coordinator.client.get(figure.url)
    assert listed.status_code == 200
    assert first.label in listed.content.decode()


@pytest.mark.parametrize("name", PLAN_PAGES)
@pytest.mark.parametrize("member", ["coordinator", "officer", "head", "chair", "vice_chair"])
def test_everyone_who_works_here_sees_the_plan(
    request: pytest.FixtureRequest, plan: Plan, name: str, member: str
) -> None:
    person: CastMember = request.getfixturevalue(member)
    page = person.client.get(url(name, plan.pk))
    assert page.status_code == 200
    assert plan.title in page.content.decode()


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("board", 5),
        ("by_unit", 6),
        ("by_person", 5),
        ("year", 5),
        ("month", 2),
        ("targets", 4),
        ("paper", 6),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_a_plan_costs_a_fixed_number_of_queries(
    coordinator: CastMember,
    officer: CastMember,
    django_assert_num_queries: Any,
    name: str,
    queries: int,
    count: int,
) -> None:
    targets = [
        read_target(f"Chỉ tiêu {n}", measure(f"hồ sơ loại {n}"), measure(f"lượt {n}"))
        for n in range(count)
    ]
    read = some_tasks(count) | {"targets": targets}
    plan = plan_in_force(coordinator.actor, read)
    officer.client.get(url(name, plan.pk))  # warms what is cached for the process
    with django_assert_num_queries(FRAME + queries):
        officer.client.get(url(name, plan.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_plans_costs_a_fixed_number_of_queries(
    coordinator: CastMember, officer: CastMember, django_assert_num_queries: Any, count: int
) -> None:
    for n in range(count):
        title = f"Kế hoạch số {n}"
        plan_in_force(coordinator.actor, reading(title=title, number=f"{n}/KH-UBND"))
    officer.client.get(url("list"))
    with django_assert_num_queries(FRAME + 3):
        page = officer.client.get(url("list"))
    assert len(page.context["page"].rows) == count


def test_plans_are_found_without_diacritics(coordinator: CastMember, plan: Plan) -> None:
    plan_in_force(coordinator.actor, reading(title="Kế hoạch chuyển đổi số", number="9/KH-UBND"))
    page = coordinator.client.get(url("list"), {"q": "cai cach"})
    assert page.context["page"].rows == [plan]


def test_the_tasks_of_a_line_filter_and_page_in_the_address(
    coordinator: CastMember, plan: Plan
) -> None:
    page = coordinator.client.get(url("board", plan.pk), {"linh-vuc": "3", "q": "thu 2"})
    assert [task.title for task in page.context["page"].rows] == ["Nhiệm vụ thứ 2"]
    assert page.context["listing"].query_string == "?linh-vuc=3&q=thu+2"


def test_the_year_marks_today_and_every_due_day(coordinator: CastMember, plan: Plan) -> None:
    page = coordinator.client.get(url("year", plan.pk), {"nam": "2026"})
    text = page.content.decode()
    assert text.count('<use class="mk ') == 6
    assert [mark.x for mark in page.context["groups"][0][1][0].marks] == [49.59, 74.79]


def test_the_month_shows_what_falls_due(coordinator: CastMember, plan: Plan) -> None:
    page = coordinator.client.get(url("month", plan.pk), {"thang": "2026-09"})
    cells = [cell for week in page.context["weeks"] for cell in week.cells if cell.items]
    assert [(cell.day, len(cell.items)) for cell in cells] == [(date(2026, 9, 30), 3)]
    assert coordinator.client.get(url("month", plan.pk), {"thang": "2026-13"}).status_code == 404


# --- the annex --------------------------------------------------------------------------------

ANNEX_HEADS = [
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Cơ quan chủ trì",
    "Phối hợp",
    "Thời hạn",
    "Mức độ hoàn thành",
    "Số hiệu VB sản phẩm",
    "Ghi chú",
]


def test_the_annex_as_docx_has_the_columns_of_the_reform_report(
    coordinator: CastMember, plan: Plan
) -> None:
    page = coordinator.client.get(url("annex", plan.pk, "docx"))
    file = docx.Document(BytesIO(page.content))
    head, table = file.tables
    assert head.cell(0, 0).text.split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "XÃ BÌNH MINH"]
    assert [cell.text for cell in table.rows[0].cells] == ANNEX_HEADS
    assert [row.cells[1].text for row in table.rows[2:]] == [
        "Nhiệm vụ thứ 1",
        "Nhiệm vụ thứ 2",
        "Nhiệm vụ thứ 3",
    ]
    assert {row.cells[3].text for row in table.rows[2:]} == {"Văn phòng HĐND và UBND"}


def test_the_annex_as_xlsx_is_the_same_table(coordinator: CastMember, plan: Plan) -> None:
    page = coordinator.client.get(url("annex", plan.pk, "xlsx"))
    rows = CalamineWorkbook.from_filelike(BytesIO(page.content)).get_sheet_by_index(0).to_python()
    start = rows.index(ANNEX_HEADS)
    assert [row[0] for row in rows[start + 1 :]] == [
        "III. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        "1",
        "2",
        "3",
    ]


# --- targets ----------------------------------------------------------------------------------


def test_a_target_is_judged_by_its_last_observation(
    coordinator: CastMember, officer: CastMember, plan: Plan
) -> None:
    form = {
        "value": "98,4",
        "period_start": "01/01/2026",
        "period_end": "30/09/2026",
        "source": "Cổng dịch vụ công",
    }
    asked = Measure.objects.get()
    answer = officer.client.post(url("target_record", plan.pk, asked.target_id, asked.pk), form)
    assert answer.status_code == 302
    ((_area, (judged,)),) = judged_targets(plan, date(2026, 11, 21))
    assert judged.measures[0].words == "Đạt"
    assert Observation.objects.get().value == Decimal("98.4")
    assert Observation.objects.get().recorded_by_name == officer.person.full_name


def test_a_value_without_its_source_is_refused_and_kept_on_the_form(
    officer: CastMember, plan: Plan
) -> None:
    asked = Measure.objects.get()
    form = {"value": "98,4", "period_start": "01/01/2026", "period_end": "30/09/2026"}
    page = officer.client.post(url("target_record", plan.pk, asked.target_id, asked.pk), form)
    assert page.status_code == 422
    assert 'value="98,4"' in page.content.decode()
    assert Observation.objects.count() == 0


def test_nothing_recorded_is_said_in_words_and_is_not_zero(officer: CastMember, plan: Plan) -> None:
    page = officer.client.get(url("targets", plan.pk)).content.decode()
    assert "Chưa có kết quả: chưa có số liệu." in page


def test_one_indicator_promised_twice_with_unlike_values_is_flagged(
    coordinator: CastMember,
) -> None:
    targets = [
        read_target("Số hóa 100% kết quả.", measure("số hóa kết quả giải quyết", value=100)),
        read_target(
            "Số hóa từ 80% kết quả.", measure("số hóa kết quả giải quyết", value=80), area=7
        ),
    ]
    plan = plan_in_force(coordinator.actor, reading(targets=targets))
    page = coordinator.client.get(url("targets", plan.pk))
    flagged = [(one.area, two.area, differs) for one, two, differs in page.context["doubles"]]
    assert flagged == [(3, 7, True)]
    assert "giá trị khác nhau, hãy xem lại" in page.content.decode()


def test_a_target_is_changed_with_a_reason_only(coordinator: CastMember, plan: Plan) -> None:
    target = Target.objects.get()
    form = {
        "text": "Từ 99% hồ sơ đúng hạn.",
        "area": "3",
        "level": "commune",
        "m-TOTAL_FORMS": "1",
        "m-INITIAL_FORMS": "1",
        "m-0-what": "hồ sơ đúng hạn",
        "m-0-op": ">=",
        "m-0-value": "99",
        "m-0-unit": "%",
    }
    address = url("target_edit", plan.pk, target.pk)
    assert coordinator.client.post(address, form).status_code == 422
    answer = coordinator.client.post(address, form | {"reason": "Tỉnh nâng chỉ tiêu"})
    assert answer.status_code == 302
    assert Measure.objects.get().value == 99


# --- the review -------------------------------------------------------------------------------

REVIEW_PAGES = ("review", "review_units", "review_targets", "review_tasks", "review_duties")


def test_upload_read_review_accept_through_the_pages(coordinator: CastMember) -> None:
    client = coordinator.client
    upload = SimpleUploadedFile("KH 2026.docx", plan_docx())
    answer = client.post(url("upload"), {"file": upload})
    draft = PlanDraft.objects.get()
    assert answer.headers["Location"] == url("draft", draft.pk)
    waiting = client.get(url("draft", draft.pk)).content.decode()
    assert '<meta http-equiv="refresh" content="2">' in waiting
    run_pending(timezone.now())
    assert client.get(url("draft", draft.pk)).headers["Location"] == url("review", draft.pk)
    _press_through(client, draft)
    page = client.get(url("review_tasks", draft.pk))
    assert page.context["open_count"] == 0
    edition = page.context["draft"].edition
    answer = client.post(url("accept", draft.pk), {"edition": edition})
    plan = Plan.objects.get()
    assert answer.headers["Location"] == url("board", plan.pk)
    again = client.post(url("accept", draft.pk), {"edition": edition})
    assert again.headers["Location"] == url("board", plan.pk)
    assert Task.objects.count() == 5


def _press_through(client: Client, draft: PlanDraft) -> None:
    """Press "Đúng, sang chỗ tiếp theo" on each page that the review leads to, changing nothing."""
    for _page in range(20):
        to = client.get(url("review_next", draft.pk)).headers["Location"].partition("#")[0]
        page = client.get(to)
        if page.context["open_count"] == 0:
            return
        client.post(to, as_typed(page) | {"act": "right"})
    raise AssertionError("the review does not come to an end")


def as_typed(page: Any) -> dict[str, Any]:
    """What a browser would send back from the first post form of the content."""
    found: dict[str, Any] = {}
    for form in page.context.get("forms", {}).values() if page.context.get("forms") else []:
        for _row, one in form:
            found |= {field.html_name: field.value() or "" for field in one}
    for name in ("form", "references", "measures"):
        given = page.context.get(name)
        forms = [given] if name == "form" else list(given or [])
        for one in filter(None, forms):
            found |= {f.html_name: _sent(f) for f in one}
        if given is not None and name != "form":
            management = given.management_form
            found |= {field.html_name: field.value() for field in management}
    for number, (name, _rows) in enumerate(page.context.get("names") or []):
        found[f"unit-{number}"] = (name.unit_keys or [name.nearest or "-"])[0]
    return found


def _sent(field: Any) -> Any:
    value = field.value()
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else value


@pytest.mark.parametrize("name", REVIEW_PAGES)
@pytest.mark.parametrize("count", [1, 3])
def test_a_page_of_the_review_costs_a_fixed_number_of_queries(
    coordinator: CastMember, django_assert_num_queries: Any, name: str, count: int
) -> None:
    draft = draft_of(coordinator.actor, some_tasks(count))
    coordinator.client.get(url(name, draft.pk))
    # one more where nothing is open: the calendar, to say how many occurrences will come
    with django_assert_num_queries(FRAME + (7 if name == "review" else 6)):
        coordinator.client.get(url(name, draft.pk))


def test_a_doubtful_field_says_why_beside_its_source(coordinator: CastMember) -> None:
    late = read_task(4, "Công khai ngân sách", due={"type": "by", "date": "2025-10-30"})
    draft = draft_of(coordinator.actor, reading([late]))
    to = coordinator.client.get(url("review_next", draft.pk)).headers["Location"]
    assert to == url("review_task", draft.pk, "n1") + "#o-due"
    page = coordinator.client.get(to).content.decode()
    assert "Hạn sớm hơn ngày ban hành kế hoạch (12/01/2026)." in page
    assert "bảng 1, dòng 4" in page


def test_a_wrong_day_keeps_what_was_typed(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor)
    form = {"task": "Rà soát", "due_type": "by", "due_date": "31/02/2026", "outputs": "Báo cáo"}
    page = coordinator.client.post(url("review_task", draft.pk, "n1"), form)
    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="31/02/2026"' in text
    assert "Viết ngày như 30/10/2026." in text
    assert PlanDraft.objects.get().content["tasks"][0]["due"]["type"] == "quarters"


def test_the_refusal_of_a_file_stands_on_the_page(coordinator: CastMember) -> None:
    upload = SimpleUploadedFile("khach.txt", b"Danh sach khach moi\n1. Ong A\n")
    coordinator.client.post(url("upload"), {"file": upload})
    run_pending(timezone.now())
    draft = PlanDraft.objects.get()
    page = coordinator.client.get(url("draft", draft.pk)).content.decode()
    assert draft.sentence in page


def test_the_same_file_again_says_so(coordinator: CastMember) -> None:
    content = plan_docx()
    for _time in range(2):
        upload = SimpleUploadedFile("a.docx", content)
        page = coordinator.client.post(url("upload"), {"file": upload}, follow=True)
    assert "Tệp này đã được tải lên lúc" in page.content.decode()


# --- who is kept out --------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLAN_PAGES)
def test_another_communes_plan_is_not_there(
    other_coordinator: CastMember, plan: Plan, name: str
) -> None:
    assert other_coordinator.client.get(url(name, plan.pk)).status_code == 404


def test_nothing_of_another_commune_leaks_on_a_derived_path(
    other_coordinator: CastMember, coordinator: CastMember, plan: Plan
) -> None:
    client, target = other_coordinator.client, Target.objects.get()
    version, asked = plan.current, Measure.objects.get()
    assert version is not None
    record_actual(
        actor=coordinator.actor,
        at=READ_AT,
        measure=asked,
        period=(date(2026, 1, 1), date(2026, 3, 31)),
        source="Sổ theo dõi",
        value=Decimal(97),
    )
    seen = Observation.objects.get()
    paths = [
        url("annex", plan.pk, "docx"),
        url("annex", plan.pk, "xlsx"),
        url("version_file", plan.pk, version.pk),
        url("target", plan.pk, target.pk),
        url("observation_file", plan.pk, seen.pk),
        url("carry", plan.pk),
    ]
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    listed = client.get(url("list"))
    assert listed.context["page"].rows == []
    assert listed.context["page"].total == 0
    assert client.get(url("list"), {"q": "cải cách"}).context["page"].rows == []


def test_another_communes_draft_is_not_there_on_any_path(
    other_coordinator: CastMember, coordinator: CastMember
) -> None:
    draft = draft_of(coordinator.actor)
    client = other_coordinator.client
    gets = ["draft", "draft_file", *REVIEW_PAGES, "review_rest", "review_difference"]
    statuses = [client.get(url(name, draft.pk)).status_code for name in (*gets, "review_next")]
    statuses += [client.get(url("review_task", draft.pk, "n1")).status_code]
    statuses += [client.post(url(name, draft.pk)).status_code for name in ("accept", "abandon")]
    statuses += [client.post(url("review_drop", draft.pk, "tasks", "n1")).status_code]
    assert statuses == [404] * len(statuses)
    assert PlanDraft.objects.get().state == "review"


@pytest.mark.parametrize("member", ["reader", "officer", "head", "vice_chair"])
def test_who_may_look_may_not_change(
    request: pytest.FixtureRequest, coordinator: CastMember, plan: Plan, member: str
) -> None:
    client: Client = request.getfixturevalue(member).client
    draft = draft_of(coordinator.actor, reading(number="77/KH-UBND", title="Kế hoạch khác"))
    target = Target.objects.get()
    statuses = [
        client.get(url("upload")).status_code,
        client.get(url("review", draft.pk)).status_code,
        client.get(url("draft", draft.pk)).status_code,
        client.get(url("draft_file", draft.pk)).status_code,
        client.post(url("accept", draft.pk)).status_code,
        client.get(url("target_edit", plan.pk, target.pk)).status_code,
        client.post(url("move", plan.pk), {"to": "closed", "reason": "x"}).status_code,
        client.post(url("target_withdraw", plan.pk, target.pk), {"reason": "x"}).status_code,
    ]
    assert statuses == [403] * len(statuses)
    assert "Nhập kế hoạch" not in client.get(url("list")).content.decode()


def test_the_reader_above_sees_and_does_not_act(reader: CastMember, plan: Plan) -> None:
    page = reader.client.get(url("board", plan.pk))
    assert page.status_code == 200
    asked = Measure.objects.get()
    form = {
        "value": "98",
        "period_start": "01/01/2026",
        "period_end": "30/9/2026",
        "source": "x",
    }
    answer = reader.client.post(url("target_record", plan.pk, asked.target_id, asked.pk), form)
    assert answer.status_code == 403
    assert Observation.objects.count() == 0


def test_a_closed_plan_is_not_changed_and_the_chair_opens_it_again(
    coordinator: CastMember, chair: CastMember, plan: Plan
) -> None:
    closing = {"to": "closed", "reason": "Hết năm"}
    assert coordinator.client.post(url("move", plan.pk), closing).status_code == 302
    opening = {"to": "in_force", "reason": "Còn việc dở"}
    assert coordinator.client.post(url("move", plan.pk), opening).status_code == 403
    assert chair.client.post(url("move", plan.pk), opening).status_code == 302
    assert Plan.objects.get().state == "in_force"


def test_a_draft_of_a_newer_version_is_settled_on_the_difference_page(
    coordinator: CastMember, plan: Plan
) -> None:
    read = reading([read_task(1, "Nhiệm vụ thứ 1"), read_task(2, "Tập huấn ký số", area=7)])
    draft = settle_all(coordinator.actor, draft_of(coordinator.actor, read, plan=plan))
    page = coordinator.client.get(url("review_difference", draft.pk))
    assert [(section, kind, len(pairs)) for section, kind, pairs in page.context["sections"]] == [
        ("tasks", "added", 1),
        ("tasks", "removed", 2),
    ]
    refused = coordinator.client.post(url("accept", draft.pk))
    assert refused.status_code in {400, 422}
    coordinator.client.post(url("review_difference", draft.pk), {"reason": "Rút gọn kế hoạch"})
    assert coordinator.client.post(url("accept", draft.pk)).status_code == 302
    open_tasks = Task.objects.filter(state="open").order_by("order")
    assert [task.title for task in open_tasks] == ["Nhiệm vụ thứ 1", "Tập huấn ký số"]


def test_a_task_is_added_to_a_plan_in_force_with_its_reason(
    coordinator: CastMember, plan: Plan
) -> None:
    form = {
        "task": "Rà soát thủ tục nội bộ",
        "area": "3",
        "lead": "VP-TK",
        "due_type": "continuous",
        "outputs": "Báo cáo",
    }
    assert coordinator.client.post(url("task_add", plan.pk), form).status_code == 422
    answer = coordinator.client.post(url("task_add", plan.pk), form | {"reason": "Tỉnh giao thêm"})
    task = Task.objects.get(title="Rà soát thủ tục nội bộ")
    assert answer.headers["Location"] == reverse("tasks:task", args=[task.pk])
    assert (task.origin_id, task.lead_words, task.order) == (
        plan.pk,
        "Văn phòng HĐND và UBND",
        3,
    )
    labels = Occurrence.objects.filter(task=task).order_by("order").values_list("label", flat=True)
    assert list(labels) == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]


def test_a_lead_without_a_unit_is_named_and_held(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor, reading([read_task(1, "Việc", lead="Tổ giúp việc")]))
    page = coordinator.client.post(
        url("review_units", draft.pk), {"act": "right", "unit-0": ""}, follow=True
    )
    assert "Còn chưa chọn đơn vị cho: “Tổ giúp việc”." in page.content.decode()


def test_the_waiting_page_asks_again_and_then_leads_on(coordinator: CastMember) -> None:
    upload = SimpleUploadedFile("KH 2026.docx", plan_docx())
    coordinator.client.post(url("upload"), {"file": upload})
    here = url("draft", PlanDraft.objects.get().pk)
    part = coordinator.client.get(here, headers={"X-Part": "1"}).content.decode()
    assert f'data-live="{here}"' in part
    run_pending(timezone.now())
    part = coordinator.client.get(here, headers={"X-Part": "1"}).content.decode()
    assert part.strip().endswith(f'<div data-live-go="{here}"></div>')


def test_the_one_search_finds_plans_and_targets_of_the_own_commune(
    coordinator: CastMember, other_coordinator: CastMember, plan: Plan
) -> None:
    found = coordinator.client.get("/lam-viec/tim/", {"q": "ho so dung han"}).content.decode()
    assert url("target", plan.pk, Target.objects.get().pk) in found
    found = coordinator.client.get("/lam-viec/tim/", {"q": "08/KH-UBND"}).content.decode()
    assert url("board", plan.pk) in found
    other = other_coordinator.client.get("/lam-viec/tim/", {"q": "cai cach hanh chinh"})
    assert str(plan.pk) not in other.content.decode()
