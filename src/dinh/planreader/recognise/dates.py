"""Dates as official papers print them: "15/7/2021", "ngày 15 tháng 7 năm 2021", "23 /01/2024"."""

from __future__ import annotations

import datetime
import re

NUMERIC = re.compile(r"(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})\s*/\s*(?P<y>\d{4})")
WORDED = re.compile(
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})", re.I
)


def first_date(text: str) -> tuple[str, int, int] | None:
    """Return the first full date as (ISO, start, end), or None."""
    found = [match for pattern in (NUMERIC, WORDED) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        iso = _iso(match)
        if iso:
            return iso, match.start(), match.end()
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return datetime.date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return None
