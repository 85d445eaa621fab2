"""Sorts the rows of a task table: headings of an area, tasks, continuations, the printed total."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Cell, Table
from dinh.planreader.recognise.areas import area_of_title
from dinh.planreader.recognise.columns import Header
from dinh.planreader.recognise.labels import Label, split_label
from dinh.planreader.recognise.outline import is_capitals

TOTAL = re.compile(r"^(?:tong cong|tong so|cong(?=\W*(?:\d|$)))\b\D{0,40}(\d{1,4})?")
ROMAN_ONLY = re.compile(r"^(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})\.?$")
UPPER_ONLY = re.compile(r"^[A-EĐ]\.?$")
FULL_ROW = 4
LONGEST_AREA_TITLE = 90


@dataclass(frozen=True)
class Row:
    """A row with its kind: section, task, spill, total, repeat or empty."""

    kind: str
    cells: tuple[Cell, ...]
    title: str = ""
    label: str = ""
    label_kind: str = ""

    @property
    def first_cell(self) -> Cell:
        """The first cell with text, for the place."""
        return next((cell for cell in self.cells if cell.text), self.cells[0])


def sort_rows(table: Table, header: Header) -> list[Row]:
    """Return the rows under the header, each with its kind."""
    rows = table.rows[header.first_row :]
    usual = _usual_filling(rows)
    return [_sorted(cells, header, usual) for cells in rows]


def _usual_filling(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many cells of a row hold text, in the middle row when sorted by that."""
    counts = sorted(len({id(cell) for cell in row if cell.text}) for row in rows)
    return counts[len(counts) // 2] if counts else 0


def _sorted(cells: tuple[Cell, ...], header: Header, usual: int) -> Row:
    filled = {id(cell): cell for cell in cells if cell.text}
    if not filled:
        return Row("empty", cells)
    if _repeats_header(cells, header):
        return Row("repeat", cells)
    words = " ".join(cell.text for cell in filled.values())
    if TOTAL.match(fold(words)) and len(filled) <= 3:
        return Row("total", cells, words)
    section = _section(cells, header, usual)
    if section is not None:
        return section
    number = _number_text(cells, header)
    tasks = [cells[column].text for column in header.columns("task")]
    details = [cells[column].text for column in header.columns("activities")]
    if not number and not any(tasks) and not any(details):
        return Row("spill", cells)
    return Row("task", cells)


def _repeats_header(cells: tuple[Cell, ...], header: Header) -> bool:
    pairs = [
        (fold(cell.text), fold(name))
        for cell, name in zip(cells, header.names, strict=False)
        if cell.text
    ]
    same = [pair for pair in pairs if pair[0] and (pair[0] == pair[1] or pair[0] in pair[1])]
    return len(pairs) >= 3 and len(same) >= 0.7 * len(pairs)


def _number_text(cells: tuple[Cell, ...], header: Header) -> str:
    columns = header.columns("number")
    return cells[columns[0]].text if columns else ""


def _section(cells: tuple[Cell, ...], header: Header, usual: int) -> Row | None:
    number_columns = set(header.columns("number"))
    number = _number_text(cells, header)
    others = {
        id(cell): cell for c, cell in enumerate(cells) if c not in number_columns and cell.text
    }
    spans_number = any(id(cells[c]) in others for c in number_columns)
    if spans_number:
        number = ""
    if len(others) > 1 or (not others and not number):
        return None
    if not others:
        return _section_in_number(cells, number)
    cell = next(iter(others.values()))
    titled = _titled_section(cells, number, cell, _width(cells, cell), header)
    if titled is None and usual >= FULL_ROW and _names_area_alone(cell.text):
        return _plain_section(cells, number, cell, split_label(cell.text))
    return titled


def _names_area_alone(text: str) -> bool:
    """A short title without a full stop, alone in a row where other rows are filled."""
    return len(text) <= LONGEST_AREA_TITLE and not text.endswith(".") and bool(area_of_title(text))


def _width(cells: tuple[Cell, ...], cell: Cell) -> int:
    return sum(1 for other in cells if other is cell)


def _section_in_number(cells: tuple[Cell, ...], number: str) -> Row | None:
    label = split_label(number)
    if label and label.kind in {"roman", "upper", "part"} and len(label.rest) > 5:
        return Row("section", cells, label.rest, label.printed, label.kind)
    return None


def _titled_section(
    cells: tuple[Cell, ...], number: str, cell: Cell, width: int, header: Header
) -> Row | None:
    label = split_label(cell.text)
    if ROMAN_ONLY.match(number) or UPPER_ONLY.match(number):
        kind = "roman" if ROMAN_ONLY.match(number) else "upper"
        return Row("section", cells, cell.text, number.rstrip("."), kind)
    is_wide = width >= max(3, header_width(header) - 2)
    if label and label.kind in {"roman", "upper", "part"} and (is_wide or not number):
        return Row("section", cells, label.rest, label.printed, label.kind)
    marked = is_wide or cell.bold or is_capitals(cell.text)
    if marked and (area_of_title(cell.text) or is_wide) and _stands_alone(number, cell, is_wide):
        return _plain_section(cells, number, cell, label)
    return None


def _stands_alone(number: str, cell: Cell, is_wide: bool) -> bool:
    return is_wide or not number or is_capitals(cell.text) or cell.bold


def _plain_section(cells: tuple[Cell, ...], number: str, cell: Cell, label: Label | None) -> Row:
    if label is None:
        return Row("section", cells, cell.text, number.rstrip("."), "number" if number else "")
    return Row("section", cells, label.rest, label.printed, label.kind)


def header_width(header: Header) -> int:
    """The number of columns of the header."""
    return len(header.roles)
