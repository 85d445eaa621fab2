"""A document as plain values: what every writer of `officedoc` takes.

Texts are NFC and already worded; a writer adds layout only. Widths are millimetres.
"""

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "right", "center", "justify"]
RowKind = Literal["row", "group", "total"]


@dataclass(frozen=True)
class Letterhead:
    """The four cells at the top: agency, its number line, the national title, place and date.

    `superior` is the agency directly above (a committee has none); `agency` may be two lines.
    """

    agency: tuple[str, ...]
    number: str
    place_and_date: str
    superior: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of one style; `indent` is the first-line indent of body text."""

    text: str
    align: Align = "justify"
    bold: bool = False
    italic: bool = False
    size: float = 14
    indent: bool = True


@dataclass(frozen=True)
class Title:
    """The name of the kind and the subject under it, centred, with the short rule below."""

    kind: str
    subject: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    """A table column."""

    head: str
    width: float
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """A table row; a `group` row has one text that spans the table, a `total` row is bold."""

    cells: tuple[str, ...]
    kind: RowKind = "row"


@dataclass(frozen=True)
class Table:
    """A bordered table whose head repeats on every page and whose rows do not split."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 12


@dataclass(frozen=True)
class Closing:
    """Recipients on the left, authority and signer on the right."""

    authority: tuple[str, ...]
    signer: str = ""
    recipients: tuple[str, ...] = ()


Block = Paragraph | Title | Table | Closing


@dataclass(frozen=True)
class Document:
    """A whole document of one orientation; without a letterhead it is an annex."""

    blocks: tuple[Block, ...]
    letterhead: Letterhead | None = None
    landscape: bool = False
    title: str = ""
    keywords: tuple[str, ...] = field(default_factory=tuple)
