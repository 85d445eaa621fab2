"""Puts the pages of a PDF or scan together: running text and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from statistics import median

from dinh.planreader.blocks import Block, Paragraph, Place, SourceText, Table
from dinh.planreader.formats.page_lines import (
    Line,
    Margins,
    in_columns,
    join_lines,
    lines_of,
    margins_of,
    paragraphs_of,
    split_notes,
    without_running_lines,
)
from dinh.planreader.formats.page_tables import PageTable, joined_tables, page_table
from dinh.planreader.formats.pages import Page, Word, is_inside, outer_box


@dataclass(frozen=True)
class _TextRun:
    lines: list[Line]
    is_column: bool


def blocks_of_pages(pages: list[Page], kind: str) -> SourceText:
    """Return the blocks of all pages: paragraphs joined over page ends, tables joined likewise."""
    loose = [(page, lines_of(_outside_tables(page), page.number)) for page in pages]
    bodies = without_running_lines(loose)
    sizes = [line.size for lines in bodies for line in lines]
    body_size = median(sizes) if sizes else 12.0
    parts: list[_TextRun | PageTable] = []
    notes: list[Line] = []
    margins: dict[int, Margins] = {}
    tables = count(1)
    for page, lines in zip(pages, bodies, strict=True):
        body, small = split_notes(page, lines, body_size)
        notes.extend(small)
        if body:
            margins[page.number] = margins_of(body)
        parts.extend(_page_parts(page, body, tables))
    blocks = tuple(_blocks(parts, margins))
    return SourceText(kind, blocks, tuple(_note_paragraphs(notes)), pages=len(pages))


def _outside_tables(page: Page) -> list[Word]:
    frames = [outer_box(boxes) for boxes in page.tables]
    return [word for word in page.words if not any(is_inside(word.middle, f) for f in frames)]


def _page_parts(page: Page, body: list[Line], tables: Iterator[int]) -> list[_TextRun | PageTable]:
    """The text runs and tables of one page from top to bottom."""
    parts: list[_TextRun | PageTable] = []
    rest = body
    for boxes in sorted(page.tables, key=lambda table: outer_box(table)[1]):
        frame = outer_box(boxes)
        above = [line for line in rest if line.top < frame[1]]
        rest = rest[len(above) :]
        parts.extend(_text_runs(above))
        inside = [word for word in page.words if is_inside(word.middle, frame)]
        place = Place("cell", page=page.number, table=next(tables))
        parts.append(page_table(boxes, inside, page.number, place))
    return [*parts, *_text_runs(rest)]


def _text_runs(lines: list[Line]) -> list[_TextRun]:
    runs = in_columns(lines)
    return [_TextRun(run, len(runs) > 1 and _is_narrow(run, lines)) for run in runs]


def _is_narrow(run: list[Line], lines: list[Line]) -> bool:
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    return max(line.x1 for line in run) - min(line.x0 for line in run) < 0.7 * width


def _blocks(parts: list[_TextRun | PageTable], margins: dict[int, Margins]) -> list[Block]:
    blocks: list[Block] = []
    numbers = count(1)
    lines: list[Line] = []
    chain: list[PageTable] = []

    def flush_text() -> None:
        blocks.extend(paragraphs_of(lines, margins, None, numbers))
        lines.clear()

    def flush_tables() -> None:
        blocks.extend(joined_tables(chain))
        chain.clear()

    for part in parts:
        if isinstance(part, PageTable):
            flush_text()
            chain.append(part)
        else:
            flush_tables()
            if part.is_column:
                flush_text()
                blocks.extend(_one_paragraph_a_line(part.lines, numbers))
            else:
                lines.extend(part.lines)
    flush_text()
    flush_tables()
    return [block for block in blocks if isinstance(block, Table) or block.text]


def _one_paragraph_a_line(lines: list[Line], numbers: Iterator[int]) -> list[Paragraph]:
    return [
        Paragraph(line.text, Place("paragraph", page=line.page, paragraph=next(numbers)), line.bold)
        for line in lines
    ]


def _note_paragraphs(lines: list[Line]) -> list[Paragraph]:
    groups: list[list[Line]] = []
    for line in lines:
        if line.text[:1].isdigit() or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [
        Paragraph(join_lines(line.text for line in group), Place("page", page=group[0].page))
        for group in groups
    ]
