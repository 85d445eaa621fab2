"""The acts on work, as the people of a commune do them."""

from datetime import date, timedelta

import pytest

from dinh.foundation.journal.queries import events_about
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.modules.tasks import actions
from dinh.modules.tasks.actions import GivenTask, Proof
from dinh.modules.tasks.models import Comment, Evidence, Extension, Notification, Occurrence, Task
from factories.tasks import GIVEN_AT, at, by, give, only, quarters

pytestmark = pytest.mark.django_db
RECORD = Proof(document_number="187/BC-UBND", document_date=date(2026, 11, 18))
IN_TIME, TOO_LATE = at("2026-11-18 16:20"), at("2026-12-01 08:00")


@pytest.fixture
def row(coordinator, officer, units):
    """One occurrence due on 30 November 2026, led by the culture division."""
    task = give(
        coordinator.actor,
        lead_unit=units["culture"],
        lead_person=officer.person,
        support_units=[units["economy"]],
        area=3,
        kind="plan",
    )
    return only(task)


def kinds(task):
    """What the journal says happened to a task, oldest first."""
    return [event.kind for event in reversed(events_about("tasks.task", task.pk))]


def told(person):
    """How many lines were left for a person."""
    return Notification.objects.filter(person=person).count()


def submitted(row, member, *, moment=IN_TIME, proof=RECORD):
    """The occurrence with evidence handed in."""
    return actions.submit_evidence(actor=member.actor, at=moment, occurrence=row, proofs=[proof])


def test_evidence_is_returned_with_a_reason_then_accepted(row, officer, coordinator):
    proof = Proof(upload=b"Bien ban niem yet", name="bien-ban.txt", title="Biên bản niêm yết")
    submitted(row, officer, proof=proof)
    actions.return_evidence(
        actor=coordinator.actor, at=IN_TIME, occurrence=row, reason=" Thiếu ảnh "
    )
    submitted(row, officer, moment=IN_TIME + timedelta(hours=3))
    done = actions.accept_evidence(
        actor=coordinator.actor, at=at("2026-12-03 09:00"), occurrence=row, note="Đạt"
    )
    assert (done.state, done.is_late) == ("accepted", False)
    assert (done.done_at, done.closed_at) == (IN_TIME + timedelta(hours=3), at("2026-12-03 09:00"))
    handed_in = Evidence.objects.order_by("round").values_list("round", "kind", "state", "reason")
    assert list(handed_in) == [
        (1, "file", "returned", "Thiếu ảnh"),
        (2, "record", "accepted", "Đạt"),
    ]
    task = Task.objects.get(pk=row.task_id)
    assert (task.state, task.done_count, task.occurrence_count) == ("done", 1, 1)
    assert kinds(task) == [
        "tasks.given",
        "tasks.evidence_submitted",
        "tasks.evidence_returned",
        "tasks.evidence_submitted",
        "tasks.evidence_accepted",
    ]
    assert told(officer.person) == 3  # given, returned, accepted
    assert told(coordinator.person) == 2  # handed in twice


def test_handed_in_after_the_due_moment_is_late(row, officer, coordinator):
    submitted(row, officer, moment=TOO_LATE)
    done = actions.accept_evidence(actor=coordinator.actor, at=TOO_LATE, occurrence=row)
    assert (done.is_late, done.done_at) == (True, TOO_LATE)


def test_more_may_be_added_while_it_waits_and_the_first_hand_in_counts(row, officer):
    submitted(row, officer)
    more = Proof(title="Ảnh bảng niêm yết", document_number="6/BB", document_date=date(2026, 2, 2))
    again = submitted(row, officer, moment=IN_TIME + timedelta(days=20), proof=more)
    assert again.submitted_at == IN_TIME
    assert list(Evidence.objects.values_list("round", flat=True)) == [1, 1]


def test_nobody_accepts_what_they_handed_in_themselves(coordinator, chair, units):
    own = only(give(chair.actor, lead_unit=units["office"], kind="plan"))
    submitted(own, coordinator)
    with pytest.raises(NotAllowed):
        actions.accept_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=own)
    done = actions.accept_evidence(actor=chair.actor, at=IN_TIME, occurrence=own)
    assert done.state == "accepted"


