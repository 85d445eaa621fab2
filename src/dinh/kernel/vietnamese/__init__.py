"""Vietnamese text: normal form, folding, spelling variants, Telex, abbreviations, unit names, order.

Everything here is pure and deterministic. Text that is kept is only ever put through `nfc`; the other
forms (folded, spelling key, expanded) are for comparing and searching and are never shown as the text.
"""

from dinh.kernel.vietnamese.abbreviations import ABBREVIATIONS, expand
from dinh.kernel.vietnamese.ordering import name_sort_key, sort_key
from dinh.kernel.vietnamese.spelling import (
    TonePlacement,
    normalise_tone,
    same_text,
    same_word,
    spelling_key,
)
from dinh.kernel.vietnamese.telex import search_variants, telex
from dinh.kernel.vietnamese.text import fold, fold_words, has_diacritics, is_clean, nfc, squeeze
from dinh.kernel.vietnamese.units import AliasMatch, UnitPart, match_alias, split_units

__all__ = [
    "ABBREVIATIONS",
    "AliasMatch",
    "TonePlacement",
    "UnitPart",
    "expand",
    "fold",
    "fold_words",
    "has_diacritics",
    "is_clean",
    "match_alias",
    "name_sort_key",
    "nfc",
    "normalise_tone",
    "same_text",
    "same_word",
    "search_variants",
    "sort_key",
    "spelling_key",
    "split_units",
    "squeeze",
    "telex",
]
