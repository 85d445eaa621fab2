"""Reporting periods, and the windows of days whose figures go into a report.

A period is what a report is named after ("Quý I/2026"); a window is the days it counts. The
law shifts the window (15th to 14th), and a plan may set its own.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class PeriodError(ValueError):
    """Not a period or a window; the message says why, in Vietnamese."""


class PeriodKind(StrEnum):
    """The lengths a report may have. Source: NĐ 09/2019/NĐ-CP, Điều 12; nine months by custom."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
ROMAN = ("I", "II", "III", "IV")


class Window(NamedTuple):
    """The days `first` … `last`, both counted."""

    first: date
    last: date

    def contains(self, day: date) -> bool:
        """Whether the day lies in the window."""
        return self.first <= day <= self.last

    @property
    def label(self) -> str:
        """`15/12/2025–14/03/2026`."""
        return f"{self.first:%d/%m/%Y}–{self.last:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th period of a kind in a year, from 1 (the second half is index 2)."""

    kind: PeriodKind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= 12 // MONTHS[self.kind] or not 1 < self.year < 9999:
            raise PeriodError(f"Không có kỳ {self.index} loại này trong năm {self.year}.")

    @classmethod
    def containing(cls, kind: PeriodKind, day: date) -> "Period | None":
        """The period of a kind that holds a day; None for nine months from October on."""
        index = (day.month - 1) // MONTHS[kind] + 1
        return cls(kind, day.year, index) if index <= 12 // MONTHS[kind] else None

    @property
    def first_month(self) -> int:
        """Its first month, 1–12."""
        return (self.index - 1) * MONTHS[self.kind] + 1

    @property
    def last_month(self) -> int:
        """Its last month, 1–12."""
        return self.index * MONTHS[self.kind]

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, self.last_month, monthrange(self.year, self.last_month)[1])

    @property
    def window(self) -> Window:
        """Its calendar days."""
        return Window(self.start, self.end)

    @property
    def label(self) -> str:
        """`Tháng 02/2026`, `Quý I/2026`, `6 tháng đầu năm 2026`, `9 tháng năm 2026`, `Năm 2026`."""
        if self.kind is PeriodKind.MONTH:
            number = f"{self.index:02d}" if self.index < 3 else str(self.index)
            return f"Tháng {number}/{self.year}"
        if self.kind is PeriodKind.QUARTER:
            return f"Quý {ROMAN[self.index - 1]}/{self.year}"
        if self.kind is PeriodKind.HALF:
            return f"6 tháng {'đầu' if self.index == 1 else 'cuối'} năm {self.year}"
        return f"9 tháng năm {self.year}" if self.kind is PeriodKind.NINE_MONTHS else self._year()

    @property
    def following(self) -> "Period":
        """The next period of its kind; after nine months, those of the next year."""
        if self.index < 12 // MONTHS[self.kind]:
            return Period(self.kind, self.year, self.index + 1)
        return Period(self.kind, self.year + 1)

    @property
    def preceding(self) -> "Period":
        """The period of its kind before this one."""
        if self.index > 1:
            return Period(self.kind, self.year, self.index - 1)
        return Period(self.kind, self.year - 1, 12 // MONTHS[self.kind])

    def _year(self) -> str:
        return f"Năm {self.year}"


def periods_in(kind: PeriodKind, start: date, end: date) -> Iterator[Period]:
    """The periods of a kind with at least one day in `start` … `end`, in order."""
    if end < start:
        return
    period = Period(kind, start.year)
    while period.start <= end:
        if period.end >= start:
            yield period
        period = period.following


def shifted_window(period: Period, first_day: int, last_day: int) -> Window:
    """From `first_day` of the month before a period to `last_day` of its last month.

    Source: NĐ 09/2019/NĐ-CP, Điều 12 (days 15 and 14, from the law files).
    """
    before = Period.containing(PeriodKind.MONTH, period.start)
    month = before.preceding if before else period
    return Window(month.start.replace(day=first_day), day_of_last_month(period, last_day))


def own_window(first: date, last: date) -> Window:
    """A window that a plan sets for itself. Raises PeriodError when it runs backwards."""
    if last < first:
        raise PeriodError(
            f"Kỳ số liệu kết thúc {last:%d/%m/%Y} trước khi bắt đầu {first:%d/%m/%Y}."
        )
    return Window(first, last)


def day_of_last_month(period: Period, day: int) -> date:
    """That day of a period's last month, or the month's last day if it is shorter.

    Reports fall due so: "trước ngày 12 của tháng cuối kỳ báo cáo".
    """
    if not 1 <= day <= 31:
        raise PeriodError(f"Không có ngày {day} trong tháng.")
    return period.end.replace(day=min(day, period.end.day))


_NUMBER = r"(?P<index>\d{1,2}|iv|i{1,3}|một|hai|ba|bốn|tư)"
_YEAR = r"(?: ?(?P<year>\d{4}))?"
_PATTERNS = {
    PeriodKind.MONTH: re.compile(rf"tháng {_NUMBER}{_YEAR}"),
    PeriodKind.QUARTER: re.compile(rf"quý {_NUMBER}{_YEAR}"),
    PeriodKind.HALF: re.compile(rf"(?:6|sáu) tháng(?: (?P<half>đầu|cuối))?{_YEAR}"),
    PeriodKind.NINE_MONTHS: re.compile(rf"(?:9|chín) tháng(?: đầu)?{_YEAR}"),
    PeriodKind.YEAR: re.compile(rf"(?:cả|trong)?{_YEAR}"),
}
_JOINTS = re.compile(r"[/\s-]+|\bnăm\b")
_WORDS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}


def parse_period(text: str, year: int | None = None) -> Period:
    """A period as people write it; `year` stands in where the text names none.

    Raises PeriodError when the text is not one period, or has no year at all.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("quí", "quý")
    words = " ".join(_JOINTS.sub(" ", folded).split())
    for kind, pattern in _PATTERNS.items():
        match = pattern.fullmatch(words)
        if match and folded.strip(" /-"):
            return _matched(kind, match.groupdict(), year, text)
    raise PeriodError(f"Không hiểu kỳ báo cáo “{text}”; viết như Quý I/2026.")


def _matched(kind: PeriodKind, found: dict[str, str | None], year: int | None, text: str) -> Period:
    said_year = found.get("year")
    whole_year = int(said_year) if said_year else year
    if whole_year is None:
        raise PeriodError(f"Kỳ báo cáo “{text}” không ghi năm.")
    if kind is PeriodKind.HALF:
        return Period(kind, whole_year, 2 if found.get("half") == "cuối" else 1)
    said = found.get("index") or "1"
    return Period(kind, whole_year, int(said) if said.isdigit() else _WORDS[said])
