"""From a file to a plan in force: reading, review, acceptance, the same file, a newer version."""

from datetime import date

import pytest
from django.utils import timezone

from dinh.foundation.jobs.running import run_pending
from dinh.foundation.journal.queries import events_about
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.modules.organisation.models import Unit, UnitAlias
from dinh.modules.plans.actions import reviewing
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.actions.drafting import (
    abandon_draft,
    finish_reading,
    start_from_file,
    start_from_plan,
)
from dinh.modules.plans.models import Measure, Plan, PlanDraft, PlanVersion, Target
from dinh.modules.plans.queries.difference import difference_of
from dinh.modules.plans.queries.drafts import review_of
from dinh.modules.tasks.actions import Proof, accept_evidence, submit_evidence
from dinh.modules.tasks.models import Evidence, Occurrence, Task
from factories.people import CastMember
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
    typed_draft,
)
from factories.tasks import at

pytestmark = pytest.mark.django_db


def test_a_word_file_becomes_a_plan_with_dated_tasks(
    coordinator: CastMember, units: dict[str, Unit]
) -> None:
    started = start_from_file(
        actor=coordinator.actor, at=READ_AT, uploaded=plan_docx(), name="KH 2026.docx"
    )
    run_pending(timezone.now())
    draft = PlanDraft.objects.get(pk=started.draft.pk)
    assert (draft.state, len(draft.content["tasks"])) == ("review", 5)
    plan = accept_draft(
        actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft)
    ).plan
    tasks = Task.objects.filter(origin_id=plan.pk).order_by("order")
    assert [(task.area, task.due_printed, task.occurrence_count) for task in tasks] == [
        (1, "Hằng quý", 4),
        (1, "Trước 30/11/2026", 1),
        (3, "Quý II, Quý III/2026", 2),
        (3, "Tháng 9/2026", 1),
        (7, "Thường xuyên", 4),
    ]
    assert plan.current is not None
    assert plan.current.document_number == "08/KH-UBND"
    assert plan.current.issued_on == date(2026, 1, 12)
    assert tasks[1].lead_unit == units["office"]


def test_a_file_that_is_no_plan_is_refused_with_its_sentence(coordinator: CastMember) -> None:
    started = start_from_file(
        actor=coordinator.actor,
        at=READ_AT,
        uploaded=b"Danh sach khach moi\n1. Ong A\n2. Ba B\n",
        name="khach.txt",
    )
    run_pending(timezone.now())
    draft = PlanDraft.objects.get(pk=started.draft.pk)
    assert draft.state == "refused"
    assert draft.sentence.endswith(".")
    assert Plan.objects.count() == 0


def test_the_same_file_twice_leads_to_the_first_draft(coordinator: CastMember) -> None:
    content = plan_docx()
    first = start_from_file(actor=coordinator.actor, at=READ_AT, uploaded=content, name="a.docx")
    again = start_from_file(actor=coordinator.actor, at=READ_AT, uploaded=content, name="b.docx")
    assert (again.draft, again.was_there) == (first.draft, True)
    assert PlanDraft.objects.count() == 1


def test_the_same_file_may_come_again_after_the_draft_was_put_away(
    coordinator: CastMember,
) -> None:
    content = plan_docx()
    first = start_from_file(actor=coordinator.actor, at=READ_AT, uploaded=content, name="a.docx")
    abandon_draft(actor=coordinator.actor, at=READ_AT, draft=first.draft)
    again = start_from_file(actor=coordinator.actor, at=READ_AT, uploaded=content, name="a.docx")
    assert not again.was_there


def test_reading_twice_changes_nothing(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor)
    reviewing.save_row(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        section="tasks",
        key="n1",
        values={"outputs": "Báo cáo năm"},
    )
    finish_reading(draft_id=draft.pk, at=READ_AT, reading=reading())
    assert PlanDraft.objects.get(pk=draft.pk).content["tasks"][0]["outputs"] == "Báo cáo năm"


@pytest.mark.parametrize("member", ["head", "officer", "reader", "administrator"])
def test_only_the_standing_body_and_the_chair_bring_plans_in(
    request: pytest.FixtureRequest, member: str
) -> None:
    person: CastMember = request.getfixturevalue(member)
    with pytest.raises(NotAllowed):
        start_from_file(actor=person.actor, at=READ_AT, uploaded=plan_docx(), name="a.docx")


