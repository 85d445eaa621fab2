"""Scanned pages: rendered, read by Tesseract, with the rules of tables found in the picture."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2
from PIL import Image, ImageDraw

from dinh.planreader.formats.pages import Box, Page, Word, outer_box
from dinh.planreader.formats.ruling import Rule, ink_of, rules_of, skew_of, tables_of
from dinh.planreader.unreadable import MAX_OCR_PAGE_SECONDS

DPI = 300
MOST_PIXELS = 24_000_000
SIDE_BY_SIDE = 2
SIZE_OF_LINE = 0.95  # letter size as a share of the height of a word
LEAST_SKEW = 0.0006
EMPTY_SHARE = 0.0004
SHORT_CONFIDENCE = 30.0
NARROW_POINTS = 60
NUMBER_SIGNS = "0123456789IVX.STABC"
MARGIN = 7  # pixels left out along the edges of a cell
FEWEST_DARK = 45


class NoOcr(Exception):
    """Tesseract or its Vietnamese data is not installed."""


@dataclass(frozen=True)
class _Crop:
    """A part of the page to be read on its own; `left` and `top` put its words back in place."""

    picture: Image.Image
    left: int
    top: int


def scanned_pages(pdf: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Return the pages of a scan in order, two read at a time. Raises NoOcr before the first."""
    if not has_ocr():
        raise NoOcr
    return _pages(pdf)


def has_ocr() -> bool:
    """Say whether Tesseract is installed with Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)  # noqa: S603 - fixed program, no shell
    return b"vie" in listed.stdout.split() + listed.stderr.split()


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Rendering stays in this thread (PDFium is not made for more); reading runs side by side."""
    waiting: deque[Future[Page]] = deque()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as readers:
        for index in range(len(pdf)):
            picture, scale = _rendered(pdf, index)
            waiting.append(readers.submit(read_picture, picture, index + 1, scale))
            if len(waiting) > SIDE_BY_SIDE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _rendered(pdf: pypdfium2.PdfDocument, index: int) -> tuple[Image.Image, float]:
    """The page in grey, and the pixels per point; huge pages are rendered coarser."""
    page = pdf[index]
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    page.close()
    return picture, scale


def read_picture(picture: Image.Image, number: int, scale: float) -> Page:
    """Return the words and the ruled tables of a page's picture; `scale` is pixels per point."""
    picture = _straightened(picture)
    ink = ink_of(picture)
    across, down = rules_of(ink)
    tables = tables_of(across, down)
    clean = _without_rules(picture, across, down, tables)
    words: list[Word] = []
    for table in tables:
        words.extend(_read_table(clean, table, scale))
    rest = _without_tables(clean, tables)
    if _has_ink(rest):
        words.extend(_read([_Crop(rest, 0, 0)], 4 if tables else 3, scale))
    width, height = picture.size
    in_points = tuple(tuple(_scaled(cell, scale) for cell in table) for table in tables)
    return Page(number, width / scale, height / scale, tuple(words), in_points)


def _read_table(picture: Image.Image, table: tuple[Box, ...], scale: float) -> list[Word]:
    """Columns are read as blocks of text, the narrow first column cell by cell as numbers."""
    left = min(cell[0] for cell in table)
    narrow = [c for c in table if c[0] - left < 12 and c[2] - c[0] < NARROW_POINTS * scale]
    rest = tuple(cell for cell in table if cell not in narrow)
    numbers = _read([_masked(picture, [cell]) for cell in narrow], 7, scale, NUMBER_SIGNS)
    return numbers + _read(_column_crops(picture, rest), 6, scale)


def _straightened(picture: Image.Image) -> Image.Image:
    """Turn a page that was laid on the scanner askew, judged by the rules of its tables."""
    slope = skew_of(ink_of(picture))
    if abs(slope) < LEAST_SKEW:
        return picture
    return picture.rotate(math.degrees(math.atan(slope)), Image.Resampling.BICUBIC, fillcolor=255)


def _scaled(cell: Box, scale: float) -> Box:
    left, top, right, bottom = (round(edge / scale, 2) for edge in cell)
    return left, top, right, bottom


def _without_rules(
    picture: Image.Image, across: list[Rule], down: list[Rule], tables: list[tuple[Box, ...]]
) -> Image.Image:
    """Rules confuse the reading of letters beside them, so they are painted over."""
    if not tables:
        return picture
    clean = picture.copy()
    brush = ImageDraw.Draw(clean)
    for position, start, end in across:
        brush.line((start, position, end, position), fill=255, width=9)
    for position, start, end in down:
        brush.line((position, start, position, end), fill=255, width=9)
    return clean


def _without_tables(picture: Image.Image, tables: list[tuple[Box, ...]]) -> Image.Image:
    if not tables:
        return picture
    rest = picture.copy()
    brush = ImageDraw.Draw(rest)
    for table in tables:
        brush.rectangle(outer_box(table), fill=255)
    return rest


def _has_ink(picture: Image.Image) -> bool:
    dark = sum(picture.histogram()[:128])
    return dark > EMPTY_SHARE * picture.size[0] * picture.size[1]


