"""Deals the lines of a flattened table row out to its columns, by the best total weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from dinh.planreader.formats.flattened_cues import (
    BUDGET_START,
    DUE_START,
    OUTPUT_START,
    TASK_START,
    UNIT_START,
    UNIT_WORD,
    begins_due,
    folded,
    is_due,
)

LONGEST = {"due": 16, "lead": 30, "support": 34, "outputs": 60, "budget": 16, "note": 20, "chief": 12}
EMPTY = {
    "task": -9.0, "objective": -7.0, "activities": -2.5, "outputs": -2.5, "lead": -3.5,
    "support": -3.0, "due": -3.0, "budget": -0.4, "note": 0.0, "other": -0.5, "chief": -1.0,
    "unit": -1.0,
}  # fmt: skip
MID_LINE = -2.2
FREE = {"task", "objective", "activities", "content", "other"}


@dataclass(frozen=True)
class Piece:
    """A stretch of words that no cell border cuts; `gap` tells of a blank line before (None: no line)."""

    text: str
    gap: bool | None
    line: int


@dataclass
class Habits:
    """What the document teaches: how blank lines mark cells, and texts that come back."""

    gap_inside: float = 0.0
    no_gap_border: float = 0.0
    seen: dict[str, dict[str, int]] = field(default_factory=dict)

    def bonus(self, role: str, text: str) -> float:
        """Weight for a text already met in that column."""
        count = self.seen.get(role, {}).get(folded(text), 0)
        return min(2.0, 0.7 * count) if count > 1 else 0.0


def pieces_of(lines: list[tuple[str, bool, int]]) -> list[Piece]:
    """Cut lines (text, blank before, number) where a cell may begin inside a line."""
    pieces: list[Piece] = []
    for text, gap, number in lines:
        start = 0
        for cut in _cuts(text):
            pieces.append(Piece(text[start:cut].strip(), gap if start == 0 else None, number))
            start = cut
        pieces.append(Piece(text[start:].strip(), gap if start == 0 else None, number))
    return [piece for piece in pieces if piece.text]


def _cuts(text: str) -> list[int]:
    cuts = []
    for found in re.finditer(r"(?<=[^\s,;:(–-])\s+(?=[A-ZÀ-ỸĐ\d])", text):
        rest = text[found.end() :]
        plain = folded(rest)
        if DUE_START.match(plain) or OUTPUT_START.match(plain) or UNIT_START.match(plain) or BUDGET_START.match(plain):
            cuts.append(found.end())
    return cuts


def deal(
    pieces: list[Piece], roles: tuple[str, ...], first: int, before: tuple[str, ...], habits: Habits
) -> tuple[float, list[str]]:
    """Return the weight and the text per column of the best dealing out, from column `first` on.

    `before` holds what the columns already have when a page end cut the row ("" otherwise).
    """
    count = len(pieces)
    texts = _stretches(pieces)
    best: list[dict[int, tuple[float, int]]] = [dict() for _ in roles]
    reach: dict[int, float] = {0: 0.0}
    for column in range(first, len(roles)):
        nearest: dict[int, tuple[float, int]] = {}
        for start, weight in reach.items():
            for end in range(start, count + 1):
                if end > start and _too_long(roles[column], texts[start][end]):
                    break
                total = weight + _weight(column, start, end, pieces, texts, roles, before, habits)
                if end not in nearest or total > nearest[end][0]:
                    nearest[end] = (total, start)
        best[column] = nearest
        reach = {end: total for end, (total, _) in nearest.items()}
    if count not in reach:
        return -1000.0, ["" for _ in roles]
    return reach[count], _walked_back(best, texts, first, count, len(roles))


def _walked_back(
    best: list[dict[int, tuple[float, int]]],
    texts: list[list[str]],
    first: int,
    count: int,
    width: int,
) -> list[str]:
    dealt = ["" for _ in range(width)]
    end = count
    for column in range(width - 1, first - 1, -1):
        start = best[column][end][1]
        dealt[column] = texts[start][end]
        end = start
    return dealt


def _stretches(pieces: list[Piece]) -> list[list[str]]:
    """`[start][end]` is the text of the pieces from start up to end."""
    count = len(pieces)
    table = [["" for _ in range(count + 1)] for _ in range(count + 1)]
    for start in range(count):
        text = ""
        for end in range(start + 1, count + 1):
            text = f"{text} {pieces[end - 1].text}" if text else pieces[end - 1].text
            table[start][end] = text
    return table


def _too_long(role: str, text: str) -> bool:
    return role in LONGEST and len(text.split()) > LONGEST[role]


def _weight(
    column: int,
    start: int,
    end: int,
    pieces: list[Piece],
    texts: list[list[str]],
    roles: tuple[str, ...],
    before: tuple[str, ...],
    habits: Habits,
) -> float:
    role = roles[column]
    had = before[column] if before else ""
    if start == end:
        return 0.0 if before else EMPTY.get(role, -0.5)
    text = texts[start][end]
    weight = _borders(start, end, pieces, habits)
    if had:
        whole = cell_weight(role, f"{had} {text}")
        weight += whole - cell_weight(role, had) + (1.0 if pieces[start].text[:1].islower() else -0.5)
    else:
        weight += cell_weight(role, text) + habits.bonus(role, text)
        if pieces[start].text[:1].islower():
            weight -= 2.5
    return weight + _inner_starts(role, start, end, pieces, texts)


def _borders(start: int, end: int, pieces: list[Piece], habits: Habits) -> float:
    """What the blank lines say about a cell that begins at `start` and holds up to `end`."""
    weight = 0.0
    if start > 0:
        gap = pieces[start].gap
        weight += MID_LINE if gap is None else (-habits.gap_inside if gap else habits.no_gap_border)
    for piece in pieces[start + 1 : end]:
        if piece.gap is not None:
            weight += 0.25 * habits.gap_inside if piece.gap else -0.8 * habits.no_gap_border
    return weight


def _inner_starts(
    role: str, start: int, end: int, pieces: list[Piece], texts: list[list[str]]
) -> float:
    """Lines inside a cell that look like the beginning of another cell speak against it."""
    weight = 0.0
    for index in range(start + 1, end):
        piece = pieces[index]
        before = texts[start][index].rstrip()
        if piece.gap is None or not piece.text[:1].isupper() or before.endswith((",", ";", ":", "-", "–", "/", "(")):
            continue
        weight -= 0.35
        rest = folded(texts[index][min(end, index + 3)])
        if role in {"lead", "support"} and UNIT_START.match(rest):
            weight -= 1.2
        elif role in FREE and (OUTPUT_START.match(rest) or UNIT_START.match(rest)):
            weight -= 0.6
        elif role == "outputs" and UNIT_START.match(rest):
            weight -= 1.0
        if role != "due" and DUE_START.match(rest) and not rest.startswith("theo"):
            weight -= 1.5
    return weight


@lru_cache(maxsize=200_000)
def cell_weight(role: str, text: str) -> float:
    """How well a text fits a column; about 5 for a typical cell, below 0 for a foreign one."""
    plain = folded(text)
    words = plain.count(" ") + 1
    if role == "due":
        return 7.0 if is_due(text) else (2.5 if begins_due(text) else -7.0)
    if role in {"lead", "support"}:
        return _unit_weight(plain, words, text)
    if role == "outputs":
        return _output_weight(plain, words, text)
    if role == "budget":
        return 4.0 if BUDGET_START.match(plain) else -5.0
    if role in {"note", "other", "unit", "chief"}:
        return -3.0 - 0.1 * words
    return _free_weight(role, plain, words, text)


def _unit_weight(plain: str, words: int, text: str) -> float:
    weight = 4.0 if UNIT_START.match(plain) else -3.0
    if UNIT_WORD.search(plain):
        weight += 1.0
    if is_due(text) or BUDGET_START.match(plain):
        weight -= 5.0
    if re.search(r"\bcac (?:ban|co quan|nganh|don vi|bo phan|to chuc)\b", plain[3:]) and not re.search(r"[,;]|\bva\b|\bcung\b", plain):
        weight -= 2.0
    return weight - 0.25 * max(0, words - 12)


def _output_weight(plain: str, words: int, text: str) -> float:
    weight = 3.5 if OUTPUT_START.match(plain) else 0.0
    if UNIT_START.match(plain) and not OUTPUT_START.match(plain):
        weight -= 2.0
    if is_due(text):
        weight -= 5.0
    return weight - 0.12 * max(0, words - 14)


def _free_weight(role: str, plain: str, words: int, text: str) -> float:
    weight = 2.0 if TASK_START.match(plain.lstrip("0123456789. -")) else 0.5
    if words < 3:
        weight -= 3.0
    if text.rstrip().endswith((",", " và", " của", " các", " theo", " cho", " với", " từ", " để", " trong", " về", " tại", " là", " hành", "-")):
        weight -= 1.5
    if text.count("(") > text.count(")"):
        weight -= 1.5
    return weight + (0.5 if role == "task" else 0.0)
