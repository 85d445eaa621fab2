"""`deadline`, `worked_between` and what screens ask of them.

Source: Bộ luật Dân sự 2015, Điều 147–148; NĐ 118/2025/NĐ-CP (NĐ 309/2026/NĐ-CP), Điều 17–18.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from dinh.kernel.clock import explain
from dinh.kernel.clock.calendar import Calendar
from dinh.kernel.clock.counting import COUNTERS, receipt_ordinal
from dinh.kernel.clock.ledger import (
    Ledger,
    Limit,
    Pause,
    Settled,
    Stretch,
    merge,
    settle,
)
from dinh.kernel.clock.moments import DAY, LAST_YEAR, ClockError, from_minute, to_minute
from dinh.kernel.clock.span import Span

NOTHING = Settled([], None, [])
WIDEN_DAYS = 400
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()


class Deadline(NamedTuple):
    """When something is due, with all that the answer rests on.

    `due_at` is None while a pause without an end stands in the ledger; `stands_since` is
    then its start, and `lapsed_at` the due moment if that had already passed before it.
    """

    due_at: datetime | None
    receipt_day: date
    received_at: datetime
    limit: Limit
    calendar: Calendar
    ledger: Ledger
    stands_since: datetime | None
    lapsed_at: datetime | None

    @property
    def explanation(self) -> tuple[explain.Reason, ...]:
        """Every day from receipt to due, counted or skipped, and why; computed when asked."""
        return explain.explain(self)

    @property
    def is_expected(self) -> bool:
        """Whether a day the answer rests on is not yet confirmed ("dự kiến")."""
        last = self.due_at or self.stands_since or self.received_at
        days = range(self.received_at.toordinal(), last.toordinal() + 1)
        return any(self.calendar.day(date.fromordinal(day)).is_expected for day in days)


def deadline(
    received_at: datetime, limit: Limit, calendar: Calendar, ledger: Ledger = ()
) -> Deadline:
    """When a limit runs out, counted as the law reads it.

    `received_at` is the moment of complete and correct receipt. Raises ClockError for a
    ledger that contradicts itself and for years outside 1900–2199.
    Source: Bộ luật Dân sự 2015, Điều 147–148; NĐ 118/2025/NĐ-CP, Điều 17 khoản 3, Điều 18.
    """
    start = to_minute(received_at)
    settled = settle(ledger) if ledger else NOTHING
    receipt, due = _count(start, limit, calendar, settled)
    aware = received_at.tzinfo is not None
    due_at = from_minute(due, aware)
    day = date.fromordinal(receipt)
    if settled.open_from is None:
        return Deadline(due_at, day, received_at, limit, calendar, ledger, None, None)
    since = from_minute(settled.open_from, aware)
    lapsed = due_at if due < settled.open_from else None
    return Deadline(None, day, received_at, limit, calendar, ledger, since, lapsed)


def worked_between(
    begin: datetime, end: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> int:
    """Working minutes from one moment to another, outside pauses; negative when reversed."""
    if to_minute(end) < to_minute(begin):
        return -worked_between(end, begin, calendar, pauses)
    low, high = to_minute(begin), to_minute(end)
    stretches = merge([_stretch(pause, high) for pause in pauses])
    return _worked(low, high, calendar, stretches)


def working_minutes_left(now: datetime, due_at: datetime, calendar: Calendar) -> int:
    """Working minutes until the due moment; below zero once it is past."""
    return worked_between(now, due_at, calendar)


def remaining(due: Deadline, now: datetime) -> int | None:
    """Working minutes left of a deadline, without its pauses; None while the clock stands."""
    if due.due_at is None:
        return None
    low, high = to_minute(now), to_minute(due.due_at)
    pauses = settle(due.ledger).pauses
    if high < low:
        return -_worked(high, low, due.calendar, pauses)
    return _worked(low, high, due.calendar, pauses)


def _stretch(pause: Pause, end: int) -> Stretch:
    return to_minute(pause.starts_at), end if pause.ends_at is None else to_minute(pause.ends_at)


def _worked(low: int, high: int, calendar: Calendar, pauses: list[Stretch]) -> int:
    span = calendar.span(low // DAY, high // DAY)
    total = span.worked_until(high) - span.worked_until(low)
    for begin, end in pauses:
        begin, end = max(begin, low), min(end, high)
        if begin < end:
            total -= span.worked_until(end) - span.worked_until(begin)
    return total


def _count(start: int, limit: Limit, calendar: Calendar, settled: Settled) -> tuple[int, int]:
    first = last = start // DAY
    while True:
        span = calendar.span(first, last)
        try:
            receipt = receipt_ordinal(span, start)
            limits = [limit, *settled.extensions]
            return receipt, _run(span, start, receipt, limits, settled.pauses)
        except IndexError:
            last = _further(span)


def _further(span: Span) -> int:
    if span.end > LAST_DAY:
        raise ClockError(f"Thời hạn kéo dài quá năm {LAST_YEAR}.")
    return min(LAST_DAY, span.end + max(WIDEN_DAYS, span.end - span.first))


def _run(span: Span, start: int, receipt: int, limits: list[Limit], pauses: list[Stretch]) -> int:
    for limit in limits:
        start = COUNTERS[limit.unit](span, start, receipt, limit.value, pauses)
        receipt = start // DAY
    return start
