"""From a due text to dated occurrences."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dinh.kernel.clock import ZONE
from dinh.law.calendars import national_calendar
from dinh.modules.tasks import rules
from dinh.modules.tasks.rules import Period, Reading

CALENDAR = national_calendar()
YEAR = rules.whole_year(2026)
ENTERED = datetime(2026, 1, 13, 9, 0, tzinfo=ZONE)


def schedule(due, *, period=YEAR, entered=ENTERED, reporting=(), reading=None):
    return rules.occurrences(
        due,
        plan_period=period,
        calendar=CALENDAR,
        entered_at=entered,
        reporting_periods=reporting,
        reading=reading or Reading(),
    )


def lines(found):
    """Label, day meant and due moment of each occurrence."""
    return [
        (
            one.label,
            one.due_day and f"{one.due_day:%d/%m/%Y}",
            one.due_at and f"{one.due_at:%H:%M %d/%m/%Y}",
        )
        for one in found.occurrences
    ]


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (
            {"type": "by", "date": "2026-11-20"},
            [("Trước 20/11/2026", "20/11/2026", "17:00 20/11/2026")],
        ),
        (  # a Sunday rolls to the Monday
            {"type": "by", "date": "2026-11-15"},
            [("Trước 15/11/2026", "15/11/2026", "17:00 16/11/2026")],
        ),
        (
            {"type": "month", "month": 1, "year": 2026},
            [("Tháng 1/2026", "31/01/2026", "17:00 02/02/2026")],
        ),
        (
            {"type": "month", "month": 12, "year": None},
            [("Tháng 12/2026", "31/12/2026", "17:00 31/12/2026")],
        ),
        (
            {"type": "quarters", "quarters": [1, 3], "year": 2026},
            [
                ("Quý I/2026", "31/03/2026", "17:00 31/03/2026"),
                ("Quý III/2026", "30/09/2026", "17:00 30/09/2026"),
            ],
        ),
        (
            {"type": "year", "year": 2026},
            [("Năm 2026", "31/12/2026", "17:00 31/12/2026")],
        ),
        (
            {"type": "year", "year": None},
            [("Năm 2026", "31/12/2026", "17:00 31/12/2026")],
        ),
        (
            {"type": "periodic", "every": "half_year"},
            [
                ("6 tháng đầu năm 2026", "30/06/2026", "17:00 30/06/2026"),
                ("6 tháng cuối năm 2026", "31/12/2026", "17:00 31/12/2026"),
            ],
        ),
        ({"type": "on_demand"}, []),
        ({"type": "per_plan"}, [("Chưa có ngày", None, None)]),
        (None, [("Chưa có ngày", None, None)]),
        ({"type": "month", "month": None}, [("Chưa có ngày", None, None)]),
        ({"type": "by", "date": None}, [("Chưa có ngày", None, None)]),
    ],
)
def test_a_due_text_asks_for_these_occurrences(due, expected):
    assert lines(schedule(due)) == expected


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ({"type": "per_plan"}, "theo một kế hoạch"),
        (None, "Chưa hiểu"),
        ({"type": "periodic", "every": None}, "bao lâu một lần"),
        ({"type": "continuous"}, ""),
        ({"type": "on_demand"}, ""),
    ],
)
def test_what_a_person_must_settle_is_said(due, words):
    issue = schedule(due).issue
    assert words in issue if words else issue == ""


def test_continuous_work_is_asked_for_in_each_reporting_period_of_the_plan():
    reporting = [
        Period("Quý I", date(2025, 12, 15), date(2026, 3, 14)),
        Period("6 tháng", date(2025, 12, 15), date(2026, 6, 14)),
    ]
    found = schedule({"type": "continuous"}, reporting=reporting)
    assert [(one.label, one.first, one.due_day) for one in found.occurrences] == [
        ("Quý I", date(2025, 12, 15), date(2026, 3, 14)),
        ("6 tháng", date(2025, 12, 15), date(2026, 6, 14)),
    ]


def test_without_reporting_periods_it_is_asked_for_by_quarter():
    labels = [one.label for one in schedule({"type": "continuous"}).occurrences]
    assert labels == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]


def test_a_plan_of_several_years_asks_continuous_work_in_the_printed_year_only():
    found = schedule(
        {"type": "continuous", "year": 2027}, period=(date(2026, 1, 1), date(2030, 12, 31))
    )
    assert [one.label for one in found.occurrences] == [
        "Quý I/2027",
        "Quý II/2027",
        "Quý III/2027",
        "Quý IV/2027",
    ]


def test_a_year_without_a_number_in_a_plan_of_several_years_is_its_whole_period():
    found = schedule({"type": "year"}, period=(date(2026, 1, 1), date(2030, 12, 31)))
    assert lines(found) == [("2026–2030", "31/12/2030", "17:00 31/12/2030")]


def test_what_was_past_when_entered_is_marked_and_the_rest_is_not():
    entered = datetime(2026, 3, 2, 8, 0, tzinfo=ZONE)
    found = schedule({"type": "periodic", "every": "month"}, entered=entered)
    assert [one.past_at_entry for one in found.occurrences] == [True] + [False] * 11
    # February ends on a Saturday: due on Monday 2 March at closing, so still ahead that morning


def test_an_office_may_read_before_a_day_as_not_counting_that_day():
    strict = Reading(by_includes_day=False)
    found = schedule({"type": "by", "date": "2026-11-20"}, reading=strict)
    assert lines(found) == [("Trước 20/11/2026", "19/11/2026", "17:00 19/11/2026")]


def test_an_office_may_ask_for_work_before_a_day_off():
    early = Reading(rolls="previous")
    found = schedule({"type": "by", "date": "2026-11-15"}, reading=early)
    assert lines(found) == [("Trước 15/11/2026", "15/11/2026", "17:00 13/11/2026")]


@given(some.dates(date(2020, 1, 2), date(2027, 12, 1)), some.sampled_from(["next", "previous"]))
def test_the_due_moment_is_the_closing_of_the_nearest_working_day(day, rolls):
    due_at = rules.due_moment(day, CALENDAR, rolls).due_at
    fell = due_at.date()
    assert (due_at.hour, due_at.minute, CALENDAR.is_working_day(fell)) == (17, 0, True)
    between = range(1, abs((fell - day).days) + 1)
    step = 1 if rolls == "next" else -1
    assert fell == day + step * timedelta(days=len(between))
    off = [day + step * timedelta(days=ahead - 1) for ahead in between]
    assert not any(map(CALENDAR.is_working_day, off))


@given(some.dates(date(2020, 1, 2), date(2027, 12, 1)))
def test_the_explanation_ends_on_the_due_day_and_every_other_day_is_off(day):
    due_at = rules.due_moment(day, CALENDAR).due_at
    why = rules.why_due(day, due_at, CALENDAR)
    assert (why[0].day, why[-1].day) == (day, due_at.date())
    assert [one.is_off for one in why] == [True] * (len(why) - 1) + [False]


@given(
    some.dates(date(2020, 1, 1), date(2026, 12, 31)),
    some.integers(0, 900),
    some.sampled_from([1, 3, 6, 12]),
)
def test_stretches_follow_one_another_and_end_within_the_span(first, length, months):
    span = (first, first + timedelta(days=length))
    found = rules.stretches(span, months)
    assert found
    assert all(span[0] <= one.last <= span[1] for one in found)
    for earlier, later in zip(found, found[1:], strict=False):
        assert later.first == earlier.last + timedelta(days=1)


@pytest.mark.parametrize(
    ("done", "late"),
    [("2026-11-20T16:59", False), ("2026-11-20T17:00", False), ("2026-11-20T17:01", True)],
)
def test_done_on_the_minute_is_on_time(done, late):
    due_at = datetime(2026, 11, 20, 17, 0, tzinfo=ZONE)
    done_at = datetime.fromisoformat(done).replace(tzinfo=ZONE)
    assert rules.done_late(done_at, due_at) is late
    assert rules.done_late(done_at, None) is False


def test_a_document_of_the_due_day_is_on_time():
    due_at = rules.due_moment(date(2026, 11, 20), CALENDAR).due_at
    assert rules.done_late(rules.moment_of_document(date(2026, 11, 20)), due_at) is False
    assert rules.done_late(rules.moment_of_document(date(2026, 11, 21)), due_at) is True
