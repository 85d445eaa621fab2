"""Measures in the shape of a plan reading: JSON-like dictionaries in, and out again."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dinh.kernel.errors import Invalid
from dinh.kernel.measures.model import Level, Measure, Op
from dinh.kernel.measures.paths import Change, YearlySteps
from dinh.kernel.vietnamese import fold

_OPS = {op.value: op for op in Op} | {
    "≥": Op.AT_LEAST, "at_least": Op.AT_LEAST, "gte": Op.AT_LEAST,
    "≤": Op.AT_MOST, "at_most": Op.AT_MOST, "lte": Op.AT_MOST,
    "gt": Op.MORE_THAN, "lt": Op.LESS_THAN, "==": Op.REACH, "eq": Op.REACH,
    "step": Op.AT_LEAST, "steps": Op.AT_LEAST, "top": Op.RANK,
}  # fmt: skip
_LEVELS = {level.name.lower(): level for level in Level} | {level.value: level for level in Level}
_BY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{1,2})(?:-(\d{1,2}))?))?")
_RATE = re.compile(r"\b(?:ty le|ti le|muc do|chi so)\b")


class MeasureUnreadable(Invalid):
    """A part of the dictionary is not in the shape of a plan reading."""

    def __init__(self, part: str, found: object) -> None:
        super().__init__(f"Không đọc được {part} của chỉ tiêu: “{str(found)[:60]}”.")


def from_plan(row: Mapping[str, Any]) -> Measure:
    """A measure from one row of `targets[].measures[]` of a plan reading.

    Keys: `what`, `op`, `value`, `value_max`, `unit`, `by` ("2026", "2026-Q3", "2026-09", "2026-09-30": the
    last day of it); beyond the reader's own also `baseline`, `baseline_year`, `change`, `steps`
    (`first_year`, `baseline`, `step`, `ceiling`), `grade`, `population`, `exclusions`, `level`. `=` 0 is
    read as zero occurrences. A change in percent counts in points where a rate or an index is measured,
    else relative. Raises `MeasureUnreadable` or `MeasureIncomplete`.
    """
    op = _OPS.get(str(row.get("op")))
    if op is None:
        raise MeasureUnreadable("phép so sánh", row.get("op"))
    what, unit, value = str(row.get("what") or ""), row.get("unit"), _number(row, "value")
    steps = row.get("steps")
    return Measure(
        what=what,
        op=Op.ZERO if op is Op.REACH and value == 0 and not steps else op,
        value=value,
        value_max=_number(row, "value_max"),
        unit=unit,
        by=last_day(row.get("by")),
        path=_steps(steps) if steps else None,
        baseline=_number(row, "baseline"),
        baseline_year=row.get("baseline_year"),
        change=_change(row.get("change"), what, unit),
        grade=row.get("grade"),
        population=row.get("population"),
        exclusions=tuple(row.get("exclusions") or ()),
        level=_level(row.get("level")),
    )


def to_plan(measure: Measure) -> dict[str, Any]:
    """The row of a plan reading again: the reader's six keys, and others only where they are set."""
    row: dict[str, Any] = {
        "what": measure.what,
        "op": measure.op.value,
        "value": _plain(measure.value),
        "value_max": _plain(measure.value_max),
        "unit": measure.unit,
        "by": measure.by and measure.by.isoformat(),
    }
    more = {
        "baseline": _plain(measure.baseline),
        "baseline_year": measure.baseline_year,
        "change": measure.change.value if measure.op in {Op.INCREASE, Op.DECREASE} else None,
        "steps": _steps_row(measure.path) if isinstance(measure.path, YearlySteps) else None,
        "grade": measure.grade,
        "population": measure.population,
        "exclusions": list(measure.exclusions) or None,
        "level": measure.level and measure.level.name.lower(),
    }
    return row | {key: value for key, value in more.items() if value is not None}


def last_day(text: object) -> date | None:
    """The last day of "2026", "2026-Q3", "2026-09" or "2026-09-30"; None for nothing."""
    if text is None or text == "":
        return None
    found = _BY.fullmatch(str(text))
    if not found:
        raise MeasureUnreadable("thời hạn", text)
    year, month = int(found[1]), _month(found)
    try:
        day = int(found[4]) if found[4] else calendar.monthrange(year, month)[1]
        return date(year, month, day)
    except ValueError as error:
        raise MeasureUnreadable("thời hạn", text) from error


def _month(found: re.Match[str]) -> int:
    if found[2]:
        return 3 * int(found[2])
    return int(found[3]) if found[3] else 12


def _number(row: Mapping[str, Any], key: str) -> Decimal | None:
    found = row.get(key)
    if found is None:
        return None
    try:
        number = Decimal(str(found))
    except InvalidOperation as error:
        raise MeasureUnreadable("giá trị", found) from error
    if not number.is_finite():
        raise MeasureUnreadable("giá trị", found)
    return number


def _change(found: object, what: str, unit: str | None) -> Change:
    if found is not None:
        if found not in {change.value for change in Change}:
            raise MeasureUnreadable("cách tính tăng, giảm", found)
        return Change(found)
    return Change.RELATIVE if unit == "%" and not _RATE.search(fold(what)) else Change.POINTS


def _level(found: object) -> Level | None:
    if found is None:
        return None
    if found not in _LEVELS:
        raise MeasureUnreadable("cấp", found)
    return _LEVELS[str(found)]


def _steps(row: Mapping[str, Any]) -> YearlySteps:
    baseline, step, ceiling = (_number(row, key) for key in ("baseline", "step", "ceiling"))
    first_year = row.get("first_year")
    if baseline is None or step is None or not isinstance(first_year, int):
        raise MeasureUnreadable("mức tăng từng năm", dict(row))
    return YearlySteps(
        first_year, baseline, step, Decimal(100) if ceiling is None else ceiling,
        Change(row.get("change", "points")),
    )  # fmt: skip


def _steps_row(path: YearlySteps) -> dict[str, Any]:
    return {
        "first_year": path.first_year,
        "baseline": _plain(path.baseline),
        "step": _plain(path.step),
        "ceiling": _plain(path.ceiling),
        "change": path.change.value,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
