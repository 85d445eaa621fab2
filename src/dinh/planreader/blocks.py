"""What every format reader produces: paragraphs and tables in reading order, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Place:
    """Where a piece of text stands in the file; counts start at 1, what is not known is None."""

    kind: str
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def as_dict(self, text: str) -> dict[str, object]:
        """Return the place with the printed words, for a review screen."""
        return {
            "kind": self.kind,
            "page": self.page,
            "paragraph": self.paragraph,
            "line": self.line,
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "text": text,
        }


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its printed label in front of the text."""

    text: str
    place: Place
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell; `lines` are its paragraphs; spans count grid rows and columns."""

    lines: tuple[str, ...]
    place: Place
    row_span: int = 1
    column_span: int = 1
    bold: bool = False

    @property
    def text(self) -> str:
        """The paragraphs of the cell joined by one space."""
        return " ".join(line for line in self.lines if line).strip()


@dataclass(frozen=True)
class Table:
    """A table as a full grid: a spanning cell stands, as the same object, in every slot it covers."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    flattened: bool = False

    @property
    def width(self) -> int:
        """The number of grid columns."""
        return max((len(row) for row in self.rows), default=0)

    def cells(self) -> Iterator[Cell]:
        """Yield every cell once, in reading order."""
        seen: set[int] = set()
        for row in self.rows:
            for cell in row:
                if id(cell) not in seen:
                    seen.add(id(cell))
                    yield cell


Block = Paragraph | Table


@dataclass(frozen=True)
class Remark:
    """Something a format reader saw and could not place."""

    code: str
    message: str
    place: Place
    text: str


@dataclass(frozen=True)
class SourceText:
    """A file turned into blocks. `format` is docx, pdf, scan or text."""

    format: str
    blocks: tuple[Block, ...]
    notes: tuple[Paragraph, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pages: int | None = None


@dataclass
class GridBuilder:
    """Lays cells with spans into a full grid, row after row."""

    rows: list[list[Cell | None]] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write the cell into every slot that its spans cover."""
        for r in range(row, row + cell.row_span):
            self._grow(r, column + cell.column_span)
            for c in range(column, column + cell.column_span):
                self.rows[r][c] = cell

    def _grow(self, row: int, width: int) -> None:
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([None] * (width - len(line)))

    def finished(self, place: Place, *, flattened: bool = False) -> Table:
        """Return the table; slots that no cell covers become empty cells."""
        width = max((len(row) for row in self.rows), default=0)
        rows = []
        for r, row in enumerate(self.rows):
            padded = row + [None] * (width - len(row))
            rows.append(tuple(cell or empty_cell(place, r, c) for c, cell in enumerate(padded)))
        return Table(tuple(rows), place, flattened)


def empty_cell(table: Place, row: int, column: int) -> Cell:
    """Return a cell without text at the zero-based row and column of the table."""
    return Cell((), cell_place(table, row, column))


def cell_place(table: Place, row: int, column: int) -> Place:
    """Return the place of the zero-based row and column of the table."""
    return replace(table, kind="cell", paragraph=None, line=None, row=row + 1, column=column + 1)
