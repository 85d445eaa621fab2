"""Acts that change when something is due: extension, a date for the undated, a new calendar."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.ui.wording import day as day_words
from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation.access import Actor, check_may_move_deadlines
from dinh.modules.organisation.deadlines import MovedDeadline
from dinh.modules.organisation.queries import standing_of
from dinh.modules.tasks import rules
from dinh.modules.tasks.access import (
    check_may_decide,
    check_may_edit,
    check_may_work_on,
    may_decide,
)
from dinh.modules.tasks.actions import writing
from dinh.modules.tasks.actions.giving import planned
from dinh.modules.tasks.models import Extension, Occurrence, Task
from dinh.modules.tasks.queries import reading_on
from dinh.modules.tasks.rules import Period
from dinh.modules.tasks.states import OPEN, SUBMITTED


@transaction.atomic
def ask_extension(
    *, actor: Actor, at: datetime, occurrence: Occurrence, new_due_day: date, reason: str
) -> Extension:
    """Ask the office for a later day. Raises NotAllowed, Conflict when one is asked already, Invalid."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    check_may_work_on(actor, occurrence.task)
    _check_can_extend(occurrence, new_due_day)
    if Extension.objects.filter(occurrence=occurrence, state="asked").exists():
        raise Conflict(_("Lần việc này đang có một đề nghị gia hạn chưa trả lời."))
    row = _extension(actor, at, occurrence, new_due_day, reason)
    row.save()
    task = occurrence.task
    text = _("%(who)s xin gia hạn đến %(day)s: %(title)s")
    words = text % {"who": actor.name, "day": day_words(new_due_day), "title": task.title}
    writing.tell(writing.people_of_office(task, at), words, task=task, actor=actor, at=at)
    after = {"new_due_day": new_due_day}
    writing.journal(
        actor, "extension_asked", task, at=at, occurrence=occurrence, after=after, note=reason
    )
    return row


@transaction.atomic
def decide_extension(
    *,
    actor: Actor,
    at: datetime,
    extension: Extension,
    is_granted: bool,
    note: str = "",
    document: str = "",
) -> Extension:
    """Answer a request. A refusal gives its reason. Raises NotAllowed, Conflict, Invalid."""
    occurrence = writing.held(extension.occurrence)
    check_may_decide(actor, occurrence.task)
    extension.refresh_from_db()
    if extension.state != Extension.State.ASKED:
        raise Conflict(_("Đề nghị gia hạn này đã được trả lời."))
    if not is_granted:
        note = writing.reason_given(note)
    return _settle(actor, at, occurrence, extension, is_granted, note, document)


