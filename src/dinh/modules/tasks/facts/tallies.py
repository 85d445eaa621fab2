"""The running tallies: dated steps whose sum before a moment is the figure at that moment.

An occurrence that is still open adds two steps at its due moment, one out of its heap and one into
"overdue"; so figures are right at every moment, without a job that looks for what has passed.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model

from dinh.kernel.keys import new_key
from dinh.modules.tasks import states
from dinh.modules.tasks.models import Task, TaskOccurrenceFact, TaskTally

NO_ORIGIN = uuid.UUID(int=0)
ALWAYS = datetime(1900, 1, 1, tzinfo=UTC)
TASKS = "tasks"  # the heap that counts tasks rather than occurrences


class Cell(NamedTuple):
    """What makes a step unique."""

    organisation: uuid.UUID
    origin: uuid.UUID
    dimension: str
    key: str
    bucket: str
    at: datetime


def apply_difference(
    *, before: Iterable[TaskOccurrenceFact], after: Iterable[TaskOccurrenceFact]
) -> None:
    """Take the steps of the old rows out and put those of the new ones in."""
    change: Counter[Cell] = Counter()
    for fact in after:
        change.update(_cells_of(fact))
    for fact in before:
        change.subtract(_cells_of(fact))
    _add(change)


def add_tasks(tasks: Iterable[Task]) -> None:
    """Count these tasks where they belong; a cancelled one nowhere."""
    _add(Counter(cell for task in tasks for cell in _cells_of_task(task)))


def remove_tasks(tasks: Iterable[Task]) -> None:
    """Count these tasks no longer; call it before their area or lead changes."""
    counted = Counter(cell for task in tasks for cell in _cells_of_task(task))
    _add({cell: -count for cell, count in counted.items()})


def _cells_of(fact: TaskOccurrenceFact) -> Counter[Cell]:
    """The steps of one fact in each dimension; a key is "" where there is none."""
    cells: Counter[Cell] = Counter()
    places = _places(fact.area, fact.unit_id, fact.person_id)
    for bucket, at, count in _steps(fact):
        for dimension, key in places:
            cell = Cell(
                fact.organisation_id, fact.origin_id or NO_ORIGIN, dimension, key, bucket, at
            )
            cells[cell] += count
    return cells


def _cells_of_task(task: Task) -> Iterator[Cell]:
    if task.state == Task.State.CANCELLED:
        return
    places = _places(task.area, task.lead_unit_id, task.lead_person_id)
    for dimension, key in places:
        yield Cell(task.organisation_id, task.origin_id or NO_ORIGIN, dimension, key, TASKS, ALWAYS)


def _places(
    area: int | None, unit_id: uuid.UUID | None, person_id: uuid.UUID | None
) -> list[tuple[str, str]]:
    return [
        ("area", str(area or "")),
        ("unit", str(unit_id or "")),
        ("person", str(person_id or "")),
    ]


def _steps(fact: TaskOccurrenceFact) -> Iterator[tuple[str, datetime, int]]:
    settled = states.settled_bucket(
        state=fact.state,
        is_late=fact.is_late,
        is_no_need=fact.is_no_need,
        past_at_entry=fact.is_past_at_entry,
    )
    yield settled, ALWAYS, 1
    turns = states.becomes_overdue(fact.state, past_at_entry=fact.is_past_at_entry)
    if turns and fact.due_at is not None:
        yield settled, fact.due_at, -1
        yield states.Bucket.OVERDUE, fact.due_at, 1


def _add(change: Mapping[Cell, int]) -> None:
    """Add to each step in one statement, in one order: two writers neither lose a step nor deadlock."""
    rows = sorted((cell, count) for cell, count in change.items() if count)
    for start in range(0, len(rows), 500):
        _upsert(rows[start : start + 500])


def _upsert(rows: list[tuple[Cell, int]]) -> None:
    """`INSERT … ON CONFLICT … DO UPDATE`: the ORM can set a column so, not add to it.

    The statement is the same on SQLite and on PostgreSQL.
    """
    unique = "organisation_id, origin, dimension, key, bucket, at"
    columns = f"id, created_at, {unique}, count"
    one = f"({', '.join(['%s'] * 9)})"
    table = TaskTally._meta.db_table
    statement = (
        f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))} "  # noqa: S608 -- names of our own
        f"ON CONFLICT ({unique}) DO UPDATE SET count = {table}.count + excluded.count"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in _column_values(*row)])


def _column_values(cell: Cell, count: int) -> list[Any]:
    key = new_key()
    return [
        _stored(TaskTally, "id", key),
        _stored(TaskTally, "created_at", datetime.now(UTC)),
        _stored(TaskTally, "id", cell.organisation),
        _stored(TaskTally, "origin", cell.origin),
        cell.dimension,
        cell.key,
        str(cell.bucket),
        _stored(TaskTally, "at", cell.at),
        count,
    ]


def _stored(model: type[Model], column: str, value: object) -> Any:
    return model._meta.get_field(column).get_db_prep_value(value, connection)  # type: ignore[union-attr]  # a plain column


def computed_tallies(organisation_id: uuid.UUID) -> Counter[Cell]:
    """Every step counted anew from the current facts and the tasks; steps of 0 left out."""
    cells: Counter[Cell] = Counter()
    facts = TaskOccurrenceFact.objects.filter(organisation_id=organisation_id, recorded_to=None)
    for fact in facts.iterator():
        cells.update(_cells_of(fact))
    for task in Task.objects.filter(organisation_id=organisation_id).iterator():
        cells.update(_cells_of_task(task))
    return Counter({cell: count for cell, count in cells.items() if count})


def stored_tallies(organisation_id: uuid.UUID) -> Counter[Cell]:
    """Every step as kept up by the acts; steps of 0 left out."""
    rows = TaskTally.objects.filter(organisation_id=organisation_id).exclude(count=0)
    names = ("organisation_id", "origin", "dimension", "key", "bucket", "at")
    return Counter({Cell(*row[:-1]): row[-1] for row in rows.values_list(*names, "count")})


def rebuild_tallies(organisation_id: uuid.UUID) -> None:
    """Throw the steps away and count them anew; call it in a transaction."""
    TaskTally.objects.filter(organisation_id=organisation_id).delete()
    _add(computed_tallies(organisation_id))


def settle_tallies(organisation_id: uuid.UUID, *, before: datetime) -> int:
    """Fold the steps before a moment into the first one; the number folded.

    No figure at or after that moment changes; the boards then read a handful of rows.
    Call it in a transaction.
    """
    passed = TaskTally.objects.select_for_update().filter(
        organisation_id=organisation_id, at__gt=ALWAYS, at__lt=before
    )
    names = ("organisation_id", "origin", "dimension", "key", "bucket")
    folded: Counter[Cell] = Counter()
    keys = []
    for key, *where, count in passed.values_list("id", *names, "count"):
        keys.append(key)
        organisation, origin, dimension, place, bucket = where
        folded[Cell(organisation, origin, dimension, place, bucket, ALWAYS)] += count
    for start in range(0, len(keys), 500):
        TaskTally.objects.filter(pk__in=keys[start : start + 500]).delete()
    _add(folded)
    TaskTally.objects.filter(organisation_id=organisation_id, count=0).delete()
    return len(keys)
