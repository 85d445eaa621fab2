"""Reads a DOCX: paragraphs with their computed labels, tables with spans, footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dinh.kernel.vietnamese import nfc
from dinh.planreader.blocks import (
    Block,
    Cell,
    GridBuilder,
    Paragraph,
    Place,
    Remark,
    SourceText,
    Table,
    cell_place,
)
from dinh.planreader.formats.numbering import ListLabels, list_labels
from dinh.planreader.formats.package import open_word_package
from dinh.planreader.formats.wordxml import (
    child,
    children,
    is_on,
    local_name,
    number,
    unwrapped,
    value,
)
from dinh.planreader.progress import Progress

TEXT_BOX = "Chữ trong hộp văn bản không được đưa vào kế hoạch; hãy xem lại và bổ sung nếu cần."
NESTED_TABLE = "Bảng lồng trong một ô được đọc thành chữ của ô đó; hãy xem lại ô này."


def read_word(content: bytes, progress: Progress) -> SourceText:
    """Return the blocks of a DOCX. Raises UnreadablePlan (see `package`)."""
    progress.step(0, 1, "Đang mở tệp Word")
    parts = open_word_package(content)
    reading = _WordReading(list_labels(parts.numbering), _styles(parts.styles))
    body = child(parts.document, "body")
    if body is not None:
        reading.read_body(body)
    reading.read_notes(parts.footnotes)
    reading.read_notes(parts.endnotes)
    progress.step(1, 1, "Đã đọc tệp Word")
    return SourceText("docx", tuple(reading.blocks), tuple(reading.notes), tuple(reading.remarks))


@dataclass(frozen=True)
class Style:
    """What a paragraph style adds: bold letters and a list."""

    bold: bool
    list_id: str | None
    depth: int


def _styles(styles: Any | None) -> dict[str, Style]:
    if styles is None:
        return {}
    found: dict[str, Style] = {}
    for node in children(styles, "style"):
        list_id, depth = _list_of(child(node, "pPr"))
        found[value(node, "styleId") or ""] = Style(is_on(child(node, "rPr"), "b"), list_id, depth)
    return found


def _list_of(properties: Any | None) -> tuple[str | None, int]:
    marks = child(properties, "numPr")
    if marks is None:
        return None, 0
    return value(child(marks, "numId")), number(child(marks, "ilvl")) or 0


@dataclass
class _WordReading:
    labels: ListLabels
    styles: dict[str, Style]
    blocks: list[Block] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    paragraph_count: int = 0
    table_count: int = 0

    def read_body(self, body: Any) -> None:
        """Read paragraphs and tables in order."""
        for node in unwrapped(body):
            name = local_name(node)
            if name == "p":
                self._body_paragraph(node)
            elif name == "tbl":
                self.blocks.append(self._table(node))

    def read_notes(self, part: Any | None) -> None:
        """Read footnotes or endnotes, without the separators Word keeps among them."""
        for node in part if part is not None else ():
            if local_name(node) not in {"footnote", "endnote"} or value(node, "type"):
                continue
            text = " ".join(
                self._paragraph_text(p) for p in unwrapped(node) if local_name(p) == "p"
            )
            if text.strip():
                place = Place("paragraph", paragraph=len(self.notes) + 1)
                self.notes.append(Paragraph(text.strip(), place))

    def _body_paragraph(self, node: Any) -> None:
        self.paragraph_count += 1
        place = Place("paragraph", paragraph=self.paragraph_count)
        text = self._labelled_text(node, place)
        if text:
            centred = value(child(child(node, "pPr"), "jc")) == "center"
            self.blocks.append(Paragraph(text, place, self._is_bold(node), centred))

    def _labelled_text(self, node: Any, place: Place) -> str:
        self._note_text_boxes(node, place)
        text = self._paragraph_text(node).strip()
        label = self._label(node) if text else ""
        return f"{label} {text}" if label else text

    def _label(self, node: Any) -> str:
        properties = child(node, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")) or "")
        list_id, depth = _list_of(properties)
        if list_id is None and style is not None:
            list_id, depth = style.list_id, style.depth
        return self.labels.label(list_id, depth) if list_id and list_id != "0" else ""

    def _is_bold(self, node: Any) -> bool:
        style = self.styles.get(value(child(child(node, "pPr"), "pStyle")) or "")
        runs = [run for run in unwrapped(node) if local_name(run) == "r" and _run_text(run).strip()]
        if not runs:
            return False
        return all(is_on(child(run, "rPr"), "b") for run in runs) or bool(style and style.bold)

    def _paragraph_text(self, node: Any) -> str:
        return nfc("".join(_run_text(run) for run in unwrapped(node) if local_name(run) == "r"))

    def _note_text_boxes(self, node: Any, place: Place) -> None:
        seen: set[str] = set()
        for box in node.iter():
            if local_name(box) != "txbxContent":
                continue
            text = nfc(
                " ".join(self._paragraph_text(p) for p in box.iter() if local_name(p) == "p")
            )
            if text.strip() and text not in seen:
                seen.add(text)
                self.remarks.append(Remark("text_box", TEXT_BOX, place, text.strip()))

    def _table(self, node: Any) -> Table:
        self.table_count += 1
        place = Place("cell", table=self.table_count)
        grid = GridBuilder()
        rows = [row for row in unwrapped(node) if local_name(row) == "tr" and not _is_deleted(row)]
        open_merges: dict[int, tuple[int, Cell]] = {}
        for r, row in enumerate(rows):
            self._table_row(grid, place, r, row, open_merges)
        return grid.finished(place)

    def _table_row(
        self,
        grid: GridBuilder,
        place: Place,
        r: int,
        row: Any,
        open_merges: dict[int, tuple[int, Cell]],
    ) -> None:
        column = number(child(child(row, "trPr"), "gridBefore")) or 0
        for node in [cell for cell in unwrapped(row) if local_name(cell) == "tc"]:
            properties = child(node, "tcPr")
            span = max(1, min(number(child(properties, "gridSpan")) or 1, 200))
            merge = child(properties, "vMerge")
            cell = self._cell(node, cell_place(place, r, column), span)
            if merge is not None and value(merge) != "restart" and column in open_merges:
                first_row, first = open_merges[column]
                cell = _merged(first, cell, r - first_row + 1)
                grid.put(first_row, column, cell)
                open_merges[column] = (first_row, cell)
            else:
                grid.put(r, column, cell)
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = (r, cell)
            column += span

    def _cell(self, node: Any, place: Place, span: int) -> Cell:
        lines: list[str] = []
        bold: list[bool] = []
        for part in unwrapped(node):
            if local_name(part) == "p":
                text = self._labelled_text(part, place) or self._label(part).rstrip("-")
                lines.extend(piece for piece in text.split("\n") if piece.strip())
                bold.extend([self._is_bold(part)] if text else [])
            elif local_name(part) == "tbl":
                inner = self._table(part)
                words = [cell.text for cell in inner.cells() if cell.text]
                lines.extend(words)
                self.remarks.append(Remark("nested_table", NESTED_TABLE, place, " | ".join(words)))
        return Cell(tuple(lines), place, 1, span, bool(bold) and all(bold))


def _merged(first: Cell, below: Cell, rows: int) -> Cell:
    """A merged cell shows only its first part, but some writers leave text in the parts below."""
    return Cell(first.lines + below.lines, first.place, rows, first.column_span, first.bold)


def _is_deleted(row: Any) -> bool:
    return child(child(row, "trPr"), "del") is not None


PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def _run_text(run: Any) -> str:
    if is_on(child(run, "rPr"), "vanish"):
        return ""
    pieces = []
    for node in run:
        name = local_name(node)
        if name == "t":
            pieces.append(node.text or "")
        elif name == "br" and value(node, "type") in {"page", "column"}:
            pieces.append("\n")
        else:
            pieces.append(PLAIN.get(name, ""))
    return "".join(pieces)
