"""What rules in an agency: its working calendar, and with it the figures it set for itself."""

import threading
import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dinh.kernel.clock import Calendar, DayEntry, DayKind, Week, parse_hours
from dinh.kernel.errors import NotFound
from dinh.law.calendars import national_calendar
from dinh.modules.organisation.models import CalendarDay, Organisation, WorkingWeek
from dinh.modules.organisation.queries.parameters import OwnValues, own_values_of

_KINDS = {
    CalendarDay.Kind.CLOSED: DayKind.CLOSED,
    CalendarDay.Kind.OPEN: DayKind.OPEN_NOT_COUNTED,
    CalendarDay.Kind.WORKING: DayKind.SWAP_WORKING,
    CalendarDay.Kind.HALF: DayKind.HALF_DAY,
}


@dataclass(frozen=True)
class Standing:
    """What rules in an agency now: its calendar, and the figures it set over those of the law."""

    calendar: Calendar
    own: OwnValues


_held: dict[uuid.UUID, tuple[int, Standing]] = {}
_lock = threading.Lock()


def calendar_of(organisation_id: uuid.UUID, on: date | None = None) -> Calendar:
    """The agency's calendar as it stands now; every entry is dated, so it answers for any day.

    Costs `standing_of`. `on` is kept for the day a caller asks about, as in
    `law.calendars.national_calendar`. Raises NotFound.
    """
    return standing_of(organisation_id).calendar


def standing_of(organisation_id: uuid.UUID) -> Standing:
    """The agency's calendar and own figures as they stand now.

    One query while nothing has changed (the stamp), four after a change. Raises NotFound.
    """
    stamps = Organisation.objects.filter(pk=organisation_id)
    stamp = stamps.values_list("calendar_stamp", flat=True).first()
    if stamp is None:
        raise NotFound(_("Không có cơ quan này."))
    held = _held.get(organisation_id)
    if held is not None and held[0] == stamp:
        return held[1]
    calendar = build_calendar(
        list(working_weeks_of(organisation_id)), list(calendar_days_of(organisation_id))
    )
    made = Standing(calendar, own_values_of(organisation_id))
    with _lock:
        _held[organisation_id] = (stamp, made)
    return made


def calendar_days_of(organisation_id: uuid.UUID) -> QuerySet[CalendarDay]:
    """The agency's own days, in order."""
    return CalendarDay.objects.filter(organisation_id=organisation_id).order_by("day")


def working_weeks_of(organisation_id: uuid.UUID) -> QuerySet[WorkingWeek]:
    """The agency's own weekly hours, the first period first."""
    return WorkingWeek.objects.filter(organisation_id=organisation_id).order_by("valid_from", "pk")


def build_calendar(weeks: list[WorkingWeek], days: list[CalendarDay]) -> Calendar:
    """The national calendar with these weeks and days laid over it; later ones rule."""
    made = national_calendar()
    for week in weeks:
        made = made.with_week(week_of(week))
    return made.with_days(entry_of(day) for day in days) if days else made


def week_of(row: WorkingWeek) -> Week:
    """The stored week as the clock takes it."""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        parse_hours(shifts) for shifts in row.hours
    )
    return Week(
        (monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        frozenset(row.counted),
        row.valid_from or date.min,
        row.valid_to,
        row.document,
    )


def entry_of(row: CalendarDay) -> DayEntry:
    """The stored day as the clock takes it; without own hours it has those of its weekday.

    A working day on a weekend without own hours takes those of the Monday before.
    """
    return DayEntry(
        day=row.day,
        kind=_KINDS[CalendarDay.Kind(row.kind)],
        why=row.reason,
        hours=parse_hours(row.hours) if row.hours else None,
        source=row.document,
    )
