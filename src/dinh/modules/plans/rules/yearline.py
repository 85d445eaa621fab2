"""The year as a line: where a day stands on it, its months, and the weeks of a month."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Month:
    """A month on the line: where it begins and its middle, in per cent of the year."""

    number: int
    start: float
    middle: float


def position(day: date, year: int) -> float:
    """Where the end of a day stands between 0 and 100 of its year; days outside stand at the ends."""
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    passed = (day - date(year, 1, 1)).days + 1
    return round(min(max(passed / days, 0), 1) * 100, 2)


def months(year: int) -> list[Month]:
    """The twelve months of a year."""
    starts = [_start(year, number) for number in range(1, 14)]
    return [
        Month(number, starts[number - 1], round((starts[number - 1] + starts[number]) / 2, 2))
        for number in range(1, 13)
    ]


def _start(year: int, month: int) -> float:
    if month == 13:
        return 100.0
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    return round((date(year, month, 1) - date(year, 1, 1)).days / days * 100, 2)


def weeks(year: int, month: int) -> list[list[date]]:
    """The weeks of a month from Monday to Sunday, filled up with the days around it."""
    return Calendar(firstweekday=0).monthdatescalendar(year, month)


def neighbours(year: int, month: int) -> tuple[date, date]:
    """The first days of the month before and of the month after."""
    before = date(year - 1, 12, 1) if month == 1 else date(year, month - 1, 1)
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return before, after
