"""Record references: how another module's record is named and linked without importing it.

A higher module registers, when its app is ready, how its records are resolved; a task's origin and
evidence taken from the system are shown through it.
"""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from dinh.modules.organisation.access import Actor


class Resolved(NamedTuple):
    """A record as a reader sees it: its words, and the address of its page ("" when it has none)."""

    label: str
    url: str


Resolver = Callable[[Actor, UUID], Resolved | None]
_resolvers: dict[str, Resolver] = {}


def register(record_type: str, resolve: Resolver) -> None:
    """Say how records of a type ("plans.plan") are resolved; None means not there or not to be seen."""
    _resolvers[record_type] = resolve


def resolve(actor: Actor, record_type: str, key: UUID | None) -> Resolved | None:
    """The record's words and address, or None: unknown type, no such record, or not to be seen."""
    found = _resolvers.get(record_type)
    return found(actor, key) if found is not None and key is not None else None


def known_types() -> tuple[str, ...]:
    """The types that can be referred to."""
    return tuple(sorted(_resolvers))
