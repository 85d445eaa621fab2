"""Understands the due text of a task: a date, months, quarters, a year, continuous, and so on."""

from __future__ import annotations

import datetime
import re

from dinh.kernel.vietnamese import fold
from dinh.planreader.plan import Due

ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTER = r"(?:iv|iii|ii|i|[1-4])"
QUARTERS = re.compile(
    rf"\b(?:quy|qui)\s*({QUARTER}\b(?:\s*(?:[,;&+/-]|–|va|den|quy|qui)\s*)*(?:{QUARTER}\b(?!/\d{{1,2}}\b(?!\d))(?:\s*(?:[,;&+/-]|–|va|den|quy|qui)\s*)*)*)"
)
DATE = re.compile(r"\b(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?\b(?!\s*%)")
LONG_DATE = re.compile(r"\b(\d{1,2})\s*thang\s*(\d{1,2})(?:\s*,?\s*nam\s*(\d{4}))?")
MONTHS = re.compile(
    r"\bthang\s*(\d{1,2})\b((?:(?:\s*(?:[,;&+-]|–|va\b|den\b|thang\b))+\s*\d{1,2}\b(?!\s*/\s*\d{1,2}/))*)"
)
SHORT_MONTH = re.compile(r"\W*t ?(\d{1,2})\b((?: ?[,;&+-] ?t ?\d{1,2}\b)*)")
YEAR = re.compile(r"\b(20\d{2})\b")
EVERY = (
    ("week", re.compile(r"hang tuan|moi tuan")),
    ("month", re.compile(r"h[a]ng thang|moi thang|dinh ky thang|01 thang/lan|1 thang/lan")),
    ("quarter", re.compile(r"hang quy|moi quy|dinh ky quy|theo quy$")),
    ("half_year", re.compile(r"6 thang/lan|06 thang/lan|6 thang, nam|6 thang va nam")),
    ("year", re.compile(r"hang nam|moi nam|dinh ky nam")),
)
ON_DEMAND = re.compile(
    r"^(?:\W*)(?:khi|ngay (?:sau )?khi|sau khi|dot xuat|theo yeu cau|neu co|phat sinh)|khi co\b|theo yeu cau|dot xuat"
)
PER_PLAN = re.compile(
    r"\btheo\b.*(?:ke hoach|quy dinh|lo trinh|de an|huong dan|chi dao|tien do|chuong trinh|thoi gian|van ban|ha[n]|quyet dinh|\bkh\b|cap tren)"
)
CONTINUOUS = re.compile(r"thuong xuyen|lien tuc|hang ngay|ca nam")
PERIODIC = re.compile(r"dinh ky|\bhang |moi (?:thang|quy|nam|tuan)|/lan")
WHOLE_YEAR = re.compile(
    r"trong nam|nam 20\d{2}|^\W*(?:giai doan )?20\d{2}(?:\W+20\d{2})?\W*$|ca nam|nam ke hoach|het nam|cuoi nam"
)
HALVES = ((re.compile(r"6 thang dau nam"), (1, 2)), (re.compile(r"6 thang cuoi nam"), (3, 4)))


def understand_due(text: str | None, plan_year: int | None) -> Due | None:
    """Return what a due text says, or None for an empty or unknown text.

    A quarter or month without a year takes the plan's year. Of several due texts joined by "; "
    the first that is understood counts.
    """
    if not text:
        return None
    for piece in text.split(";"):
        due = _one_due(fold(piece), plan_year)
        if due is not None:
            return due
    return _one_due(fold(text), plan_year)


def _one_due(folded: str, plan_year: int | None) -> Due | None:
    year_found = YEAR.search(folded)
    printed_year = int(year_found.group(1)) if year_found else None
    year = printed_year or plan_year
    if _recurs(folded):
        return Due("periodic", every=_every(folded))
    return (
        _by_date(folded, year)
        or _half_years(folded, year)
        or _quarters(folded, year)
        or _by_month(folded, year)
        or _without_date(folded, printed_year, year)
    )


def _recurs(folded: str) -> bool:
    return (
        _every(folded) is not None and not PER_PLAN.search(folded) and not CONTINUOUS.search(folded)
    )


def _every(folded: str) -> str | None:
    return next((name for name, pattern in EVERY if pattern.search(folded)), None)


def _half_years(folded: str, year: int | None) -> Due | None:
    for pattern, quarters in HALVES:
        if pattern.search(folded):
            return Due("quarters", quarters=quarters, year=year)
    return None


def _without_date(folded: str, printed_year: int | None, year: int | None) -> Due | None:
    in_year = year if WHOLE_YEAR.search(folded) else printed_year
    if CONTINUOUS.search(folded):
        return Due("continuous", year=in_year)
    if ON_DEMAND.search(folded):
        return Due("on_demand")
    if PER_PLAN.search(folded):
        return Due("per_plan")
    if PERIODIC.search(folded):
        return Due("periodic", every=_every(folded))
    if WHOLE_YEAR.search(folded):
        return Due("year", year=year)
    return None


def _by_date(folded: str, year: int | None) -> Due | None:
    for pattern in (DATE, LONG_DATE):
        dates = [_iso(found[1], found[2], found[3], year) for found in pattern.finditer(folded)]
        known = [date for date in dates if date]
        if known:
            return Due("by", date=max(known))
    return None


def _iso(day: str, month: str, printed_year: str | None, year: int | None) -> str | None:
    chosen = int(printed_year) if printed_year else year
    if chosen is None:
        return None
    try:
        return datetime.date(chosen, int(month), int(day)).isoformat()
    except ValueError:
        return None


def _quarters(folded: str, year: int | None) -> Due | None:
    found = QUARTERS.search(folded)
    if found is None:
        return None
    words = re.findall(
        rf"\b{QUARTER}\b|-|–|den", re.sub(r"/\s*20\d\d|/\s*\d{2,}", " ", found.group(1))
    )
    quarters: list[int] = []
    joined = False
    for word in words:
        if word in {"-", "–", "den"}:
            joined = bool(quarters)
            continue
        quarter = ROMAN_QUARTERS[word]
        if joined and quarters and quarter > quarters[-1]:
            quarters.extend(range(quarters[-1] + 1, quarter + 1))
        elif quarter not in quarters:
            quarters.append(quarter)
        joined = False
    return Due("quarters", quarters=tuple(quarters), year=year)


def _by_month(folded: str, year: int | None) -> Due | None:
    found = MONTHS.search(folded) or SHORT_MONTH.match(folded)
    if found is None:
        return None
    months = [int(found.group(1)), *map(int, re.findall(r"\d{1,2}", found.group(2)))]
    valid = [month for month in months if 1 <= month <= 12]
    if not valid or re.search(r"\d\s*thang\s*(?:dau|cuoi)", folded):
        return None
    if re.match(r"\W*truoc thang", folded) and year is not None:
        first = datetime.date(year, valid[0], 1)
        return Due("by", date=(first - datetime.timedelta(days=1)).isoformat())
    is_span = re.search(r"-|–|den", found.group(2)) is not None
    return Due("month", month=valid[-1] if is_span else valid[0], year=year)
