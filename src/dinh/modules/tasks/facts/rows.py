"""Writes the versions of a fact: the row that held is closed, the row that holds is added."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from dinh.modules.tasks import states
from dinh.modules.tasks.facts import tallies
from dinh.modules.tasks.models import Occurrence, TaskOccurrenceFact

KEPT_APART = {"id", "created_at", "recorded_from", "recorded_to"}
COLUMNS = [
    field.attname for field in TaskOccurrenceFact._meta.fields if field.attname not in KEPT_APART
]


def refresh_facts(occurrences: Sequence[Occurrence], *, at: datetime) -> None:
    """Bring the facts and tallies of these occurrences (with their `task`) up to what they are now.

    Costs a fixed number of queries. An occurrence that has not changed keeps its row.
    """
    held = _current([occurrence.pk for occurrence in occurrences])
    made = [_fact(occurrence, at) for occurrence in occurrences]
    changed = [fact for fact in made if not _same(held.get(fact.occurrence_id), fact)]
    closed = [held[fact.occurrence_id] for fact in changed if fact.occurrence_id in held]
    for row in closed:
        row.recorded_to = max(at, row.recorded_from)
    TaskOccurrenceFact.objects.bulk_update(closed, ["recorded_to"])
    TaskOccurrenceFact.objects.bulk_create(changed)
    tallies.apply_difference(before=closed, after=changed)


def _current(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, TaskOccurrenceFact]:
    rows = TaskOccurrenceFact.objects.filter(occurrence_id__in=list(keys), recorded_to=None)
    return {row.occurrence_id: row for row in rows}


def _same(old: TaskOccurrenceFact | None, new: TaskOccurrenceFact) -> bool:
    if old is None:
        return False
    return all(getattr(old, name) == getattr(new, name) for name in COLUMNS)


def _fact(occurrence: Occurrence, at: datetime) -> TaskOccurrenceFact:
    task, state = occurrence.task, occurrence.state
    return TaskOccurrenceFact(
        organisation_id=occurrence.organisation_id,
        occurrence_id=occurrence.pk,
        task_id=task.pk,
        kind=task.kind,
        origin_type=task.origin_type,
        origin_id=occurrence.origin_id,
        area=occurrence.area,
        unit_id=occurrence.unit_id,
        person_id=occurrence.person_id,
        period_start=occurrence.period_start,
        period_end=occurrence.period_end,
        first_due_at=occurrence.first_due_at,
        due_at=occurrence.due_at,
        submitted_at=occurrence.submitted_at,
        done_at=occurrence.done_at,
        state=state,
        is_open=state in states.OPEN,
        is_started=occurrence.started_at is not None,
        is_submitted=state == states.SUBMITTED,
        is_done=state == states.ACCEPTED and not occurrence.is_no_need,
        is_late=bool(occurrence.is_late),
        is_no_need=occurrence.is_no_need,
        is_cancelled=state == states.CANCELLED,
        is_past_at_entry=occurrence.past_at_entry,
        is_extended=occurrence.extension_count > 0,
        recorded_from=at,
    )
