"""A plan's targets and tasks as rows in the shape of a reading: to carry over and to compare."""

from typing import Any

from dinh.modules.plans.models import Plan, Target
from dinh.modules.plans.rules.carrying import PlanRows
from dinh.modules.tasks.models import Task

Row = dict[str, Any]
ORIGIN = "plans.plan"


def rows_of_plan(plan: Plan) -> PlanRows:
    """The plan as it stands, without what was withdrawn or cancelled: four queries."""
    version = plan.current
    document = {
        "title": plan.title,
        "theme": plan.theme,
        "number": version.document_number if version else None,
        "issued_on": version.issued_on.isoformat() if version and version.issued_on else None,
        "issuer": version.issuer if version else None,
        "locality": version.locality if version else None,
        "signer": version.signer if version else None,
    }
    return PlanRows(document, target_rows(plan), task_rows(plan))


def target_rows(plan: Plan) -> list[Row]:
    """The targets in force with their measures, in order: two queries."""
    targets = plan.targets.filter(withdrawn_at=None).order_by("order")
    return [target_row(target) for target in targets.prefetch_related("measures")]


def target_row(target: Target) -> Row:
    """One target with its measures (prefetched) as a reading has it."""
    measures = sorted(target.measures.all(), key=lambda measure: measure.order)
    return {
        "id": str(target.pk),
        "area": target.area,
        "label": target.label or None,
        "text": target.text,
        "level": target.level,
        "measures": [measure.as_row() for measure in measures],
    }


def tasks_of(plan: Plan) -> Any:
    """The plan's tasks that were not cancelled, in the order of the document."""
    tasks = Task.objects.filter(
        organisation_id=plan.organisation_id, origin_type=ORIGIN, origin_id=plan.pk, parent=None
    )
    return tasks.exclude(state=Task.State.CANCELLED).order_by("order", "id")


def task_rows(plan: Plan) -> list[Row]:
    """The tasks as a reading has them, with the printed names: one query and one for units."""
    return [task_row(task) for task in tasks_of(plan).select_related("lead_unit")]


def task_row(task: Task) -> Row:
    """One task (with its lead unit) as a reading has it; `id` leads back to it."""
    return {
        "id": str(task.pk),
        "area": task.area,
        "row": int(task.printed_row) if task.printed_row.isdigit() else None,
        "task": task.title,
        "outputs": task.output or None,
        "lead": task.lead_printed or (task.lead_unit.name if task.lead_unit else None),
        "support": task.support_printed or None,
        "due_text": task.due_printed or None,
        "due": task.due_rule,
        "budget": task.budget or None,
        "note": task.note or None,
    }
