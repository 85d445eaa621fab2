"""Work calendars as values: weekly hours, single days that differ, the late-receipt time.

Everything is dated, so the same calendar answers for 2024 and for 2026. A calendar never
changes: an edit makes another one, and `moves.moved_deadlines` tells what would move.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from dinh.kernel.clock.moments import ClockError
from dinh.kernel.clock.span import DayShape, Span, build_span

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class Shift(NamedTuple):
    """One stretch of opening hours, in minutes of the day, end not included."""

    opens: int
    closes: int


Hours = tuple[Shift, ...]


class DayKind(StrEnum):
    """Why a single day differs from its weekday."""

    HOLIDAY = "holiday"
    SUBSTITUTE_OFF = "substitute_off"
    SWAPPED_OFF = "swapped_off"
    SWAP_WORKING = "swap_working"
    HALF_DAY = "half_day"
    OTHER_HOURS = "other_hours"
    CLOSED = "closed"
    OPEN_NOT_COUNTED = "open_not_counted"


OFF = {DayKind.HOLIDAY, DayKind.SUBSTITUTE_OFF, DayKind.SWAPPED_OFF, DayKind.CLOSED}


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A day that differs. `hours=None` on a working swap day means the hours of `like`.

    `why` is the Vietnamese reason shown to people; `is_expected` marks what is not yet
    confirmed by a notice ("dự kiến").
    """

    day: date
    kind: DayKind
    why: str
    hours: Hours | None = None
    like: date | None = None
    source: str = ""
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """Weekly hours in force between two dates, Monday first.

    `counted` holds the weekdays (0 = Monday) that count for due dates; a weekday may have
    hours and still not count (a counter that opens on Saturday).
    """

    hours: tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
    counted: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    in_force_from: date = date.min
    in_force_to: date | None = None
    source: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether the pattern rules that day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class LateReceipt:
    """The last time of day at which a receipt still counts for that day."""

    at: time
    in_force_from: date = date.min
    in_force_to: date | None = None
    source: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether the time rules that day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One day as the calendar sees it: opening hours, whether it counts, and why."""

    day: date
    hours: Hours
    is_working: bool
    why: str
    source: str
    is_expected: bool


@dataclass(frozen=True, eq=False)
class Calendar:
    """Weekly patterns (the last one in force wins), single days, late-receipt times.

    `known_to` is the last day for which the single days are complete; later days follow
    the weekly pattern alone and are marked as expected.
    """

    code: str
    weeks: tuple[Week, ...]
    days: Mapping[date, DayEntry] = field(default_factory=dict)
    late_receipts: tuple[LateReceipt, ...] = ()
    known_from: date = date.min
    known_to: date = date.max
    _spans: list[Span] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        if not any(week.hours[day] for week in self.weeks for day in week.counted):
            raise ClockError("Lịch làm việc phải có ít nhất một ngày làm việc trong tuần.")

    def with_days(self, entries: Iterable[DayEntry]) -> "Calendar":
        """Another calendar in which these days rule over the ones below them."""
        return replace(self, days={**self.days, **{entry.day: entry for entry in entries}})

    def without_days(self, days: Iterable[date]) -> "Calendar":
        """Another calendar in which these days follow their weekday again."""
        dropped = set(days)
        return replace(self, days={d: e for d, e in self.days.items() if d not in dropped})

    def with_week(self, week: Week) -> "Calendar":
        """Another calendar in which this pattern rules wherever it is in force."""
        return replace(self, weeks=(*self.weeks, week))

    def with_late_receipt(self, late: LateReceipt) -> "Calendar":
        """Another calendar in which this late-receipt time rules wherever it is in force."""
        return replace(self, late_receipts=(*self.late_receipts, late))

    def day(self, day: date) -> WorkDay:
        """What the calendar says about one day."""
        week, entry = self._week(day), self.days.get(day)
        if entry is None:
            return self._weekly(day, week)
        hours = self._entry_hours(entry, week)
        is_working = bool(hours) and entry.kind is not DayKind.OPEN_NOT_COUNTED
        return WorkDay(day, hours, is_working, entry.why, entry.source, entry.is_expected)

    def is_working_day(self, day: date) -> bool:
        """Whether the day counts for due dates."""
        return self.day(day).is_working

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def late_receipt(self, day: date) -> LateReceipt | None:
        """The late-receipt time in force that day; None when there is no such rule."""
        in_force = [late for late in self.late_receipts if late.is_in_force(day)]
        return in_force[-1] if in_force else None

    def closing(self, day: date) -> int:
        """Minute of the day at which it closes; a day off closes when its week ordinarily does."""
        found = self.day(day)
        return found.hours[-1].closes if found.is_working else _ordinary_closing(self._week(day))

    def last_receipt(self, day: date) -> int:
        """Minute of a working day up to which a receipt counts for it: late time or closing."""
        late, closing = self.late_receipt(day), self.closing(day)
        return closing if late is None else min(closing, late.at.hour * 60 + late.at.minute)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change whenever an answer could change."""
        days = sorted(
            (e.day.isoformat(), e.kind, e.hours, e.like, e.why) for e in self.days.values()
        )
        weeks = [(w.hours, sorted(w.counted), w.in_force_from, w.in_force_to) for w in self.weeks]
        late = [(x.at, x.in_force_from, x.in_force_to) for x in self.late_receipts]
        return hashlib.sha256(repr((weeks, days, late)).encode()).hexdigest()[:16]

    def span(self, first: int, last: int) -> Span:
        """The counting tables that cover two date ordinals; kept and widened as needed."""
        held = self._spans[-1] if self._spans else None
        if held is not None and held.first <= first and last < held.end:
            return held
        made = build_span(self._shape, self._years(first, last, held))
        self._spans[:] = [made]
        return made

    def _years(self, first: int, last: int, held: Span | None) -> tuple[int, int]:
        low, high = _year(first), _year(last)
        if held is not None:
            low, high = min(low, _year(held.first)), max(high, _year(held.end - 1))
        elif self.known_to != date.max and self.known_from != date.min:
            low, high = min(low, self.known_from.year), max(high, self.known_to.year)
        return low, high

    def _shape(self, day: date) -> DayShape:
        found = self.day(day)
        if not found.is_working:
            return DayShape((), _ordinary_closing(self._week(day)), -1)
        return DayShape(found.hours, found.hours[-1].closes, self.last_receipt(day))

    def _week(self, day: date) -> Week:
        for week in reversed(self.weeks):
            if week.is_in_force(day):
                return week
        return self.weeks[0]

    def _weekly(self, day: date, week: Week) -> WorkDay:
        hours = week.hours[day.weekday()]
        is_working = bool(hours) and day.weekday() in week.counted
        why = WEEKDAYS[day.weekday()]
        if hours and not is_working:
            why += " (mở cửa tiếp nhận, không tính vào thời hạn)"
        is_expected = not self.known_from <= day <= self.known_to
        return WorkDay(day, hours, is_working, why, week.source, is_expected)

    def _entry_hours(self, entry: DayEntry, week: Week) -> Hours:
        if entry.kind in OFF:
            return ()
        if entry.hours is not None:
            return entry.hours
        weekday = entry.like.weekday() if entry.like else entry.day.weekday()
        ordinary = week.hours[weekday] or week.hours[min(week.counted)]
        return ordinary[:1] if entry.kind is DayKind.HALF_DAY else ordinary


def parse_hours(texts: Iterable[str]) -> Hours:
    """`["07:30-11:30", "13:00-17:00"]` as shifts in order.

    Raises ClockError when a text is not two times, or shifts overlap or run backwards.
    """
    shifts = tuple(_parse_shift(text) for text in texts)
    edges = [minute for shift in shifts for minute in shift]
    if edges != sorted(set(edges)):
        raise ClockError("Các buổi làm việc trong ngày phải nối tiếp nhau và không chồng lên nhau.")
    return shifts


def _parse_shift(text: str) -> Shift:
    try:
        opens, closes = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise ClockError(f"Giờ làm việc “{text}” phải có dạng 07:30-11:30.") from None
    return Shift(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)


def _ordinary_closing(week: Week) -> int:
    return max(week.hours[day][-1].closes for day in week.counted if week.hours[day])


def _year(ordinal: int) -> int:
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal()))).year
