"""Reads the pages of a PDF in a process of its own, so that no file can hang or exhaust the parent.

Takes the PDF on standard input and prints one JSON object a line: {"mode": "text"|"scan", "total": n},
then a page (see `Page.as_json`) each, or {"error": code}.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import json
import logging
import resource
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdfium2
from pdfplumber.page import Page as PlumberPage

from dinh.planreader.formats.pages import Box, Page, Word
from dinh.planreader.formats.scan import NoOcr, scanned_pages
from dinh.planreader.unreadable import MAX_PAGES, MAX_SCAN_SECONDS, MAX_SCANNED_PAGES

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
LEAST_TEXT_A_PAGE = 40
FEWEST_CELLS = 4
_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Read standard input and print the pages; ends when whoever asked for them ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SCAN_SECONDS, MAX_SCAN_SECONDS))
    logging.disable(logging.CRITICAL)
    try:
        for message in _messages(sys.stdin.buffer.read()):
            print(json.dumps(message, ensure_ascii=True), flush=True)
    except MemoryError:
        print(json.dumps({"error": "too_large"}), flush=True)
    return 0


def _messages(content: bytes) -> Iterator[dict[str, Any]]:
    try:
        pdf = pypdfium2.PdfDocument(content)
        total = len(pdf)
    except pypdfium2.PdfiumError as fault:
        yield {"error": "password" if "assword" in str(fault) else "damaged"}
        return
    with contextlib.closing(pdf):
        if total == 0 or total > MAX_PAGES:
            yield {"error": "too_many_pages" if total else "damaged"}
        elif _has_text_layer(pdf):
            yield {"mode": "text", "total": total}
            yield from _text_pages(content)
        elif total > MAX_SCANNED_PAGES:
            yield {"error": "too_many_scanned_pages"}
        else:
            yield from _scan(pdf, total)


def _scan(pdf: pypdfium2.PdfDocument, total: int) -> Iterator[dict[str, Any]]:
    try:
        pages = scanned_pages(pdf)
    except NoOcr:
        yield {"error": "no_ocr"}
        return
    yield {"mode": "scan", "total": total}
    for page in pages:
        yield page.as_json()


def _has_text_layer(pdf: pypdfium2.PdfDocument) -> bool:
    """A scan may carry a stamp or a header as text; most pages of a real text layer are full of it."""
    lengths = []
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        lengths.append(text.count_chars())
        text.close()
        page.close()
    return sum(1 for length in lengths if length >= LEAST_TEXT_A_PAGE) >= 0.5 * len(lengths)


def _text_pages(content: bytes) -> Iterator[dict[str, Any]]:
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                yield read_page(page, number).as_json()
                page.close()
    except MemoryError:
        raise
    except Exception as fault:  # pdfminer raises many kinds on damaged files
        yield {"error": "damaged", "detail": type(fault).__name__}


def read_page(page: PlumberPage, number: int) -> Page:
    """Return the words and the ruled tables of one page."""
    found = page.extract_words(
        extra_attrs=["fontname", "size"], x_tolerance_ratio=0.15, keep_blank_chars=False
    )
    words = tuple(_word(plain) for plain in found if plain.get("upright", True))
    tables = [tuple(_box(cell) for cell in table.cells) for table in page.find_tables()]
    return Page(
        number,
        float(page.width),
        float(page.height),
        words,
        tuple(table for table in tables if len(table) >= FEWEST_CELLS),
    )


def _word(plain: dict[str, Any]) -> Word:
    name = str(plain["fontname"]).lower()
    x0, top, x1, bottom, size = (
        round(float(plain[key]), 2) for key in ("x0", "top", "x1", "bottom", "size")
    )
    return Word(str(plain["text"]), x0, top, x1, bottom, size, "bold" in name or "black" in name)


def _box(cell: tuple[Any, ...]) -> Box:
    left, top, right, bottom = (round(float(edge), 2) for edge in cell)
    return left, top, right, bottom


if __name__ == "__main__":
    sys.exit(main())
