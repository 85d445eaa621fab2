"""Acts on a plan in force: close it, replace it, complete a reference, name its parent."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.models import Plan, PlanReference
from dinh.modules.plans.states import PLAN_MOVES, ROLES, PlanState, move_between


def _check(actor: Actor, plan: Plan) -> None:
    check_may_edit_plans(actor)
    if plan.organisation_id != actor.organisation_id:
        raise NotAllowed(_("Kế hoạch của đơn vị khác, bạn chỉ xem được."))


@transaction.atomic
def move_plan(*, actor: Actor, at: datetime, plan: Plan, to: str, reason: str) -> Plan:
    """Close a plan, mark it replaced, or open it again, with the reason.

    Raises NotAllowed for the wrong person or role, Conflict for a move that does not exist.
    """
    _check(actor, plan)
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    move = move_between(PLAN_MOVES, held.state, to)
    if move is None:
        words = _("Kế hoạch %(state)s, không chuyển như vậy được.")
        raise Conflict(words % {"state": held.get_state_display().lower()})
    if not actor.has_role(*ROLES[move.who]):
        raise NotAllowed(_("Chỉ Chủ tịch mở lại kế hoạch đã kết thúc."))
    if not reason:
        raise Invalid(_("Hãy ghi lý do."))
    before, held.state = held.state, PlanState(to)
    held.save(update_fields=["state"])
    _journal(actor, at, held, "plans.plan_moved", {"state": before}, {"state": to}, reason)
    return held


@transaction.atomic
def set_parent(*, actor: Actor, at: datetime, plan: Plan, parent: Plan | None) -> Plan:
    """Name the plan of several years that this one concretises, or none."""
    _check(actor, plan)
    if parent is not None and parent.organisation_id != plan.organisation_id:
        raise Invalid(_("Kế hoạch mẹ phải là kế hoạch của xã."))
    before = {"parent": plan.parent_id}
    plan.parent = parent
    plan.save(update_fields=["parent"])
    after = {"parent": parent.pk if parent else None}
    _journal(actor, at, plan, "plans.parent_named", before, after, "")
    return plan


@transaction.atomic
def complete_reference(
    *,
    actor: Actor,
    at: datetime,
    plan: Plan,
    reference: PlanReference,
    number: str,
    issued_on: date | None,
    title: str,
    relation: str,
) -> PlanReference:
    """Fill in what the plan left out of a cited document."""
    _check(actor, plan)
    if not number and not title:
        raise Invalid(_("Hãy ghi số, ký hiệu hoặc tên văn bản."))
    before = {"number": reference.number, "title": reference.title}
    reference.number, reference.title = number, title
    reference.issued_on, reference.relation = issued_on, relation
    reference.save()
    after = {"number": number, "title": title, "issued_on": issued_on}
    _journal(actor, at, plan, "plans.reference_completed", before, after, "")
    return reference


def _journal(
    actor: Actor,
    at: datetime,
    plan: Plan,
    kind: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    note: str,
) -> None:
    record_event(
        organisation_id=plan.organisation_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        kind=kind,
        subject_type="plans.plan",
        subject_id=plan.pk,
        at=at,
        before=before,
        after=after,
        note=note,
    )
