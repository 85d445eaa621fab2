"""Figures and working time as officers write and say them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.foundation.ui import wording
from dinh.kernel.clock import say_remaining


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1903, "1.903"),
        (97.84, "97,84"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (-12, "−12"),
        (0, "0"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_numbers_have_points_and_a_comma(value: object, said: str) -> None:
    assert wording.number(value) == said


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_a_number_can_be_read_back(value: int) -> None:
    assert int(wording.number(value).replace(".", "").replace("−", "-")) == value


@given(st.integers(min_value=-100_000, max_value=100_000))
def test_time_left_is_said_as_the_clock_says_it(minutes: int) -> None:
    assert wording.remaining(minutes).replace(wording.NBSP, " ") == say_remaining(minutes)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 19, 10, tzinfo=UTC), "17:00 hôm nay"),
        (datetime(2026, 11, 18, 10, tzinfo=UTC), "17:00 hôm qua"),
        (datetime(2026, 11, 20, 10, tzinfo=UTC), "17:00 ngày mai"),
        (datetime(2026, 11, 23, 10, tzinfo=UTC), "17:00, thứ Hai 23/11"),
        (datetime(2027, 1, 4, 1, 30, tzinfo=UTC), "08:30, thứ Hai 04/01/2027"),
        (datetime(2026, 11, 18, 17, 30, tzinfo=UTC), "00:30 hôm nay"),  # past midnight in Vietnam
    ],
)
def test_moments_are_said_from_where_we_stand(at: datetime, said: str) -> None:
    now = datetime(2026, 11, 19, 7, tzinfo=UTC)
    assert wording.moment(at, now).replace(wording.NBSP, " ") == said


def test_days_are_written_in_full_and_in_short() -> None:
    day = date(2026, 11, 19)
    assert wording.day(day) == "19/11/2026"
    assert wording.day(None) == ""
    assert wording.long_day(day).replace(wording.NBSP, " ") == "Thứ Năm, 19/11/2026"
    assert wording.short_day(day, date(2026, 1, 1)) == "19/11"
    assert wording.short_day(day, date(2025, 12, 31)) == "19/11/2026"
    assert wording.short_weekday(date(2026, 11, 22)) == "CN"


@pytest.mark.parametrize(
    ("size", "said"), [(3, "1 kB"), (640_000, "640 kB"), (3_440_000, "3,4 MB")]
)
def test_file_sizes(size: int, said: str) -> None:
    assert wording.size(size).replace(wording.NBSP, " ") == said
