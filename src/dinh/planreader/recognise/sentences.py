"""Splits a paragraph into sentences without breaking abbreviations, numbers or brackets."""

from __future__ import annotations

import re

from dinh.planreader.letters import letter_pattern

ENDINGS = letter_pattern(r"[.!?…]+(?=\s+[A-ZÀ-ỸĐ“\"(]|\s+\d+\s?%)")
ABBREVIATION = re.compile(r"(?:^|[\s(.,;])(?:CC|TP|TX|TT|Tp|ThS|TS|KT|TM|TL|TUQ|Đ/c|vv|[A-ZĐ])$")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each with its closing mark."""
    pieces: list[str] = []
    start = 0
    for ending in ENDINGS.finditer(text):
        before = text[start : ending.start()]
        if ABBREVIATION.search(before) or _is_inside_bracket(before):
            continue
        pieces.append(text[start : ending.end()].strip())
        start = ending.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def _is_inside_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")
