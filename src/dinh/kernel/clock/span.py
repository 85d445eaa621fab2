"""Counting tables over a run of years, so that a deadline is a few bisections.

All moments in a span are minute numbers (`moments.to_minute`).
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dinh.kernel.clock.moments import DAY, FIRST_YEAR, LAST_YEAR, ClockError


class DayShape(NamedTuple):
    """What counting needs of one day, in minutes of the day (no hours: a day off)."""

    hours: tuple[tuple[int, int], ...]
    closing: int
    last_receipt: int


@dataclass(slots=True)
class Span:
    """Tables for the days `first` … `end - 1` (date ordinals)."""

    first: int
    end: int
    closing: list[int] = field(default_factory=list)
    """For each day: the minute at which it closes, days off too."""
    last_receipt: list[int] = field(default_factory=list)
    """For each day: the last minute at which a receipt counts for it; -1 on days off."""
    working_before: list[int] = field(default_factory=lambda: [0])
    """For each day: how many working days of the span come before it."""
    working_closing: list[int] = field(default_factory=list)
    """For each working day: the minute at which it closes."""
    opens: list[int] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    worked: list[int] = field(default_factory=list)
    """For each shift: working minutes from the start of the span to the shift's end."""

    def worked_until(self, minute: int) -> int:
        """Working minutes from the start of the span to a moment."""
        index = bisect_right(self.opens, minute) - 1
        if index < 0:
            return 0
        missing = self.closes[index] - minute
        return self.worked[index] - (missing if missing > 0 else 0)


def build_span(shape: Callable[[date], DayShape], years: tuple[int, int]) -> Span:
    """Tables for whole years, both included. Raises ClockError outside 1900–2199."""
    low, high = years
    if low < FIRST_YEAR or high > LAST_YEAR:
        raise ClockError(f"Đồng hồ chỉ tính các năm từ {FIRST_YEAR} đến {LAST_YEAR}.")
    span = Span(date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal() + 1)
    for ordinal in range(span.first, span.end):
        _add_day(span, ordinal, shape(date.fromordinal(ordinal)))
    return span


def _add_day(span: Span, ordinal: int, shape: DayShape) -> None:
    midnight = ordinal * DAY
    span.closing.append(midnight + shape.closing)
    span.last_receipt.append(midnight + shape.last_receipt if shape.hours else -1)
    span.working_before.append(span.working_before[-1] + bool(shape.hours))
    if shape.hours:
        span.working_closing.append(midnight + shape.closing)
    for opens, closes in shape.hours:
        total = span.worked[-1] if span.worked else 0
        span.opens.append(midnight + opens)
        span.closes.append(midnight + closes)
        span.worked.append(total + closes - opens)
