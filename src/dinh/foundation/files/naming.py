"""A name that every system can store and that nobody can do harm with."""

import re
import unicodedata

LONGEST = 150
NAMELESS = "tep"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
# Cc control, Cf format (right-to-left marks that disguise an extension), Cs Co Cn: no text at all.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_name(given: str, extension: str) -> str:
    """The last part of the given name, cleaned, with the extension its content calls for.

    NFC; no path, control, direction-changing or reserved characters; not a device name of Windows;
    at most `LONGEST` characters and 240 bytes. `extension` has no dot. A name with nothing left
    becomes "tep".
    """
    tidy = unicodedata.normalize("NFC", given)
    tidy = tidy.replace("\\", "/").rpartition("/")[2]
    tidy = "".join(sign for sign in tidy if unicodedata.category(sign) not in _INVISIBLE)
    tidy = " ".join(_FORBIDDEN.sub(" ", tidy).split())
    stem = _without_extension(tidy).strip(". ") or NAMELESS
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{_shortened(stem)}.{extension}"


def extension_of(given: str) -> str:
    """The extension that the given name claims, in small letters without the dot; "" without one.

    Something with a blank or a non-ASCII letter in it is the end of a sentence, not an extension.
    """
    _, dot, end = given.strip().rpartition(".")
    claimed = end.strip().lower()
    return claimed if dot and claimed.isascii() and claimed.isalnum() and len(claimed) <= 10 else ""


def _without_extension(name: str) -> str:
    return name.rpartition(".")[0] if extension_of(name) else name


def _shortened(stem: str) -> str:
    short = stem[: LONGEST - 10]
    while len(short.encode("utf-8")) > 230:
        short = short[:-1]
    return short.strip(". ")
