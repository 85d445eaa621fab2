"""Everything that the page of one task shows, in a fixed number of queries."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from dinh.foundation.journal.models import Event
from dinh.foundation.journal.queries import events_about
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Unit
from dinh.modules.organisation.queries import calendar_of
from dinh.modules.tasks import rules
from dinh.modules.tasks.models import Evidence, Extension, Occurrence, Task
from dinh.modules.tasks.queries.seeing import KIND
from dinh.modules.tasks.references import Resolved, resolve
from dinh.modules.tasks.rules import WhyDay
from dinh.modules.tasks.states import OPEN

STORY_LENGTH = 30


@dataclass(frozen=True)
class TaskPage:
    """A task with its whole story; `chosen` is the occurrence that the page is about (None: none yet)."""

    task: Task
    origin: Resolved | None
    supports: Sequence[Unit]
    occurrences: Sequence[Occurrence]
    chosen: Occurrence | None
    evidence: Sequence[Evidence]
    extensions: Sequence[Extension]
    subtasks: Sequence[Task]
    story: Sequence[Event]
    story_is_longer: bool

    @property
    def asked(self) -> Extension | None:
        """The request for extension that waits for an answer."""
        return next((row for row in self.extensions if row.state == "asked"), None)

    @property
    def granted(self) -> list[Extension]:
        """The extensions given, oldest first."""
        return [row for row in self.extensions if row.state == "granted"]

    @property
    def returned_reason(self) -> str:
        """Why the last hand-in was returned; "" when it was not."""
        return next((row.reason for row in self.evidence if row.state == "returned"), "")

    @property
    def waiting(self) -> list[Evidence]:
        """What waits to be judged."""
        return [row for row in self.evidence if row.state == "submitted"]


def page_of(
    actor: Actor, task: Task, *, order: int | None = None, whole_story: bool = False
) -> TaskPage:
    """The page of a task already seen by the actor; `order` chooses one of its occurrences."""
    occurrences = list(Occurrence.objects.filter(task=task).order_by("order"))
    for row in occurrences:
        row.task = task
    chosen = _chosen(occurrences, order)
    events = list(events_about(KIND, task.pk)[: None if whole_story else STORY_LENGTH + 1])
    length = len(events) if whole_story else STORY_LENGTH
    return TaskPage(
        task=task,
        origin=resolve(actor, task.origin_type, task.origin_id),
        supports=_supports(task),
        occurrences=occurrences,
        chosen=chosen,
        evidence=_evidence(chosen),
        extensions=_extensions(chosen),
        subtasks=subtasks_of(task),
        story=events[:length],
        story_is_longer=len(events) > length,
    )


def _chosen(rows: Sequence[Occurrence], order: int | None) -> Occurrence | None:
    wanted = next((row for row in rows if row.order == order), None)
    return wanted or current_of(rows)


def current_of(rows: Sequence[Occurrence]) -> Occurrence | None:
    """The occurrence that matters now: the open one due first, those past at entry and undated last;
    without an open one, the last."""
    is_open = [row for row in rows if row.state in OPEN]
    if is_open:
        return min(is_open, key=lambda row: (row.past_at_entry, row.due_order, row.order))
    return max(rows, key=lambda row: row.order, default=None)


def _supports(task: Task) -> list[Unit]:
    return list(task.support_units.order_by("order", "name"))


def _evidence(occurrence: Occurrence | None) -> list[Evidence]:
    rows = Evidence.objects.filter(occurrence=occurrence) if occurrence else Evidence.objects.none()
    return list(
        rows.select_related("file", "submitted_by").order_by("-round", "submitted_at", "id")
    )


def _extensions(occurrence: Occurrence | None) -> list[Extension]:
    if occurrence is None:
        return []
    rows = Extension.objects.filter(occurrence=occurrence)
    return list(rows.select_related("asked_by", "decided_by").order_by("asked_at", "id"))


def subtasks_of(task: Task) -> list[Task]:
    """The pieces of a task in the order they were made, each with its occurrences and lead."""
    rows = Task.objects.filter(parent=task).select_related("lead_unit", "lead_person")
    ordered = Prefetch("occurrences", queryset=Occurrence.objects.order_by("order"))
    return list(rows.prefetch_related(ordered).order_by("id"))


def why_due(occurrence: Occurrence) -> list[WhyDay]:
    """The days from the day meant to the due moment, with the reason of each; [] without a date."""
    if occurrence.due_day is None or occurrence.due_at is None:
        return []
    calendar = calendar_of(occurrence.organisation_id)
    return rules.why_due(occurrence.due_day, occurrence.due_at, calendar)


def evidence_seen_by(actor: Actor, key: uuid.UUID) -> Evidence | None:
    """One piece of evidence with its file and task; None when not there or not to be seen."""
    rows = Evidence.objects.filter(organisation_id__in=actor.readable, pk=key)
    return rows.select_related("file", "occurrence__task").first()