@transaction.atomic
def extend(
    *,
    actor: Actor,
    at: datetime,
    occurrence: Occurrence,
    new_due_day: date,
    reason: str,
    document: str = "",
) -> Extension:
    """The office gives a later day without being asked."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    check_may_decide(actor, occurrence.task)
    _check_can_extend(occurrence, new_due_day)
    row = _extension(actor, at, occurrence, new_due_day, reason)
    return _settle(actor, at, occurrence, row, True, reason, document)


@transaction.atomic
def set_due_day(
    *, actor: Actor, at: datetime, occurrence: Occurrence, due_day: date, reason: str
) -> Occurrence:
    """Date an occurrence whose document gave no date ("theo kế hoạch thẩm định")."""
    reason = writing.reason_given(reason)
    occurrence = writing.held(occurrence)
    check_may_decide(actor, occurrence.task)
    if occurrence.due_day is not None or occurrence.state not in OPEN:
        raise Conflict(_("Lần việc này đã có hạn; muốn đổi hạn thì gia hạn."))
    _date(occurrence, due_day, at)
    occurrence.first_due_at = occurrence.due_at
    occurrence.label = _("Đến %(day)s") % {"day": day_words(due_day)}
    writing.keep([occurrence], at=at)
    after = {"due_day": due_day}
    writing.journal(
        actor, "dated", occurrence.task, at=at, occurrence=occurrence, after=after, note=reason
    )
    return occurrence


@transaction.atomic
def add_occurrence(
    *, actor: Actor, at: datetime, task: Task, label: str, due_day: date | None, reason: str
) -> Occurrence:
    """Call up work on demand ("khi có yêu cầu"): the trigger is named, the lead or the office does it.

    The same call again (name and day, still open) is the same occurrence.
    """
    reason = writing.reason_given(reason)
    task = writing.held_task(task)
    writing.check_open(task)
    if not may_decide(actor, task):
        check_may_work_on(actor, task)
    if not label.strip():
        raise Invalid(_("Hãy đặt tên cho lần phát sinh này."))
    again = _called_up_already(task, label.strip(), due_day)
    if again is not None:
        return again
    today = timezone.localdate(at)
    one = Period(label.strip(), today, due_day or today)
    standing = standing_of(task.organisation_id)
    reading = reading_on(at, standing.own)
    schedule = rules.called_up(one, due_day, standing.calendar, at, reading)
    occurrence = planned(task, schedule, _next_order(task))[0]
    writing.keep([occurrence], at=at)
    after = {"due_day": due_day}
    writing.journal(
        actor, "occurrence_added", task, at=at, occurrence=occurrence, after=after, note=reason
    )
    return occurrence


@transaction.atomic
def reschedule(
    *,
    actor: Actor,
    at: datetime,
    task: Task,
    due_rule: Mapping[str, Any] | None,
    due_printed: str,
    reason: str,
    period: tuple[date, date] | None = None,
    reporting_periods: Sequence[Period] = (),
) -> Task:
    """Give a task another due text: closed occurrences stay, open ones follow the new dates.

    An open occurrence of the same name gets its new day; one that the new text no longer asks
    for is cancelled; what is missing is added.
    """
    reason = writing.reason_given(reason)
    task = writing.held_task(task)
    check_may_edit(actor, task)
    writing.check_open(task)
    before = {"due": task.due_printed}
    task.due_rule, task.due_printed = (dict(due_rule) if due_rule else None), due_printed
    if period is not None:
        task.period_start, task.period_end = period
    task.version += 1
    task.save()
    _follow_schedule(task, at, reporting_periods)
    after = {"due": due_printed}
    writing.journal(actor, "rescheduled", task, at=at, before=before, after=after, note=reason)
    task.refresh_from_db()
    return task


@transaction.atomic
def move_deadlines(
    moved: Sequence[MovedDeadline], *, actor: Actor, at: datetime, reason: str
) -> None:
    """Give open work the due moments that the agency's calendar now says; each move is journalled.

    Registered with `organisation.deadlines`, whose act calls it. What was closed since is left.
    Source: clock.md (a calendar edit moves deadlines only by a journalled act).
    """
    check_may_move_deadlines(actor)
    new = {one.item.key: one.new_due_at for one in moved}
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("task")
    open_rows = list(rows.filter(organisation_id=actor.organisation_id, pk__in=new, state__in=OPEN))
    before = {row.pk: row.due_at for row in open_rows}
    for row in open_rows:
        row.due_at = new[row.pk]
    writing.keep(open_rows, at=at)
    for row in open_rows:
        _journal_move(actor, at, row, before[row.pk], reason)


def _journal_move(
    actor: Actor, at: datetime, occurrence: Occurrence, before: datetime | None, reason: str
) -> None:
    writing.journal(
        actor,
        "deadline_moved",
        occurrence.task,
        at=at,
        occurrence=occurrence,
        before={"due_at": before.isoformat() if before else None},
        after={"due_at": occurrence.due_at.isoformat() if occurrence.due_at else None},
        note=reason,
    )


def _date(occurrence: Occurrence, due_day: date, at: datetime) -> None:
    standing = standing_of(occurrence.organisation_id)
    occurrence.due_day = due_day
    rolls = reading_on(at, standing.own).rolls
    occurrence.due_at = rules.due_moment(due_day, standing.calendar, rolls).due_at
    if occurrence.due_at is not None and occurrence.due_at >= at:
        occurrence.past_at_entry = False


def _check_can_extend(occurrence: Occurrence, new_due_day: date) -> None:
    if occurrence.state not in OPEN or occurrence.state == SUBMITTED:
        raise Conflict(_("Lần việc này không còn chờ bạn làm, nên không gia hạn."))
    if occurrence.due_day is None:
        raise Invalid(_("Lần việc này chưa có hạn; hãy ghi hạn trước."))
    if new_due_day <= occurrence.due_day:
        raise Invalid(_("Hạn mới phải sau hạn hiện tại %s.") % day_words(occurrence.due_day))


def _extension(
    actor: Actor, at: datetime, occurrence: Occurrence, new_due_day: date, reason: str
) -> Extension:
    return Extension(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        asked_by_id=actor.person_id,
        asked_at=at,
        reason=reason,
        old_due_day=occurrence.due_day,
        new_due_day=new_due_day,
    )


def _settle(
    actor: Actor,
    at: datetime,
    occurrence: Occurrence,
    row: Extension,
    is_granted: bool,
    note: str,
    document: str,
) -> Extension:
    row.state = Extension.State.GRANTED if is_granted else Extension.State.REFUSED
    row.decided_by_id, row.decided_at = actor.person_id, at
    row.decision_note, row.document = note, document
    row.save()
    if is_granted:
        _date(occurrence, row.new_due_day, at)
        occurrence.extension_count += 1
        writing.keep([occurrence], at=at)
    _tell_settled(actor, at, occurrence, row)
    kind = "extension_granted" if is_granted else "extension_refused"
    before = {"due_day": row.old_due_day}
    after = {"due_day": row.new_due_day, "document": document} if is_granted else {}
    writing.journal(
        actor,
        kind,
        occurrence.task,
        at=at,
        occurrence=occurrence,
        before=before,
        after=after,
        note=note,
    )
    return row


def _tell_settled(actor: Actor, at: datetime, occurrence: Occurrence, row: Extension) -> None:
    task = occurrence.task
    granted = _("Được gia hạn đến %(day)s: %(title)s")
    text = granted if row.state == Extension.State.GRANTED else _("Không được gia hạn: %(title)s")
    words = text % {"day": day_words(row.new_due_day), "title": task.title}
    writing.tell(writing.people_of_lead(task, at), words, task=task, actor=actor, at=at)


def _called_up_already(task: Task, label: str, due_day: date | None) -> Occurrence | None:
    rows = Occurrence.objects.filter(task=task, label=label, due_day=due_day, state__in=OPEN)
    return rows.first()


def _next_order(task: Task) -> int:
    last = Occurrence.objects.filter(task=task).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _follow_schedule(task: Task, at: datetime, reporting_periods: Sequence[Period]) -> None:
    span = None
    if task.period_start is not None and task.period_end is not None:
        span = (task.period_start, task.period_end)
    standing = standing_of(task.organisation_id)
    schedule = rules.occurrences(
        task.due_rule,
        plan_period=span,
        reporting_periods=reporting_periods,
        calendar=standing.calendar,
        entered_at=at,
        reading=reading_on(at, standing.own),
    )
    rows = list(Occurrence.objects.select_for_update().filter(task=task).order_by("order"))
    held = {row.label: row for row in rows if row.state != "cancelled"}
    wanted = {one.label: one for one in schedule.occurrences}
    changed = [_redated(row, wanted.get(label), at) for label, row in held.items()]
    new = [one for label, one in wanted.items() if label not in held]
    added = planned(task, rules.Schedule(tuple(new)), _next_order(task))
    for row in changed:
        row.task = task
    writing.keep([*changed, *added], at=at)


def _redated(row: Occurrence, wanted: rules.PlannedOccurrence | None, at: datetime) -> Occurrence:
    if row.state not in OPEN:
        return row
    if wanted is None:
        row.state, row.closed_at = "cancelled", at
    elif wanted.due_day != row.due_day:
        row.due_day, row.due_at = wanted.due_day, wanted.due_at
        row.past_at_entry = wanted.past_at_entry
    return row
