"""Work calendars from dated data: one `*.toml` per calendar, one loader.

`national_calendar()` is the one that every commune starts from; its own hours and days are
layered over it with `Calendar.with_week` and `Calendar.with_days`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from dinh.kernel.clock import (
    Calendar,
    DayEntry,
    DayKind,
    Hours,
    LateReceipt,
    Week,
    parse_hours,
)
from dinh.law import parameters
from dinh.law.dated import Confidence, LawError

NATIONAL = "VN"


def national_calendar(on: date | None = None) -> Calendar:
    """The common calendar of state offices; all its years lie in one value.

    `on` is for callers that keep the day a calendar was asked for: as the data stand, every
    day gives the same calendar, because each entry is dated itself.
    """
    return calendar(NATIONAL)


@cache
def calendar(code: str) -> Calendar:
    """A calendar by its code, without regard to case. Raises LawError when there is none."""
    table = _tables().get(code.upper())
    if table is None:
        raise LawError(f"Không có lịch làm việc “{code}”; có: {', '.join(sorted(_tables()))}.")
    return Calendar(
        code=table["code"],
        weeks=tuple(_week(row) for row in table["week"]),
        days={entry.day: entry for entry in _entries(table)},
        late_receipts=_late_receipts(),
        known_from=table["known_from"],
        known_to=table["known_to"],
    )


def calendar_codes() -> tuple[str, ...]:
    """The codes that `calendar` knows, in order."""
    return tuple(sorted(_tables()))


@cache
def _tables() -> dict[str, dict[str, Any]]:
    files = (f for f in resources.files(__name__).iterdir() if f.name.endswith(".toml"))
    tables = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return {table["code"]: table for table in tables}


def _week(row: Mapping[str, Any]) -> Week:
    shifts, counted = parse_hours(row["value"]), frozenset(row["weekdays"])
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        _weekday_hours(day, shifts, row) for day in range(7)
    )
    return Week(
        (monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        counted - frozenset(row.get("not_counted", ())),
        row["in_force_from"],
        row.get("in_force_to"),
        row["source"],
    )


def _weekday_hours(day: int, shifts: Hours, row: Mapping[str, Any]) -> Hours:
    return shifts if day in row["weekdays"] else ()


def _entries(table: Mapping[str, Any]) -> Iterator[DayEntry]:
    for row in table["day"]:
        yield from _row_entries(row)
    for row in table.get("swap", ()):
        yield from _swap_entries(row)


def _row_entries(row: Mapping[str, Any]) -> Iterator[DayEntry]:
    day, last = row["in_force_from"], row.get("in_force_to", row["in_force_from"])
    hours = parse_hours(row["hours"]) if "hours" in row else None
    while day <= last:
        kind, expected = DayKind(row["value"]), _is_expected(row)
        yield DayEntry(day, kind, row["why"], hours, None, row["source"], expected)
        day += timedelta(days=1)


def _swap_entries(row: Mapping[str, Any]) -> Iterator[DayEntry]:
    off, working, source, expected = row["off"], row["working"], row["source"], _is_expected(row)
    why_off = f"Nghỉ hoán đổi, làm bù {working:%d/%m/%Y}"
    why_working = f"Làm bù cho {off:%d/%m/%Y}"
    yield DayEntry(off, DayKind.SWAPPED_OFF, why_off, None, None, source, expected)
    yield DayEntry(working, DayKind.SWAP_WORKING, why_working, None, off, source, expected)


def _is_expected(row: Mapping[str, Any]) -> bool:
    return Confidence(row["confidence"]) is Confidence.UNSURE


def _late_receipts() -> tuple[LateReceipt, ...]:
    rows = parameters.history("clock.late_receipt_time")
    return tuple(
        LateReceipt(row.value, row.in_force_from, row.in_force_to, row.source) for row in rows
    )
