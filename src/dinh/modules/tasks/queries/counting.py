"""Progress figures out of the running tallies: their cost does not depend on the number of tasks."""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from dinh.modules.tasks.facts import NO_ORIGIN
from dinh.modules.tasks.models import TaskOccurrenceFact, TaskTally


@dataclass
class Progress:
    """How occurrences stand. The first five add up to `total`; the next three stand apart.

    `past` was over when entered and nobody has decided about it yet; `tasks` counts tasks.
    """

    on_time: int = 0
    late: int = 0
    in_progress: int = 0
    overdue: int = 0
    not_due: int = 0
    past: int = 0
    not_arisen: int = 0
    cancelled: int = 0
    tasks: int = 0

    @property
    def total(self) -> int:
        """Everything that has to be done."""
        return self.on_time + self.late + self.in_progress + self.overdue + self.not_due

    @property
    def done(self) -> int:
        """What is finished, in time or not."""
        return self.on_time + self.late

    @property
    def open(self) -> int:
        """What is still to be finished."""
        return self.in_progress + self.overdue + self.not_due

    @property
    def on_time_percent(self) -> float | None:
        """On time among what has come due, in per cent, rounded down; None when nothing has.

        Source: law.md 7.2 (progress of the plan); requirements gia-luong C10.
        """
        due = self.on_time + self.late + self.overdue
        return self.on_time * 1000 // due / 10 if due else None

    def __add__(self, other: "Progress") -> "Progress":
        """The two heap by heap."""
        names = [field.name for field in fields(self)]
        return Progress(**{name: getattr(self, name) + getattr(other, name) for name in names})


def progress(
    organisation_id: uuid.UUID,
    *,
    by: str,
    now: datetime,
    origin_id: uuid.UUID | None = None,
    any_origin: bool = True,
) -> dict[str, Progress]:
    """How work stands at `now`, by "area", "unit" or "person": keys as text, "" for none.

    `origin_id` narrows to one plan; `any_origin=False` without it, to work outside any. One query.
    """
    rows = _tallies(organisation_id, by, now, origin_id, any_origin)
    found: dict[str, Progress] = {}
    for key, bucket, count in rows.values_list("key", "bucket").annotate(n=Sum("count")):
        if count:
            setattr(found.setdefault(key, Progress()), bucket, count)
    return found


def overall(
    organisation_id: uuid.UUID, *, now: datetime, origin_id: uuid.UUID | None = None
) -> Progress:
    """How all work of the organisation, or of one plan, stands at `now`. One query."""
    parts = progress(organisation_id, by="area", now=now, origin_id=origin_id)
    return sum(parts.values(), Progress())


def facts_as_at(organisation_id: uuid.UUID, at: datetime) -> QuerySet[TaskOccurrenceFact]:
    """The facts as they were known at a moment: a report's cut-off, lineage, a comparison with now."""
    known = TaskOccurrenceFact.objects.filter(organisation_id=organisation_id)
    still = Q(recorded_to=None) | Q(recorded_to__gt=at)
    return known.filter(still, recorded_from__lte=at)


def _tallies(
    organisation_id: uuid.UUID,
    by: str,
    now: datetime,
    origin_id: uuid.UUID | None,
    any_origin: bool,
) -> QuerySet[TaskTally]:
    rows = TaskTally.objects.filter(organisation_id=organisation_id, dimension=by, at__lt=now)
    if origin_id is not None:
        return rows.filter(origin=origin_id)
    return rows if any_origin else rows.filter(origin=NO_ORIGIN)
