"""Acts on the agency's calendar. Changing it moves no due date; moving them is an act of its own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dinh.kernel.clock import Calendar, ClockError, parse_hours
from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.kernel.vietnamese import squeeze
from dinh.modules.organisation import deadlines
from dinh.modules.organisation.access import (
    Actor,
    check_may_keep_calendar,
    check_may_move_deadlines,
)
from dinh.modules.organisation.actions.journalled import record, state_of
from dinh.modules.organisation.models import CalendarDay, Organisation, WorkingWeek
from dinh.modules.organisation.queries.calendars import (
    build_calendar,
    calendar_days_of,
    calendar_of,
    working_weeks_of,
)

_DAY = ("day", "kind", "hours", "reason", "document")
_WEEK = ("hours", "counted", "document", "valid_from", "valid_to")


@dataclass(frozen=True)
class DayEdit:
    """A day that is to differ: own hours (`["07:30-11:30"]`) only where the weekday's do not fit."""

    day: date
    kind: str
    reason: str
    hours: Sequence[str] = field(default_factory=tuple)
    document: str = ""


@dataclass(frozen=True)
class WeekEdit:
    """Weekly hours from a day on: seven lists of shifts, Monday first, and the days that count."""

    valid_from: date
    hours: Sequence[Sequence[str]]
    counted: Sequence[int]
    document: str


def _checked_day(edit: DayEdit) -> DayEdit:
    if edit.kind not in CalendarDay.Kind.values:
        raise Invalid(_("Hãy chọn ngày này làm việc thế nào."))
    if not squeeze(edit.reason):
        raise Invalid(_("Hãy ghi lý do; lý do hiện trong phần giải thích của mỗi hạn."))
    if edit.kind == CalendarDay.Kind.CLOSED and edit.hours:
        raise Invalid(_("Ngày đóng cửa không có giờ làm việc."))
    _check_hours([edit.hours])
    return edit


def _check_hours(days: Sequence[Sequence[str]]) -> None:
    try:
        for shifts in days:
            parse_hours(shifts)
    except ClockError as wrong:
        raise Invalid(str(wrong)) from None


def _row(actor: Actor, edit: DayEdit) -> CalendarDay:
    return CalendarDay(
        organisation_id=actor.organisation_id,
        day=edit.day,
        kind=edit.kind,
        hours=list(edit.hours),
        reason=squeeze(edit.reason),
        document=squeeze(edit.document),
    )


def calendar_with(actor: Actor, edit: DayEdit) -> Calendar:
    """The agency's calendar as it would be with this day: for the preview; changes nothing.

    Raises NotAllowed, Invalid.
    """
    check_may_keep_calendar(actor)
    days = calendar_days_of(actor.organisation_id).exclude(day=edit.day)
    weeks = list(working_weeks_of(actor.organisation_id))
    return build_calendar(weeks, [*days, _row(actor, _checked_day(edit))])


@transaction.atomic
def set_calendar_day(*, actor: Actor, edit: DayEdit, at: datetime) -> CalendarDay:
    """Write how a day differs, in place of what stood there. Due dates given stay as they are.

    Raises NotAllowed, Invalid (kind, reason, hours).
    """
    check_may_keep_calendar(actor)
    made = _row(actor, _checked_day(edit))
    held = CalendarDay.objects.filter(organisation_id=actor.organisation_id, day=edit.day).first()
    before = state_of(held, *_DAY) if held is not None else None
    if held is not None:
        made.pk, made.created_at = held.pk, held.created_at
        made._state.adding = False
    made.save()
    _stamp(actor)
    after = state_of(made, *_DAY)
    record(actor, "calendar_day_set", made, at=at, before=before, after=after)
    return made


@transaction.atomic
def remove_calendar_day(*, actor: Actor, day: date, at: datetime) -> None:
    """The day follows the national calendar again. Raises NotAllowed, NotFound."""
    check_may_keep_calendar(actor)
    held = CalendarDay.objects.filter(organisation_id=actor.organisation_id, day=day).first()
    if held is None:
        raise NotFound(_("Ngày này đang theo lịch chung."))
    record(actor, "calendar_day_removed", held, at=at, before=state_of(held, *_DAY))
    held.delete()
    _stamp(actor)


@transaction.atomic
def set_working_week(*, actor: Actor, edit: WeekEdit, at: datetime) -> WorkingWeek:
    """Write the agency's weekly hours from a day on; the ones before end on the eve.

    Raises NotAllowed, Invalid (hours, no day that counts, no document), Conflict (a later week).
    """
    check_may_keep_calendar(actor)
    _check_week(edit)
    rows = working_weeks_of(actor.organisation_id)
    if rows.filter(valid_from__gte=edit.valid_from).exists():
        raise Conflict(_("Đã có giờ làm việc bắt đầu từ ngày đó hoặc sau đó."))
    rows.filter(valid_to=None).update(valid_to=edit.valid_from - timedelta(days=1))
    made = WorkingWeek.objects.create(
        organisation_id=actor.organisation_id,
        hours=[list(shifts) for shifts in edit.hours],
        counted=sorted(edit.counted),
        document=squeeze(edit.document),
        valid_from=edit.valid_from,
    )
    _stamp(actor)
    record(actor, "working_week_set", made, at=at, after=state_of(made, *_WEEK))
    return made


def _check_week(edit: WeekEdit) -> None:
    if len(edit.hours) != 7 or not set(edit.counted) <= set(range(7)):
        raise Invalid(_("Giờ làm việc phải có đủ bảy ngày trong tuần."))
    _check_hours(edit.hours)
    if not any(edit.hours[day] for day in edit.counted):
        raise Invalid(_("Phải có ít nhất một ngày làm việc được tính vào thời hạn."))
    if not squeeze(edit.document):
        raise Invalid(_("Hãy ghi văn bản quy định giờ làm việc."))


def _stamp(actor: Actor) -> None:
    """Tell every process that the calendar it holds is old."""
    Organisation.objects.filter(pk=actor.organisation_id).update(
        calendar_stamp=F("calendar_stamp") + 1
    )


@transaction.atomic
def move_deadlines(
    *, actor: Actor, reason: str, document: str, at: datetime, seen: int | None = None
) -> int:
    """Move the open due dates that the calendar of today puts at another moment; how many.

    `seen` is the number that the person was shown; when it has changed meanwhile, nothing moves.
    Raises NotAllowed, Invalid (no reason, no decision), Conflict (nothing to move, or changed).

    Source: law.md 12: a due date already given does not move silently; only by decision.
    """
    check_may_move_deadlines(actor)
    if not squeeze(reason) or not squeeze(document):
        raise Invalid(_("Hạn chỉ dời khi có quyết định: hãy ghi quyết định và lý do."))
    moves = pending(actor.organisation_id)
    number = sum(len(moved) for _mover, moved in moves)
    if not number:
        raise Conflict(_("Không có hạn nào phải dời."))
    if seen is not None and seen != number:
        raise Conflict(_("Danh sách hạn đã thay đổi. Hãy xem lại trước khi dời."))
    own = Organisation.objects.get(pk=actor.organisation_id)
    words = f"{squeeze(reason)} ({squeeze(document)})"
    deadlines.move_all(moves, actor=actor, at=at, reason=words)
    record(actor, "deadlines_moved", own, at=at, after={"number": number}, note=words)
    return number


def pending(
    organisation_id: uuid.UUID,
) -> list[tuple[deadlines.Mover, Sequence[deadlines.MovedDeadline]]]:
    """The open due dates that differ from what the calendar of today gives."""
    return deadlines.pending_moves(organisation_id, calendar_of(organisation_id))
