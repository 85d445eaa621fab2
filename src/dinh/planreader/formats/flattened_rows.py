"""Deals the lines of a flattened table row out to its columns, by the best total weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from dinh.planreader.formats.flattened_cues import (
    BUDGET_START,
    DUE_START,
    OUTPUT_START,
    TASK_START,
    UNIT_START,
    UNIT_WORD,
    begins_due,
    folded,
    is_broken_word,
    is_due,
)
from dinh.planreader.formats.flattened_habits import Habits, Piece
from dinh.planreader.formats.flattened_lines import AREA_TITLE
from dinh.planreader.letters import letter_pattern

LONGEST = {
    "due": 16,
    "start": 10,
    "lead": 30,
    "support": 34,
    "outputs": 60,
    "budget": 16,
    "note": 20,
    "chief": 12,
}
EMPTY = {
    "task": -9.0, "objective": -7.0, "activities": -2.5, "outputs": -2.5, "lead": -3.5,
    "support": -3.0, "due": -3.0, "budget": -0.4, "note": 0.0, "other": -0.5, "chief": -1.0,
    "unit": -1.0, "area": 0.0,
}  # fmt: skip
MID_LINE = -2.2
MOST_PIECES = 240
CAPITAL_WORD = letter_pattern(r"(?<=[^\s,;:.(–-])\s+(?=[A-ZÀ-ỸĐ\d])")
FREE = {"task", "objective", "activities", "content", "other"}


@dataclass(frozen=True)
class Dealt:
    """What one column gets: the text, its pieces, and the length of its longest whole line."""

    text: str = ""
    pieces: int = 0
    longest: int = 0


def pieces_of(lines: list[tuple[str, bool, int]], *, everywhere: bool = False) -> list[Piece]:
    """Cut lines (text, blank before, number) where a cell may begin inside a line.

    With `everywhere` a cell may begin at any capital, as behind a page end.
    """
    pieces: list[Piece] = []
    whole = _mended(lines)
    for index, (text, gap, number) in enumerate(whole):
        following = whole[index + 1][0] if index + 1 < len(whole) else ""
        start = 0
        cuts = _cuts(text, following, everywhere)
        for cut in cuts:
            pieces.append(Piece(text[start:cut].strip(), gap if start == 0 else None, number))
            start = cut
        last_gap = gap if start == 0 else None
        pieces.append(Piece(text[start:].strip(), last_gap, number, not cuts))
    return [piece for piece in pieces if piece.text]


def _mended(lines: list[tuple[str, bool, int]]) -> list[tuple[str, bool, int]]:
    """Put together words that a narrow cell broke over lines ("Cô / ng chức")."""
    whole: list[tuple[str, bool, int]] = []
    for text, gap, number in lines:
        if whole and is_broken_word(whole[-1][0], text):
            head, _, rest = text.partition(" ")
            last = whole[-1]
            whole[-1] = (f"{last[0]}{head} {rest}".strip(), last[1], last[2])
        else:
            whole.append((text, gap, number))
    return whole


def _cuts(text: str, following: str, everywhere: bool) -> list[int]:
    cuts = []
    for found in CAPITAL_WORD.finditer(text):
        plain = folded(f"{text[found.end() :]} {following}")
        starts = (DUE_START, OUTPUT_START, UNIT_START, BUDGET_START)
        if everywhere or any(pattern.match(plain) for pattern in starts):
            cuts.append(found.end())
    return cuts


@dataclass(frozen=True)
class Before:
    """What the columns hold when a page end cuts a row: the texts, and how near the page end each came.

    `reach` is 1 for the tallest cell of the row, less for lower ones.
    """

    texts: tuple[str, ...]
    reach: tuple[float, ...]


def deal(
    pieces: list[Piece],
    roles: tuple[str, ...],
    first: int,
    before: Before | None,
    habits: Habits,
    *,
    empty: float = 1.0,
) -> list[Dealt]:
    """Return what each column gets in the best dealing out from column `first` on.

    `empty` scales how much an empty column speaks against a solution.
    """
    count = len(pieces)
    if count > MOST_PIECES:  # no table row is that long: leave it in one piece
        dealt = [Dealt() for _ in roles]
        dealt[first] = Dealt(" ".join(piece.text for piece in pieces), count)
        return dealt
    weigher = _Weigher(pieces, _stretches(pieces), roles, before, habits, empty)
    best, reach = _reached(weigher, first)
    if count not in reach:
        dealt = [Dealt() for _ in roles]
        dealt[first] = Dealt(weigher.texts[0][count], count)
        return dealt
    return _walked_back(best, weigher, first)


def best_weight(pieces: list[Piece], roles: tuple[str, ...], first: int, habits: Habits) -> float:
    """Return how well the pieces read as one row: the weight of the best dealing out."""
    if not 0 < len(pieces) <= MOST_PIECES:
        return -inf
    weigher = _Weigher(pieces, _stretches(pieces), roles, None, habits, 1.0)
    return _reached(weigher, first)[1].get(len(pieces), -inf)


def _reached(
    weigher: _Weigher, first: int
) -> tuple[list[dict[int, tuple[float, int]]], dict[int, float]]:
    """The best weight and start per column and end, and the best weight per end of the last column."""
    roles, count = weigher.roles, len(weigher.pieces)
    weigher.prepare()
    best: list[dict[int, tuple[float, int]]] = [{} for _ in roles]
    reach: dict[int, float] = {0: 0.0}
    for column in range(first, len(roles)):
        nearest: dict[int, tuple[float, int]] = {}
        for start, weight in reach.items():
            for end in range(start, count + 1):
                if end > start and _too_long(roles[column], weigher.texts[start][end]):
                    break
                total = weight + weigher.weight(column, start, end)
                if end not in nearest or total > nearest[end][0]:
                    nearest[end] = (total, start)
        best[column] = nearest
        reach = {end: total for end, (total, _) in nearest.items()}
    return best, reach


def _walked_back(
    best: list[dict[int, tuple[float, int]]], weigher: _Weigher, first: int
) -> list[Dealt]:
    dealt = [Dealt() for _ in weigher.roles]
    end = len(weigher.pieces)
    for column in range(len(weigher.roles) - 1, first - 1, -1):
        start = best[column][end][1]
        longest = max((len(p.text) for p in weigher.pieces[start:end] if p.is_whole), default=0)
        dealt[column] = Dealt(weigher.texts[start][end], end - start, longest)
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


@dataclass
class _Weigher:
    """Weighs giving the pieces from `start` up to `end` to a column."""

    pieces: list[Piece]
    texts: list[list[str]]
    roles: tuple[str, ...]
    before: Before | None
    habits: Habits
    empty: float
    sums: dict[str, tuple[list[float], list[float], list[float]]] = field(default_factory=dict)
    border_at: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def weight(self, column: int, start: int, end: int) -> float:
        role = self.roles[column]
        if start == end:
            return 0.0 if self.before else self.empty * EMPTY.get(role, -0.5)
        text = self.texts[start][end]
        weight = self._borders(start, end) + self._inner_starts(role, start, end)
        weight += self._breadth(role, start, end)
        had = self.before.texts[column] if self.before else ""
        if self.before and had:
            return weight + self._continued(role, column, had, text, start)
        weight += cell_weight(role, text) + self.habits.bonus(role, text)
        if self.pieces[start].text[:1].islower():
            weight -= (
                4.0 if role in {"lead", "support"} and not UNIT_START.match(folded(text)) else 2.5
            )
        return weight

    def _continued(self, role: str, column: int, had: str, text: str, start: int) -> float:
        whole = f"{had} {text}"
        weight = cell_weight(role, whole) - cell_weight(role, had) - 1.2
        weight += self.habits.bonus(role, whole) + self.habits.continuation(had, text)
        weight += 0.5 * self.habits.cohesion(had, text)
        weight += 1.25 if role == "task" else (1.2 if role in FREE else 0.0)
        weight -= 0.6 if " " not in text and role in {"lead", "support", "outputs"} else 0.0
        if not self.pieces[start].text[:1].islower():
            weight -= 0.5
        return weight - 1.6 * (1.0 - self.before.reach[column]) if self.before else weight

    def _borders(self, start: int, end: int) -> float:
        """What blank lines and word pairs say about a cell that holds `start` up to `end`."""
        inside = self.gaps[max(start, end - 1)] - self.gaps[start]
        return self.border_at[start] - inside

    def _breadth(self, role: str, start: int, end: int) -> float:
        """Lines too long for the column, or broken before it was full, do not belong there."""
        long, early, _ = self._sums(role)
        return long[start] - long[end] + early[start] - early[max(start, end - 1)]

    def _inner_starts(self, role: str, start: int, end: int) -> float:
        """Lines inside a cell that look like the beginning of another cell speak against it."""
        inner = self._sums(role)[2]
        return inner[end] - inner[min(start + 1, end)]

    def _sums(self, role: str) -> tuple[list[float], list[float], list[float]]:
        """Running sums over the pieces, so that any stretch is weighed at once."""
        if role not in self.sums:
            long, early, inner = [0.0], [0.0], [0.0]
            for index, piece in enumerate(self.pieces):
                long.append(long[-1] + min(4.0, 0.5 * self.habits.excess(role, piece)))
                following = self.pieces[index + 1] if index + 1 < len(self.pieces) else None
                is_early = following and self.habits.is_early_break(role, piece, following)
                early.append(early[-1] + (0.8 if is_early else 0.0))
                inner.append(inner[-1] + self._inner_at(role, index))
            self.sums[role] = (long, early, inner)
        return self.sums[role]

    def _inner_at(self, role: str, index: int) -> float:
        piece = self.pieces[index]
        if index == 0 or piece.gap is None or not piece.text.lstrip("- +")[:1].isupper():
            return 0.0
        above = self.pieces[index - 1].text
        if above.endswith(OPEN_ENDS) or self.habits.cohesion(above, piece.text) >= 1.0:
            return 0.0
        return _inner_start(role, folded(self.texts[index][min(len(self.pieces), index + 3)]))

    def prepare(self) -> None:
        """Weigh every place where a cell may begin, once."""
        self.border_at = [self._border_at(index) for index in range(len(self.pieces))]
        self.gaps = [0.0]
        for piece in self.pieces[1:]:
            cost = 0.3 * self.habits.no_gap_border if piece.gap is False else 0.0
            self.gaps.append(self.gaps[-1] + cost)

    def _border_at(self, start: int) -> float:
        if start == 0:
            return 0.0
        above, piece = self.pieces[start - 1], self.pieces[start]
        bond = self.habits.cohesion(above.text, piece.text)
        weight = -2.0 if above.text.endswith(OPEN_ENDS[:-1]) else 0.0
        weight -= 5.0 if piece.text[:1] in ",;.)/" else 0.0
        if self.before:
            went_on = self.texts[max(0, start - 2)][start]
            weight -= 0.6 * bond + 0.6 * self.habits.continuation(went_on, piece.text)
            bond = 0.0
        if piece.gap is None:
            return weight - bond + (0.5 * MID_LINE if self.before else MID_LINE)
        return weight - bond + (0.0 if piece.gap else self.habits.no_gap_border)


OPEN_ENDS = (",", ";", ":", "-", "–", "/", "(")


def _inner_start(role: str, rest: str) -> float:
    weight = -0.35
    if rest.startswith("- ") and role in FREE:
        weight -= 1.0
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
    if role in {"due", "start"}:
        return 7.0 if is_due(text) else (2.5 if begins_due(text) else -7.0)
    if role in {"lead", "support"}:
        return _unit_weight(plain, words, text)
    if role == "outputs":
        return _output_weight(plain, words, text)
    if role == "budget":
        return 4.0 if BUDGET_START.match(plain) else -5.0
    if role == "area":
        return 4.0 if AREA_TITLE.fullmatch(plain) else -6.0
    if role in {"note", "other", "unit", "chief"}:
        return -3.0 - 0.1 * words
    return _free_weight(role, plain, words, text)


def _unit_weight(plain: str, words: int, text: str) -> float:
    weight = 4.0 if UNIT_START.match(plain) else -3.0
    if text[:1].islower() and not text.startswith(
        ("bộ phận", "các ", "phòng ", "cán bộ", "công chức")
    ):
        weight -= 3.0
    if UNIT_WORD.search(plain):
        weight += 1.0
    if is_due(text) or BUDGET_START.match(plain):
        weight -= 5.0
    weight -= 1.5 * len(re.findall(r"(?<=[^,;/(&–-]) (?:Các|Toàn thể) ", text))
    if re.search(
        r"\bcac (?:ban|co quan|nganh|don vi|bo phan|to chuc)\b", plain[3:]
    ) and not re.search(r"[,;]|\bva\b|\bcung\b", plain):
        weight -= 2.0
    return weight - 0.25 * max(0, words - 12)


def _output_weight(plain: str, words: int, text: str) -> float:
    weight = 3.5 if OUTPUT_START.match(plain) else 0.0
    if UNIT_START.match(plain) and not OUTPUT_START.match(plain):
        weight -= 2.0
    if text.startswith(("- ", "+ ")):
        weight += 2.0
    if is_due(text) or begins_due(text):
        weight -= 5.0
    return weight - 0.04 * words - 0.1 * max(0, words - 14)


def _free_weight(role: str, plain: str, words: int, text: str) -> float:
    weight = 2.0 if TASK_START.match(plain.lstrip("0123456789. -")) else 0.5
    if words < 3:
        weight -= 3.0
    if text.rstrip().endswith(
        (
            ",",
            " và",
            " của",
            " các",
            " theo",
            " cho",
            " với",
            " từ",
            " để",
            " trong",
            " về",
            " tại",
            " là",
            " hành",
            "-",
        )
    ):
        weight -= 1.5
    if text.count("(") > text.count(")"):
        weight -= 1.5
    return weight + (0.5 if role == "task" else 0.0)