@pytest.mark.parametrize("role", ["chair", "vice_chair", "coordinator", "reader", "other_officer"])
def test_only_the_lead_hands_in(row, role, request):
    member = request.getfixturevalue(role)
    with pytest.raises(NotAllowed):
        submitted(row, member)
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("role", ["vice_chair", "head", "officer", "reader", "other_officer"])
def test_only_the_office_judges(row, officer, role, request):
    submitted(row, officer)
    member = request.getfixturevalue(role)
    with pytest.raises(NotAllowed):
        actions.accept_evidence(actor=member.actor, at=IN_TIME, occurrence=row)
    with pytest.raises(NotAllowed):
        actions.return_evidence(actor=member.actor, at=IN_TIME, occurrence=row, reason="x")


def test_work_given_inside_is_accepted_by_who_gave_it(head, officer, units):
    inner = only(give(head.actor, lead_unit=units["culture"], lead_person=officer.person))
    submitted(inner, officer)
    done = actions.accept_evidence(actor=head.actor, at=IN_TIME, occurrence=inner)
    assert done.state == "accepted"


@pytest.mark.parametrize(
    ("proofs", "words"),
    [
        ([], "ít nhất một tệp"),
        ([Proof(document_number="12/BC-UBND")], "đủ số và ngày"),
        ([Proof(document_date=date(2026, 11, 1))], "đủ số và ngày"),
        ([Proof(document_number="1", document_date=date(2027, 1, 1))], "phía trước"),
        ([Proof(reference_type="dossiers.dossier", reference_id=None)], "Không thấy"),
        ([Proof(upload=b"", name="rong.pdf")], "rỗng"),
    ],
)
def test_evidence_that_proves_nothing_is_refused(row, officer, proofs, words):
    with pytest.raises(Invalid, match=words):
        actions.submit_evidence(actor=officer.actor, at=IN_TIME, occurrence=row, proofs=proofs)
    assert Occurrence.objects.get().state == "not_started"


def test_what_waits_can_be_taken_back(row, officer):
    submitted(row, officer)
    back = actions.withdraw_evidence(actor=officer.actor, at=IN_TIME, occurrence=row)
    assert (back.state, back.submitted_at) == ("in_progress", None)
    assert Evidence.objects.get().state == "withdrawn"


def test_no_need_in_the_period_is_accepted_and_counts_apart(row, officer, coordinator):
    actions.report_no_need(
        actor=officer.actor, at=IN_TIME, occurrence=row, reason="Không có văn bản gửi xin ý kiến"
    )
    done = actions.accept_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=row)
    assert (done.is_no_need, done.is_late) == (True, False)


def test_a_stale_page_cannot_accept_twice(row, officer, coordinator):
    submitted(row, officer)
    actions.accept_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=row)
    with pytest.raises(Conflict, match="đã được công nhận"):
        actions.return_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=row, reason="x")


def test_reopening_keeps_what_was_handed_in(row, officer, coordinator):
    submitted(row, officer)
    actions.accept_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=row)
    again = actions.reopen_occurrence(
        actor=coordinator.actor, at=TOO_LATE, occurrence=row, reason="Số liệu sai"
    )
    assert (again.state, again.is_late, again.done_at) == ("in_progress", None, None)
    assert Evidence.objects.get().state == "accepted"
    assert Task.objects.get().state == "open"


# --- dates ---


def test_an_extension_asked_and_granted_moves_the_due_moment(row, officer, coordinator):
    asked = actions.ask_extension(
        actor=officer.actor,
        at=IN_TIME,
        occurrence=row,
        new_due_day=date(2026, 12, 19),
        reason="Chờ đơn giá",
    )
    actions.decide_extension(
        actor=coordinator.actor, at=IN_TIME, extension=asked, is_granted=True, document="96/TB-UBND"
    )
    row.refresh_from_db()
    assert row.due_at == at("2026-12-21 17:00")  # the 19th is a Saturday
    assert row.first_due_at == at("2026-11-30 17:00")
    assert row.extension_count == 1
    assert Task.objects.get().next_due_at == at("2026-12-21 17:00")


