"""What a page of a PDF or a scan holds: words with their boxes, and the cell boxes of ruled tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner."""


@dataclass(frozen=True)
class Word:
    """A word as printed, with its box; `line` numbers the line it was recognised in (0: not known)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool = False
    line: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Page:
    """One page; `tables` holds the cell boxes of each ruled table."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    tables: tuple[tuple[Box, ...], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return plain lists, for passing a page between processes."""
        return {
            "page": self.number,
            "size": [self.width, self.height],
            "words": [
                [w.text, w.x0, w.top, w.x1, w.bottom, w.size, w.bold, w.line] for w in self.words
            ],
            "tables": [list(table) for table in self.tables],
        }


def page_from_json(plain: dict[str, Any]) -> Page:
    """Return the page that `as_json` described."""
    width, height = plain["size"]
    words = tuple(Word(*row) for row in plain["words"])
    tables = tuple(tuple((a, b, c, d) for a, b, c, d in table) for table in plain["tables"])
    return Page(plain["page"], width, height, words, tables)


def outer_box(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around the boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def is_inside(point: tuple[float, float], box: Box) -> bool:
    """Say whether the point lies in the box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
