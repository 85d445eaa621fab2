"""Limits, and the append-only ledger that stops, restarts and lengthens them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from dinh.kernel.clock.moments import ClockError, to_minute

LARGEST_LIMIT = 20_000


class Unit(StrEnum):
    """How a limit is counted. Source: QĐ 766/QĐ-TTg, 2.2 (field DonViTinh)."""

    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many units; 0 working days is "trong ngày". Half a working day is 4 working hours."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", known_unit(self.unit))
        if not isinstance(self.value, int) or not 0 <= self.value <= LARGEST_LIMIT:
            raise ClockError(f"Thời hạn phải là số nguyên từ 0 đến {LARGEST_LIMIT}.")


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from `starts_at` up to, not including, `ends_at` (None: no end yet).

    Source: QĐ 766/QĐ-TTg, 2.1 (time spent supplementing a dossier is taken off).
    """

    starts_at: datetime
    ends_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.ends_at is not None and to_minute(self.ends_at) < to_minute(self.starts_at):
            raise ClockError("Lần tạm dừng kết thúc trước khi bắt đầu.")


@dataclass(frozen=True, slots=True)
class Resume:
    """Ends the pause that is still open at this place of the ledger."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """A new limit, of one unit at least, counted from the due day found so far."""

    limit: Limit

    def __post_init__(self) -> None:
        if self.limit.value < 1:
            raise ClockError("Gia hạn phải từ 1 đơn vị trở lên.")


Entry = Pause | Resume | Extension
Ledger = tuple[Entry, ...]
Stretch = tuple[int, int]


class Settled(NamedTuple):
    """A ledger read to its end: closed pauses in order, the open one, the extensions."""

    pauses: list[Stretch]
    open_from: int | None
    extensions: list[Limit]


def settle(ledger: Iterable[Entry]) -> Settled:
    """Read a ledger in order; overlapping pauses become one.

    Raises ClockError when a Resume has no open pause or comes before its start.
    """
    pauses: list[Stretch] = []
    extensions: list[Limit] = []
    open_from: int | None = None
    for entry in ledger:
        if isinstance(entry, Extension):
            extensions.append(entry.limit)
        elif isinstance(entry, Resume):
            pauses.append(_closed(open_from, entry))
            open_from = None
        elif entry.ends_at is not None:
            pauses.append((to_minute(entry.starts_at), to_minute(entry.ends_at)))
        else:
            start = to_minute(entry.starts_at)
            open_from = start if open_from is None else min(open_from, start)
    return Settled(merge(pauses), open_from, extensions)


def merge(stretches: list[Stretch]) -> list[Stretch]:
    """The same minutes as disjoint stretches in order, without empty ones."""
    if len(stretches) < 2:
        return [s for s in stretches if s[0] < s[1]]
    merged: list[Stretch] = []
    for start, end in sorted(s for s in stretches if s[0] < s[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _closed(open_from: int | None, resume: Resume) -> Stretch:
    end = to_minute(resume.at)
    if open_from is None:
        raise ClockError("Không có lần tạm dừng nào đang mở để kết thúc.")
    if end < open_from:
        raise ClockError("Lần tạm dừng kết thúc trước khi bắt đầu.")
    return open_from, end


def known_unit(unit: str) -> Unit:
    """The unit of that name. Raises ClockError listing the names there are."""
    try:
        return Unit(unit)
    except ValueError:
        raise ClockError(
            f"Đơn vị thời hạn “{unit}” không có; dùng một trong: {', '.join(Unit)}."
        ) from None
