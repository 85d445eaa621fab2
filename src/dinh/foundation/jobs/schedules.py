"""When a scheduled job is due: every day at a time, or in even steps."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Daily:
    """Every day at a wall-clock time of the installation."""

    at: time

    def latest_due(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last moment not after `now` at which the schedule was due."""
        local = now.astimezone(zone)
        today = datetime.combine(local.date(), self.at, tzinfo=zone)
        due = today if today <= local else today - timedelta(days=1)
        return due.astimezone(UTC)


@dataclass(frozen=True)
class Interval:
    """Every so often, counted from a fixed moment, so that all workers agree on the steps."""

    step: timedelta

    def latest_due(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last moment not after `now` at which the schedule was due."""
        return _EPOCH + (now - _EPOCH) // self.step * self.step


Schedule = Daily | Interval


def schedule_of(when: str | timedelta) -> Schedule:
    """`"08:00"` is every day at eight, a timedelta every so often.

    Raises ValueError for another text or a step under one second.
    """
    if isinstance(when, str):
        return Daily(time.fromisoformat(when))
    if when < timedelta(seconds=1):
        raise ValueError("A schedule's step is at least one second.")
    return Interval(when)
