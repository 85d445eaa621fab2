"""What a flattened table teaches about itself: widths of columns, word pairs, texts that come back."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from dinh.planreader.formats.flattened_cues import folded
from dinh.planreader.letters import letter_pattern

CAMEL = letter_pattern(r"(?<=[a-zà-ỹđ])(?=[A-ZÀ-ỸĐ])")
TRIM = ",;:.()-–/"


@dataclass(frozen=True)
class Piece:
    """A stretch of words that no cell border cuts; `gap` tells of a blank line before (None: no line).

    `is_whole` says that the piece is a whole printed line.
    """

    text: str
    gap: bool | None
    line: int
    is_whole: bool = False


@dataclass
class Habits:
    """What the document teaches: what a missing blank line means, word pairs, texts that come back."""

    no_gap_border: float = 0.0
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: dict[str, dict[str, int]] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)

    def excess(self, role: str, piece: Piece) -> float:
        """By how much a whole line is longer than the lines of that column are."""
        width = self.widths.get(role)
        return max(0.0, len(piece.text) - 1.1 * width) if width else 0.0

    def is_early_break(self, role: str, piece: Piece, following: Piece) -> bool:
        """Say whether the next word would have fitted on the line, so that no wrapping broke it."""
        width = self.widths.get(role)
        if not width or not piece.is_whole or piece.text.endswith((".", ";", ":")):
            return False
        return len(piece.text) + 1 + len(following.text.split()[0]) < 0.82 * width

    def bonus(self, role: str, text: str) -> float:
        """Weight for a text already met in that column."""
        count = self.seen.get(role, {}).get(folded(text), 0)
        return min(1.2, 0.4 * count) if count > 1 and text.count(" ") > 1 else 0.0

    def continuation(self, left: str, right: str) -> float:
        """How well the first word of a text goes on after the last two of another."""
        one, other = _pair_words(left), _pair_words(right)
        if len(one) < 2 or not other:
            return 0.0
        key = (f"{one[-2].lower()} {one[-1].lower()}", other[0].lower())
        return min(4.0, 2.0 * math.log2(1 + self.pairs.get(key, 0)))

    def cohesion(self, left: str, right: str) -> float:
        """How strongly the last word of one text and the first of the next belong together."""
        one, other = _pair_words(left), _pair_words(right)
        if not one or not other or left.rstrip().endswith((";", ".", ")")):
            return 0.0
        pair = (one[-1].lower(), other[0])
        known = 2.5 if (pair[0], pair[1].lower()) in PHRASE_PAIRS else 0.0
        rarer = min(self.pairs.get(("", pair[0]), 0), self.pairs.get(("", pair[1]), 0))
        return min(4.0, known + 8.0 * self.pairs.get(pair, 0) / (rarer + 3))


def _pair_words(text: str) -> list[str]:
    """The folded words; a capital first letter is kept, since a new cell begins with one."""
    words = []
    for raw in CAMEL.sub(" ", text).split():
        word = folded(raw).strip(TRIM)
        if word:
            words.append(word.capitalize() if raw.lstrip(TRIM)[:1].isupper() else word)
    return words


def word_pairs(texts: list[str]) -> dict[tuple[str, str], int]:
    """Count which words follow each other, and which follow two others."""
    pairs: dict[tuple[str, str], int] = {}
    for text in texts:
        words = _pair_words(text)
        for word in words:
            pairs["", word.lower()] = pairs.get(("", word.lower()), 0) + 1
            if not word.islower():
                pairs["", word] = pairs.get(("", word), 0) + 1
        for one, other in zip(words, words[1:], strict=False):
            pairs[one.lower(), other] = pairs.get((one.lower(), other), 0) + 1
        lower = [word.lower() for word in words]
        for first, second, third in zip(lower, lower[1:], lower[2:], strict=False):
            key = (f"{first} {second}", third)
            pairs[key] = pairs.get(key, 0) + 1
    return pairs


PHRASES = (
    "van phong; noi vu; tu phap; ho tich; thong ke; tai chinh; ke toan; van hoa; xa hoi; mot cua; ubnd xa; ubnd phuong; "
    "hdnd ubnd; hdnd va; cong chuc; can bo; ke hoach; bao cao; quyet dinh; cong van; lien quan; co quan; don vi; ban nganh; "
    "thuong xuyen; bo phan; to chuc; dia chinh; trung tam; phuc vu; hanh chinh; cong an; mat tran; doan the; thong tin; "
    "truyen thanh; kinh te; ha tang; van ban; bien ban; ket qua; danh sach; du toan; kinh phi; phong van; phong kinh; phong noi; phong hdnd; phong ubnd; xa hoi"
)
PHRASE_PAIRS = frozenset((pair.split()[0], pair.split()[1]) for pair in PHRASES.split("; "))
