"""Normal form and folding: the two forms of a text that everything else starts from."""

import re
import unicodedata

# Letters that look like Đ and đ but are not: Icelandic eth, African d.
_LOOKALIKES = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ", 0x0256: "đ"}
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_ODD_SPACES = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CLEAN: dict[int, str | None] = {**_INVISIBLE, **_ODD_SPACES}

# Some keyboards store the tone before the circumflex, breve or horn; NFC alone leaves that apart.
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_WORD = re.compile(r"[^\W_]+")


def nfc(text: str, *, clean: bool = False) -> str:
    """Put a text into the one form in which it is kept: NFC, Đ for its look-alikes.

    With `clean`, characters of no width are dropped too and odd spaces become plain ones; line breaks
    and runs of spaces stay, since they may carry layout.
    """
    if text.isascii():
        return text
    text = text.translate(_LOOKALIKES)
    if clean:
        text = text.translate(_CLEAN)
    composed = unicodedata.normalize("NFC", text)
    if not _TONE_FIRST.search(unicodedata.normalize("NFD", composed)):
        return composed
    return unicodedata.normalize("NFC", _reorder_marks(unicodedata.normalize("NFD", composed)))


def _reorder_marks(decomposed: str) -> str:
    previous = ""
    while previous != decomposed:
        previous, decomposed = decomposed, _TONE_FIRST.sub(r"\2\1", decomposed)
    return decomposed


def is_clean(text: str) -> bool:
    """Whether the text is already as `nfc(text, clean=True)` would leave it."""
    return text == nfc(text, clean=True)


def squeeze(text: str) -> str:
    """The cleaned text on one line: every run of white space is one space, none at the ends."""
    return " ".join(nfc(text, clean=True).split())


def fold(text: str) -> str:
    """The search form: lower case, no diacritics, đ as d, compatibility letters opened, spaces single.

    Punctuation stays. `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = nfc(text, clean=True).lower().translate(_DIRECT)
    if not lowered.isascii():
        lowered = _fold_slowly(lowered)
    return " ".join(lowered.split())


def fold_words(text: str) -> tuple[str, ...]:
    """The words (letters and digits) of the folded text, in order; () for a text without any."""
    return tuple(_WORD.findall(fold(text)))


def has_diacritics(text: str) -> bool:
    """Whether a Vietnamese mark or đ stands anywhere in the text."""
    lowered = nfc(text).lower()
    return lowered.translate(_DIRECT) != lowered


def _strip_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", kept)


def _fold_slowly(text: str) -> str:
    """Fold what is not Vietnamese: until nothing changes, since opening one letter may yield another."""
    previous = ""
    while previous != text:
        previous, text = text, _strip_marks(text).lower().translate(_DIRECT)
    return text


def _vietnamese_letters() -> dict[int, str]:
    """Every Vietnamese lower-case letter that bears a mark → its bare letter."""
    bases = "aăâeêioôơuưyđ"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    table = {}
    for letter in (unicodedata.normalize("NFC", b + t) for b in bases for t in tones):
        bare = unicodedata.normalize("NFD", letter)[0].replace("đ", "d")
        if len(letter) == 1 and letter != bare:
            table[ord(letter)] = bare
    return table


_DIRECT = _vietnamese_letters()
