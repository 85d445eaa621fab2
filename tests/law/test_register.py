"""Every source that the law's data name is in the register of clauses."""

import re
from datetime import date
from pathlib import Path

from dinh.law import parameters
from dinh.law.calendars import national_calendar

REGISTER = Path(__file__).parents[2] / "docs" / "legal" / "register.md"
NUMBER = re.compile(r"\b(?:NĐ|QĐ|NQ|TB|TT|BLLĐ|TCVN) [\d/:]+[^\s,;:]*|^(?:Thông|Bộ luật)[^,:]*")


def named(source: str) -> list[str]:
    return [number.rstrip(":") for number in NUMBER.findall(source)]


def test_sources_of_the_data_are_registered() -> None:
    register = REGISTER.read_text("utf-8")
    calendar = national_calendar()
    sources = {row.source for key in parameters.all_keys() for row in parameters.history(key)}
    sources |= {entry.source for entry in calendar.days.values()}
    sources |= {calendar.day(date(2026, 11, 19)).source}
    assert sorted(source for source in sources if not named(source)) == []
    numbers = {number for source in sources for number in named(source)}
    assert sorted(number for number in numbers if number not in register) == []
    assert "QĐ 188/1999/QĐ-TTg" in numbers