def test_open_doubts_hold_the_plan_back(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor, reading([read_task(1, "Đo sự hài lòng", outputs=None)]))
    assert [doubt.key for doubt in review_of(draft).open_doubts] == ["n1.outputs.missing"]
    with pytest.raises(Conflict):
        accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft)
    assert Plan.objects.count() == 0


def test_a_missing_output_may_be_waived_or_filled(coordinator: CastMember) -> None:
    rows = [read_task(n, f"Nhiệm vụ số {n}", outputs=None) for n in (1, 2)]
    draft = draft_of(coordinator.actor, reading(rows))
    reviewing.save_row(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        section="tasks",
        key="n1",
        values={"outputs": "Báo cáo"},
    )
    draft = reviewing.save_row(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        section="tasks",
        key="n2",
        values={},
        settled=["n2.outputs.missing"],
    )
    assert review_of(draft).open_doubts == []
    accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft)
    assert list(Task.objects.order_by("order").values_list("output", flat=True)) == ["Báo cáo", ""]


def test_a_plan_without_a_period_cannot_be_waived_through(coordinator: CastMember) -> None:
    draft = settle_all(
        coordinator.actor, draft_of(coordinator.actor, reading(period_end=None, title=None))
    )
    assert [doubt.field for doubt in review_of(draft).open_doubts] == ["title", "period_end"]


def test_accepting_twice_makes_one_plan(coordinator: CastMember) -> None:
    draft = settle_all(coordinator.actor, draft_of(coordinator.actor))
    first = accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft)
    second = accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft)
    assert first == second
    counts = (Plan.objects.count(), PlanVersion.objects.count(), Task.objects.count())
    assert counts == (1, 1, 1)
    kinds = [event.kind for event in events_about("plans.plan", first.plan_id)]
    assert kinds.count("plans.version_accepted") == 1


def test_somebody_elses_save_in_between_is_told(coordinator: CastMember, chair: CastMember) -> None:
    draft = settle_all(coordinator.actor, draft_of(coordinator.actor))
    reviewing.save_document(
        actor=chair.actor, at=READ_AT, draft=draft, values={"theme": "Năm dữ liệu"}
    )
    with pytest.raises(Conflict):
        accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft, seen_edition=draft.edition)


def test_a_printed_name_is_fixed_once_for_all_rows_and_remembered(
    coordinator: CastMember, units: dict[str, Unit]
) -> None:
    rows = [read_task(n, f"Nhiệm vụ {n}", lead="Tổ công nghệ") for n in (1, 2, 3)]
    draft = draft_of(coordinator.actor, reading(rows))
    review = review_of(draft)
    assert [(n.name, n.rows, n.matched) for n in review.printed_names] == [
        ("Tổ công nghệ", ["n1", "n2", "n3"], False)
    ]
    draft = reviewing.save_matches(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        matches={"Tổ công nghệ": [str(units["culture"].pk)]},
        remember=["Tổ công nghệ"],
    )
    accept_draft(actor=coordinator.actor, at=READ_AT, draft=draft)
    leads = set(Task.objects.values_list("lead_unit", "lead_printed"))
    assert leads == {(units["culture"].pk, "Tổ công nghệ")}
    assert UnitAlias.objects.get(printed="Tổ công nghệ").unit == units["culture"]
    later = draft_of(coordinator.actor, reading(rows, number="09/KH-UBND", title="Kế hoạch khác"))
    assert [name.matched for name in review_of(later).printed_names] == [True]


def test_leaving_loses_nothing(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor)
    reviewing.save_row(
        actor=coordinator.actor,
        at=at("2026-01-13 09:15"),
        draft=draft,
        section="tasks",
        key="n1",
        values={"task": "Rà soát thủ tục lĩnh vực đất đai"},
    )
    kept = PlanDraft.objects.get(pk=draft.pk)
    assert kept.content["tasks"][0]["task"] == "Rà soát thủ tục lĩnh vực đất đai"
    assert kept.reading["tasks"][0]["task"] == "Rà soát thủ tục hành chính của xã"
    assert kept.saved_at == at("2026-01-13 09:15")


def test_dropped_and_added_rows(coordinator: CastMember) -> None:
    draft = draft_of(coordinator.actor)
    reviewing.drop_row(
        actor=coordinator.actor, at=READ_AT, draft=draft, section="tasks", key="n1", gone=True
    )
    draft, key = reviewing.add_row(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        section="tasks",
        values={"task": "Tập huấn chữ ký số", "area": 7},
    )
    assert key == "n2"
    plan = accept_draft(
        actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft)
    ).plan
    titles = Task.objects.filter(origin_id=plan.pk).values_list("title", flat=True)
    assert list(titles) == ["Tập huấn chữ ký số"]


