"""Gives work: one task, or all tasks of a plan at once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinh.kernel.clock import Calendar
from dinh.kernel.errors import Invalid, NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person, Unit
from dinh.modules.organisation.queries import standing_of
from dinh.modules.tasks import rules
from dinh.modules.tasks.access import check_may_give_to, check_may_work_on
from dinh.modules.tasks.actions import writing
from dinh.modules.tasks.facts import add_tasks, refresh_facts
from dinh.modules.tasks.models import NO_DUE, Occurrence, Task, TaskSupport
from dinh.modules.tasks.queries import reading_on
from dinh.modules.tasks.rules import Period, Reading, Schedule


@dataclass(frozen=True, kw_only=True)
class GivenTask:
    """A task to be given. `period` is that of its plan; `kind` is told from the origin when blank.

    `due_rule` has the shape of the plan reader's `Due`; None with a `due_printed` is a text that
    was not understood.
    """

    title: str
    output: str = ""
    kind: str = ""
    origin_type: str = ""
    origin_id: uuid.UUID | None = None
    origin_label: str = ""
    area: int | None = None
    code: str = ""
    order: int = 0
    printed_row: str = ""
    lead_unit: Unit | None = None
    lead_person: Person | None = None
    lead_printed: str = ""
    support_units: Sequence[Unit] = ()
    support_printed: str = ""
    due_rule: Mapping[str, Any] | None = None
    due_printed: str = ""
    period: tuple[date, date] | None = None
    reporting_periods: Sequence[Period] = ()
    budget: str = ""
    note: str = ""
    source: Mapping[str, Any] | None = None
    source_quote: str = ""
    assigner: str = ""
    assigned_document: str = ""
    assigned_on: date | None = None
    parent: Task | None = field(default=None, compare=False)


# What is copied word for word from a GivenTask to a Task.
_COPIED = [
    "title",
    "output",
    "origin_type",
    "origin_id",
    "origin_label",
    "area",
    "code",
    "order",
    "printed_row",
    "lead_unit",
    "lead_person",
    "lead_printed",
    "support_printed",
    "due_printed",
    "budget",
    "note",
    "source_quote",
    "assigner",
    "assigned_document",
    "assigned_on",
    "parent",
]


def give_task(*, actor: Actor, at: datetime, **fields: Any) -> Task:
    """Give one piece of work, with its dated occurrences. The fields are those of `GivenTask`.

    Raises NotAllowed for work the actor may not give, Invalid for a task without a title.
    """
    return give_tasks(actor=actor, at=at, tasks=[GivenTask(**fields)])[0]


@transaction.atomic
def give_once(*, actor: Actor, at: datetime, **fields: Any) -> Task:
    """`give_task` for a form: a button pressed twice gives once.

    Open work with the same words, lead and time that the same person gave is that work.
    """
    # Who gives takes turns, so that the second press finds what the first has made.
    Person.objects.select_for_update().filter(pk=actor.person_id).first()
    given = GivenTask(**fields)
    same = {name: getattr(given, name) for name in _SAME}
    rows = Task.objects.filter(**same, organisation_id=actor.organisation_id, state="open")
    again = rows.filter(given_by_id=actor.person_id).first()
    return again or give_task(actor=actor, at=at, **fields)


_SAME = (
    "title",
    "output",
    "parent",
    "origin_id",
    "lead_unit",
    "lead_person",
    "lead_printed",
    "due_printed",
)


@transaction.atomic
def give_tasks(*, actor: Actor, at: datetime, tasks: Sequence[GivenTask]) -> list[Task]:
    """Give many, in their order. Each person reached is told once."""
    for given in tasks:
        _check(actor, given)
    made = [_task(actor, given) for given in tasks]
    Task.objects.bulk_create(made)
    _add_supports(made, tasks)
    standing = standing_of(actor.organisation_id)
    calendar, reading = standing.calendar, reading_on(at, standing.own)
    schedules = [_schedule(given, calendar, at, reading) for given in tasks]
    rows = [row for task, plan in zip(made, schedules, strict=True) for row in planned(task, plan)]
    Occurrence.objects.bulk_create(rows)
    add_tasks(made)
    refresh_facts(rows, at=at)
    writing.refresh_tasks({task.pk for task in made})
    writing.index_tasks(made)
    _tell(actor, at, made)
    for task, schedule in zip(made, schedules, strict=True):
        _journal(actor, at, task, schedule)
    return made


def add_subtask(*, actor: Actor, at: datetime, parent: Task, **fields: Any) -> Task:
    """Break off a piece of a task: its lead gives it, by default within the lead unit.

    Raises NotAllowed, Conflict for a cancelled task, Invalid.
    """
    writing.check_open(parent)
    fields = {"lead_unit": parent.lead_unit, "area": parent.area, **fields, "parent": parent}
    fields["kind"] = Task.Kind.INSIDE
    return give_once(actor=actor, at=at, **fields)


def _check(actor: Actor, given: GivenTask) -> None:
    if not given.title.strip():
        raise Invalid(_("Hãy ghi nội dung nhiệm vụ."))
    if given.parent is not None:
        check_may_work_on(actor, given.parent)
    else:
        check_may_give_to(actor, given.lead_unit.pk if given.lead_unit else None)
    named = [given.lead_unit, given.parent, *given.support_units]
    if any(thing and thing.organisation_id != actor.organisation_id for thing in named):
        raise NotAllowed(_("Đơn vị hoặc nhiệm vụ này không thuộc cơ quan của bạn."))


def _task(actor: Actor, given: GivenTask) -> Task:
    first, last = given.period or (None, None)
    return Task(
        organisation_id=actor.organisation_id,
        kind=given.kind or (Task.Kind.PLAN if given.origin_type else Task.Kind.INSIDE),
        given_by_id=actor.person_id,
        due_rule=dict(given.due_rule) if given.due_rule else None,
        period_start=first,
        period_end=last,
        source=dict(given.source or {}),
        **{name: getattr(given, name) for name in _COPIED},
    )


def _add_supports(made: Iterable[Task], tasks: Iterable[GivenTask]) -> None:
    TaskSupport.objects.bulk_create(
        TaskSupport(organisation_id=task.organisation_id, task=task, unit=unit)
        for task, given in zip(made, tasks, strict=True)
        for unit in dict.fromkeys(given.support_units)
    )


def _schedule(given: GivenTask, calendar: Calendar, at: datetime, reading: Reading) -> Schedule:
    return rules.occurrences(
        given.due_rule,
        plan_period=given.period,
        reporting_periods=given.reporting_periods,
        calendar=calendar,
        entered_at=at,
        reading=reading,
    )


def planned(task: Task, schedule: Schedule, first_order: int = 1) -> list[Occurrence]:
    """Unsaved occurrences of a task for a schedule, numbered from `first_order`."""
    return [
        Occurrence(
            organisation_id=task.organisation_id,
            task=task,
            order=order,
            label=one.label,
            period_start=one.first,
            period_end=one.last,
            due_day=one.due_day,
            due_at=one.due_at,
            due_order=one.due_at or NO_DUE,
            first_due_at=one.due_at,
            past_at_entry=one.past_at_entry,
            origin_id=task.origin_id,
            area=task.area,
            unit_id=task.lead_unit_id,
            person_id=task.lead_person_id,
        )
        for order, one in enumerate(schedule.occurrences, first_order)
    ]


def _tell(actor: Actor, at: datetime, made: Sequence[Task]) -> None:
    reached: dict[uuid.UUID, list[Task]] = {}
    leads: dict[tuple[object, object], set[uuid.UUID]] = {}
    for task in made:
        lead = (task.lead_unit_id, task.lead_person_id)
        if lead not in leads:
            leads[lead] = writing.people_of_lead(task, at)
        for person in leads[lead]:
            reached.setdefault(person, []).append(task)
    for person, tasks in reached.items():
        writing.tell({person}, _given_words(tasks), task=tasks[0], actor=actor, at=at)


def _given_words(tasks: Sequence[Task]) -> str:
    if len(tasks) == 1:
        return _("Bạn được giao nhiệm vụ: %(title)s") % {"title": tasks[0].title}
    words = ngettext(
        "Đơn vị bạn được giao %(count)s nhiệm vụ của %(origin)s",
        "Đơn vị bạn được giao %(count)s nhiệm vụ của %(origin)s",
        len(tasks),
    )
    return words % {"count": len(tasks), "origin": tasks[0].origin_label or _("đợt giao này")}


def _journal(actor: Actor, at: datetime, task: Task, schedule: Schedule) -> None:
    after = {
        "title": task.title,
        "lead": task.lead_words,
        "due": task.due_printed,
        "occurrences": [one.label for one in schedule.occurrences],
    }
    writing.journal(actor, "given", task, at=at, after=after, note=schedule.issue)
