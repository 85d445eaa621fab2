"""Periods, their names, and the windows of days that reports count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.kernel.periods import (
    Period,
    PeriodError,
    PeriodKind,
    Window,
    day_of_last_month,
    own_window,
    parse_period,
    periods_in,
    shifted_window,
)

DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
tiling = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.NINE_MONTHS])
periods = st.builds(
    lambda kind, day: Period.containing(kind, day) or Period(kind, day.year),
    st.sampled_from(PeriodKind),
    days,
)


@pytest.mark.parametrize(
    ("period", "start", "end", "label"),
    [
        (Period(PeriodKind.MONTH, 2024, 2), "2024-02-01", "2024-02-29", "Tháng 02/2024"),
        (Period(PeriodKind.MONTH, 2026, 3), "2026-03-01", "2026-03-31", "Tháng 3/2026"),
        (Period(PeriodKind.MONTH, 2026, 12), "2026-12-01", "2026-12-31", "Tháng 12/2026"),
        (Period(PeriodKind.QUARTER, 2026, 1), "2026-01-01", "2026-03-31", "Quý I/2026"),
        (Period(PeriodKind.QUARTER, 2026, 4), "2026-10-01", "2026-12-31", "Quý IV/2026"),
        (Period(PeriodKind.HALF, 2026, 1), "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026"),
        (Period(PeriodKind.HALF, 2026, 2), "2026-07-01", "2026-12-31", "6 tháng cuối năm 2026"),
        (Period(PeriodKind.NINE_MONTHS, 2026), "2026-01-01", "2026-09-30", "9 tháng năm 2026"),
        (Period(PeriodKind.YEAR, 2026), "2026-01-01", "2026-12-31", "Năm 2026"),
    ],
)
def test_a_period_has_days_and_a_name(period: Period, start: str, end: str, label: str) -> None:
    assert period.window == (date.fromisoformat(start), date.fromisoformat(end))
    assert period.label == label


@given(tiling, days)
def test_every_day_lies_in_exactly_one_period_of_a_kind(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)
    assert period is not None
    assert period.window.contains(day)
    assert not period.following.window.contains(day)
    assert not period.preceding.window.contains(day)


@given(tiling, days)
def test_periods_follow_without_gap_or_overlap(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)
    assert period is not None
    assert period.end + DAY == period.following.start
    assert period.following.preceding == period


@given(tiling, days)
def test_shifted_windows_of_months_and_quarters_tile_the_years(kind: PeriodKind, day: date) -> None:
    period = Period.containing(kind, day)
    assert period is not None
    window, following = (shifted_window(p, 15, 14) for p in (period, period.following))
    assert window.last + DAY == following.first
    assert (window.first.day, window.last.day) == (15, 14)


def test_nine_months_hold_no_day_after_september() -> None:
    assert Period.containing(PeriodKind.NINE_MONTHS, date(2026, 9, 30)) == Period(
        PeriodKind.NINE_MONTHS, 2026
    )
    assert Period.containing(PeriodKind.NINE_MONTHS, date(2026, 10, 1)) is None
    assert Period(PeriodKind.NINE_MONTHS, 2026).following == Period(PeriodKind.NINE_MONTHS, 2027)
    assert Period(PeriodKind.NINE_MONTHS, 2026).preceding == Period(PeriodKind.NINE_MONTHS, 2025)


@given(st.sampled_from(PeriodKind), days, st.integers(-40, 900))
def test_periods_in_are_those_that_share_a_day(kind: PeriodKind, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    shared = [
        period
        for year in range(start.year, end.year + 1)
        for index in range(1, 13)
        if (period := _period(kind, year, index)) and period.start <= end and start <= period.end
    ]
    assert list(periods_in(kind, start, end)) == (shared if length >= 0 else [])


def _period(kind: PeriodKind, year: int, index: int) -> Period | None:
    try:
        return Period(kind, year, index)
    except PeriodError:
        return None


@given(periods)
def test_a_label_reads_back_as_its_period(period: Period) -> None:
    assert parse_period(period.label) == period
    assert parse_period(period.label.upper()) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("quý 1 năm 2026", Period(PeriodKind.QUARTER, 2026, 1)),
        ("Quí II - 2026", Period(PeriodKind.QUARTER, 2026, 2)),
        ("Quý ba", Period(PeriodKind.QUARTER, 2025, 3)),
        ("Tháng 02/2024", Period(PeriodKind.MONTH, 2024, 2)),
        ("tháng 11", Period(PeriodKind.MONTH, 2025, 11)),
        ("sáu tháng đầu năm", Period(PeriodKind.HALF, 2025, 1)),
        ("6 tháng", Period(PeriodKind.HALF, 2025, 1)),
        ("6 tháng cuối năm 2024", Period(PeriodKind.HALF, 2024, 2)),
        ("9 tháng đầu năm 2026", Period(PeriodKind.NINE_MONTHS, 2026)),
        ("9 tháng", Period(PeriodKind.NINE_MONTHS, 2025)),
        ("cả năm 2026", Period(PeriodKind.YEAR, 2026)),
        ("năm", Period(PeriodKind.YEAR, 2025)),
        ("Qu\u0079\u0301 I/2026", Period(PeriodKind.QUARTER, 2026, 1)),
    ],
)
def test_periods_as_people_write_them(text: str, period: Period) -> None:
    assert parse_period(text, 2025) == period


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Quý I-IV", "Không hiểu kỳ báo cáo “Quý I-IV”; viết như Quý I/2026."),
        ("", "Không hiểu kỳ báo cáo “”; viết như Quý I/2026."),
        ("/", "Không hiểu kỳ báo cáo “/”; viết như Quý I/2026."),
        ("thường xuyên", "Không hiểu kỳ báo cáo “thường xuyên”; viết như Quý I/2026."),
        ("tháng 13/2026", "Không có kỳ 13 loại này trong năm 2026."),
        ("Quý I", "Kỳ báo cáo “Quý I” không ghi năm."),
    ],
)
def test_what_is_no_period_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse_period(text)
    assert str(caught.value) == sentence


def test_a_plan_may_set_its_own_windows() -> None:
    quarter = own_window(date(2023, 12, 15), date(2024, 2, 29))
    assert quarter == Window(date(2023, 12, 15), date(2024, 2, 29))
    assert quarter.label == "15/12/2023–29/02/2024"
    assert [quarter.contains(date(2024, 2, 29)), quarter.contains(date(2024, 3, 1))] == [
        True,
        False,
    ]
    with pytest.raises(PeriodError) as caught:
        own_window(date(2024, 3, 1), date(2024, 2, 29))
    assert str(caught.value) == "Kỳ số liệu kết thúc 29/02/2024 trước khi bắt đầu 01/03/2024."


def test_reports_due_on_a_day_of_the_last_month() -> None:
    quarters = [Period(PeriodKind.QUARTER, 2024, index) for index in (1, 2, 3, 4)]
    assert [day_of_last_month(period, 12) for period in quarters] == [
        date(2024, 3, 12),
        date(2024, 6, 12),
        date(2024, 9, 12),
        date(2024, 12, 12),
    ]
    assert day_of_last_month(Period(PeriodKind.MONTH, 2026, 2), 31) == date(2026, 2, 28)
    with pytest.raises(PeriodError):
        day_of_last_month(quarters[0], 32)
