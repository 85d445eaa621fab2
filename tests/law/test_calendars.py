"""The national calendar: every holiday and swap of 2020–2027, and how it departs from a peer."""

import unicodedata
from collections import Counter
from datetime import date, time, timedelta

import holidays
import pytest

from dinh.kernel.clock import Calendar, DayKind, parse_hours
from dinh.law.calendars import calendar, calendar_codes, national_calendar
from dinh.law.dated import LawError

DAY = timedelta(days=1)
YEARS = range(2020, 2028)

OFF_WEEKDAYS = {
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
WORKED_SATURDAYS = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]

# The peer library does not know the swap of the New Year of 2026.
KNOWN_DIFFERENCES = {date(2026, 1, 2): False, date(2026, 1, 10): True}


def every_day() -> list[date]:
    first = date(YEARS[0], 1, 1)
    return [first + n * DAY for n in range((date(YEARS[-1], 12, 31) - first).days + 1)]


@pytest.mark.parametrize("year", YEARS)
def test_weekdays_off(year: int) -> None:
    vn = national_calendar()
    off = [
        day.strftime("%m-%d")
        for day in every_day()
        if day.year == year and day.weekday() < 5 and not vn.is_working_day(day)
    ]
    assert off == OFF_WEEKDAYS[year].split()


def test_worked_saturdays_have_the_ordinary_hours() -> None:
    vn = national_calendar()
    worked = [day for day in every_day() if day.weekday() >= 5 and vn.is_working_day(day)]
    assert [day.isoformat() for day in worked] == WORKED_SATURDAYS
    hours = parse_hours(["07:30-11:30", "13:00-17:00"])
    assert [vn.day(day).hours for day in worked] == [hours] * 4


def test_the_calendar_differs_from_the_library_only_where_we_say() -> None:
    vn = national_calendar()
    peer = holidays.country_holidays("VN", years=YEARS)
    differences = {
        day: vn.is_working_day(day)
        for day in every_day()
        if vn.is_working_day(day) != peer.is_working_day(day)
    }
    assert differences == KNOWN_DIFFERENCES


def test_holidays_add_up_to_what_the_code_grants() -> None:
    """Ten days before 2021, eleven from then, twelve from 2026; substitutes and swaps apart."""
    counted = Counter(
        entry.day.year
        for entry in national_calendar().days.values()
        if entry.kind is DayKind.HOLIDAY
    )
    granted = {2020: 10, **dict.fromkeys(range(2021, 2026), 11), 2026: 12, 2027: 12}
    # Tết rows that run over a weekend hold the weekend too, and the days given for it.
    over_weekends = {2020: 2, 2021: 2, 2023: 2, 2024: 2, 2027: 2}
    assert counted == {year: granted[year] + over_weekends.get(year, 0) for year in YEARS}


def test_only_2027_and_later_is_expected() -> None:
    vn = national_calendar()
    expected = {day.year for day in every_day() if vn.day(day).is_expected}
    assert expected == {2027}
    assert vn.day(date(2028, 1, 3)).is_expected
    assert {entry.is_expected for entry in vn.days.values() if entry.day.year == 2027} == {True}


def test_each_day_names_its_source_and_its_reason() -> None:
    entries = national_calendar().days.values()
    assert [entry for entry in entries if not entry.source or not entry.why] == []
    assert all(unicodedata.is_normalized("NFC", entry.why + entry.source) for entry in entries)


def test_late_receipt_is_three_in_the_afternoon_since_2018() -> None:
    vn = national_calendar()
    late = [vn.late_receipt(day) for day in (date(2018, 6, 20), date(2020, 1, 2))]
    assert [one and one.at for one in late] == [None, time(15, 0)]
    today = vn.late_receipt(date(2026, 11, 19))
    assert today is not None
    assert today.source == "NĐ 118/2025/NĐ-CP, Điều 18 khoản 2"


def test_calendars_are_found_by_code() -> None:
    assert calendar_codes() == ("VN",)
    assert isinstance(national_calendar(), Calendar)
    assert calendar("vn").code == "VN"
    with pytest.raises(LawError) as caught:
        calendar("XX")
    assert str(caught.value) == "Không có lịch làm việc “XX”; có: VN."
