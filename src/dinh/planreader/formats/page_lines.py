"""Words of a page to lines, lines to paragraphs: margins, wrapping, columns side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from dinh.kernel.vietnamese import nfc
from dinh.planreader.blocks import Paragraph, Place
from dinh.planreader.formats.pages import Page, Word
from dinh.planreader.recognise.labels import Label, split_label

GLUE = 0.1  # of the letter size: fragments nearer than this are one word
COLUMN_GAP = 2.6  # of the letter size: a gap this wide separates columns
WIDE_GAP = 4.0
INDENT = 9.0  # points by which a first line is indented at least
TOP_EDGE, BOTTOM_EDGE = 0.1, 0.89  # shares of the page height where running lines stand
MARK = re.compile(r"\d{1,2}")


@dataclass(frozen=True)
class Line:
    """A line of words, or one column's part of it."""

    words: tuple[Word, ...]
    page: int

    @property
    def text(self) -> str:
        """The words, joined by spaces, in NFC."""
        return nfc(" ".join(word.text for word in self.words)).strip()

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """Letter size of most of the line."""
        return median(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """Return the lines of the words from top to bottom; fragments of one word are put together."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle[1], w.x0)):
        if rows and _same_row(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(_glued(sorted(row, key=lambda w: w.x0))), page) for row in rows]


def _same_row(row: list[Word], word: Word) -> bool:
    reference = max(row, key=lambda w: w.size)
    height = max(reference.bottom - reference.top, 1.0)
    overlap = min(reference.bottom, word.bottom) - max(reference.top, word.top)
    return overlap > 0.5 * min(height, max(word.bottom - word.top, 1.0))


def _glued(row: list[Word]) -> list[Word]:
    """Put fragments together and drop footnote marks set small behind a word."""
    typical = median(word.size for word in row)
    words: list[Word] = []
    for word in row:
        is_mark = word.size < 0.8 * typical and MARK.fullmatch(word.text) and words
        if is_mark:
            continue
        if words and 0 <= word.x0 - words[-1].x1 + 0.5 < GLUE * word.size + 0.5:
            last = words[-1]
            words[-1] = Word(
                last.text + word.text, last.x0, min(last.top, word.top), word.x1,
                max(last.bottom, word.bottom), max(last.size, word.size), last.bold and word.bold,
            )  # fmt: skip
        else:
            words.append(word)
    return words or row


def without_running_lines(pages: list[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """Drop page numbers and headers or footers that repeat on the pages."""
    repeated = Counter(
        key for page, lines in pages for key in {_running_key(page, line) for line in lines} if key
    )
    many = max(3, len(pages) // 2)
    kept = []
    for page, lines in pages:
        kept.append([line for line in lines if not _is_running(page, line, repeated, many)])
    return kept


def _edge(page: Page, line: Line) -> str:
    if line.bottom < TOP_EDGE * page.height:
        return "top"
    return "bottom" if line.top > BOTTOM_EDGE * page.height else ""


def _running_key(page: Page, line: Line) -> str:
    edge = _edge(page, line)
    return f"{edge}:{re.sub(r'[0-9]+', '#', line.text)}" if edge else ""


def _is_running(page: Page, line: Line, repeated: Counter[str], many: int) -> bool:
    edge = _edge(page, line)
    if not edge:
        return False
    if re.fullmatch(
        r"[-–—\s]*\d{1,3}[-–—\s]*|(?:trang|page)\s*\d+(?:\s*/\s*\d+)?", line.text, re.I
    ):
        return True
    return repeated[_running_key(page, line)] >= many


def split_notes(page: Page, lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """Return (body, notes): small lines at the foot of the page that begin with a number are notes."""
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if line.size > 0.9 * body_size or line.top < 0.4 * page.height:
            break
        if re.match(r"\d{1,2}\s*\D|\d{1,2}$|\[\d|\*", line.text):
            start = index
    return lines[:start], lines[start:]


def in_columns(lines: list[Line]) -> list[list[Line]]:
    """Return runs of lines in reading order: where two columns stand side by side, left before right."""
    runs: list[list[Line]] = [[]]
    index = 0
    while index < len(lines):
        divider = _divider(lines[index])
        if divider is None:
            runs[-1].append(lines[index])
            index += 1
            continue
        left, right, index = _side_by_side(lines, index, divider)
        runs.extend([left, right, []])
    return [run for run in runs if run]


def _gaps(line: Line) -> list[tuple[float, float]]:
    pairs = zip(line.words, line.words[1:], strict=False)
    return [(a.x1, b.x0) for a, b in pairs if b.x0 - a.x1 > _least_gap(a, b) * line.size]


def _least_gap(one: Word, other: Word) -> float:
    """Words that were recognised in one line stay together unless the gap is very wide."""
    is_one_line = one.line != 0 and one.line == other.line
    return WIDE_GAP if is_one_line else COLUMN_GAP


def _divider(line: Line) -> float | None:
    gaps = _gaps(line)
    if not gaps or split_label(line.words[0].text + " X") and gaps[0][0] <= line.words[0].x1:
        return None
    widest = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (widest[0] + widest[1]) / 2


def _side_by_side(
    lines: list[Line], start: int, divider: float
) -> tuple[list[Line], list[Line], int]:
    left: list[Line] = []
    right: list[Line] = []
    index = start
    while index < len(lines):
        line = lines[index]
        parts = _cut(line, divider)
        if parts is None or (left and line.page != left[-1].page):
            break
        if index > start and line.top - lines[index - 1].bottom > 6 * line.size:
            break
        left.extend(parts[:1] if parts[0].words else [])
        right.extend(parts[1:] if parts[1].words else [])
        index += 1
    return left, right, index


def _cut(line: Line, divider: float) -> tuple[Line, Line] | None:
    """The two parts of a line, or None when a word crosses the divider or text runs through."""
    left = tuple(word for word in line.words if word.x1 <= divider)
    right = tuple(word for word in line.words if word.x0 >= divider)
    if len(left) + len(right) < len(line.words):
        return None
    if left and right and right[0].x0 - left[-1].x1 < 0.8 * line.size:
        return None
    return Line(left, line.page), Line(right, line.page)


@dataclass(frozen=True)
class Margins:
    """Where the running text of a run of lines begins and ends."""

    left: float
    right: float


def margins_of(lines: list[Line]) -> Margins:
    """Return the left margin shared by most lines and the right edge that full lines reach."""
    lefts = Counter(round(line.x0 / 3) for line in lines)
    most = max(lefts.values())
    left = min(key for key, count in lefts.items() if count >= 0.5 * most) * 3
    rights = sorted(line.x1 for line in lines)
    return Margins(float(left), rights[max(0, int(len(rights) * 0.92) - 1)])


def paragraphs_of(
    lines: list[Line], margins: dict[int, Margins], before: Paragraph | None, counter: Iterable[int]
) -> list[Paragraph]:
    """Join wrapped lines into paragraphs, over page ends too."""
    count = iter(counter)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _is_wrapped(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, margins, next(count)) for group in groups]


def _is_wrapped(group: list[Line], line: Line, margins: dict[int, Margins]) -> bool:
    last = group[-1]
    own, other = margins[line.page], margins[last.page]
    if last.page == line.page and line.top - last.bottom > 1.3 * max(line.size, last.size):
        return False
    if last.bold != line.bold and (last.bold or len(group) == 1) and line.x0 - own.left > 3:
        return False
    room = other.right - last.x1 - 0.3 * last.size
    first_word = line.words[0].x1 - line.words[0].x0
    indent = line.x0 - own.left
    label = split_label(line.text)
    if label and (_begins_item(label, group) or (line.bold and not last.bold)):
        return False
    if label and (label.kind in {"bullet", "plus"} or indent > INDENT or room > first_word):
        return bool(
            label.kind == "bullet"
            and indent <= 3
            and room < first_word
            and _is_indented(group, margins)
        )
    if indent > INDENT and last.x0 - other.left <= 3:
        return False
    if indent > INDENT and len(group) == 1 and line.x0 >= last.x0 - 2 and not label:
        return room < first_word and not last.text.endswith((".", ":", ";"))
    return room < first_word + 0.5 * line.size


def _begins_item(label: Label, group: list[Line]) -> bool:
    """A label behind a finished sentence, or next in the list, begins a paragraph even unindented."""
    first = split_label(group[0].text)
    return group[-1].text.endswith((".", ";", ":")) or (first is not None and label.follows(first))


def _is_indented(group: list[Line], margins: dict[int, Margins]) -> bool:
    return group[0].x0 - margins[group[0].page].left > INDENT and len(group) > 1


def _paragraph(group: list[Line], margins: dict[int, Margins], count: int) -> Paragraph:
    first = group[0]
    own = margins[first.page]
    centred = abs((first.x0 - own.left) - (own.right - first.x1)) < 12 and first.x0 - own.left > 12
    place = Place("paragraph", page=first.page, paragraph=count)
    return Paragraph(join_lines(line.text for line in group), place, first.bold, centred)


def join_lines(lines: Iterable[str]) -> str:
    """Join lines of one paragraph; a dash at the end of a line keeps its word together."""
    text = ""
    for line in lines:
        if re.search(r"[A-ZĐ0-9]-$", text) and re.match(r"[A-ZĐ0-9]", line):
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text
