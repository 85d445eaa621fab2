"""Computes the labels that Word's automatic numbering prints ("II.", "1.2.", "a)", "-")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dinh.planreader.formats.wordxml import child, children, local_name, number, value

ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
)
ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MAX_LABEL_VALUE = 3999


@dataclass(frozen=True)
class Level:
    """One level of a list definition."""

    format: str
    text: str
    start: int


@dataclass
class ListLabels:
    """Counts list paragraphs in document order and prints their labels."""

    levels: dict[str, dict[int, Level]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)

    def label(self, list_id: str, depth: int) -> str:
        """Advance the list at that depth and return the printed label ("" when it has none)."""
        levels = self.levels.get(list_id)
        level = levels.get(depth) if levels else None
        if levels is None or level is None or level.format == "none":
            return ""
        counters = self.counters.setdefault(self.abstract.get(list_id, list_id), {})
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [known for known in counters if known > depth]:
            del counters[deeper]
        if level.format == "bullet":
            return "-"
        return _filled(level.text, levels, counters)


def _filled(pattern: str, levels: dict[int, Level], counters: dict[int, int]) -> str:
    label = pattern
    for depth, level in levels.items():
        count = counters.get(depth, level.start)
        label = label.replace(f"%{depth + 1}", printed(count, level.format))
    return label.strip()


def printed(count: int, number_format: str) -> str:
    """Print a counter in a Word number format; unknown formats print as decimal."""
    if not 0 < count <= MAX_LABEL_VALUE:
        return str(count)
    if number_format in {"upperRoman", "lowerRoman"}:
        text = roman(count)
        return text.upper() if number_format == "upperRoman" else text
    if number_format in {"upperLetter", "lowerLetter"}:
        text = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return text.upper() if number_format == "upperLetter" else text
    return f"{count:02d}" if number_format == "decimalZero" else str(count)


def roman(count: int) -> str:
    """Return the lower-case Roman numeral."""
    letters = ""
    for worth, sign in ROMAN + ROMAN_SMALL:
        while count >= worth:
            letters, count = letters + sign, count - worth
    return letters


def list_labels(numbering: Any | None) -> ListLabels:
    """Read numbering.xml (None when the file has none)."""
    if numbering is None:
        return ListLabels({})
    abstracts = {
        value(node, "abstractNumId") or "": _levels(node)
        for node in numbering
        if local_name(node) == "abstractNum"
    }
    levels: dict[str, dict[int, Level]] = {}
    abstract: dict[str, str] = {}
    for node in children(numbering, "num"):
        list_id = value(node, "numId") or ""
        abstract_id = value(child(node, "abstractNumId")) or ""
        levels[list_id] = abstracts.get(abstract_id, {}) | _overrides(
            node, abstracts.get(abstract_id, {})
        )
        abstract[list_id] = f"{list_id}*" if _restarts(node) else abstract_id
    return ListLabels(levels, abstract=abstract)


def _restarts(num: Any) -> bool:
    return any(child(node, "startOverride") is not None for node in children(num, "lvlOverride"))


def _levels(abstract: Any) -> dict[int, Level]:
    return {number(node, "ilvl") or 0: _level(node) for node in children(abstract, "lvl")}


def _level(node: Any) -> Level:
    start = number(child(node, "start"))
    return Level(
        format=value(child(node, "numFmt")) or "decimal",
        text=value(child(node, "lvlText")) or "",
        start=1 if start is None else start,
    )


def _overrides(num: Any, base: dict[int, Level]) -> dict[int, Level]:
    changed: dict[int, Level] = {}
    for node in children(num, "lvlOverride"):
        depth = number(node, "ilvl") or 0
        own = child(node, "lvl")
        level = _level(own) if own is not None else base.get(depth)
        start = number(child(node, "startOverride"))
        if level is not None:
            changed[depth] = Level(
                level.format, level.text, level.start if start is None else start
            )
    return changed
