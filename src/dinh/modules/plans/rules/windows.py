"""The report windows that a plan sets for itself, or those of the decree where it is silent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dinh.kernel.vietnamese import fold


@dataclass(frozen=True)
class Window:
    """A report: its label, the days its figures cover and the day it is due."""

    kind: str
    label: str
    first: date | None
    last: date | None
    due_on: date | None
    printed: str = ""


# kind → (label, last month) of each report of a year; the figures of 6m, 9m and year are cumulative.
# Source: NĐ 09/2019/NĐ-CP, Article 12 (quarter, 6 months, year); 9 months is practice (BNV).
REPORTS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "month": tuple((f"Tháng {month}", month) for month in range(1, 13)),
    "quarter": (("Quý I", 3), ("Quý II", 6), ("Quý III", 9), ("Quý IV", 12)),
    "6m": (("6 tháng", 6),),
    "9m": (("9 tháng", 9),),
    "year": (("Năm", 12),),
}
CUMULATIVE: Final = {"6m", "9m", "year"}
MONTHS_IN: Final = {"month": 1, "quarter": 3}
DAY_MONTH: Final = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
DAY_OF_MONTH: Final = re.compile(r"ngay\s+(\d{1,2})\b")


def windows_for(duty: dict[str, Any], year: int, first_day: int, last_day: int) -> list[Window]:
    """The windows of one printed reporting duty in a year.

    `first_day` and `last_day` are the days of the month on which a window of the decree begins and
    ends (15 and 14). A kind that is not known gives one window without dates.

    Source: NĐ 09/2019/NĐ-CP, Article 12.
    """
    kind, printed = str(duty.get("period") or ""), str(duty.get("due") or "")
    if kind not in REPORTS:
        return [Window("other", kind or "Khác", None, None, None, printed)]
    return [
        Window(
            kind,
            f"{label}/{year}" if kind in MONTHS_IN else f"{label} {year}",
            _first(kind, month, year, first_day),
            date(year, month, last_day),
            due_day(printed, year, month),
            printed,
        )
        for label, month in REPORTS[kind]
    ]


def _first(kind: str, month: int, year: int, day: int) -> date:
    if kind in CUMULATIVE:
        return date(year - 1, 12, day)
    before = month - MONTHS_IN[kind]
    return date(year, before, day) if before > 0 else date(year - 1, 12, day)


def due_day(printed: str, year: int, month: int) -> date | None:
    """The day a printed due text means in the last month of its period.

    "trước ngày 10/6" and "trước ngày 12 của tháng cuối kỳ" are understood; "trước" means the day
    named is the last one. None when no day is named.
    """
    text = fold(printed)
    full = DAY_MONTH.search(text)
    if full:
        return _day(year, int(full[2]), int(full[1]))
    day = DAY_OF_MONTH.search(text)
    return _day(year, month, int(day[1])) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def asking(windows: Sequence[Window]) -> list[Window]:
    """The windows in which continuous work is asked for: those of the finest report with dates.

    Cumulative windows (6 months, 9 months, year) overlap the quarters, so they ask only when the
    plan has no finer report. Without any dated window: an empty list.
    """
    for kinds in ({"month"}, {"quarter"}, CUMULATIVE):
        found = [window for window in windows if window.kind in kinds and window.first]
        if found:
            return found
    return []
