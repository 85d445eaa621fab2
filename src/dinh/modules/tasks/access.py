"""Who may see and move work. Inside an office of a dozen all who work there see all work;
each acts only on what is theirs."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks.states import Who


class Work(Protocol):
    """As much of a task as decides who may do what."""

    organisation_id: UUID
    kind: str
    lead_unit_id: UUID | None
    lead_person_id: UUID | None
    given_by_id: UUID | None


OF_A_PLAN = "plan"  # the kind of work that only the standing body and the chairperson judge


def may_see_tasks(actor: Actor) -> bool:
    """Those who work in the committee, and readers of a superior level; not an administrator alone."""
    return actor.works_here or actor.has_role("reader")


def check_may_see_tasks(actor: Actor) -> None:
    """Raise NotAllowed unless `may_see_tasks`."""
    if not may_see_tasks(actor):
        raise NotAllowed(
            _("Nhiệm vụ do người làm việc trong Ủy ban xem; tài khoản quản trị thì không.")
        )


def _is_here(actor: Actor, task: Work) -> bool:
    return task.organisation_id == actor.organisation_id


def may_work_on(actor: Actor, task: Work) -> bool:
    """The lead person and the people of the lead unit."""
    if not _is_here(actor, task) or not actor.works_here:
        return False
    return task.lead_person_id == actor.person_id or task.lead_unit_id in actor.unit_ids


def check_may_work_on(actor: Actor, task: Work) -> None:
    """Raise NotAllowed unless `may_work_on`."""
    if not may_work_on(actor, task):
        raise NotAllowed(_("Chỉ người và đơn vị chủ trì nhiệm vụ làm được việc này."))


def may_decide(actor: Actor, task: Work) -> bool:
    """The standing body and the chairperson; for work outside a plan also whoever gave it."""
    if not _is_here(actor, task):
        return False
    gave = task.kind != OF_A_PLAN and task.given_by_id == actor.person_id
    return actor.has_role("coordinator", "chair") or (gave and actor.works_here)


def check_may_decide(actor: Actor, task: Work) -> None:
    """Raise NotAllowed unless `may_decide`."""
    if not may_decide(actor, task):
        raise NotAllowed(
            _(
                "Việc này do thường trực cải cách hành chính, Chủ tịch hoặc người giao việc quyết định."
            )
        )


def check_not_own_evidence(actor: Actor, submitters: Collection[UUID]) -> None:
    """Raise NotAllowed when the person would judge what they handed in themselves."""
    if actor.person_id in submitters:
        raise NotAllowed(
            _(
                "Bạn không tự công nhận minh chứng do chính mình nộp. Hãy để Chủ tịch hoặc người khác trong thường trực xem."
            )
        )


def check_may_step(actor: Actor, task: Work, who: Who) -> None:
    """Raise NotAllowed unless the person is the one whose act it is."""
    check = {Who.LEAD: check_may_work_on, Who.OFFICE: check_may_decide}[who]
    check(actor, task)


def may_comment(actor: Actor, task: Work, support_unit_ids: Collection[UUID]) -> bool:
    """Lead, support, the standing body and the leaders."""
    if not _is_here(actor, task):
        return False
    supports = not actor.unit_ids.isdisjoint(support_unit_ids)
    return supports or actor.leads or actor.coordinates or may_work_on(actor, task)


def check_may_comment(actor: Actor, task: Work, support_unit_ids: Collection[UUID]) -> None:
    """Raise NotAllowed unless `may_comment`."""
    if not may_comment(actor, task, support_unit_ids):
        raise NotAllowed(
            _("Chỉ đơn vị chủ trì, phối hợp và lãnh đạo viết trao đổi ở nhiệm vụ này.")
        )


def may_give(actor: Actor) -> bool:
    """Leaders, the standing body, and heads (who give to their own units)."""
    return actor.has_role("chair", "vice_chair", "coordinator", "head")


def may_give_to(actor: Actor, unit_id: UUID | None) -> bool:
    """Whether work may be given to this unit: a head gives within the units they head."""
    if actor.has_role("chair", "vice_chair", "coordinator"):
        return True
    return actor.has_role("head") and unit_id in actor.headed_unit_ids


def check_may_give_to(actor: Actor, unit_id: UUID | None) -> None:
    """Raise NotAllowed unless `may_give_to`."""
    if not may_give_to(actor, unit_id):
        raise NotAllowed(_("Bạn chỉ giao việc được trong đơn vị do mình phụ trách."))


def may_edit(actor: Actor, task: Work) -> bool:
    """Words and leads of a task are changed by who may decide, or by the leaders."""
    return _is_here(actor, task) and (may_decide(actor, task) or actor.leads)


def check_may_edit(actor: Actor, task: Work) -> None:
    """Raise NotAllowed unless `may_edit`."""
    if not may_edit(actor, task):
        raise NotAllowed(_("Nhiệm vụ do thường trực cải cách hành chính hoặc lãnh đạo sửa."))


def may_reassign(actor: Actor, task: Work) -> bool:
    """Who may edit; also the head of the lead unit, among its own people."""
    heads = task.lead_unit_id in actor.headed_unit_ids
    return may_edit(actor, task) or (_is_here(actor, task) and heads)
