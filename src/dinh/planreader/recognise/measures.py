"""Finds the measurable demands in a target sentence: operator, value, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.plan import Measure

NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?"
COUNTED = (
    r"sang kien|giai phap|mo hinh|cuoc|lan|hoi nghi|lop|bai|tin bai|tin|thu tuc|dich vu|chuyen muc|dot|buoi|"
    r"diem|van ban|ho so|dien dan|nguoi|don vi|co quan|quy trinh|phong su|ban tin|chuyen de|san pham|ngay|gio|phut"
)
UNITS = {
    "%": "%",
    "phan tram": "%",
    "diem": "point",
    "ngay": "day",
    "gio": "hour",
    "phut": "minute",
}
RANGE = re.compile(
    rf"(?P<low>{NUMBER})\s*(?P<low_unit>%)?\s*(?:-|–|den)\s*(?P<high>{NUMBER})\s*(?P<unit>%|phan tram|(?:{COUNTED})\b)"
)
SINGLE = re.compile(rf"(?<![\d/.,:-])(?P<low>{NUMBER})\s*(?P<unit>%|phan tram\b|(?:{COUNTED})\b)")
FROM = re.compile(r"\btu\s*$")
AT_LEAST = re.compile(
    r"(?:toi thieu|it nhat|khong duoi|khong thap hon|khong it hon)\s*:?\s*(?:[^\W\d]+:? ){0,5}$"
)
AT_MOST = re.compile(r"(?:khong qua|toi da|khong vuot qua|khong vuot)(?: (?:la|dat|con))*\s*$")
MORE_THAN = re.compile(r"(?:\btren|\bvuot|\bhon|cao hon|lon hon)\s*$")
LESS_THAN = re.compile(r"(?:\bduoi|nho hon|thap hon|it hon)\s*$")
FALL = re.compile(r"\b(?:giam|cat giam|rut ngan)\b(?: (?!con\b|xuong\b|dat\b)[^\W\d]+){0,6}\s*$")
RISE = re.compile(r"\btang(?: (?:them|it nhat|toi thieu|binh quan|tu))*\s*$")
OR_MORE = re.compile(r"^\s*(?:[^\W\d]+\s+){0,3}?tro len")
OR_LESS = re.compile(r"^\s*(?:[^\W\d]+\s+){0,3}?tro xuong")
ZERO = re.compile(
    r"khong (?:co|de xay ra|de phat sinh|phat sinh|de)\b.{0,60}(?:sai pham|vi pham|qua han|tre han|tre hen|khieu nai|don thu|truong hop|ton dong|kien nghi)"
)
GRADE = re.compile(
    r"(?:loai|muc do|muc)\s+(?P<grade>xuat sac|rat tot|gioi|tot|kha|trung binh|dat)\b(?:\s+tro len)?"
)
RANK = re.compile(
    r"\btop\s+(?:tu\s+)?(\d+)(?:\s*(?:den|-)\s*(\d+))?|(?:thu hang|xep hang|xep thu)\D{0,20}(\d+)"
)
EXCEPT = re.compile(r"\(trừ\s+([^()]+)\)", re.I)
YEAR_BY = re.compile(r"(?:den (?:het |cuoi )?nam|trong nam|het nam|cuoi nam|nam)\s+(20\d\d)")
IN_YEAR = re.compile(r"trong nam\b")
COUNT_CUE = re.compile(
    r"(?:it nhat|toi thieu|khong duoi|khong it hon|toi da|khong qua|\btu|dat|phan dau)\b[^;.]{0,40}$"
)
LONGEST_SENTENCE = 5000


@dataclass(frozen=True)
class _Mention:
    start: int
    end: int
    low: float | int
    high: float | int | None
    unit: str


def has_quantity(text: str) -> bool:
    """Say whether a sentence outside the targets sections sets a quantified demand."""
    return "%" in text or bool(_mentions(fold(squeeze(text[:LONGEST_SENTENCE]))))


def find_measures(text: str, plan_year: int | None = None) -> tuple[Measure, ...]:
    """Return the measures of a target sentence, in order; at least one (`qualitative` if no other)."""
    plain = squeeze(text[:LONGEST_SENTENCE])
    folded = fold(plain)
    if len(folded) != len(plain):  # letters that fold to two: positions would not agree
        plain = folded
    by = _by(folded, plan_year)
    mentions = _mentions(folded)
    if mentions:
        return tuple(
            _measure(mention, i, mentions, plain, folded, by) for i, mention in enumerate(mentions)
        )
    return (_unquantified(plain, folded, by),)


def measure_of_value(what: str, value: str) -> Measure | None:
    """Return the demand that a table's value cell makes ("Ít nhất 02 cuộc"), or None without a figure."""
    folded = fold(squeeze(value))
    figure = re.search(rf"{NUMBER}", folded)
    if figure is None:
        return None
    mention = _Mention(figure.start(), figure.end(), _figure(figure.group(0)), None, "")
    operator = _operator(folded[: figure.start()], _after_unit(folded[figure.end() :]), mention)
    return Measure(what, operator, mention.low, None, "count")


def _after_unit(folded: str) -> str:
    return re.sub(r"^\s*(?:[^\W\d]+\s+){0,4}?(?=tro (?:len|xuong))", " ", folded)


