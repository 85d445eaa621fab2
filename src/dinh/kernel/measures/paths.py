"""Required values that change over time: yearly steps up to a ceiling, and values from a date on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol


class Change(Enum):
    """How a change "of 20 %" is meant."""

    POINTS = "points"
    """Added as it stands: 15 % + 20 = 35 %."""
    RELATIVE = "relative"
    """A share of what was there: 15 % × 1,2 = 18 %."""

    def applied(self, base: Decimal, by: Decimal) -> Decimal:
        """`base` changed by `by` (negative for a cut)."""
        return base + by if self is Change.POINTS else base * (100 + by) / 100


class Path(Protocol):
    """A required value as a function of the day."""

    def required_on(self, day: date) -> Decimal | None:
        """The value required on a day; None before the first one applies."""

    def due_after(self, day: date) -> date | None:
        """The last day of the stretch in force on `day`; None when nothing ends it."""


@dataclass(frozen=True, slots=True)
class YearlySteps:
    """ "15 %, then at least 20 more each year until 100 %".

    `baseline` is required in `first_year`; each later year adds `step`; never over `ceiling`.
    """

    first_year: int
    baseline: Decimal
    step: Decimal
    ceiling: Decimal = Decimal(100)
    change: Change = Change.POINTS

    def required_in(self, year: int) -> Decimal | None:
        """The level required at the end of a year; None before the first."""
        if year < self.first_year:
            return None
        level = min(self.baseline, self.ceiling)
        for _ in range(year - self.first_year):
            if level == self.ceiling:
                break
            level = min(self.change.applied(level, self.step), self.ceiling)
        return level

    def required_on(self, day: date) -> Decimal | None:
        return self.required_in(day.year)

    def due_after(self, day: date) -> date | None:
        return date(day.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Milestones:
    """ "94 % at first, 97 % from 2024": pairs of first day and value, in order of the day."""

    values: tuple[tuple[date, Decimal], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.values]
        if not days or days != sorted(set(days)):
            raise ValueError("milestones need days, each later than the one before")

    def required_on(self, day: date) -> Decimal | None:
        begun = [value for first, value in self.values if first <= day]
        return begun[-1] if begun else None

    def due_after(self, day: date) -> date | None:
        later = [first for first, _ in self.values if first > day]
        return date.fromordinal(later[0].toordinal() - 1) if later else None
