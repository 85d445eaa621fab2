"""Numbers and signs of official documents: read as printed, written as the rules want them.

State form `05/2026/QĐ-UBND` (number, year for legal documents, kind, issuer), official letter
`31/UBND-VHXH` (issuer, drafting unit; no kind), law `72/2025/QH15`, party form `02-NQ/TU` (kind, issuer).

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (số, ký hiệu) and Phụ lục III (abbreviations of kinds); for the
party form Hướng dẫn 36-HD/VPTW năm 2018.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dinh.kernel.errors import Invalid
from dinh.kernel.vietnamese.text import fold, nfc

KIND_NAMES: dict[str, str] = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QyĐ": "quy định",
    "TC": "thông cáo", "TB": "thông báo", "HD": "hướng dẫn", "CTr": "chương trình", "KH": "kế hoạch",
    "PA": "phương án", "ĐA": "đề án", "DA": "dự án", "BC": "báo cáo", "BB": "biên bản",
    "TTr": "tờ trình", "HĐ": "hợp đồng", "CĐ": "công điện", "BGN": "bản ghi nhớ",
    "BTT": "bản thỏa thuận", "GUQ": "giấy ủy quyền", "GM": "giấy mời", "GGT": "giấy giới thiệu",
    "GNP": "giấy nghỉ phép", "PG": "phiếu gửi", "PC": "phiếu chuyển", "PB": "phiếu báo",
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "PL": "pháp lệnh",
    "VBHN": "văn bản hợp nhất", "KL": "kết luận", "CV": "công văn", "HDLN": "hướng dẫn liên ngành",
}  # fmt: skip
"""Abbreviation of a document kind → its name. Official letters of State bodies have none."""

_BY_NAME = {fold(name): kind for kind, name in KIND_NAMES.items()}
_SPELLING = {token.upper(): token for token in [*KIND_NAMES, "TTg"]}

# A group of a sign: capitals, the endings of TTg, TTr, CTr, QyĐ, and the term of a National Assembly.
_GROUP = r"(?=[A-ZĐ](?:[A-ZĐ&]|y|\d))[A-ZĐ&]+(?:g|r|yĐ)?\d{0,2}"
_DASH = r"\s{0,3}[-–—−]\s{0,3}"
_SLASH = r"\s{0,3}/\s{0,3}"
_STATE = (
    rf"{_SLASH}(?:(?P<year>(?:19|20)\d\d){_SLASH})?(?P<first>{_GROUP})"
    rf"(?:{_DASH}(?P<rest>(?:{_GROUP})(?:-(?:{_GROUP}))*))?"
)
_PARTY = rf"{_DASH}(?P<party_kind>{_GROUP}){_SLASH}(?P<party_issuer>(?:{_GROUP})(?:-(?:{_GROUP}))*)"
_SIGN = rf"(?:{_STATE}|{_PARTY})(?![\w/])"
_NUMBER = r"(?P<number>\d{1,5})(?P<suffix>[a-zđ]?)"
_EARLIER = r"(?P<earlier>(?:\d{1,5}[a-zđ]?\s*(?:,|;|và)\s*){0,20})"
_LABEL = r"(?:[Ss][ốỐ]\s{0,3}:?\s{0,3})"

_WHOLE = re.compile(rf"\s*{_LABEL}?{_EARLIER}{_NUMBER}{_SIGN}\s*")
_DRAFT = re.compile(rf"\s*{_LABEL}?[.…_\s]*{_SIGN}\s*")
_NUMBERED_IN_TEXT = re.compile(rf"(?<![\w/\-–])(?<!\w[.,]){_EARLIER}{_NUMBER}{_SIGN}")
_DRAFT_IN_TEXT = re.compile(rf"{_LABEL}[.…_\s]{{0,60}}(?P<blank>){_SIGN}")
_ONE_EARLIER = re.compile(r"(\d{1,5})([a-zđ]?)")
_LABEL_BEFORE = re.compile(rf"{_LABEL}$")

_DATE_AFTER = re.compile(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:của\s[^.;:\d]{1,80}?)?(?:ký |đề |ban hành )?ngày\s{0,10})?"
    r"(\d{1,2})\s{0,3}(?:tháng|[/.-])\s{0,3}(\d{1,2})\s{0,3}(?:năm|[/.-])\s{0,3}((?:19|20)\d\d)(?!\d)"
)
_KIND_BEFORE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(KIND_NAMES.values(), key=len, reverse=True))}|bộ luật|luật)"
    rf"\s{{1,3}}{_LABEL}?$",
    re.I,
)
_LAW_BEFORE = re.compile(rf"(?<!\w)(bộ luật|luật)\s[^.;:\d]{{2,120}}?\s{_LABEL}$", re.I)
_REACH_BEFORE = 160
_LONGEST = 200


class NotADocumentNumber(Invalid):
    """The text is not one number and sign."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text.strip()[:60]}” không phải số, ký hiệu văn bản. "
            "Ví dụ đúng: 10/KH-UBND, 05/2026/QĐ-UBND, 02-NQ/TU."
        )


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Number and sign of one document; equality ignores how it was printed.

    `number` is None in a draft ("Số:      /KH-UBND"). `suffix` is the letter of an inserted number
    ("27b"). `kind` is an abbreviation such as KH, None for a law and an official letter. `issuer` is
    UBND, CP, TU, QH15 …, None where the sign names none. `unit` is the drafting unit of a letter.
    """

    number: int | None
    kind: str | None = None
    issuer: str | None = None
    year: int | None = None
    suffix: str = ""
    unit: str | None = None
    is_party: bool = False
    printed: str = field(default="", compare=False)

    @property
    def sign(self) -> str:
        """What stands after the number (and year): `KH-UBND`, `NQ/TU`, `UBND-VHXH`, `QH15`."""
        between = "/" if self.is_party else "-"
        return between.join(part for part in (self.kind, self.issuer, self.unit) if part)

    def format(self, blank: str = "     ") -> str:
        """As the rules print it: two digits at least, no spaces; `blank` for a number not yet given."""
        shown = blank if self.number is None else f"{self.number:02d}{self.suffix}"
        if self.is_party:
            return f"{shown}-{self.sign}"
        return "/".join(part for part in (shown, str(self.year or ""), self.sign) if part)

    def __str__(self) -> str:
        return self.format()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document number found in running text.

    `span` indexes `nfc(text)`; `dated` is the date printed after it; `kind_words` are the words before
    it ("Nghị định", "Luật"), as printed.
    """

    number: DocumentNumber
    span: tuple[int, int]
    dated: date | None = None
    kind_words: str | None = None


