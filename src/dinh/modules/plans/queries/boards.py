"""Boards of a plan: how its work stands by area, unit and person, out of the running tallies."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dinh.modules.organisation.models import Person, Unit
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.carrying import ORIGIN
from dinh.modules.plans.rules.areas import AREAS, NO_AREA, area_name
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.queries import Progress, progress

NO_UNIT = _("Chưa giao đơn vị")
NO_PERSON = _("Chưa phân công người")


@dataclass(frozen=True)
class BoardRow:
    """One line of a board: `key` is the area, unit or person ("" for none)."""

    key: str
    label: str
    figures: Progress


@dataclass(frozen=True)
class Board:
    """The lines of a board and their sum; the sum of every column is the figure of the whole plan."""

    by: str
    rows: list[BoardRow]
    total: Progress


def board(plan: Plan, by: str, now: datetime) -> Board:
    """How the plan's work stands at `now`, by "area", "unit" or "person".

    Costs one query for the figures and one for the names, whatever the number of tasks.
    """
    figures = progress(plan.organisation_id, by=by, now=now, origin_id=plan.pk)
    labels = LABELS[by](figures)
    rows = [BoardRow(key, labels.get(key, key), figures[key]) for key in labels if key in figures]
    return Board(by, rows, sum(figures.values(), Progress()))


def _area_labels(figures: Mapping[str, Progress]) -> dict[str, str]:
    return {**{str(area): area_name(area) for area in AREAS}, "": NO_AREA}


def _unit_labels(figures: Mapping[str, Progress]) -> dict[str, str]:
    units = Unit.objects.filter(pk__in=[key for key in figures if key]).order_by("order", "name")
    return {**{str(unit.pk): unit.name for unit in units}, "": str(NO_UNIT)}


def _person_labels(figures: Mapping[str, Progress]) -> dict[str, str]:
    people = Person.objects.filter(pk__in=[key for key in figures if key]).order_by("full_name")
    return {**{str(person.pk): person.full_name for person in people}, "": str(NO_PERSON)}


LABELS = {"area": _area_labels, "unit": _unit_labels, "person": _person_labels}


def tasks_on(plan: Plan, by: str, key: str) -> QuerySet[Task]:
    """The plan's tasks of one line of a board, with their lead; cancelled ones are left out."""
    tasks = Task.objects.filter(
        organisation_id=plan.organisation_id, origin_id=plan.pk, origin_type=ORIGIN
    ).exclude(state=Task.State.CANCELLED)
    column = {"area": "area", "unit": "lead_unit_id", "person": "lead_person_id"}[by]
    return tasks.filter(**{column: key or None}).select_related("lead_unit", "lead_person")


def occurrences_of(plan: Plan) -> QuerySet[Occurrence]:
    """Every occurrence of the plan's tasks but the cancelled ones, with task and lead."""
    rows = Occurrence.objects.filter(organisation_id=plan.organisation_id, origin_id=plan.pk)
    return rows.exclude(state="cancelled").select_related("task", "task__lead_unit")


def occurrences_of_tasks(task_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Occurrence]]:
    """The occurrences of some tasks, by task, in order: one query."""
    found: dict[uuid.UUID, list[Occurrence]] = {key: [] for key in task_ids}
    rows = Occurrence.objects.filter(task_id__in=task_ids).exclude(state="cancelled")
    for row in rows.order_by("task_id", "order"):
        found[row.task_id].append(row)
    return found
