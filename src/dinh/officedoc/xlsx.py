"""Writes the tables of a document as an XLSX workbook, one sheet a table, ready to print."""

from io import BytesIO
from typing import Any

import xlsxwriter

from dinh.officedoc.model import Document, Paragraph, Table, Title

FONT = "Times New Roman"
MM_PER_CHARACTER = 1.95  # one character of the default width at 11 points
A4 = 9


def write_xlsx(document: Document, sheet: str = "") -> bytes:
    """The document as the bytes of an XLSX file; texts are never taken for formulas.

    Titles and paragraphs stand above the table that follows them.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": document.title})
    page = book.add_worksheet(sheet[:31] or None)
    page.set_paper(A4)
    page.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    page.fit_to_pages(1, 0)
    if document.landscape:
        page.set_landscape()
    line = 0
    for block in document.blocks:
        line = _write_block(book, page, block, line)
    book.close()
    return buffer.getvalue()


def _write_block(book: Any, page: Any, block: object, line: int) -> int:
    if isinstance(block, Table):
        return _write_table(book, page, block, line)
    bold = book.add_format({"bold": True, "font_name": FONT, "font_size": 13})
    plain = book.add_format({"font_name": FONT, "font_size": 12})
    if isinstance(block, Title):
        page.write_string(line, 0, f"{block.kind.upper()} {block.subject}".strip(), bold)
        if block.note:
            page.write_string(line + 1, 0, block.note, plain)
        return line + 2 + bool(block.note)
    if isinstance(block, Paragraph):
        page.write_string(line, 0, block.text, plain)
        return line + 1
    return line


def _write_table(book: Any, page: Any, table: Table, line: int) -> int:
    base = {
        "font_name": FONT,
        "font_size": table.size - 1,
        "border": 1,
        "text_wrap": True,
        "valign": "top",
    }
    head = book.add_format({**base, "bold": True, "align": "center", "bg_color": "#F2EEE6"})
    strong = book.add_format({**base, "bold": True})
    cells = [book.add_format({**base, "align": column.align}) for column in table.columns]
    for index, column in enumerate(table.columns):
        page.set_column(index, index, column.width / MM_PER_CHARACTER)
        page.write_string(line, index, column.head, head)
    page.freeze_panes(line + 1, 0)
    page.repeat_rows(line)
    for number, row in enumerate(table.rows, start=line + 1):
        texts = row.cells + ("",) * (len(table.columns) - len(row.cells))
        for index, text in enumerate(texts):
            page.write_string(number, index, text, cells[index] if row.kind == "row" else strong)
    return line + 1 + len(table.rows)
