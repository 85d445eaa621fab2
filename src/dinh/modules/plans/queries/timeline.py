"""The plan over a year: its tasks with every time they fall due; and the days of one month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.boards import occurrences_of, occurrences_of_tasks
from dinh.modules.plans.rules.areas import area_name
from dinh.modules.plans.rules.yearline import position, weeks
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.queries.listing import due_within
from dinh.modules.tasks.states import bucket

# how each heap of `tasks` is drawn: the codes of `ui.states`
LOOK = {
    "on_time": "ok",
    "late": "oklate",
    "in_progress": "doing",
    "overdue": "late",
    "not_due": "notyet",
    "past": "none",
    "not_arisen": "none",
    "cancelled": "none",
}
DAY_LIMIT = 4  # as many titles fit into a day of the month; the rest is counted


@dataclass(frozen=True)
class Mark:
    """One due day on the line: its place in per cent, the day, how it is drawn, its words."""

    x: float
    day: date
    look: str
    occurrence: Occurrence


@dataclass(frozen=True)
class YearRow:
    """A task with its marks of one year; undated occurrences are only counted."""

    task: Task
    marks: list[Mark]
    undated: int


def look_of(occurrence: Occurrence, now: datetime) -> str:
    """The code of `ui.states` for an occurrence at a moment; handed in reads "wait"."""
    if occurrence.state == "submitted":
        return "wait"
    return LOOK[bucket(occurrence, now)]


def falls_due_on(occurrence: Occurrence) -> date | None:
    """The day on which time runs out: a day off has rolled on; None without a date."""
    if occurrence.due_at is None:
        return occurrence.due_day
    return timezone.localdate(occurrence.due_at)


def year_rows(tasks: Sequence[Task], year: int, now: datetime) -> list[tuple[str, list[YearRow]]]:
    """The tasks grouped by area, each with its marks in a year: one query."""
    occurrences = occurrences_of_tasks([task.pk for task in tasks])
    groups: dict[str, list[YearRow]] = {}
    for task in tasks:
        rows = occurrences[task.pk]
        dated = [(falls_due_on(row), row) for row in rows]
        marks = [
            Mark(position(day, year), day, look_of(row, now), row)
            for day, row in dated
            if day and day.year == year
        ]
        undated = sum(1 for day, _row in dated if day is None)
        groups.setdefault(area_name(task.area), []).append(YearRow(task, marks, undated))
    return list(groups.items())


@dataclass(frozen=True)
class DayCell:
    """A day of the month with what falls due on it: as many as fit, and how many more."""

    day: date
    in_month: bool
    items: list[tuple[str, Occurrence]]
    more: int


@dataclass(frozen=True)
class Week:
    """Seven days from Monday."""

    cells: list[DayCell]

    @property
    def is_free(self) -> bool:
        """Whether nothing falls due in it."""
        return not any(cell.items for cell in self.cells)


def month_weeks(plan: Plan, year: int, month: int, now: datetime) -> list[Week]:
    """The weeks of a month with the plan's due days: one query."""
    grid = weeks(year, month)
    first, last = grid[0][0], grid[-1][-1]
    no_moment = Q(due_at=None, due_day__range=(first, last))  # beyond the calendar of the agency
    rows = occurrences_of(plan).filter(due_within(first, last) | no_moment)
    by_day: dict[date | None, list[Occurrence]] = {}
    for row in rows.order_by("due_at", "id"):
        by_day.setdefault(falls_due_on(row), []).append(row)
    return [Week([_cell(day, month, by_day.get(day, []), now) for day in week]) for week in grid]


def _cell(day: date, month: int, rows: list[Occurrence], now: datetime) -> DayCell:
    items = [(look_of(row, now), row) for row in rows[:DAY_LIMIT]]
    return DayCell(day, day.month == month, items, len(rows) - len(items))