def parse(text: str) -> DocumentNumber:
    """Read a text that is one number and sign, with or without "Số:" before it.

    Stray spaces, long dashes, small letters and a blank number are accepted. Raises
    `NotADocumentNumber` for anything else, several numbers included.
    """
    numbers = parse_all(text)
    if len(numbers) != 1:
        raise NotADocumentNumber(text)
    return numbers[0]


def parse_all(text: str) -> list[DocumentNumber]:
    """Read a text that is one or several numbers under one sign: `1562, 1564/KH-UBND`.

    Raises `NotADocumentNumber` when it is not.
    """
    line = nfc(text, clean=True)
    if len(line) > _LONGEST:
        raise NotADocumentNumber(text)
    for form in dict.fromkeys((line, line.upper())):
        found = _WHOLE.fullmatch(form) or _DRAFT.fullmatch(form)
        if found:
            return [
                number
                for number, _ in _numbers(found, found["earlier"] if found.re is _WHOLE else "")
            ]
    raise NotADocumentNumber(text)


def find_all(text: str) -> list[Citation]:
    """Every document number in running text, in order; [] when there is none.

    Each comes with the kind words before it and the date after it. Dates, fractions, percentages and
    names of standards are not numbers. Works across line breaks.
    """
    line = nfc(text)
    citations = [c for found in _NUMBERED_IN_TEXT.finditer(line) for c in _cited(line, found)]
    citations += [c for found in _DRAFT_IN_TEXT.finditer(line) for c in _cited_draft(line, found)]
    return sorted(citations, key=lambda citation: citation.span)


def kind_from_name(name: str) -> str | None:
    """The abbreviation of a document kind printed in full ("KẾ HOẠCH" → KH); None if unknown."""
    return _BY_NAME.get(fold(name))


def _cited(line: str, found: re.Match[str]) -> Iterator[Citation]:
    listed = found.start("number")
    is_listed = _LABEL_BEFORE.search(line[: found.start()][-8:]) is not None
    if not _is_sign(found, is_listed):
        return
    start = found.start() if is_listed else listed
    words, dated = _words_before(line, start), _date_after(line, found.end())
    for number, at in _numbers(found, found["earlier"] if is_listed else ""):
        end = found.end() if at == listed else at + len(str(number.number)) + len(number.suffix)
        yield Citation(number, (at, end), dated, words)


def _cited_draft(line: str, found: re.Match[str]) -> Iterator[Citation]:
    if not _is_known_kind(found["first"] or found["party_kind"]):
        return
    start = found.end("blank")
    [(number, _)] = _numbers(found, "")
    words = _words_before(line, found.start())
    yield Citation(number, (start, found.end()), _date_after(line, found.end()), words)


def _is_known_kind(group: str) -> bool:
    return group.upper() in _SPELLING or group == "UBND"


def _is_sign(found: re.Match[str], is_labelled: bool) -> bool:
    """Whether what follows the number is a sign: two groups, or one that could be nothing else."""
    if found["rest"] or found["party_issuer"] or found["year"]:
        return True
    return is_labelled and _is_known_kind(found["first"])


def _numbers(found: re.Match[str], earlier: str) -> Iterator[tuple[DocumentNumber, int]]:
    """Each number of a match with the place where it begins; those listed earlier share the sign."""
    start = found.start("earlier") if earlier else found.start()
    for one in _ONE_EARLIER.finditer(earlier):
        yield _number(found, int(one[1]), one[2]), start + one.start()
    if "number" in found.re.groupindex:
        yield _number(found, int(found["number"]), found["suffix"].lower()), found.start("number")
    else:
        yield _number(found, None, ""), found.start()


def _number(found: re.Match[str], number: int | None, suffix: str) -> DocumentNumber:
    printed = " ".join(found[0].split())
    if found["party_kind"]:
        kind, issuer = _canonical(found["party_kind"]), _canonical(found["party_issuer"])
        return DocumentNumber(number, kind, issuer, suffix=suffix, is_party=True, printed=printed)
    year = int(found["year"]) if found["year"] else None
    first, rest = _canonical(found["first"]), _canonical(found["rest"] or "") or None
    if first in KIND_NAMES:
        return DocumentNumber(number, first, rest, year, suffix, printed=printed)
    return DocumentNumber(number, None, first, year, suffix, unit=rest, printed=printed)


def _canonical(sign: str) -> str:
    return "-".join(_SPELLING.get(token.upper(), token) for token in sign.split("-"))


def _words_before(line: str, at: int) -> str | None:
    before = line[max(0, at - _REACH_BEFORE) : at]
    found = _KIND_BEFORE.search(before) or _LAW_BEFORE.search(before)
    return found[1] if found else None


def _date_after(line: str, at: int) -> date | None:
    found = _DATE_AFTER.match(line, at)
    if not found:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:  # "ngày 31/02/2024": kept as printed by the caller, no date for us
        return None
