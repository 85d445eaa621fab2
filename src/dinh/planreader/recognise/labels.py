"""Printed labels in front of a paragraph: "II.", "1.2.", "a)", "-", "Điều 3."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dinh.planreader.letters import letter_pattern

KINDS = (
    (
        "part",
        re.compile(r"^(?:phần|chương|mục)\s+(?:[ivxlc]+|\d+|thứ\s+\w+)\b[.:)]?\s*[-–]?\s*", re.I),
    ),
    ("article", re.compile(r"^điều\s+\d+\s*[.:]\s*", re.I)),
    (
        "roman",
        letter_pattern(
            r"^(?=[IVX])(?:X{0,2}(?:IX|IV|V?I{0,3}))(?:\s*(?:[.):]|/(?!\d))\s*|\s*[-–]\s+|\s+(?=[A-ZÀ-ỸĐ]))"
        ),
    ),
    ("upper", letter_pattern(r"^[A-EĐ](?:\s*[.)/]\s*(?=\S)|\s+[-–]\s+|\s+(?=[A-ZÀ-ỸĐ]))")),
    (
        "number",
        letter_pattern(
            r"^\d{1,2}(?:\.\d{1,2}){0,3}(?:\s*[.)/](?!\d)\s*|\s*[-–]\s+(?=[^\W\d])|\s+(?=[A-ZÀ-ỸĐ]))"
        ),
    ),
    ("lower", letter_pattern(r"^(?:[a-eg-hk-oq-tv-zđi]|[a-zđ]\d?)\s*[.)]\s*(?=[A-ZÀ-ỸĐ\d“\"(])")),
    ("plus", re.compile(r"^\+\s*")),
    ("bullet", re.compile(r"^[-–—•*▪●○·➢✓]+\s*(?=\S)")),
)

DOTS = re.compile(r"\d+")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMANS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]


@dataclass(frozen=True)
class Label:
    """A label, its kind, and the text that follows it. Numbers have a depth: 1, 1.1, 1.1.1."""

    kind: str
    text: str
    rest: str

    @property
    def level(self) -> str:
        """The kind with its depth, by which paragraphs are nested."""
        if self.kind != "number":
            return self.kind
        return f"number{len(DOTS.findall(self.text))}"

    @property
    def printed(self) -> str:
        """The label as it is cited: without closing punctuation."""
        return self.text.strip().rstrip(".):/- ").strip()

    @property
    def order(self) -> int | None:
        """Where the label stands in its list: 2 for "1.2.", "b)" and "II."; None for bullets."""
        printed = self.printed
        if self.kind == "number":
            return int(DOTS.findall(printed)[-1])
        if self.kind == "roman":
            return ROMANS.index(printed) + 1 if printed in ROMANS else None
        if self.kind in {"upper", "lower"}:
            return LETTERS.find(printed[:1].lower()) + 1 or None
        return None

    def follows(self, other: Label) -> bool:
        """Whether this label is the next one of the other's list, or begins a list under it."""
        if self.order is None or other.order is None:
            return False
        if self.level == other.level:
            return self.order == other.order + 1
        numbers, above = DOTS.findall(self.printed), DOTS.findall(other.printed)
        return self.kind == other.kind == "number" and numbers == [*above, "1"]


def split_label(text: str) -> Label | None:
    """Return the label in front of a paragraph, or None."""
    for kind, pattern in KINDS:
        found = pattern.match(text)
        if found and found.end() < len(text):
            return Label(kind, found.group(0).strip(), text[found.end() :].strip())
    return None


def without_label(text: str) -> str:
    """Return the text without its label."""
    label = split_label(text)
    return label.rest if label else text
