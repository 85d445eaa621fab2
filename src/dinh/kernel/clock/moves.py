"""Which open deadlines a calendar edit would move. Nothing moves here: the act that moves
them is journalled by the module that owns them, since a printed due date is a promise.
"""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from dinh.kernel.clock.calendar import Calendar
from dinh.kernel.clock.deadlines import deadline
from dinh.kernel.clock.ledger import Ledger, Limit


class OpenDeadline(NamedTuple):
    """A running deadline, with the caller's key for it."""

    key: Hashable
    received_at: datetime
    limit: Limit
    ledger: Ledger = ()


class Move(NamedTuple):
    """A deadline that the edit would move (None: the clock stands)."""

    key: Hashable
    old_due_at: datetime | None
    new_due_at: datetime | None


def moved_deadlines(
    open_items: Iterable[OpenDeadline], old_calendar: Calendar, new_calendar: Calendar
) -> Iterator[Move]:
    """The deadlines whose due moment differs between two calendars, in the given order.

    Source: NĐ 118/2025/NĐ-CP, Điều 17 khoản 3 (the day on the receipt is what was promised).
    """
    for item in open_items:
        old = deadline(item.received_at, item.limit, old_calendar, item.ledger).due_at
        new = deadline(item.received_at, item.limit, new_calendar, item.ledger).due_at
        if old != new:
            yield Move(item.key, old, new)
