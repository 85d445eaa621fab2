"""Reads plain and Markdown-like text: paragraphs rejoined, tab, pipe and flattened tables found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold, nfc
from dinh.planreader.blocks import (
    Block,
    Cell,
    GridBuilder,
    Paragraph,
    Place,
    SourceText,
    Table,
    cell_place,
)
from dinh.planreader.formats.flattened import find_flattened
from dinh.planreader.formats.text_lines import (
    TextLine,
    paragraphs_of_text,
    without_running_lines,
)
from dinh.planreader.progress import Progress
from dinh.planreader.unreadable import MAX_TEXT_CHARACTERS, UnreadablePlan

NOT_TEXT = (
    "Không nhận ra loại tệp này; hãy chọn tệp .docx, .pdf hoặc .txt (mã hóa UTF-8) của kế hoạch."
)
TOO_LONG = "Tệp chữ quá dài nên không đọc; hãy tách riêng phần kế hoạch và phụ lục."
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f]")
MARKUP = re.compile(r"</?(?:b|i|u|em|strong|p|br|span|div|sup|sub)\b[^>]*>", re.I)
FENCE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")


def read_text(content: bytes, progress: Progress) -> SourceText:
    """Return the blocks of a text file. Raises UnreadablePlan for something that is no text."""
    progress.step(0, 1, "Đang đọc tệp chữ")
    text = _decoded(content)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise UnreadablePlan(TOO_LONG)
    every = [_line(raw, number) for number, raw in enumerate(_raw_lines(text), start=1)]
    lines = without_running_lines(every)
    blocks: list[Block] = []
    notes: list[Paragraph] = []
    for part in _parts(lines):
        if isinstance(part, Table):
            blocks.append(part)
            continue
        body, found = paragraphs_of_text(part)
        blocks.extend(body)
        notes.extend(found)
    progress.step(1, 1, "Đã đọc tệp chữ")
    return SourceText("text", tuple(blocks), tuple(notes))


def _decoded(content: bytes) -> str:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UnreadablePlan(NOT_TEXT) from fault
    seen = text[:20000]
    if len(CONTROL.findall(seen)) > 0.002 * len(seen):
        raise UnreadablePlan(NOT_TEXT)
    return text


def _raw_lines(text: str) -> list[str]:
    return nfc(text, clean=True).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _line(raw: str, number: int) -> TextLine:
    begins_page = "\f" in raw or bool(re.match(r" (?! )\S", raw))
    text = raw.replace("\f", " ")
    bold = bool(re.search(r"\*\*|^#{1,6}\s|<b>|<strong>", text))
    text = MARKUP.sub("", text)
    text = re.sub(r"\*\*\*|\*\*|(?<!\S)\*(?=\S)|(?<=\S)\*(?!\S)|^#{1,6}\s+|__", "", text)
    return TextLine(text, number, bold, begins_page, raw.isspace() and len(raw) > 20)


def _parts(lines: list[TextLine]) -> Iterator[list[TextLine] | Table]:
    """Split the lines into running text and tables."""
    index = 0
    table_count = 0
    loose: list[TextLine] = []
    while index < len(lines):
        found = _delimited(lines, index) or find_flattened(lines, index)
        if found is None:
            loose.append(lines[index])
            index += 1
            continue
        yield loose
        loose = []
        rows, index = found
        table_count += 1
        yield _table(rows, table_count)
    yield loose


@dataclass(frozen=True)
class _Row:
    texts: tuple[str, ...]
    line: int


def _delimited(lines: list[TextLine], start: int) -> tuple[object, int] | None:
    """Rows of a tab or pipe table that begins at this line, with the line after it."""
    split = next((s for s in (_tab_cells, _pipe_cells) if _starts(lines, start, s)), None)
    if split is None:
        return None
    rows: list[_Row] = []
    index = start
    while index < len(lines):
        line = lines[index]
        cells = split(line.text)
        if cells is not None:
            if not FENCE.match(line.text):
                rows.append(_Row(tuple(cells), line.number))
        elif line.text.strip():
            if not (_is_heading(line) and _has_more(lines, index, split)):
                break
            rows.append(_Row((line.text.strip(),), line.number))
        index += 1
    return rows, index


def _starts(lines: list[TextLine], start: int, split: object) -> bool:
    cells = split(lines[start].text) if callable(split) else None
    return cells is not None and sum(1 for cell in cells if cell.strip()) >= 3


def _tab_cells(text: str) -> list[str] | None:
    return text.split("\t") if text.count("\t") >= 2 else None


def _pipe_cells(text: str) -> list[str] | None:
    stripped = text.strip()
    if stripped.count("|") < 3:
        return None
    return [cell.strip() for cell in stripped.strip("|").split("|")]


def _is_heading(line: TextLine) -> bool:
    return line.bold or bool(re.match(r"\s*(?:[IVX]+|[A-E]|\d+)[.)]\s*\S", line.text))


def _has_more(lines: list[TextLine], index: int, split: object) -> bool:
    if not callable(split):
        return False
    following = [line for line in lines[index + 1 : index + 6] if line.text.strip()]
    return any(split(line.text) is not None for line in following[:2])


def _table(rows: object, number: int) -> Table:
    if isinstance(rows, Table):
        return rows
    place = Place("cell", table=number)
    grid = GridBuilder()
    plain: list[_Row] = rows if isinstance(rows, list) else []
    width = max(len(row.texts) for row in plain)
    for r, row in enumerate(plain):
        texts = [text.strip() for text in row.texts]
        if sum(1 for text in texts if text) == 1 and _is_wide_title(texts):
            title = next(text for text in texts if text)
            grid.put(r, 0, Cell((title,), _at(place, r, 0, row.line), 1, width))
            continue
        for c, text in enumerate(texts):
            grid.put(r, c, Cell((text,) if text else (), _at(place, r, c, row.line)))
    return grid.finished(place)


def _is_wide_title(texts: list[str]) -> bool:
    return bool(texts[0]) and (len(texts) == 1 or len(fold(texts[0])) > 6)


def _at(place: Place, row: int, column: int, line: int) -> Place:
    own = cell_place(place, row, column)
    return Place(own.kind, table=own.table, row=own.row, column=own.column, line=line)
