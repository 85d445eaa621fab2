"""One function per unit: from a start to the due minute, over a calendar's tables.

Each takes the span, the start minute, the receipt day (date ordinal), how many units, and
the pauses as disjoint stretches in order; each returns a minute number. A table that ends
too early raises IndexError, and the caller widens it (a pause that runs past the end of the
tables pushes the target past it too).

Source: Bộ luật Dân sự 2015, Điều 147–148; NĐ 118/2025/NĐ-CP, Điều 17–18.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from dinh.kernel.clock.ledger import Stretch, Unit
from dinh.kernel.clock.moments import DAY
from dinh.kernel.clock.span import Span

Counter = Callable[[Span, int, int, int, list[Stretch]], int]


def receipt_ordinal(span: Span, start: int) -> int:
    """The receipt day: that day if it works and the time is not late, else the next one."""
    index = start // DAY - span.first
    late = start > span.last_receipt[index]
    return span.working_closing[span.working_before[index + late]] // DAY


def count_working_days(
    span: Span, start: int, receipt: int, value: int, pauses: list[Stretch]
) -> int:
    """Closing of the n-th working day after the receipt day whose closing finds the clock on."""
    after = span.working_before[receipt - span.first + 1]
    return span.working_closing[_shifted(span.working_closing, after, after + value - 1, pauses)]


def count_calendar_days(
    span: Span, start: int, receipt: int, value: int, pauses: list[Stretch]
) -> int:
    """Closing of the n-th day after the receipt day, or of the next working day."""
    after = receipt - span.first + 1
    return _rolled(span, _shifted(span.closing, after, after + value - 1, pauses))


def count_months(span: Span, start: int, receipt: int, value: int, pauses: list[Stretch]) -> int:
    """Closing of the same day number n months on, or of the next working day."""
    index = months_after(receipt, value) - span.first
    return _rolled(span, _shifted(span.closing, receipt - span.first + 1, index, pauses))


def count_working_hours(
    span: Span, start: int, receipt: int, value: int, pauses: list[Stretch]
) -> int:
    """The end of the n × 60th working minute from the start."""
    if not value:
        return _next_working_minute(span, start)
    target = span.worked_until(start) + value * 60
    for begin, end in pauses:
        if end <= start:
            continue
        stopped = span.worked_until(begin if begin > start else start)
        if stopped >= target:
            break
        target += span.worked_until(end) - stopped
    index = bisect_left(span.worked, target)
    return span.closes[index] - span.worked[index] + target


def count_hours(span: Span, start: int, receipt: int, value: int, pauses: list[Stretch]) -> int:
    """The end of the n × 60th minute from the start, on any day."""
    due = start + value * 60
    for begin, end in pauses:
        if end <= start:
            continue
        begin = max(begin, start)
        if begin >= due:
            break
        due += end - begin
    return due


COUNTERS: dict[Unit, Counter] = {
    Unit.HOUR: count_hours,
    Unit.WORKING_HOUR: count_working_hours,
    Unit.CALENDAR_DAY: count_calendar_days,
    Unit.WORKING_DAY: count_working_days,
    Unit.MONTH: count_months,
}


def months_after(ordinal: int, months: int) -> int:
    """The same day number so many months on, or that month's last day (date ordinals)."""
    day = date.fromordinal(ordinal)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9998:
        raise IndexError(year)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


def _shifted(closings: list[int], after: int, target: int, pauses: list[Stretch]) -> int:
    """Move a target day on by each day from `after` on whose closing falls in a pause."""
    for begin, end in pauses:
        low = bisect_left(closings, begin)
        if low < after:
            low = after
        if low > target:
            break
        high = bisect_left(closings, end)
        if high > low:
            target += high - low
    return target


def _rolled(span: Span, index: int) -> int:
    return span.working_closing[span.working_before[index]]


def _next_working_minute(span: Span, minute: int) -> int:
    index = bisect_right(span.opens, minute) - 1
    if index >= 0 and minute < span.closes[index]:
        return minute
    return span.opens[index + 1]
