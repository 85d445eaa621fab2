"""The registry by which a change of the calendar reaches due dates that modules above have given.

A module registers how to list its open due dates and how to move them; nothing here names a module.
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dinh.kernel.clock import Calendar
from dinh.modules.organisation.access import Actor


@dataclass(frozen=True)
class OpenDeadline:
    """A due date that still runs: what it is for, where it is seen, the promise, how it is computed.

    `compute` gives the due moment under a calendar, None while the clock stands.
    """

    key: uuid.UUID
    label: str
    url: str
    due_at: datetime | None
    compute: Callable[[Calendar], datetime | None]


@dataclass(frozen=True)
class MovedDeadline:
    """A due date with the moment it would have, or is given."""

    item: OpenDeadline
    new_due_at: datetime | None


OpenItems = Callable[[uuid.UUID], Iterable[OpenDeadline]]


@dataclass(frozen=True)
class Mover:
    """How one module lists its open due dates and moves some of them.

    `move(moved, actor=, at=, reason=)` writes the new moments and journals each, in the
    transaction of the caller.
    """

    name: str
    open_items: OpenItems
    move: Callable[..., None]


_movers: dict[str, Mover] = {}


def register_deadlines(name: str, open_items: OpenItems, move: Callable[..., None]) -> None:
    """Register a module's due dates; the same name again replaces."""
    _movers[name] = Mover(name, open_items, move)


def registered() -> list[Mover]:
    """Every registered module, by name."""
    return [_movers[name] for name in sorted(_movers)]


def pending_moves(
    organisation_id: uuid.UUID, calendar: Calendar
) -> list[tuple[Mover, Sequence[MovedDeadline]]]:
    """The open due dates that this calendar would put at another moment, by module.

    Modules without any are left out.
    """
    found = [(mover, _moved(mover, organisation_id, calendar)) for mover in registered()]
    return [(mover, moved) for mover, moved in found if moved]


def _moved(mover: Mover, organisation_id: uuid.UUID, calendar: Calendar) -> Sequence[MovedDeadline]:
    computed = (
        MovedDeadline(item, item.compute(calendar)) for item in mover.open_items(organisation_id)
    )
    return [one for one in computed if one.new_due_at != one.item.due_at]


def move_all(
    moves: Sequence[tuple[Mover, Sequence[MovedDeadline]]],
    *,
    actor: Actor,
    at: datetime,
    reason: str,
) -> int:
    """Move them; the number of due dates moved."""
    for mover, moved in moves:
        mover.move(moved, actor=actor, at=at, reason=reason)
    return sum(len(moved) for _mover, moved in moves)
