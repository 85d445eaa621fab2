"""The day's work: bounds, order, words; the days ahead; the hours of today."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.foundation.ui.wording import NBSP
from dinh.foundation.ui.workday import Section, Share, WorkItem
from dinh.kernel.clock import ZONE
from dinh.law.calendars import national_calendar
from dinh.web import day, days, hours

# Thursday; Tuesday the 24th is a holiday.
NOW = datetime(2026, 11, 19, 14, tzinfo=ZONE)
CALENDAR = national_calendar()
MOMENT = day.moment_at(NOW, CALENDAR)


def item(title: str, due_at: datetime | None, **more: object) -> WorkItem:
    return WorkItem("plan", title, "/lam-viec/", due_at=due_at, **more)  # type: ignore[arg-type]


def test_the_next_three_working_days_skip_weekend_and_holiday() -> None:
    assert MOMENT.today_ends_at == datetime(2026, 11, 20, tzinfo=ZONE)
    assert MOMENT.next_ends_at == datetime(2026, 11, 26, tzinfo=ZONE)  # 20, 23 and 25 November


def test_sections_come_in_order_and_items_by_what_falls_due_first() -> None:
    shares = [
        Share(Section.NEXT, [item("c", NOW + timedelta(days=1, hours=3))], 1),
        Share(
            Section.LATE,
            [item("b", NOW - timedelta(hours=2)), item("a", NOW - timedelta(days=6))],
            2,
        ),
        Share(Section.LATE, [item("d", NOW - timedelta(days=2))], 30, "Xem hết", "/x/"),
    ]
    late, ahead = day.blocks(shares, MOMENT)
    assert [row.item.title for row in late.rows] == ["a", "d", "b"]
    assert (late.total, [share.more_url for share in late.more]) == (32, ["/x/"])
    assert ahead.note == f"thứ{NBSP}Ba 24/11 nghỉ"


@pytest.mark.parametrize(
    ("due_at", "code", "left", "moment"),
    [
        (datetime(2026, 11, 19, 17, tzinfo=ZONE), "soon", "Còn 3 giờ làm việc", "17:00 hôm nay"),
        (
            datetime(2026, 11, 23, 17, tzinfo=ZONE),
            "open",
            "Còn 2 ngày 3 giờ làm việc",
            "17:00, thứ Hai 23/11",
        ),
        (datetime(2026, 11, 19, 9, tzinfo=ZONE), "late", "Quá 3 giờ làm việc", "hạn 09:00 hôm nay"),
        # Due in the pause of noon, which holds no working minute: still overdue, never "at due".
        (
            datetime(2026, 11, 19, 13, 59, tzinfo=ZONE),
            "late",
            "Quá 1 phút làm việc",
            "hạn 13:59 hôm nay",
        ),
    ],
)
def test_a_row_says_what_is_left(due_at: datetime, code: str, left: str, moment: str) -> None:
    shares = [Share(Section.TODAY, [item("a", due_at)], 1)]
    (row,) = day.blocks(shares, MOMENT)[0].rows
    said = (row.code, row.left.replace(NBSP, " "), row.moment.replace(NBSP, " "))
    assert said == (code, left, moment)


def test_what_waits_for_others_says_for_whom_and_since_when() -> None:
    waiting = item("a", None, waits_for="Đang chờ Chủ tịch ký", since=NOW - timedelta(hours=3))
    (row,) = day.blocks([Share(Section.WAITING, [waiting], 1)], MOMENT)[0].rows
    assert (row.code, row.left, row.moment) == ("wait", "Đang chờ Chủ tịch ký", "từ 11:00 hôm nay")


def test_a_section_shows_no_more_than_its_limit() -> None:
    items = [item(f"{n:02}", NOW - timedelta(days=n)) for n in range(25)]
    (block,) = day.blocks([Share(Section.LATE, items, 25)], MOMENT)
    assert (len(block.rows), block.total) == (MOMENT.limit, 25)


def test_the_days_ahead_name_rests_and_count_work() -> None:
    shares = [
        Share(Section.TODAY, [item("a", NOW + timedelta(hours=3))], 1),
        Share(Section.NEXT, [], 7, days={datetime(2026, 11, 25, tzinfo=ZONE).date(): 7}),
    ]
    lines = days.days_ahead(shares, MOMENT)
    assert [(line.label.replace(NBSP, " "), line.count, line.why_off) for line in lines] == [
        ("Th 5 19/11", 1, ""),
        ("Th 6 20/11", 0, ""),
        ("21 – 22/11", 0, "Nghỉ cuối tuần"),
        ("Th 2 23/11", 0, ""),
        ("Th 3 24/11", 0, "Ngày Văn hóa Việt Nam"),
        ("Th 4 25/11", 7, ""),
    ]
    assert [line.is_today for line in lines] == [True, False, False, False, False, False]


def test_the_bar_shows_what_is_over_and_what_is_left() -> None:
    bar = hours.hours_bar(NOW, CALENDAR)  # 07:30–11:30, 13:00–17:00
    assert bar is not None
    assert [(part.x, part.width, part.css) for part in bar.parts] == [
        ("0.00%", "42.11%", "f-none"),
        ("57.89%", "10.53%", "f-none"),
        ("68.42%", "31.58%", "f-act"),
    ]
    assert (bar.now_x, bar.now, bar.words) == ("68.42%", "14:00", "07:30–11:30, 13:00–17:00")


@given(st.integers(0, 24 * 60 - 1))
def test_over_and_left_together_are_the_hours(minute: int) -> None:
    bar = hours.hours_bar(NOW.replace(hour=minute // 60, minute=minute % 60), CALENDAR)
    assert bar is not None
    assert abs(sum(float(part.width[:-1]) for part in bar.parts) - 100 * 480 / 570) < 0.05
    assert bool(bar.now_x) == (450 <= minute <= 1020)


def test_a_day_off_has_no_bar_and_says_why() -> None:
    saturday = datetime(2026, 11, 21, 9, tzinfo=ZONE)
    assert hours.hours_bar(saturday, CALENDAR) is None
    assert days.why_off(saturday.date(), CALENDAR) == "Nghỉ cuối tuần"
    assert day.left_today(day.moment_at(saturday, CALENDAR)) == 0