def test_a_plan_typed_by_hand(coordinator: CastMember) -> None:
    draft = typed_draft(coordinator.actor, "Kế hoạch khắc phục tồn tại năm 2026")
    reviewing.add_row(
        actor=coordinator.actor,
        at=READ_AT,
        draft=draft,
        section="tasks",
        values=read_task(1, "Khắc phục hồ sơ trễ hạn", lead="Phòng Kinh tế"),
    )
    draft = PlanDraft.objects.get(pk=draft.pk)
    plan = accept_draft(
        actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft)
    ).plan
    assert plan.title == "Kế hoạch khắc phục tồn tại năm 2026"
    assert Task.objects.get().lead_unit is not None


# --- a newer version --------------------------------------------------------------------------

OLD = [
    read_task(1, "Rà soát thủ tục hành chính của xã"),
    read_task(2, "Niêm yết công khai thủ tục mới tại nơi tiếp nhận"),
    read_task(3, "Tổ chức đối thoại với doanh nghiệp trên địa bàn"),
]
NEW = [
    read_task(1, "Rà soát thủ tục hành chính của xã"),
    read_task(
        2,
        "Niêm yết công khai thủ tục mới, sửa đổi tại nơi tiếp nhận",
        outputs="Biên bản niêm yết",
        due_text="Quý III, IV",
        due={"type": "quarters", "quarters": [3, 4], "year": 2026},
    ),
    read_task(3, "Số hóa kết quả giải quyết còn hiệu lực", lead="Phòng Kinh tế"),
]


def _newer(coordinator: CastMember, plan: Plan) -> PlanDraft:
    read = reading(NEW, number="19/KH-UBND", issued_on="2026-05-20")
    moment = at("2026-05-21 10:00")
    draft = draft_of(coordinator.actor, read, moment, plan=plan, reason="Theo văn bản của tỉnh")
    return settle_all(coordinator.actor, draft, moment)


def test_a_newer_version_shows_what_is_added_changed_and_gone(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor, reading(OLD))
    found = difference_of(review_of(_newer(coordinator, plan)))
    words = {
        kind: [(pair.new or pair.old or {})["task"] for pair in found.of_kind("tasks", kind)]
        for kind in ("same", "changed", "added", "removed")
    }
    assert words == {
        "same": ["Rà soát thủ tục hành chính của xã"],
        "changed": ["Niêm yết công khai thủ tục mới, sửa đổi tại nơi tiếp nhận"],
        "added": ["Số hóa kết quả giải quyết còn hiệu lực"],
        "removed": ["Tổ chức đối thoại với doanh nghiệp trên địa bàn"],
    }
    (changed,) = found.of_kind("tasks", "changed")
    assert [change.field for change in changed.changes] == ["task", "outputs", "due_text"]


def test_a_newer_version_keeps_evidence_and_makes_no_duplicates(
    coordinator: CastMember, chair: CastMember
) -> None:
    plan = plan_in_force(coordinator.actor, reading(OLD))
    reviewed = Task.objects.get(title__startswith="Rà soát")
    first = Occurrence.objects.filter(task=reviewed).order_by("order")[0]
    proof = Proof(title="BC", document_number="5/BC-UBND", document_date=date(2026, 4, 2))
    submit_evidence(
        actor=coordinator.actor, at=at("2026-04-02 09:00"), occurrence=first, proofs=[proof]
    )
    accept_evidence(actor=chair.actor, at=at("2026-04-03 09:00"), occurrence=first)
    version = accept_draft(
        actor=coordinator.actor, at=at("2026-05-21 10:00"), draft=_newer(coordinator, plan)
    )
    assert (version.plan_id, version.number, version.reason) == (
        plan.pk,
        2,
        "Theo văn bản của tỉnh",
    )
    by_state = Task.objects.filter(origin_id=plan.pk).order_by("order", "created_at")
    assert sorted((task.title[:12], task.state) for task in by_state) == [
        ("Niêm yết côn", "open"),
        ("Rà soát thủ ", "open"),
        ("Số hóa kết q", "open"),
        ("Tổ chức đối ", "cancelled"),
    ]
    assert Evidence.objects.get().occurrence.task == reviewed
    posted = Task.objects.get(title__startswith="Niêm yết")
    assert posted.output == "Biên bản niêm yết"
    days = Occurrence.objects.filter(task=posted).exclude(state="cancelled")
    assert list(days.order_by("due_day").values_list("due_day", flat=True)) == [
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]


