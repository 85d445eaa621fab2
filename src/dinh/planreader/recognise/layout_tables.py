"""Tables that only arrange text on the page (letterhead, signature, frames) become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Block, Paragraph, Table
from dinh.planreader.recognise.labels import split_label
from dinh.planreader.recognise.outline import is_capitals

ARRANGING = re.compile(r"cong hoa xa hoi|doc lap - tu do|noi nhan|^tm\. |\btm\. uy ban")
LARGEST_ARRANGED_ROWS = 8


def arranged(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with layout tables and soft line breaks opened up into paragraphs."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            result.extend(_cell_paragraphs(block) if is_layout(block) else [block])
        else:
            result.extend(_broken_up(block))
    return result


def is_layout(table: Table) -> bool:
    """Say whether a table only places text: few rows with letterhead or signature words, or one cell."""
    words = fold(" ".join(cell.text for cell in table.cells()))
    if len(table.rows) <= LARGEST_ARRANGED_ROWS and ARRANGING.search(words) and table.width <= 4:
        return True
    return table.width == 1 or len(list(table.cells())) <= 1


def _cell_paragraphs(table: Table) -> list[Block]:
    """The cells column by column where columns stand side by side, one paragraph a line."""
    cells = sorted(table.cells(), key=lambda cell: (cell.place.column or 0, cell.place.row or 0))
    if table.width == 1:
        cells = list(table.cells())
    return [
        Paragraph(squeeze(line), cell.place, cell.bold)
        for cell in cells
        for piece in cell.lines
        for line in piece.split("\n")
        if line.strip()
    ]


def _broken_up(paragraph: Paragraph) -> list[Block]:
    """A soft line break starts a paragraph where a label or a change of capitals shows one."""
    lines = [line.strip() for line in paragraph.text.split("\n") if line.strip()]
    if len(lines) < 2:
        return [paragraph]
    groups = [[lines[0]]]
    for line in lines[1:]:
        if split_label(line) or is_capitals(line) != is_capitals(groups[-1][-1]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [
        Paragraph(squeeze(" ".join(group)), paragraph.place, paragraph.bold, paragraph.centred)
        for group in groups
    ]
