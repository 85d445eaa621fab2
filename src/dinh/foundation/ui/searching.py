"""One search for everything: the groups of results that modules contribute.

    searching.register("tasks", _("Nhiệm vụ"), find_tasks, order=20)

`find_tasks(actor, query, limit)` returns at most `limit` hits, best first, only what the actor may
see, in a fixed number of queries (`foundation.search` finds the keys).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Hit:
    """A thing found: where it is, what it says below, how it stands (a code of `ui.states`)."""

    title: str
    url: str
    line: str = ""
    icon: str = "doc"
    state: str = ""
    state_words: str = ""


Find = Callable[[Any, str, int], Sequence[Hit]]


@dataclass(frozen=True)
class Source:
    """A group of results. `more_url(query)` leads to the module's own list with the same words."""

    name: str
    label: Any
    find: Find
    order: int
    more_url: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Group:
    """What one source found. There is more when it filled its limit."""

    source: Source
    hits: Sequence[Hit]
    more_url: str


_sources: dict[str, Source] = {}


def register(
    name: str,
    label: Any,
    find: Find,
    *,
    order: int = 50,
    more_url: Callable[[str], str] | None = None,
) -> None:
    """Add a group of results."""
    _sources[name] = Source(name, label, find, order, more_url)


def unregister(name: str) -> None:
    """Take a group of results out again."""
    _sources.pop(name, None)


def everywhere(actor: Any, query: str, limit: int) -> list[Group]:
    """The groups with anything found, in their order."""
    if not query.strip():
        return []
    ordered = sorted(_sources.values(), key=lambda source: source.order)
    return [group for source in ordered if (group := _ask(source, actor, query, limit)).hits]


def _ask(source: Source, actor: Any, query: str, limit: int) -> Group:
    hits = source.find(actor, query, limit)
    more = source.more_url(query) if source.more_url and len(hits) >= limit else ""
    return Group(source, hits, more)
