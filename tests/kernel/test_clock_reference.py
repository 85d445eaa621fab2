"""The clock equals a slow and obvious one on random calendars, limits and ledgers."""

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from dinh.kernel.clock import (
    Calendar,
    Extension,
    Ledger,
    Limit,
    Pause,
    Unit,
    deadline,
    remaining,
    worked_between,
)
from dinh.law.calendars import national_calendar
from kernel.clock_draws import calendars, ledgers, limits, moments
from kernel.clock_reference import receipt_day, slow_deadline, slow_worked

some_calendar = calendars | st.just(national_calendar())


@settings(max_examples=300, deadline=None)
@given(moments, limits, some_calendar, ledgers())
def test_deadline_is_the_slow_one(
    received: datetime, limit: Limit, calendar: Calendar, ledger: Ledger
) -> None:
    found = deadline(received, limit, calendar, ledger)
    assert found.due_at == slow_deadline(received, limit, calendar, ledger)
    assert found.receipt_day == receipt_day(calendar, received)


@settings(max_examples=100, deadline=None)
@given(moments, moments, some_calendar, ledgers())
def test_worked_between_is_the_slow_one(
    begin: datetime, end: datetime, calendar: Calendar, ledger: Ledger
) -> None:
    begin, end = min(begin, end), max(begin, end)
    pauses = [entry for entry in ledger if isinstance(entry, Pause)]
    worked = worked_between(begin, end, calendar, pauses)
    assert worked == slow_worked(begin, end, calendar, ledger)
    assert worked_between(end, begin, calendar, pauses) == -worked


@settings(max_examples=200, deadline=None)
@given(moments, limits, some_calendar, ledgers())
def test_explanation_counts_the_whole_limit(
    received: datetime, limit: Limit, calendar: Calendar, ledger: Ledger
) -> None:
    found = deadline(received, limit, calendar, ledger)
    assert found.due_at is not None
    reasons = found.explanation
    days = [reason.day for reason in reasons]
    assert days == sorted(days)
    assert days[-1] == found.due_at.date()
    assert set(range(received.toordinal(), days[-1].toordinal() + 1)) == {
        day.toordinal() for day in days
    }
    in_days = (Unit.CALENDAR_DAY, Unit.WORKING_DAY)
    asked = [limit, *(entry.limit for entry in ledger if isinstance(entry, Extension))]
    if all(one.unit in in_days for one in asked):
        assert sum(reason.counted for reason in reasons) == sum(one.value for one in asked)


@settings(max_examples=100, deadline=None)
@given(moments, st.integers(1, 20), some_calendar, ledgers())
def test_a_limit_in_working_hours_is_just_worked_off(
    received: datetime, hours: int, calendar: Calendar, ledger: Ledger
) -> None:
    pauses = tuple(entry for entry in ledger if isinstance(entry, Pause))
    found = deadline(received, Limit(hours, Unit.WORKING_HOUR), calendar, pauses)
    assert found.due_at is not None
    assert worked_between(received, found.due_at, calendar, pauses) == hours * 60
    assert remaining(found, received) == hours * 60
    assert remaining(found, found.due_at) == 0


@settings(max_examples=100, deadline=None)
@given(moments, limits, some_calendar, ledgers())
def test_the_order_of_pauses_does_not_matter(
    received: datetime, limit: Limit, calendar: Calendar, ledger: Ledger
) -> None:
    pauses = [entry for entry in ledger if isinstance(entry, Pause)]
    extensions = [entry for entry in ledger if isinstance(entry, Extension)]
    turned = (*extensions, *reversed(pauses))
    assert (
        deadline(received, limit, calendar, ledger).due_at
        == deadline(received, limit, calendar, turned).due_at
    )


@settings(max_examples=100, deadline=None)
@given(moments, limits, some_calendar, ledgers())
def test_time_runs_only_forward(
    received: datetime, limit: Limit, calendar: Calendar, ledger: Ledger
) -> None:
    plain = deadline(received, limit, calendar)
    more = deadline(received, Limit(limit.value + 1, limit.unit), calendar)
    held = deadline(received, limit, calendar, ledger)
    assert plain.due_at is not None and more.due_at is not None and held.due_at is not None
    assert received <= plain.due_at <= more.due_at
    assert plain.due_at <= held.due_at