def test_a_refused_extension_needs_a_reason_and_moves_nothing(row, officer, coordinator):
    asked = actions.ask_extension(
        actor=officer.actor,
        at=IN_TIME,
        occurrence=row,
        new_due_day=date(2026, 12, 19),
        reason="Chậm",
    )
    with pytest.raises(Invalid):
        actions.decide_extension(
            actor=coordinator.actor, at=IN_TIME, extension=asked, is_granted=False
        )
    actions.decide_extension(
        actor=coordinator.actor,
        at=IN_TIME,
        extension=asked,
        is_granted=False,
        note="Không đủ lý do",
    )
    with pytest.raises(Conflict):
        actions.decide_extension(
            actor=coordinator.actor, at=IN_TIME, extension=asked, is_granted=True
        )
    row.refresh_from_db()
    assert (row.due_at, row.extension_count) == (at("2026-11-30 17:00"), 0)


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 30), "phải sau"), (date(2026, 1, 1), "phải sau")]
)
def test_a_new_due_day_lies_after_the_old_one(row, officer, day, words):
    with pytest.raises(Invalid, match=words):
        actions.ask_extension(
            actor=officer.actor, at=IN_TIME, occurrence=row, new_due_day=day, reason="x"
        )


def test_one_request_at_a_time_and_only_the_office_extends(row, officer):
    words = {"at": IN_TIME, "occurrence": row, "new_due_day": date(2026, 12, 19), "reason": "x"}
    actions.ask_extension(actor=officer.actor, **words)
    with pytest.raises(Conflict):
        actions.ask_extension(actor=officer.actor, **words)
    with pytest.raises(NotAllowed):
        actions.extend(actor=officer.actor, **words)
    assert Extension.objects.count() == 1


def test_work_without_a_date_gets_one(coordinator, units):
    row = only(give(coordinator.actor, due_rule={"type": "per_plan"}, lead_unit=units["culture"]))
    dated = actions.set_due_day(
        actor=coordinator.actor,
        at=IN_TIME,
        occurrence=row,
        due_day=date(2026, 12, 10),
        reason="KH 12/KH-SNV",
    )
    assert (dated.due_at, dated.first_due_at) == (at("2026-12-10 17:00"), at("2026-12-10 17:00"))


def test_work_on_demand_is_called_up_by_its_lead(coordinator, officer, units):
    task = give(coordinator.actor, due_rule={"type": "on_demand"}, lead_unit=units["culture"])
    assert Occurrence.objects.count() == 0
    row = actions.add_occurrence(
        actor=officer.actor,
        at=IN_TIME,
        task=task,
        label="Góp ý dự thảo quy chế",
        due_day=date(2026, 11, 25),
        reason="Công văn 412/SNV",
    )
    submitted(row, officer)
    actions.accept_evidence(actor=coordinator.actor, at=IN_TIME, occurrence=row)
    task.refresh_from_db()
    assert (task.state, task.done_count, task.occurrence_count) == ("open", 1, 1)


def test_a_new_due_text_keeps_what_is_done_and_dates_the_rest_anew(coordinator, officer, units):
    task = give(coordinator.actor, due_rule=quarters(1, 2, 3), lead_unit=units["culture"])
    first = Occurrence.objects.get(task=task, label="Quý I/2026")
    submitted(
        first, officer, moment=at("2026-03-20 08:00"), proof=Proof(upload=b"x y", name="a.txt")
    )
    actions.accept_evidence(actor=coordinator.actor, at=at("2026-03-21 08:00"), occurrence=first)
    actions.reschedule(
        actor=coordinator.actor,
        at=at("2026-04-02 08:00"),
        task=task,
        due_rule=quarters(2, 4),
        due_printed="Quý II, IV",
        reason="Điều chỉnh kế hoạch",
    )
    states = Occurrence.objects.filter(task=task).order_by("order").values_list("label", "state")
    assert list(states) == [
        ("Quý I/2026", "accepted"),
        ("Quý II/2026", "not_started"),
        ("Quý III/2026", "cancelled"),
        ("Quý IV/2026", "not_started"),
    ]


