"""Takes over the differences that a person accepted from a table file."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dinh.modules.organisation.access import Actor
from dinh.modules.tasks.actions.editing import EDITABLE, edit_task, reassign
from dinh.modules.tasks.actions.giving import give_task
from dinh.modules.tasks.exchange import Difference
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.rules import whole_year
from dinh.planreader.recognise.due import understand_due


@transaction.atomic
def take_over(*, actor: Actor, at: datetime, differences: Sequence[Difference]) -> int:
    """Carry out each difference by the same acts as on the screen, all or none; how many.

    Raises what those acts raise: NotAllowed, Invalid, Conflict.
    """
    for one in differences:
        values = {change.field: change.value for change in one.changes}
        if one.task is None:
            _give(actor, at, one, values)
        else:
            _change(actor, at, one.task, values)
    return len(differences)


def _give(actor: Actor, at: datetime, one: Difference, values: dict[str, Any]) -> Task:
    today = timezone.localdate(at)
    due = understand_due(one.due_printed, today.year)
    rule = due.as_dict() if due else None
    return give_task(
        actor=actor,
        at=at,
        **values,
        due_printed=one.due_printed,
        due_rule=rule,
        period=whole_year(today.year),
    )


def _change(actor: Actor, at: datetime, task: Task, values: dict[str, Any]) -> None:
    words = {name: value for name, value in values.items() if name in EDITABLE}
    if words:
        edit_task(actor=actor, at=at, task=task, changes=words)
    if "lead_unit" in values or "lead_person" in values:
        reassign(
            actor=actor,
            at=at,
            task=task,
            lead_unit=values.get("lead_unit", task.lead_unit),
            lead_person=values.get("lead_person", task.lead_person),
        )
