"""What the progress annex of a plan is made of."""

import uuid
from datetime import date, datetime

from django.utils import timezone

from dinh.modules.organisation.queries import name_on
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.boards import board
from dinh.modules.plans.queries.carrying import tasks_of
from dinh.modules.plans.rules.annex import Facts, Line
from dinh.modules.tasks.models import Evidence, Task, TaskSupport


def annex_facts(plan: Plan, now: datetime) -> Facts:
    """The head of the annex at `now`; the agency bears the name valid on that day. Three queries."""
    local = timezone.localtime(now)
    name = name_on(plan.organisation_id, local.date())
    figures = board(plan, "area", now).total
    return Facts(
        title=plan.title,
        number=plan.current.document_number if plan.current else "",
        issued_on=plan.current.issued_on if plan.current else None,
        place=name.place if name else "",
        locality=(name.locality or name.name) if name else "",
        moment=local,
        on_time=figures.on_time,
        late=figures.late,
        in_progress=figures.in_progress,
        overdue=figures.overdue,
        not_due=figures.not_due,
    )


def annex_lines(plan: Plan) -> list[Line]:
    """One line a task that was not cancelled, in the order of the plan: three queries."""
    supports, documents = _supports(plan), _documents(plan)
    tasks = tasks_of(plan).select_related("lead_unit")
    return [_line(task, supports.get(task.pk, []), documents.get(task.pk, [])) for task in tasks]


def _line(task: Task, supports: list[str], documents: list[tuple[str, date | None]]) -> Line:
    return Line(
        area=task.area,
        task=task.title,
        output=task.output,
        lead=task.lead_words,
        support=", ".join(supports) or task.support_printed,
        due=task.due_printed or _day(task.next_due_at),
        done=task.done_count,
        total=task.occurrence_count,
        documents=documents,
        note=task.note,
    )


def _day(due_at: datetime | None) -> str:
    return f"{timezone.localtime(due_at):%d/%m/%Y}" if due_at else ""


def _supports(plan: Plan) -> dict[uuid.UUID, list[str]]:
    rows = TaskSupport.objects.filter(
        organisation_id=plan.organisation_id, task__origin_id=plan.pk
    ).order_by("unit__order", "unit__name")
    found: dict[uuid.UUID, list[str]] = {}
    for task_id, name in rows.values_list("task_id", "unit__name"):
        found.setdefault(task_id, []).append(name)
    return found


def _documents(plan: Plan) -> dict[uuid.UUID, list[tuple[str, date | None]]]:
    """Number and date of the accepted documents of each task, oldest first."""
    rows = Evidence.objects.filter(
        organisation_id=plan.organisation_id,
        occurrence__origin_id=plan.pk,
        state=Evidence.State.ACCEPTED,
    ).exclude(document_number="")
    found: dict[uuid.UUID, list[tuple[str, date | None]]] = {}
    listed = rows.order_by("document_date", "id").values_list(
        "occurrence__task_id", "document_number", "document_date"
    )
    for task_id, number, day in listed:
        found.setdefault(task_id, []).append((number, day))
    return found
