"""The main menu: each module registers its entries when it is ready; nothing here names one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


def _everyone(_actor: Any) -> bool:
    return True


@dataclass(frozen=True)
class MenuEntry:
    """A place in the menu.

    `visible` gets the actor. `badge` gets the actor and returns how many things wait there (nothing
    is shown for 0); it is called on every page, so it must cost one indexed count at most. `prefix`
    is the start of the paths at which the entry counts as selected; without it, the entry's own
    address. With `is_exact` only that address itself counts.
    """

    order: int
    label: Any  # a lazy translation
    url_name: str
    icon: str = ""
    children: tuple["MenuEntry", ...] = ()
    visible: Callable[[Any], bool] = _everyone
    badge: Callable[[Any], int] | None = field(default=None, compare=False)
    prefix: str = ""
    is_exact: bool = False


_entries: dict[str, MenuEntry] = {}


def register(entry: MenuEntry) -> None:
    """Put an entry in the menu; one with the same address name replaces the earlier."""
    _entries[entry.url_name] = entry


def entries() -> list[MenuEntry]:
    """The top-level entries in their order."""
    return sorted(_entries.values(), key=lambda entry: entry.order)