def _mentions(folded: str) -> list[_Mention]:
    found: list[_Mention] = []
    taken: list[tuple[int, int]] = []
    for match in RANGE.finditer(folded):
        if _is_citation(folded, match):
            continue
        found.append(
            _Mention(
                match.start(),
                match.end(),
                _figure(match["low"]),
                _figure(match["high"]),
                match["unit"],
            )
        )
        taken.append(match.span())
    for match in SINGLE.finditer(folded):
        inside = any(a <= match.start() < b for a, b in taken)
        if not inside and not _is_citation(folded, match) and _counts(folded, match):
            found.append(
                _Mention(match.start(), match.end(), _figure(match["low"]), None, match["unit"])
            )
    return sorted(found, key=lambda mention: mention.start)


def _is_citation(folded: str, match: re.Match[str]) -> bool:
    """Numbers after "số", "điều", "mức độ" and the like name things; they do not measure."""
    if match["unit"] == "%":
        return False
    return (
        re.search(
            r"(?:\bso|dieu|khoan|muc|mau|phu luc|muc do|nam|thang|quy|ngay|de an)\s*$",
            folded[max(0, match.start() - 30) : match.start()],
        )
        is not None
    )


def _counts(folded: str, match: re.Match[str]) -> bool:
    if match["unit"] in {"%", "phan tram"}:
        return True
    if len(match["low"]) > 5:
        return False
    before = folded[max(0, match.start() - 100) : match.start()]
    return COUNT_CUE.search(before) is not None or OR_MORE.match(folded[match.end() :]) is not None


def _figure(text: str) -> float | int:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return int(text.replace(".", ""))
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def _measure(
    mention: _Mention, index: int, mentions: list[_Mention], plain: str, folded: str, by: str | None
) -> Measure:
    floor = mentions[index - 1].end if index else 0
    ceiling = mentions[index + 1].start if index + 1 < len(mentions) else len(folded)
    before, after = folded[floor : mention.start], folded[mention.end : ceiling]
    after_text = plain[mention.end : ceiling]
    return Measure(
        what=_what(plain, floor, mention, ceiling),
        op=_operator(before, after, mention),
        value=mention.low,
        value_max=mention.high,
        unit=UNITS.get(mention.unit, "count"),
        by=_nearest_year(before) or by,
        exclusions=tuple(found.group(1) for found in EXCEPT.finditer(after_text)),
    )


def _nearest_year(before: str) -> str | None:
    years = YEAR_BY.findall(re.split(r";", before)[-1])
    return years[-1] if years else None


def _operator(before: str, after: str, mention: _Mention) -> str:
    clause = re.split(r"[;.](?:\s|$)|, ", before)[-1]
    if mention.high is not None:
        return "range"
    if OR_MORE.match(after):
        return ">="
    if OR_LESS.match(after):
        return "<="
    for op, pattern in (("<=", AT_MOST), (">", MORE_THAN), ("<", LESS_THAN)):
        if pattern.search(clause):
            return op
    for op, pattern in (("decrease", FALL), ("increase", RISE)):
        if pattern.search(clause):
            return op
    return ">=" if FROM.search(clause) or AT_LEAST.search(clause) else "="


LEADING = re.compile(r"^(?:phan dau|duy tri|dam bao|bao dam|tiep tuc|dat|co)\s+")
OPERATOR_WORDS = re.compile(
    r"\s*(?:\b(?:dat|tu|ty le|ti le|toi thieu|it nhat|khong duoi|tren|duoi|phan dau|dat ty le|tuong ung|co|la)\b[\s:]*)+$"
)


def _what(plain: str, floor: int, mention: _Mention, ceiling: int) -> str:
    before = re.split(r"[;.]\s", plain[floor : mention.start])[-1]
    after = re.split(r"[;.](?:\s|$)", plain[mention.end : ceiling])[0]
    before = _without_tail(before.strip(" ,;:"))
    after = re.sub(r"^\s*trở (?:lên|xuống)", "", after)
    if UNITS.get(mention.unit) is None:
        after = plain[mention.start : mention.end].lstrip("0123456789.,- ") + after
    return squeeze(f"{before} {after}").strip(" ,;:.-")


def _without_tail(text: str) -> str:
    found = OPERATOR_WORDS.search(fold(text))
    return text[: found.start()] if found and len(fold(text)) == len(text) else text


def _by(folded: str, plan_year: int | None) -> str | None:
    found = YEAR_BY.search(folded)
    if found:
        return found.group(1)
    return str(plan_year) if plan_year and IN_YEAR.search(folded) else None


def _unquantified(plain: str, folded: str, by: str | None) -> Measure:
    what = plain.strip(" .;")
    if ZERO.search(folded):
        return Measure(what, "=", 0, None, "count", by)
    rank = RANK.search(folded)
    if rank:
        low, high = rank.group(1) or rank.group(3), rank.group(2)
        return Measure(what, "rank", int(low), int(high) if high else None, "rank", by)
    grade = GRADE.search(folded)
    if grade:
        return Measure(what, "grade", by=by, grade=plain[slice(*grade.span("grade"))].lower())
    start = LEADING.sub("", folded)
    if re.match(r"(?:cat )?giam\b|rut ngan\b", start):
        return Measure(what, "decrease", None, None, None, by)
    if re.match(
        r"tang\b(?! cuong)|(?:nang cao|cai thien|nang).{0,25}(?:chi so|ty le|thu hang|muc do)",
        start,
    ):
        return Measure(what, "increase", None, None, None, by)
    return Measure(what, "qualitative", None, None, None, by)
