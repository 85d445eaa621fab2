"""Which jobs exist: a function per name, how often it is tried again, and its schedule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

from dinh.foundation.jobs.schedules import Schedule, schedule_of

Run = TypeVar("Run", bound=Callable[..., Any])

DEFAULT_RETRIES = 3
DEFAULT_TIME_LIMIT = timedelta(minutes=30)


@dataclass(frozen=True)
class JobKind:
    """What a name stands for."""

    name: str
    run: Callable[..., Any]
    retries: int = DEFAULT_RETRIES
    time_limit: timedelta = DEFAULT_TIME_LIMIT
    schedule: Schedule | None = None


_kinds: dict[str, JobKind] = {}


def job(
    name: str,
    *,
    retries: int = DEFAULT_RETRIES,
    time_limit: timedelta = DEFAULT_TIME_LIMIT,
) -> Callable[[Run], Run]:
    """Register `def run(job: RunningJob, **arguments)` under "module.verb_thing".

    What it returns (JSON) becomes the job's result. A `Refusal` fails the job at once with its
    sentence; any other exception is tried again `retries` times, later each time. The function may
    run more than once (a worker can die after the work and before the note of it): make it harmless.

    Raises ValueError for a name taken by another function.
    """

    def register(run: Run) -> Run:
        known = _kinds.get(name)
        if known is not None and known.run.__qualname__ != run.__qualname__:
            raise ValueError(f"Two jobs are called {name}.")
        _kinds[name] = JobKind(name, run, retries, time_limit)
        return run

    return register


def every(when: str | timedelta) -> Callable[[Run], Run]:
    """Put the job below on a schedule: `@every("08:00")` above `@job("tasks.remind")`.

    Raises ValueError when no job is registered for the function.
    """

    def schedule(run: Run) -> Run:
        names = [kind.name for kind in _kinds.values() if kind.run is run]
        if not names:
            raise ValueError("@every stands above @job.")
        for name in names:
            _kinds[name] = replace(_kinds[name], schedule=schedule_of(when))
        return run

    return schedule


def load() -> None:
    """Import `jobs.py` of every installed app, so that its jobs are registered."""
    autodiscover_modules("jobs")


def kind_of(name: str) -> JobKind | None:
    """The kind registered under a name, or None (an old name, or a newer program's)."""
    if name not in _kinds:
        load()
    return _kinds.get(name)


def scheduled_kinds() -> Iterator[tuple[JobKind, Schedule]]:
    """The kinds on a schedule, in the order of their names."""
    load()
    for name in sorted(_kinds):
        kind = _kinds[name]
        if kind.schedule is not None:
            yield kind, kind.schedule
