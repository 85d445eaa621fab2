"""Writes tasks to XLSX and CSV."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter

from dinh.modules.tasks.exchange.columns import COLUMNS, HEADS, TITLE, Cells

# A cell that begins so is taken for a formula by a spreadsheet that opens the CSV.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_xlsx(rows: Sequence[Cells]) -> bytes:
    """The table as an XLSX file; every cell is text, never a formula."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    page = book.add_worksheet(TITLE)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": "@"})
    for index, column in enumerate(COLUMNS):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.head, head)
    for number, row in enumerate(rows, start=1):
        for index, text in enumerate(row):
            page.write_string(number, index, text, cell)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    book.close()
    return buffer.getvalue()


def write_csv(rows: Sequence[Cells]) -> bytes:
    """The table as CSV that spreadsheets open as UTF-8; what looks like a formula gets an apostrophe."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows([_harmless(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