def test_rows_may_be_kept_as_they_were(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor, reading(OLD))
    gone = Task.objects.get(title__startswith="Tổ chức đối thoại")
    draft = reviewing.save_choices(
        actor=coordinator.actor,
        at=READ_AT,
        draft=_newer(coordinator, plan),
        choices={"n2": "keep", "n3": "keep", f"gone.{gone.pk}": "keep"},
        reason="Chỉ đổi số văn bản",
    )
    accept_draft(actor=coordinator.actor, at=at("2026-05-21 10:00"), draft=draft)
    assert list(Task.objects.order_by("order").values_list("title", "state")) == [
        (row["task"], "open") for row in OLD
    ]


def test_a_newer_version_needs_its_reason(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor)
    draft = draft_of(coordinator.actor, reading(number="19/KH-UBND"), plan=plan)
    with pytest.raises(Invalid):
        accept_draft(
            actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft)
        )


def test_a_plan_that_looks_like_one_we_have_is_asked_about(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor)
    draft = draft_of(coordinator.actor, reading(number="19/KH-UBND"))
    review = review_of(draft)
    assert review.twin == plan
    assert [doubt.key for doubt in review.open_doubts] == ["document.plan.twin"]


def test_importing_the_accepted_version_again_changes_nothing(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor, reading(OLD))
    draft = draft_of(coordinator.actor, reading(OLD), plan=plan, reason="Tải lại")
    found = difference_of(review_of(draft))
    assert {p.kind for pairs in found.pairs.values() for p in pairs} == {"same"}
    accept_draft(actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft))
    assert (Task.objects.count(), Target.objects.count()) == (3, 1)


def test_a_changed_target_keeps_its_observations(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor)
    before = Measure.objects.get()
    raised = read_target("Từ 99% hồ sơ đúng hạn trở lên.", measure("hồ sơ đúng hạn", value=99))
    draft = draft_of(
        coordinator.actor, reading(targets=[raised]), plan=plan, reason="Nâng chỉ tiêu"
    )
    accept_draft(actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft))
    after = Measure.objects.get()
    assert (after.pk, after.value) == (before.pk, 99)


# --- from several years to one ----------------------------------------------------------------


def test_the_annual_draft_takes_what_that_year_asks(coordinator: CastMember) -> None:
    steps = {"first_year": 2026, "baseline": 15, "step": 20, "ceiling": 100}
    online = measure("hồ sơ trực tuyến", value=None, steps=steps)
    tasks = [
        read_task(1, "Báo cáo định kỳ", due={"type": "continuous", "year": None}),
        read_task(2, "Tổng kết giai đoạn", due={"type": "by", "date": "2030-11-30"}),
        read_task(3, "Sắp xếp thôn, bản", due={"type": "year", "year": 2027}),
    ]
    read = reading(
        tasks,
        [read_target("Hồ sơ trực tuyến tăng 20 điểm mỗi năm.", online)],
        title="Kế hoạch cải cách hành chính giai đoạn 2026–2030",
        period_end="2030-12-31",
    )
    parent = plan_in_force(coordinator.actor, read)
    assert parent.horizon == "multi_year"
    draft = start_from_plan(actor=coordinator.actor, at=READ_AT, plan=parent, year=2027)
    assert [row["task"] for row in draft.content["tasks"]] == [
        "Báo cáo định kỳ",
        "Sắp xếp thôn, bản",
    ]
    (target,) = draft.content["targets"]
    assert [(m["op"], m["value"]) for m in target["measures"]] == [(">=", 35)]
    annual = accept_draft(
        actor=coordinator.actor, at=READ_AT, draft=settle_all(coordinator.actor, draft)
    ).plan
    assert (annual.parent, annual.year, annual.horizon) == (parent, 2027, "annual")


def test_a_year_outside_the_plan_is_refused(coordinator: CastMember) -> None:
    plan = plan_in_force(coordinator.actor)
    with pytest.raises(Invalid):
        start_from_plan(actor=coordinator.actor, at=READ_AT, plan=plan, year=2031)
