"""Ruled tables: cell boxes and words to a grid, and tables that run on over pages put together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Cell, GridBuilder, Place, Table, cell_place
from dinh.planreader.formats.page_lines import join_lines, lines_of
from dinh.planreader.formats.pages import Box, Word, is_inside
from dinh.planreader.recognise.labels import split_label

SNAP = 4.0  # points within which two rules are the same
MOST_HEADER_ROWS = 4
FEWEST_FILLED = 5


@dataclass(frozen=True)
class PageTable:
    """A table as it stands on one page, with the x positions of its columns."""

    table: Table
    edges: tuple[float, ...]
    page: int


def page_table(boxes: tuple[Box, ...], words: Iterable[Word], page: int, place: Place) -> PageTable:
    """Return the table of the cell boxes; a word belongs to the cell that holds its centre."""
    xs = _edges([x for box in boxes for x in (box[0], box[2])])
    ys = _edges([y for box in boxes for y in (box[1], box[3])])
    inside: dict[Box, list[Word]] = {box: [] for box in boxes}
    for word in words:
        box = next((box for box in boxes if is_inside(word.middle, box)), None)
        if box is not None:
            inside[box].append(word)
    grid = GridBuilder()
    for box in boxes:
        left, right = _index(xs, box[0]), _index(xs, box[2])
        top, bottom = _index(ys, box[1]), _index(ys, box[3])
        where = replace(cell_place(place, top, left), page=page)
        lines, bold = _cell_text(inside[box], page)
        cell = Cell(lines, where, max(1, bottom - top), max(1, right - left), bold)
        grid.put(top, left, cell)
    return PageTable(grid.finished(place), tuple(xs), page)


def _edges(positions: list[float]) -> list[float]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > SNAP:
            edges.append(position)
    return edges


def _index(edges: list[float], position: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - position))


def _cell_text(words: list[Word], page: int) -> tuple[tuple[str, ...], bool]:
    lines = lines_of(words, page)
    groups: list[list[str]] = []
    for line in lines:
        if not groups or _begins_item(line.text, groups[-1]):
            groups.append([line.text])
        else:
            groups[-1].append(line.text)
    return tuple(join_lines(group) for group in groups), bool(lines) and all(
        line.bold for line in lines
    )


def _begins_item(text: str, before: list[str]) -> bool:
    label = split_label(text)
    if label is None:
        return False
    if label.kind == "number":
        return "." in label.text
    return label.kind in {"bullet", "plus"} and not before[-1].endswith(("-", "–"))


def joined_tables(parts: list[PageTable]) -> list[Table]:
    """Put together the parts of tables that run on from page to page (adjacent parts only)."""
    tables: list[PageTable] = []
    for part in parts:
        if tables and _is_continued(tables[-1], part):
            tables[-1] = _appended(tables[-1], part)
        else:
            tables.append(part)
    return [part.table for part in tables]


def _is_continued(above: PageTable, below: PageTable) -> bool:
    if below.page - above.page != 1 or above.table.width != below.table.width:
        return False
    return all(abs(a - b) < 4 * SNAP for a, b in zip(above.edges, below.edges, strict=True))


def _appended(above: PageTable, below: PageTable) -> PageTable:
    rows = list(below.table.rows)
    repeated = _repeated_rows(above.table, below.table)
    rows = rows[repeated:]
    old = list(above.table.rows)
    if rows and old:
        _sew(old, rows)
    return PageTable(Table(tuple(old + rows), above.table.place), above.edges, below.page)


def _repeated_rows(above: Table, below: Table) -> int:
    """How many rows at the top of a page repeat the rows at the top of the table."""
    count = 0
    for first, again in list(zip(above.rows, below.rows, strict=False))[:MOST_HEADER_ROWS]:
        pairs = [(fold(a.text), fold(b.text)) for a, b in zip(first, again, strict=True)]
        if sum(1 for a, b in pairs if a or b) < 2 or any(a != b for a, b in pairs):
            break
        count += 1
    return count


Row = tuple[Cell, ...]


def _sew(old: list[Row], rows: list[Row]) -> None:
    """Join what a page end cut: a whole row, or the cells on the left that span rows on both pages."""
    last, first = old[-1], rows[0]
    columns = range(len(first))
    if _is_cut_row(last, first):
        joined = {column: _with_more(last[column], first[column]) for column in columns}
        _replace_all(old, {id(last[c]): joined[c] for c in columns})
        _replace_all(rows, {id(first[c]): joined[c] for c in columns})
        if all(cell is joined[c] for c, cell in enumerate(rows[0])):
            del rows[0]
        return
    held = [c for c in columns if _is_held(old, rows, c)]
    if held:
        joined = {c: _with_more(last[c], first[c]) for c in held}
        _replace_all(old, {id(last[c]): joined[c] for c in held})
        _replace_all(rows, {id(first[c]): joined[c] for c in held})
        return
    leading = _leading_spans(last, first)
    if leading >= 2 or (leading == 1 and last[0].row_span > 1):
        joined = {c: _with_more(last[c], first[c]) for c in range(leading)}
        _replace_all(old, {id(last[c]): joined[c] for c in range(leading)})
        _replace_all(rows, {id(first[c]): joined[c] for c in range(leading)})


def _is_held(old: list[Row], rows: list[Row], column: int) -> bool:
    """Whether an empty cell at the top of a page goes on with the cell that spans rows before it.

    It does when either part spans rows, or when the column is filled in every other row.
    """
    last, first = old[-1][column], rows[0][column]
    if column == 0 or first.text or not last.text or first.column_span > 1 or last.column_span > 1:
        return False
    if first.row_span > 1 or last.row_span > 1:
        return True
    others = [row[column].text for row in [*old, *rows[1:]] if len(set(map(id, row))) > 2]
    return len(others) >= FEWEST_FILLED and all(others)


def _replace_all(rows: list[Row], new: dict[int, Cell]) -> None:
    for index, row in enumerate(rows):
        rows[index] = tuple(new.get(id(cell), cell) for cell in row)


def _with_more(above: Cell, below: Cell) -> Cell:
    if not below.lines:
        return replace(above, row_span=above.row_span + below.row_span)
    if not above.lines:
        return replace(below, row_span=above.row_span + below.row_span, place=above.place)
    head, *tail = below.lines
    if split_label(head) and split_label(head).kind in {"number", "bullet", "plus"}:  # type: ignore[union-attr]  # tested just before
        lines = above.lines + below.lines
    else:
        lines = (*above.lines[:-1], join_lines([above.lines[-1], head]), *tail)
    return replace(above, lines=lines, row_span=above.row_span + below.row_span)


def _is_cut_row(last: Row, first: Row) -> bool:
    """Vote over the columns whether the first row of a page goes on with the last one of the page before."""
    if len({id(cell) for cell in first}) < 2 or len({id(cell) for cell in last}) < 2:
        return False
    if re.fullmatch(r"[\dIVX]+\.?", first[0].text):
        return False
    votes = 0.0
    for above, below in _pairs(last, first):
        votes += _vote(above.text, below.text)
    return votes > 0


def _pairs(last: Row, first: Row) -> list[tuple[Cell, Cell]]:
    seen: set[int] = set()
    pairs = []
    for above, below in zip(last, first, strict=True):
        if id(below) not in seen:
            seen.add(id(below))
            pairs.append((above, below))
    return pairs


def _vote(above: str, below: str) -> float:
    if not below:
        return 0.0
    label = split_label(below)
    if label and label.kind == "number":
        return -2.0
    if below[0].islower() and not label:
        return 1.0
    if above.endswith((",", " và", " của", "-", "/")) or (
        above and not above[-1].isalnum() and above[-1] not in ".;:)"
    ):
        return 0.5
    return -0.6 if below[0].isupper() or label else 0.0


def _leading_spans(last: Row, first: Row) -> int:
    """How many columns on the left go on over the page end: empty, or in the middle of a sentence."""
    count = 0
    for above, below in zip(last, first, strict=True):
        goes_on = not below.text or (below.text[0].islower() and bool(above.text))
        if not goes_on:
            break
        count += 1
    return count if count < len(first) else 0
