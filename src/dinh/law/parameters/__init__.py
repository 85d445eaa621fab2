"""Dated parameters of the law: one loader for limits, windows, thresholds, lead times.

A key is `file.name`, as in `clock.late_receipt_time`; the files are the `*.toml` here. A new
decree is a new dated row; the old one gets its last day.
"""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from dinh.law.dated import Dated, LawError, read_dated


def value(key: str, on: date) -> Any:
    """The value in force on a day. Raises LawError for an unknown key or an uncovered day."""
    return parameter(key, on).value


def parameter(key: str, on: date) -> Dated:
    """The dated row in force on a day, with unit, source and mark."""
    for row in history(key):
        if row.is_in_force(on):
            return row
    raise LawError(f"Tham số “{key}” không có giá trị cho ngày {on:%d/%m/%Y}.")


def history(key: str) -> tuple[Dated, ...]:
    """Every row of a parameter, oldest first."""
    try:
        return _all()[key]
    except KeyError:
        raise LawError(f"Không có tham số “{key}”.") from None


def all_keys() -> tuple[str, ...]:
    """Every key, in order."""
    return tuple(sorted(_all()))


def title(key: str) -> str:
    """The Vietnamese name of a parameter."""
    history(key)
    return _titles()[key]


@cache
def _all() -> dict[str, tuple[Dated, ...]]:
    return {key: _rows(key, table) for key, table in _tables().items()}


@cache
def _titles() -> dict[str, str]:
    return {key: table["title"] for key, table in _tables().items()}


def _tables() -> dict[str, dict[str, Any]]:
    return {
        f"{file.name.removesuffix('.toml')}.{name}": table
        for file in resources.files(__name__).iterdir()
        if file.name.endswith(".toml")
        for name, table in tomllib.loads(file.read_text("utf-8")).items()
    }


def _rows(key: str, table: dict[str, Any]) -> tuple[Dated, ...]:
    rows = [read_dated(row, table.get("unit", "")) for row in table["values"]]
    rows.sort(key=lambda row: row.in_force_from)
    for before, after in zip(rows, rows[1:], strict=False):
        if before.in_force_to is None or before.in_force_to >= after.in_force_from:
            raise LawError(f"Tham số “{key}” có hai giá trị cho ngày {after.in_force_from}.")
    return tuple(rows)
