"""Work as a test wants it: given by the office, with plain defaults."""

from datetime import UTC, datetime
from typing import Any

from dinh.kernel.clock import ZONE
from dinh.modules.tasks.actions import give_task
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.rules import whole_year

PLAN_YEAR = whole_year(2026)


def at(text: str) -> datetime:
    """A moment on the wall clock of Vietnam: `at("2026-11-19 14:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


GIVEN_AT = at("2026-01-13 09:00")


def quarters(*numbers: int, year: int = 2026) -> dict[str, Any]:
    """A due rule: these quarters."""
    return {"type": "quarters", "quarters": list(numbers), "year": year}


def by(day: str) -> dict[str, Any]:
    """A due rule: by a day."""
    return {"type": "by", "date": day}


def give(actor: Any, title: str = "Công khai thủ tục mới", **fields: Any) -> Task:
    """A task given by this actor on 13 January 2026, due on 30 November 2026 unless told otherwise."""
    moment = fields.pop("at", GIVEN_AT)
    fields = {"due_rule": by("2026-11-30"), "period": PLAN_YEAR, **fields}
    return give_task(actor=actor, at=moment, title=title, **fields)


def only(task: Task) -> Occurrence:
    """The one occurrence of a task."""
    return Occurrence.objects.select_related("task").get(task=task)


__all__ = ["GIVEN_AT", "PLAN_YEAR", "at", "by", "give", "only", "quarters", "whole_year"]
