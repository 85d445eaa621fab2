"""A row of a plan becomes work to be given: the same for an accepted draft and a task added later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Unit
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.carrying import ORIGIN, tasks_of
from dinh.modules.plans.queries.coming import periods_of
from dinh.modules.plans.queries.matching import Names, names_of, units_named
from dinh.modules.plans.rules.windows import Window
from dinh.modules.plans.states import PlanState
from dinh.modules.tasks.actions import GivenTask, give_once
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.rules import Period

Row = dict[str, Any]


@dataclass(frozen=True)
class Giving:
    """What every task of a plan shares when it is given."""

    plan: Plan
    version_name: str
    names: Names
    matches: dict[str, list[str]]
    periods: Sequence[Period]

    def units(self, text: str | None) -> list[Unit]:
        """The units that a cell of the plan names, each once."""
        return units_named(self.names.split(text or ""), self.matches, self.names)

    def lead_and_support(self, row: Row) -> tuple[Unit | None, list[Unit]]:
        """The first lead leads; further leads support, before those named as support."""
        leads, supports = self.units(row.get("lead")), self.units(row.get("support"))
        others = [*leads[1:], *(unit for unit in supports if unit not in leads)]
        return (leads[0] if leads else None), others

    def fields(self, row: Row, order: int, source: Row | None) -> Row:
        """The fields of `GivenTask` for one row."""
        lead, support = self.lead_and_support(row)
        return {
            "title": row["task"],
            "output": row.get("outputs") or "",
            "kind": Task.Kind.PLAN,
            "origin_type": ORIGIN,
            "origin_id": self.plan.pk,
            "origin_label": f"{self.plan.title} ({self.version_name})"[:200],
            "area": row.get("area"),
            "order": order,
            "printed_row": str(row["row"]) if row.get("row") is not None else "",
            "lead_unit": lead,
            "lead_printed": row.get("lead") or "",
            "support_units": support,
            "support_printed": row.get("support") or "",
            "due_rule": row.get("due") or None,
            "due_printed": row.get("due_text") or "",
            "period": (self.plan.period_start, self.plan.period_end),
            "reporting_periods": self.periods,
            "budget": row.get("budget") or "",
            "note": row.get("note") or "",
            "source": source,
            "source_quote": (source or {}).get("text") or "",
        }

    def given(self, row: Row, order: int, source: Row | None) -> GivenTask:
        """One row as work to be given."""
        return GivenTask(**self.fields(row, order, source))


@transaction.atomic
def add_plan_task(*, actor: Actor, at: datetime, plan: Plan, row: Row, reason: str) -> Task:
    """Add a task to a plan in force, with the reason. Raises NotAllowed, Conflict, Invalid."""
    check_may_edit_plans(actor)
    if plan.organisation_id != actor.organisation_id:
        raise NotAllowed(_("Kế hoạch của đơn vị khác, bạn chỉ xem được."))
    if plan.state != PlanState.IN_FORCE:
        raise Conflict(_("Kế hoạch không còn thực hiện nên không thêm nhiệm vụ được."))
    if not reason:
        raise Invalid(_("Hãy ghi lý do thêm nhiệm vụ."))
    giving = _giving(plan, at, row)
    before = tasks_of(plan).count()
    task = give_once(actor=actor, at=at, **giving.fields(row, before, None))
    if tasks_of(plan).count() == before:
        return task  # the button was pressed twice
    record_event(
        organisation_id=plan.organisation_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        kind="plans.task_added",
        subject_type=ORIGIN,
        subject_id=plan.pk,
        at=at,
        after={"task": task.title},
        note=reason,
        related=[("tasks.task", task.pk)],
    )
    return task


def _giving(plan: Plan, at: datetime, row: Row) -> Giving:
    names = names_of(plan.organisation_id, timezone.localdate(at))
    printed = [*names.split(row.get("lead") or ""), *names.split(row.get("support") or "")]
    windows = [
        Window(row.kind, row.label, row.window_start, row.window_end, row.due_on)
        for row in plan.reporting_periods.order_by("order")
    ]
    matches = {name: names.guess(name) for name in printed}
    version = plan.current.name if plan.current else ""
    return Giving(plan, version, names, matches, periods_of(windows))
