"""The Vietnamese alphabet as an order: for lists of names and of units."""

import re

from dinh.kernel.vietnamese.spelling import TONES, split_tone
from dinh.kernel.vietnamese.text import squeeze

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_WORD = re.compile(r"[^\W_]+")

SyllableKey = tuple[tuple[int, ...], int]
SortKey = tuple[tuple[SyllableKey, ...], str]


def sort_key(text: str) -> SortKey:
    """A key that sorts as a Vietnamese dictionary does.

    Syllable by syllable: letters first (a ă â b c d đ e ê …), then the tone (level, huyền, hỏi, ngã,
    sắc, nặng). Case and punctuation only break ties.
    """
    line = squeeze(text)
    return tuple(_syllable_key(word) for word in _WORD.findall(line.lower())), line


def name_sort_key(full_name: str) -> tuple[SortKey, SortKey]:
    """A key for people: by given name (the last word), then by family and middle names."""
    family, _, given = squeeze(full_name).rpartition(" ")
    return sort_key(given), sort_key(family)


def _syllable_key(word: str) -> SyllableKey:
    toneless, tone = split_tone(word)
    letters = tuple(_RANK.get(c, len(_ALPHABET) + ord(c)) for c in toneless)
    return letters, TONES.index(tone) + 1 if tone else 0
