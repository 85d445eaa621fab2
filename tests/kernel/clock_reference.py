"""A slow and obvious legal clock: it walks minute by minute or day by day, as the law reads.

It shares no counting code with the product, only the calendar's word on a single day.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from dinh.kernel.clock import Calendar, Extension, Ledger, Limit, Pause, Unit

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def closing_at(calendar: Calendar, day: date) -> datetime:
    return datetime.combine(day, time()) + calendar.closing(day) * MINUTE


def is_paused(ledger: Ledger, at: datetime) -> bool:
    pauses = [entry for entry in ledger if isinstance(entry, Pause)]
    return any(p.starts_at <= at and (p.ends_at is None or at < p.ends_at) for p in pauses)


def is_working_minute(calendar: Calendar, at: datetime) -> bool:
    day, minute = calendar.day(at.date()), at.hour * 60 + at.minute
    return day.is_working and any(opens <= minute < closes for opens, closes in day.hours)


def receipt_day(calendar: Calendar, received: datetime) -> date:
    day = received.date()
    late = calendar.late_receipt(day)
    is_late = received > closing_at(calendar, day)
    if late is not None and received.time() > late.at:
        is_late = True
    if is_late or not calendar.is_working_day(day):
        day += DAY
    while not calendar.is_working_day(day):
        day += DAY
    return day


def count_minutes(calendar: Calendar, start: datetime, limit: Limit, ledger: Ledger) -> datetime:
    at, left = start, limit.value * 60
    if limit.unit is Unit.WORKING_HOUR and not left:
        while not is_working_minute(calendar, at):
            at += MINUTE
    while left:
        is_on = limit.unit is Unit.HOUR or is_working_minute(calendar, at)
        left -= is_on and not is_paused(ledger, at)
        at += MINUTE
    return at


def count_days(calendar: Calendar, receipt: date, limit: Limit, ledger: Ledger) -> datetime:
    day, left = receipt, limit.value
    while left:
        day += DAY
        is_day = limit.unit is Unit.CALENDAR_DAY or calendar.is_working_day(day)
        left -= is_day and not is_paused(ledger, closing_at(calendar, day))
    return rolled(calendar, day) if limit.unit is Unit.CALENDAR_DAY else closing_at(calendar, day)


def count_months(calendar: Calendar, receipt: date, limit: Limit, ledger: Ledger) -> datetime:
    year, month = receipt.year, receipt.month
    for _ in range(limit.value):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    due = date(year, month, min(receipt.day, monthrange(year, month)[1]))
    day = receipt + DAY
    while day <= due:
        due += DAY * is_paused(ledger, closing_at(calendar, day))
        day += DAY
    return rolled(calendar, due)


def rolled(calendar: Calendar, day: date) -> datetime:
    while not calendar.is_working_day(day):
        day += DAY
    return closing_at(calendar, day)


def count(
    calendar: Calendar, start: datetime, receipt: date, limit: Limit, ledger: Ledger
) -> datetime:
    if limit.unit in (Unit.HOUR, Unit.WORKING_HOUR):
        return count_minutes(calendar, start, limit, ledger)
    if limit.unit is Unit.MONTH:
        return count_months(calendar, receipt, limit, ledger)
    return count_days(calendar, receipt, limit, ledger)


def slow_deadline(
    received: datetime, limit: Limit, calendar: Calendar, ledger: Ledger
) -> datetime | None:
    if any(isinstance(entry, Pause) and entry.ends_at is None for entry in ledger):
        return None
    due = count(calendar, received, receipt_day(calendar, received), limit, ledger)
    for entry in ledger:
        if isinstance(entry, Extension):
            due = count(calendar, due, due.date(), entry.limit, ledger)
    return due


def slow_worked(begin: datetime, end: datetime, calendar: Calendar, ledger: Ledger) -> int:
    worked = 0
    while begin < end:
        worked += is_working_minute(calendar, begin) and not is_paused(ledger, begin)
        begin += MINUTE
    return worked
