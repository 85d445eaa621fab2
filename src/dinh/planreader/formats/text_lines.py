"""Hard-wrapped lines of a text file back to paragraphs, with footnotes set apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Paragraph, Place
from dinh.planreader.formats.page_lines import join_lines
from dinh.planreader.recognise.labels import split_label
from dinh.planreader.recognise.outline import is_capitals, role_of

ENDS = (".", ";", ":", "!", "?", "./.", "…")
SET_APART = re.compile(
    r"^(?:cong hoa xa hoi|doc lap - tu do|(?:uy|u) ban nhan dan\W*$|noi nhan|tm\.|kt\.|chu tich\W*$|pho chu tich\W*$|quyet dinh:?$|ke hoach\W*$|phu luc\b)"
)
BEGINS = re.compile(r"^can cu ")
LONGEST_WRAP = 130
FEWEST_HEADS = 3
PAGE_OF = re.compile(r"(?:trang|page)\s*\d{1,3}(?:\s*/\s*\d{1,3})?", re.I)


@dataclass(frozen=True)
class TextLine:
    """A line of a text file, cleaned of markup; `ruled` marks the blank rule above footnotes."""

    text: str
    number: int
    bold: bool = False
    begins_page: bool = False
    ruled: bool = False


def without_running_lines(lines: list[TextLine]) -> list[TextLine]:
    """Drop what stands at the head of most pages, and lines like "Trang 3/8"."""
    heads = Counter(_without_figures(line) for line in lines if line.begins_page)
    kept: list[TextLine] = []
    follows_head = False
    for line in lines:
        text = line.text.strip()
        is_head = bool(text) and line.begins_page and heads[_without_figures(line)] >= FEWEST_HEADS
        if is_head or PAGE_OF.fullmatch(text):
            follows_head = follows_head or is_head
            continue
        kept.append(replace(line, begins_page=True) if follows_head and text else line)
        follows_head = follows_head and not text
    return kept


def _without_figures(line: TextLine) -> str:
    return re.sub(r"\d+", "#", line.text.strip())


def paragraphs_of_text(lines: list[TextLine]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return (paragraphs, footnotes) of a stretch of running text."""
    body, notes = _split_notes(lines)
    width = _wrap_width(body)
    groups: list[list[TextLine]] = []
    for line in body:
        if not line.text.strip() or re.fullmatch(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*", line.text):
            continue
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups], [_paragraph(group) for group in notes]


def _split_notes(lines: list[TextLine]) -> tuple[list[TextLine], list[list[TextLine]]]:
    """Footnotes stand between a rule and the next page."""
    body: list[TextLine] = []
    notes: list[list[TextLine]] = []
    in_notes = after_rule = False
    for line in lines:
        if line.ruled or re.fullmatch(r"\s*_{5,}\s*", line.text):
            after_rule = True
            continue
        if line.begins_page and in_notes:
            in_notes = after_rule = False
        begins_note = re.match(r"\s*\[?\d{1,2}\]?\s+\D", line.text)
        if after_rule and line.text.strip():
            in_notes = in_notes or bool(begins_note)
            after_rule = in_notes
        if in_notes and line.text.strip():
            if begins_note or not notes:
                notes.append([line])
            else:
                notes[-1].append(line)
        elif not in_notes:
            body.append(line)
    return body, notes


def _wrap_width(lines: list[TextLine]) -> int:
    """The length that wrapped lines reach; 0 where lines are not wrapped."""
    lengths = sorted(len(line.text.strip()) for line in lines if len(line.text.strip()) > 30)
    if len(lengths) < 5:
        return 0
    width = lengths[int(len(lengths) * 0.85)]
    return width if width <= LONGEST_WRAP else 0


def _continues(group: list[TextLine], line: TextLine, width: int) -> bool:
    last, text = group[-1].text.strip(), line.text.strip()
    label = split_label(text)
    if SET_APART.match(fold(text)) or SET_APART.match(fold(last)) or BEGINS.match(fold(text)):
        return False
    is_wrapped = bool(width) and len(last) + len(text.split()[0]) + 1 > 0.8 * width
    if label:
        return _is_broken_label(last, label.kind, is_wrapped)
    if is_capitals(last) and not is_capitals(text):
        return False
    if len(group) == 1 and is_capitals(text) and not is_capitals(last) and len(text) > 12:
        return False
    if line.bold != group[-1].bold and not text[:1].islower():
        return False
    if text[:1].islower() or last.endswith((",", "-", "–", "(")):
        return True
    if last.endswith(ENDS):
        return is_wrapped and not last.endswith(":")
    return is_wrapped and not _is_short_title(group)


def _is_broken_label(last: str, kind: str, is_wrapped: bool) -> bool:
    """A number at the start of a wrapped line may belong to the sentence before ("…, Điều / 2. …")."""
    return (
        is_wrapped
        and kind in {"number", "lower", "roman", "upper"}
        and last.endswith((",", " khoản", " Điều"))
    )


def _is_short_title(group: list[TextLine]) -> bool:
    text = " ".join(line.text.strip() for line in group)
    label = split_label(text)
    return (
        len(group) == 1 and label is not None and role_of(label.rest) is not None and len(text) < 60
    )


def _paragraph(group: list[TextLine]) -> Paragraph:
    text = join_lines(re.sub(r"\s+", " ", line.text).strip() for line in group)
    return Paragraph(text, Place("line", line=group[0].number), all(line.bold for line in group))