# --- what was past when entered ---


def test_what_was_past_at_entry_is_accepted_with_its_true_day(coordinator, officer, units):
    row = only(
        give(coordinator.actor, due_rule=by("2025-12-31"), lead_unit=units["culture"], kind="plan")
    )
    assert (row.past_at_entry, Task.objects.get().next_due_at) == (True, None)
    submitted(row, officer, moment=GIVEN_AT, proof=Proof(upload=b"Ke hoach", name="kh.txt"))
    with pytest.raises(Invalid, match="thực tế"):
        actions.accept_evidence(actor=coordinator.actor, at=GIVEN_AT, occurrence=row)
    done = actions.accept_evidence(
        actor=coordinator.actor, at=GIVEN_AT, occurrence=row, done_on=date(2025, 12, 30)
    )
    assert done.is_late is False


def test_the_date_of_the_document_tells_the_true_day(coordinator, officer, units):
    row = only(give(coordinator.actor, due_rule=by("2025-12-31"), lead_unit=units["culture"]))
    proof = Proof(document_number="90/KH-UBND", document_date=date(2026, 1, 5))
    submitted(row, officer, moment=GIVEN_AT, proof=proof)
    done = actions.accept_evidence(actor=coordinator.actor, at=GIVEN_AT, occurrence=row)
    assert done.is_late is True


def test_a_true_day_is_not_taken_for_ordinary_work(row, officer, coordinator):
    submitted(row, officer, moment=TOO_LATE)
    with pytest.raises(Invalid):
        actions.accept_evidence(
            actor=coordinator.actor, at=TOO_LATE, occurrence=row, done_on=date(2026, 11, 1)
        )


def test_the_office_may_follow_what_was_past(coordinator, units):
    row = only(give(coordinator.actor, due_rule=by("2025-12-31"), lead_unit=units["culture"]))
    followed = actions.follow_past(actor=coordinator.actor, at=IN_TIME, occurrence=row)
    assert followed.past_at_entry is False
    with pytest.raises(Conflict):
        actions.follow_past(actor=coordinator.actor, at=IN_TIME, occurrence=row)


# --- giving, editing, saying ---


def test_a_plan_gives_all_its_tasks_in_a_fixed_number_of_queries(
    coordinator, units, django_assert_max_num_queries
):
    tasks = [
        GivenTask(title=f"Việc {number}", lead_unit=units["culture"], due_rule=quarters(1, 2))
        for number in range(40)
    ]
    with django_assert_max_num_queries(40 * 5 + 30):  # 5 a task belong to the journal
        made = actions.give_tasks(actor=coordinator.actor, at=GIVEN_AT, tasks=tasks)
    assert [task.title for task in made] == [one.title for one in tasks]
    assert Occurrence.objects.count() == 80


def test_the_lead_unit_is_told_once_about_a_plan(coordinator, officer, head, units):
    tasks = [GivenTask(title=f"Việc {n}", lead_unit=units["culture"]) for n in range(5)]
    actions.give_tasks(actor=coordinator.actor, at=GIVEN_AT, tasks=tasks)
    assert (told(officer.person), told(head.person)) == (1, 1)


def test_a_head_gives_within_the_own_unit_only(head, units):
    assert give(head.actor, lead_unit=units["culture"]).given_by_id == head.actor.person_id
    with pytest.raises(NotAllowed):
        give(head.actor, lead_unit=units["economy"])


@pytest.mark.parametrize("role", ["officer", "reader", "administrator"])
def test_who_may_not_give(role, units, request):
    with pytest.raises(NotAllowed):
        give(request.getfixturevalue(role).actor, lead_unit=units["culture"])


def test_a_unit_of_another_commune_is_refused(coordinator, other_units):
    with pytest.raises(NotAllowed):
        give(coordinator.actor, lead_unit=other_units["culture"])


def test_a_task_says_something(coordinator):
    with pytest.raises(Invalid):
        give(coordinator.actor, title="  ")


