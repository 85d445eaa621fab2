"""Which menu entries a person sees, and which of them is selected."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from dinh.foundation.ui.menu import MenuEntry


@dataclass
class Place:
    """A menu entry as it stands on one page; `current` is the value of `aria-current` or empty."""

    label: Any
    url: str
    icon: str
    badge: int
    prefix: str
    is_exact: bool = False
    current: str = ""
    children: list["Place"] = field(default_factory=list)


def places(entries: Iterable[MenuEntry], actor: Any, path: str) -> list[Place]:
    """The visible entries; the one whose address is the longest start of `path` is selected.

    Children are kept only under the selected entry.
    """
    shown = [_place(entry, actor) for entry in entries if entry.visible(actor)]
    _select(shown, path)
    for place in shown:
        place.children = place.children if place.current else []
    return shown


def _place(entry: MenuEntry, actor: Any) -> Place:
    url = reverse(entry.url_name)
    return Place(
        label=entry.label,
        url=url,
        icon=entry.icon,
        badge=entry.badge(actor) if entry.badge else 0,
        prefix=entry.prefix or url,
        is_exact=entry.is_exact,
        children=[_place(child, actor) for child in entry.children if child.visible(actor)],
    )


def _select(shown: list[Place], path: str) -> None:
    lines = [line for place in shown for line in _lines(place) if _leads_to(line[-1], path)]
    if not lines:
        return
    for place in max(lines, key=lambda line: len(line[-1].prefix)):
        place.current = "page" if place.url == path else "true"


def _leads_to(place: Place, path: str) -> bool:
    return path == place.url if place.is_exact else path.startswith(place.prefix)


def _lines(place: Place) -> Iterator[list[Place]]:
    yield [place]
    yield from ([place, child] for child in place.children)
