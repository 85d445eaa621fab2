"""Moments as whole minutes: the clock counts with integers and speaks in datetimes.

A minute number is `date ordinal × 1440 + minute of the day`, local time.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = 24 * 60
FIRST_YEAR, LAST_YEAR = 1900, 2199

_NAIVE = tuple(time(minute // 60, minute % 60) for minute in range(DAY))
_AWARE = tuple(at.replace(tzinfo=ZONE) for at in _NAIVE)


class ClockError(ValueError):
    """The question has no answer; the message says why, in Vietnamese."""


def to_minute(moment: datetime) -> int:
    """Minute number of a moment; seconds are dropped."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(ZONE)
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


def from_minute(minute: int, aware: bool = False) -> datetime:
    """The moment of a minute number, in local time."""
    ordinal, within = divmod(minute, DAY)
    return datetime.combine(date.fromordinal(ordinal), (_AWARE if aware else _NAIVE)[within])


def say_clock(minute_of_day: int) -> str:
    """`07:30`; the end of the day is `24:00`."""
    return f"{minute_of_day // 60:02d}:{minute_of_day % 60:02d}"
