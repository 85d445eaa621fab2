"""Telex typed without a Vietnamese keyboard, and the forms of a query worth searching for."""

import re

from dinh.kernel.vietnamese.spelling import (
    TonePlacement,
    is_syllable,
    normalise_tone,
    place_tone,
)
from dinh.kernel.vietnamese.text import fold, squeeze

_TONE_KEYS = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = "aeiouyăâêôơư"
_ASCII_WORD = re.compile(r"(?<![^\W_])[A-Za-z]+(?![^\W_])")


def telex(text: str) -> str:
    """Read each ASCII word as Telex keystrokes: `ddawng kys` → *đăng ký*.

    Marks may come where they belong or at the end of the word: `tieengs`, `tiengse` and `tienges` are
    all *tiếng*. A word that does not become a Vietnamese
    syllable, or that already has diacritics, stays as typed.
    """
    return _ASCII_WORD.sub(lambda found: _decode(found[0]), text)


def _decode(word: str) -> str:
    letters: list[str] = []
    tone = ""
    for key in word.lower():
        if key in _TONE_KEYS and any(c in _VOWELS for c in letters):
            if tone == _TONE_KEYS[key]:  # typed twice: the writer wants the letter itself
                return word
            tone = _TONE_KEYS[key]
        elif key == "z" and tone:
            tone = ""
        elif not _mark(letters, key):
            letters.append(key)
    syllable = "".join(letters)
    if not is_syllable(syllable):
        return word
    return _like(word, place_tone(syllable, tone))


def _mark(letters: list[str], key: str) -> bool:
    """Let a key mark an earlier letter; False when the key is a letter of its own."""
    if key == "w":
        return _add_horn(letters)
    if key == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    return key in _DOUBLED and _add_circumflex(letters, key)


def _add_circumflex(letters: list[str], key: str) -> bool:
    if key not in letters:
        return False
    letters[letters.index(key)] = _DOUBLED[key]
    return True


def _add_horn(letters: list[str]) -> bool:
    typed = "".join(letters)
    if "uo" in typed:
        at = typed.index("uo")
        # quow is quơ: the u belongs to the consonant
        letters[at : at + 2] = ["u" if typed[:at] == "q" else "ư", "ơ"]
        return True
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _HORNED and typed[: at + 1] != "qu":
            letters[at] = _HORNED[letters[at]]
            return True
    letters.append("ư")
    return True


def _like(model: str, word: str) -> str:
    """The word in the capitals of its model."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def search_variants(query: str) -> tuple[str, ...]:
    """The forms of a query worth looking for, the likeliest first, none twice.

    As typed, with the tone in the other place, read as Telex, and last the folded forms, which find
    most and rank lowest. () for a blank query.
    """
    typed = squeeze(query)
    decoded = telex(typed)
    exact = [typed, decoded]
    exact += [normalise_tone(form, style) for form in (typed, decoded) for style in TonePlacement]
    forms = [*exact, fold(typed), fold(decoded)]
    return tuple(dict.fromkeys(form for form in forms if form))
