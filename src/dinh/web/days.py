"""The days to come: what falls due on each, and which are off and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.ui import wording
from dinh.foundation.ui.workday import Moment, Section, Share, WorkItem
from dinh.kernel.clock import Calendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayLine:
    """A day, or a run of days off for one reason."""

    label: str
    count: int
    why_off: str = ""
    is_off: bool = False
    is_today: bool = False


def days_ahead(shares: Sequence[Share], moment: Moment) -> list[DayLine]:
    """Every day from today to the end of `Section.NEXT`, with how much falls due on it."""
    counts = _counts(shares)
    today = timezone.localdate(moment.now)
    runs = _runs(today, _last(moment), moment.calendar)
    return [_line(first, last, counts, today, moment.calendar) for first, last in runs]


def holidays(moment: Moment) -> list[str]:
    """The days off until the end of `Section.NEXT` that are no weekend: "thứ Ba 24/11 nghỉ"."""
    today = timezone.localdate(moment.now)
    ahead = [today + timedelta(days=n) for n in range(1, (_last(moment) - today).days + 1)]
    return [
        _("%(weekday)s %(day)s nghỉ")
        % {"weekday": wording.weekday(day), "day": wording.short_day(day, today)}
        for day in ahead
        if not moment.calendar.is_working_day(day) and day in moment.calendar.days
    ]


def _last(moment: Moment) -> date:
    return timezone.localdate(moment.next_ends_at) - ONE_DAY


def _counts(shares: Sequence[Share]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for share in shares:
        if share.section in (Section.TODAY, Section.NEXT):
            counts.update(share.days or _days_of(share.items))
    return counts


def _days_of(items: Sequence[WorkItem]) -> Counter[date]:
    return Counter(timezone.localdate(item.due_at) for item in items if item.due_at)


def _runs(day: date, last: date, calendar: Calendar) -> Iterator[tuple[date, date]]:
    """Each working day alone, neighbouring days off for the same reason together."""
    while day <= last:
        until = day
        while until < last and why_off(day, calendar) and _same(until, calendar):
            until += ONE_DAY
        yield day, until
        day = until + ONE_DAY


def _same(day: date, calendar: Calendar) -> bool:
    return why_off(day, calendar) == why_off(day + ONE_DAY, calendar)


def why_off(day: date, calendar: Calendar) -> str:
    """Why the day is off; empty for a day that counts."""
    if calendar.is_working_day(day):
        return ""
    return calendar.days[day].why if day in calendar.days else _("Nghỉ cuối tuần")


def _line(
    first: date, last: date, counts: Counter[date], today: date, calendar: Calendar
) -> DayLine:
    why = why_off(first, calendar)
    label = f"{wording.short_weekday(first)} {wording.short_day(first, today)}"
    if last > first:
        label = f"{first.day:02} – {wording.short_day(last, today)}"
    count = sum(counts[first + timedelta(days=n)] for n in range((last - first).days + 1))
    return DayLine(label, count, why, bool(why), first == today)
