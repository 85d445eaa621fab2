"""Spelling variants of one word: where the tone mark stands, and i or y.

*Hoà* and *hòa*, *thuý* and *thúy*, *quí* and *quý*, *tỉ lệ* and *tỷ lệ* are the same words. They are
made equal for comparing only; a text that is kept is never respelled.
"""

import re
import unicodedata
from enum import Enum

from dinh.kernel.vietnamese.text import fold, fold_words, has_diacritics, nfc, squeeze

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Combining marks of the tones in alphabetical order: huyền, hỏi, ngã, sắc, nặng."""

_SYLLABLE = re.compile(r"[^\W\d_]+")
# onset (qu and gi carry a letter that is not part of the vowel), vowel group, closing consonants
_SHAPE = re.compile(
    r"(?P<onset>qu(?=[aeiouyăâêôơư])|gi(?=[aeouăâêôơư])|ngh|ng|nh|gh|kh|ph|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?P<vowels>[aeiouyăâêôơư]{1,3})"
    r"(?P<coda>ng|nh|ch|[cmnpt])?"
)
_VOWEL_GROUPS = frozenset(
    re.findall(
        r"\S+",
        "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ "
        "uy ưa ưi ươ ưu yê iêu yêu oai oay oao oeo uây uêu uôi uya uyê uyu ươi ươu",
    )
)
_MARKED_VOWELS = "ăâêôơư"
_I_OR_Y = re.compile(r"^(h|k|l|m|s|t|v|qu)y$")


class TonePlacement(Enum):
    """Two schools of placing the tone in open syllables with oa, oe, uy."""

    OLD = "hòa, khỏe, thúy"
    NEW = "hoà, khoẻ, thuý"


def split_tone(syllable: str) -> tuple[str, str]:
    """The syllable without its tone, and its combining tone mark ("" if level).

    A string that bears several tone marks is not a syllable and comes back unchanged.
    """
    decomposed = unicodedata.normalize("NFD", syllable)
    found = [c for c in decomposed if c in TONES]
    if len(found) != 1:
        return syllable, ""
    return unicodedata.normalize("NFC", decomposed.replace(found[0], "")), found[0]


def is_syllable(toneless: str) -> bool:
    """Whether the lower-case letters without tone have the shape of a Vietnamese syllable."""
    shape = _SHAPE.fullmatch(toneless)
    return shape is not None and shape["vowels"] in _VOWEL_GROUPS


def place_tone(toneless: str, tone: str, style: TonePlacement = TonePlacement.OLD) -> str:
    """Put a tone mark on the letter where the school wants it; case is kept.

    `toneless` is a syllable in NFC; other strings come back unchanged.
    """
    shape = _SHAPE.fullmatch(toneless.lower())
    if not tone or shape is None:
        return toneless
    at = shape.start("vowels") + _tone_index(shape["vowels"], shape["coda"] or "", style)
    return unicodedata.normalize("NFC", toneless[: at + 1] + tone + toneless[at + 1 :])


def _tone_index(vowels: str, coda: str, style: TonePlacement) -> int:
    marked = [i for i, letter in enumerate(vowels) if letter in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(vowels) == 1:
        return 0
    if len(vowels) == 3 or coda:
        return 1
    return int(style is TonePlacement.NEW and vowels in {"oa", "oe", "uy"})


def normalise_tone(text: str, style: TonePlacement = TonePlacement.OLD) -> str:
    """The text with each tone mark on the letter where one school wants it; nothing else changes."""

    def respell(found: re.Match[str]) -> str:
        toneless, tone = split_tone(found[0])
        return place_tone(toneless, tone, style) if is_syllable(toneless.lower()) else found[0]

    return _SYLLABLE.sub(respell, nfc(text))


def _unify_i(text: str) -> str:
    def respell(found: re.Match[str]) -> str:
        toneless, tone = split_tone(found[0])
        if not _I_OR_Y.match(toneless):
            return found[0]
        return place_tone(toneless[:-1] + "i", tone)

    return _SYLLABLE.sub(respell, text)


def spelling_key(text: str) -> str:
    """The form in which spelling variants are equal: lower case, one tone placement, i for y, one line.

    Diacritics still count: *tổ* and *tố* differ.
    """
    return _unify_i(normalise_tone(squeeze(text).lower()))


def same_word(left: str, right: str) -> bool:
    """Whether two words are the same up to case and spelling variants."""
    return spelling_key(left) == spelling_key(right)


def same_text(left: str, right: str) -> bool:
    """Whether two texts say the same up to case, spacing, punctuation and spelling variants.

    Where one of them has no diacritics at all (typed in haste), diacritics do not count.
    """
    if fold_words(_unified(left)) != fold_words(_unified(right)):
        return False
    if not (has_diacritics(left) and has_diacritics(right)):
        return True
    return _words(left) == _words(right)


def _unified(text: str) -> str:
    return _unify_i(fold(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", spelling_key(text))
