"""Small reads on WordprocessingML elements, by local name so that strict and transitional files match."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def local_name(element: Any) -> str:
    """Return the tag without its namespace ("" for comments and the like)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Any, name: str) -> Any | None:
    """Return the first direct child with that local name."""
    if element is None:
        return None
    return next((node for node in element if local_name(node) == name), None)


def children(element: Any, name: str) -> list[Any]:
    """Return the direct children with that local name."""
    return [node for node in element if local_name(node) == name]


def value(element: Any, name: str = "val") -> str | None:
    """Return the attribute with that local name, whatever its namespace."""
    if element is None:
        return None
    for key, text in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return None


def number(element: Any, name: str = "val") -> int | None:
    """Return an attribute as a whole number, or None where it is missing or not one."""
    text = value(element, name)
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def is_on(properties: Any, name: str) -> bool:
    """Say whether a toggle property such as bold is switched on."""
    toggle = child(properties, name)
    return toggle is not None and value(toggle) not in {"0", "false", "off", "none"}


WRAPPERS = {
    "sdt",
    "sdtContent",
    "ins",
    "moveTo",
    "customXml",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "dir",
    "bdo",
}


def unwrapped(element: Any) -> Iterator[Any]:
    """Yield the children, looking through content controls, insertions, links and similar wrappers.

    Deleted and moved-away content is left out: the accepted text is what was issued.
    """
    for node in element:
        name = local_name(node)
        if name in WRAPPERS:
            yield from unwrapped(node)
        elif name not in {"del", "moveFrom"}:
            yield node