def test_a_subtask_is_given_by_the_lead_and_accepted_by_them(row, officer, head):
    piece = actions.add_subtask(
        actor=head.actor,
        at=GIVEN_AT,
        parent=row.task,
        title="Lấy ý kiến người dân",
        lead_person=officer.person,
        due_rule=by("2026-11-10"),
    )
    assert (piece.parent_id, piece.area, piece.kind) == (row.task_id, 3, "inside")
    submitted(only(piece), officer, proof=Proof(upload=b"Y kien", name="y-kien.txt"))
    done = actions.accept_evidence(actor=head.actor, at=IN_TIME, occurrence=only(piece))
    assert done.state == "accepted"


def test_words_are_edited_once_and_not_over_another_s_edit(row, coordinator, chair):
    seen = row.task.version
    actions.edit_task(
        actor=coordinator.actor,
        at=IN_TIME,
        task=row.task,
        changes={"title": "Niêm yết thủ tục mới", "area": 7},
        seen_version=seen,
    )
    row.refresh_from_db()
    assert (row.task.title, row.area) == ("Niêm yết thủ tục mới", 7)
    with pytest.raises(Conflict):
        actions.edit_task(
            actor=chair.actor, at=IN_TIME, task=row.task, changes={"note": "x"}, seen_version=seen
        )


def test_nothing_changed_writes_nothing(row, coordinator):
    actions.edit_task(
        actor=coordinator.actor, at=IN_TIME, task=row.task, changes={"title": row.task.title}
    )
    assert kinds(row.task) == ["tasks.given"]


def test_a_head_reassigns_among_own_people_only(row, head, officer, units):
    actions.reassign(
        actor=head.actor,
        at=IN_TIME,
        task=row.task,
        lead_unit=units["culture"],
        lead_person=head.person,
    )
    row.refresh_from_db()
    assert row.person_id == head.actor.person_id
    with pytest.raises(NotAllowed):
        actions.reassign(actor=head.actor, at=IN_TIME, task=row.task, lead_unit=units["economy"])
    with pytest.raises(NotAllowed):
        actions.reassign(actor=officer.actor, at=IN_TIME, task=row.task, lead_unit=units["culture"])


def test_support_and_office_write_and_others_do_not(row, coordinator, officer, reader):
    actions.comment(actor=coordinator.actor, at=IN_TIME, task=row.task, text="Cần làm sớm")
    for member in (reader,):
        with pytest.raises(NotAllowed):
            actions.comment(actor=member.actor, at=IN_TIME, task=row.task, text="x")
    with pytest.raises(Invalid):
        actions.comment(actor=officer.actor, at=IN_TIME, task=row.task, text=" ")
    assert Comment.objects.get().text == "Cần làm sớm"


def test_cancelling_a_task_strikes_what_is_open_and_keeps_what_is_done(coordinator, officer, units):
    task = give(coordinator.actor, due_rule=quarters(1, 2), lead_unit=units["culture"])
    first = Occurrence.objects.get(task=task, order=1)
    submitted(
        first, officer, moment=at("2026-03-20 08:00"), proof=Proof(upload=b"x y", name="a.txt")
    )
    actions.accept_evidence(actor=coordinator.actor, at=at("2026-03-21 08:00"), occurrence=first)
    cancelled = actions.cancel_task(
        actor=coordinator.actor, at=IN_TIME, task=task, reason="Kế hoạch bỏ việc này"
    )
    assert cancelled.state == "cancelled"
    states = Occurrence.objects.filter(task=task).order_by("order").values_list("state", flat=True)
    assert list(states) == ["accepted", "cancelled"]
    with pytest.raises(Conflict):
        actions.cancel_task(actor=coordinator.actor, at=IN_TIME, task=task, reason="x")


@pytest.mark.parametrize(
    "act", [actions.return_evidence, actions.cancel_occurrence, actions.reopen_occurrence]
)
def test_an_act_that_takes_something_away_needs_a_reason(row, coordinator, act):
    with pytest.raises(Invalid, match="lý do"):
        act(actor=coordinator.actor, at=IN_TIME, occurrence=row, reason="  ")
