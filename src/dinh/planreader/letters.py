"""Regular expressions over Vietnamese letters: in Unicode capitals and small letters lie mixed."""

from __future__ import annotations

import re
import unicodedata

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_BASES = "aăâeêioôơuưy"
SMALL = "".join(
    letter
    for base in _BASES
    for tone in _TONES
    if len(letter := unicodedata.normalize("NFC", base + tone)) == 1 and not letter.isascii()
)
CAPITAL = SMALL.upper()


def letter_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Compile an expression in which `À-Ỹ` stands for the marked capitals, `à-ỹ` for the small ones."""
    return re.compile(text.replace("À-Ỹ", CAPITAL).replace("à-ỹ", SMALL), flags)
