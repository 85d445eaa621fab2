"""What the office decides: accept, return, reopen, cancel, and about what was past when entered."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks import rules
from dinh.modules.tasks.access import check_may_decide, check_not_own_evidence
from dinh.modules.tasks.actions import writing
from dinh.modules.tasks.facts import remove_tasks
from dinh.modules.tasks.models import Evidence, Occurrence, Task
from dinh.modules.tasks.states import OPEN, Step


@transaction.atomic
def accept_evidence(
    *,
    actor: Actor,
    at: datetime,
    occurrence: Occurrence,
    done_on: date | None = None,
    note: str = "",
) -> Occurrence:
    """Accept what was handed in: the occurrence is closed, on time or late.

    It was done when it was handed in. Only for an occurrence that was past when the plan was
    entered the office names the true day, `done_on`, or the date of the document tells it.

    Raises NotAllowed (also for one's own evidence), Conflict, Invalid.
    """
    occurrence = writing.held(occurrence)
    waiting = _waiting(occurrence)
    writing.step(actor, occurrence, Step.ACCEPT)
    check_not_own_evidence(actor, {row.submitted_by_id for row in waiting})
    occurrence.done_at = _done_at(occurrence, waiting, done_on, at)
    occurrence.is_late = rules.done_late(occurrence.done_at, occurrence.due_at)
    occurrence.is_no_need = all(row.kind == Evidence.Kind.NO_NEED for row in waiting)
    occurrence.closed_at = at
    _decide(waiting, Evidence.State.ACCEPTED, actor.person_id, at, note)
    writing.keep([occurrence], at=at)
    text = _("Minh chứng được công nhận: %(title)s (%(label)s)")
    _tell_lead(actor, at, occurrence, text)
    after = {"done_at": occurrence.done_at.isoformat(), "late": occurrence.is_late}
    writing.journal(
        actor,
        "evidence_accepted",
        occurrence.task,
        at=at,
        occurrence=occurrence,
        after=after,
        note=note,
    )
    return occurrence


@transaction.atomic
def return_evidence(
    *, actor: Actor, at: datetime, occurrence: Occurrence, reason: str
) -> Occurrence:
    """Return what was handed in, with the reason; the clock is the lead's again."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    waiting = _waiting(occurrence)
    writing.step(actor, occurrence, Step.RETURN)
    occurrence.submitted_at = None
    _decide(waiting, Evidence.State.RETURNED, actor.person_id, at, reason)
    writing.keep([occurrence], at=at)
    _tell_lead(actor, at, occurrence, _("Minh chứng bị trả lại: %(title)s (%(label)s)"))
    writing.journal(
        actor, "evidence_returned", occurrence.task, at=at, occurrence=occurrence, note=reason
    )
    return occurrence


@transaction.atomic
def reopen_occurrence(
    *, actor: Actor, at: datetime, occurrence: Occurrence, reason: str
) -> Occurrence:
    """Open again what was accepted or cancelled; what was handed in stays as it was."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    writing.check_open(occurrence.task)
    writing.step(actor, occurrence, Step.REOPEN)
    occurrence.is_late, occurrence.is_no_need = None, False
    occurrence.done_at = occurrence.closed_at = occurrence.submitted_at = None
    writing.keep([occurrence], at=at)
    _tell_lead(actor, at, occurrence, _("Được mở lại: %(title)s (%(label)s)"))
    writing.journal(actor, "reopened", occurrence.task, at=at, occurrence=occurrence, note=reason)
    return occurrence


@transaction.atomic
def cancel_occurrence(
    *, actor: Actor, at: datetime, occurrence: Occurrence, reason: str
) -> Occurrence:
    """Strike one occurrence; it is counted apart from then on."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    writing.step(actor, occurrence, Step.CANCEL)
    occurrence.closed_at = at
    writing.keep([occurrence], at=at)
    writing.journal(
        actor, "occurrence_cancelled", occurrence.task, at=at, occurrence=occurrence, note=reason
    )
    return occurrence


@transaction.atomic
def cancel_task(*, actor: Actor, at: datetime, task: Task, reason: str) -> Task:
    """Strike a task with all its open occurrences; what was accepted stays counted."""
    reason = writing.reason_given(reason)
    task = writing.held_task(task)
    check_may_decide(actor, task)
    writing.check_open(task)
    remove_tasks([task])
    task.state = Task.State.CANCELLED
    task.save()
    is_open = Occurrence.objects.select_for_update().filter(task=task, state__in=OPEN)
    rows = list(is_open)
    for occurrence in rows:
        occurrence.task = task
        occurrence.state, occurrence.closed_at = "cancelled", at
    writing.keep(rows, at=at)
    text = _("Nhiệm vụ đã hủy: %(title)s") % {"title": task.title}
    writing.tell(writing.people_of_lead(task, at), text, task=task, actor=actor, at=at)
    writing.journal(actor, "cancelled", task, at=at, note=reason)
    task.refresh_from_db()
    return task


@transaction.atomic
def follow_past(*, actor: Actor, at: datetime, occurrence: Occurrence) -> Occurrence:
    """Follow from now on what was already past when entered: it counts as overdue."""
    occurrence = writing.held(occurrence)
    check_may_decide(actor, occurrence.task)
    if not occurrence.past_at_entry or occurrence.state not in OPEN:
        raise Conflict(_("Lần việc này không thuộc diện đã qua khi nhập."))
    occurrence.past_at_entry = False
    writing.keep([occurrence], at=at)
    writing.journal(actor, "past_followed", occurrence.task, at=at, occurrence=occurrence)
    return occurrence


def _waiting(occurrence: Occurrence) -> list[Evidence]:
    rows = Evidence.objects.filter(occurrence=occurrence, state=Evidence.State.SUBMITTED)
    return list(rows.order_by("submitted_at", "id"))


def _decide(rows: list[Evidence], state: str, person: UUID, at: datetime, reason: str) -> None:
    keys = [row.pk for row in rows]
    Evidence.objects.filter(pk__in=keys).update(
        state=state, decided_by_id=person, decided_at=at, reason=reason
    )


def _done_at(
    occurrence: Occurrence, waiting: list[Evidence], done_on: date | None, at: datetime
) -> datetime:
    handed_in = occurrence.submitted_at or at
    if not occurrence.past_at_entry:
        if done_on is not None:
            raise Invalid(
                _("Chỉ ghi ngày hoàn thành thực tế cho lần việc đã qua khi nhập kế hoạch.")
            )
        return handed_in
    day = done_on or max((row.document_date for row in waiting if row.document_date), default=None)
    if day is None:
        raise Invalid(_("Lần việc này đã qua khi nhập kế hoạch: hãy ghi ngày hoàn thành thực tế."))
    if day > timezone.localdate(at):
        raise Invalid(_("Ngày hoàn thành còn ở phía trước; hãy xem lại."))
    return rules.moment_of_document(day)


def _tell_lead(actor: Actor, at: datetime, occurrence: Occurrence, text: str) -> None:
    task = occurrence.task
    words = text % {"title": task.title, "label": occurrence.label}
    writing.tell(writing.people_of_lead(task, at), words, task=task, actor=actor, at=at)