def _column_crops(picture: Image.Image, table: tuple[Box, ...]) -> list[_Crop]:
    """One crop per column, so that lines of different cells do not mix; wide cells by themselves."""
    columns = _columns(table)
    crops = []
    for left, right in columns:
        own = [cell for cell in table if abs(cell[0] - left) < 12 and abs(cell[2] - right) < 12]
        if own:
            crops.append(_masked(picture, own))
    wide = [cell for cell in table if not any(_fills(cell, column) for column in columns)]
    return crops + [_masked(picture, [cell]) for cell in wide]


def _columns(table: tuple[Box, ...]) -> list[tuple[float, float]]:
    """The narrowest columns: between neighbouring vertical edges that some cell really fills."""
    columns: list[tuple[float, float]] = []
    for cell in sorted(table, key=lambda box: box[2] - box[0]):
        inside = any(a >= cell[0] - 12 and b <= cell[2] + 12 for a, b in columns)
        if not inside:
            columns.append((cell[0], cell[2]))
    return sorted(columns)


def _fills(cell: Box, column: tuple[float, float]) -> bool:
    return abs(cell[0] - column[0]) < 12 and abs(cell[2] - column[1]) < 12


def _masked(picture: Image.Image, cells: list[Box]) -> _Crop:
    left, top, right, bottom = (int(edge) for edge in outer_box(cells))
    paper = Image.new("L", (right - left + 40, bottom - top + 40), 255)
    for cell in cells:
        a, b, c, d = (int(edge) for edge in cell)
        inner = picture.crop((a + MARGIN, b + MARGIN, c - MARGIN + 1, d - MARGIN + 1))
        if sum(inner.histogram()[:128]) >= FEWEST_DARK:
            paper.paste(inner, (a - left + 20 + MARGIN, b - top + 20 + MARGIN))
    return _Crop(paper, left - 20, top - 20)


def _read(crops: list[_Crop], mode: int, scale: float, signs: str = "") -> list[Word]:
    """Run Tesseract once over the crops; a page that takes too long yields no words."""
    inked = [crop for crop in crops if _has_ink(crop.picture)]
    if not inked:
        return []
    with tempfile.TemporaryDirectory(prefix="dinh-ocr-") as folder:
        names = []
        for index, crop in enumerate(inked):
            name = Path(folder) / f"{index:03d}.png"
            crop.picture.save(name, dpi=(DPI, DPI), compress_level=1)
            names.append(str(name))
        listing = Path(folder) / "pages.txt"
        listing.write_text("\n".join(names) + "\n", encoding="utf-8")
        table = _tesseract(listing, mode, signs)
    return _words(table, inked, scale)


def _tesseract(listing: Path, mode: int, signs: str) -> str:
    command = ["tesseract", str(listing), "stdout", "-l", "vie", "--dpi", str(DPI)]
    command += ["--psm", str(mode)]
    if signs:
        command += ["-c", f"tessedit_char_whitelist={signs}"]
    command.append("tsv")
    try:
        done = subprocess.run(  # noqa: S603 - fixed program, no shell
            command, capture_output=True, timeout=MAX_OCR_PAGE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


LINE_LEVEL, WORD_LEVEL = "4", "5"
SIGNS = set("-–+&/%•*…")


def _words(table: str, crops: list[_Crop], scale: float) -> list[Word]:
    """The words of Tesseract's table, in points."""
    words: list[Word] = []
    line: list[Word] = []
    number = 0
    for row in table.splitlines():
        columns = row.split("\t")
        if len(columns) != 12 or columns[0] not in {LINE_LEVEL, WORD_LEVEL}:
            continue
        if columns[0] == LINE_LEVEL:
            words.extend(_levelled(line, number))
            line, number = [], number + 1
            continue
        text = _mended(columns[11].strip())
        if _is_word(text, float(columns[10])):
            crop = crops[int(columns[1]) - 1]
            left, top, width, height = (int(column) for column in columns[6:10])
            x0, y0 = (left + crop.left) / scale, (top + crop.top) / scale
            line.append(Word(text, x0, y0, x0 + width / scale, y0 + height / scale, 0.0))
    return words + _levelled(line, number)


def _levelled(line: list[Word], number: int) -> list[Word]:
    """Accents and tails make words of one line differ in height: all take the usual one."""
    if not line:
        return []
    top, bottom = median(word.top for word in line), median(word.bottom for word in line)
    size = max(1.0, (bottom - top) * SIZE_OF_LINE)
    return [
        Word(
            w.text,
            round(w.x0, 2),
            round(top, 2),
            round(w.x1, 2),
            round(bottom, 2),
            size,
            False,
            number,
        )
        for w in line
    ]


def _mended(text: str) -> str:
    """An upright stroke beside a letter or slash is a capital I; at the ends it is a bit of a rule."""
    return re.sub(r"\|(?=/\d)", "I", text).strip("|¦_~=“”‘’'`" if len(text) < 3 else "|¦_")


def _is_word(text: str, confidence: float) -> bool:
    if not any(sign.isalnum() for sign in text):
        return bool(text) and set(text) <= SIGNS and len(text) < 3 and confidence > 40
    return confidence >= (
        SHORT_CONFIDENCE if len(text) < 3 and not text.strip(".").isdigit() else 0
    )
