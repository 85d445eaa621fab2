"""Puts a reviewed draft into force: one transaction makes the version, its targets and its tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.foundation.search.actions import Findable, index
from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.actions.giving import Giving
from dinh.modules.plans.actions.targets import add_targets, change_target, withdraw_target
from dinh.modules.plans.models import (
    Plan,
    PlanDraft,
    PlanReference,
    PlanVersion,
    ReportingPeriod,
    Responsibility,
)
from dinh.modules.plans.queries.carrying import ORIGIN, tasks_of
from dinh.modules.plans.queries.coming import periods_of, windows_in
from dinh.modules.plans.queries.difference import Difference, difference_of
from dinh.modules.plans.queries.drafts import Review, review_of
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.windows import Window
from dinh.modules.plans.states import MOVES, DraftState, move_between
from dinh.modules.tasks.actions import (
    cancel_task,
    edit_task,
    give_tasks,
    reassign,
    reschedule,
)
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.rules import Period

Row = dict[str, Any]


@dataclass
class _Act:
    """What every step of one acceptance needs."""

    actor: Actor
    at: datetime
    review: Review
    plan: Plan
    version: PlanVersion
    periods: list[Period]

    @property
    def reason(self) -> str:
        """The reason of a newer version, for the acts on single tasks."""
        given = self.review.draft.reason
        return given or _("Theo bản mới %(name)s") % {"name": self.version.name}

    def giving(self) -> Giving:
        """What every task of this plan shares."""
        review = self.review
        return Giving(
            self.plan, self.version.name, review.names, review.draft.matches, self.periods
        )


@transaction.atomic
def accept_draft(
    *, actor: Actor, at: datetime, draft: PlanDraft, seen_edition: int | None = None
) -> PlanVersion:
    """Make the draft a version in force: of a new plan, or of the plan that it is a newer version of.

    Accepting again returns the version made at first. Raises NotAllowed; Conflict while doubts are
    open, or when somebody saved the draft after `seen_edition`; Invalid for a newer version without
    a reason.
    """
    check_may_edit_plans(actor)
    held = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if held.version is not None:
        return held.version
    review = _checked(held, seen_edition)
    difference = difference_of(review)
    act = _begin(actor, at, review)
    _write_document(act)
    _apply_targets(act, difference)
    _apply_tasks(act, difference)
    held.state, held.saved_at = DraftState.ACCEPTED, at
    held.plan, held.version = act.plan, act.version
    held.save()
    _journal(act, difference)
    return act.version


def _checked(draft: PlanDraft, seen_edition: int | None) -> Review:
    if move_between(MOVES, draft.state, DraftState.ACCEPTED) is None:
        words = _("Bản nhập này %(state)s nên không ghi được.")
        raise Conflict(words % {"state": draft.get_state_display().lower()})
    if seen_edition is not None and seen_edition != draft.edition:
        raise Conflict(_("Vừa có người sửa bản này sau khi bạn mở trang; xem lại rồi hãy ghi."))
    review = review_of(draft)
    left = len(review.open_doubts)
    if left:
        words = _("Còn %(count)s chỗ cần xem lại; soát xong mới ghi vào hệ thống được.")
        raise Conflict(words % {"count": left})
    if draft.plan_id and not draft.reason:
        raise Invalid(
            _("Hãy ghi lý do của bản mới ở trang “Khác biệt” trước khi ghi vào hệ thống.")
        )
    return review


def _begin(actor: Actor, at: datetime, review: Review) -> _Act:
    plan = _plan_for(review.draft)
    _fill_plan(plan, review)
    plan.save()
    version = _new_version(actor, at, review, plan)
    plan.current = version
    plan.save(update_fields=["current"])
    body = f"{version.document_number} {plan.theme}"
    index(Findable(ORIGIN, plan.pk, plan.organisation_id, plan.title, body))
    return _Act(actor, at, review, plan, version, [])


def _plan_for(draft: PlanDraft) -> Plan:
    if draft.plan_id:
        return Plan.objects.select_for_update().get(pk=draft.plan_id)
    return Plan(organisation_id=draft.organisation_id)


def _fill_plan(plan: Plan, review: Review) -> None:
    document = review.content["document"]
    plan.title = document["title"]
    plan.theme = document.get("theme") or ""
    plan.period_start = date.fromisoformat(document["period_start"])
    plan.period_end = date.fromisoformat(document["period_end"])
    many = plan.period_end.year > plan.period_start.year
    plan.horizon = Plan.Horizon.MULTI_YEAR if many else Plan.Horizon.ANNUAL
    plan.parent_id = review.draft.parent_id or plan.parent_id


def _new_version(actor: Actor, at: datetime, review: Review, plan: Plan) -> PlanVersion:
    document, draft = review.content["document"], review.draft
    last = plan.versions.order_by("-number").first()
    return PlanVersion.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        number=(last.number if last else 0) + 1,
        kind=document.get("kind") or "",
        document_number=document.get("number") or "",
        issued_on=_day(document.get("issued_on")),
        effective_on=_day(document.get("effective_on") or document.get("issued_on")),
        issuer=document.get("issuer") or "",
        locality=document.get("locality") or "",
        signer=document.get("signer") or "",
        recipients=document.get("recipients") or [],
        source_file=draft.file,
        reading=draft.reading,
        reason=draft.reason,
        accepted_by_id=actor.person_id,
        accepted_by_name=actor.name,
        accepted_at=at,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _write_document(act: _Act) -> None:
    content = act.review.content
    organisation_id = act.plan.organisation_id
    PlanReference.objects.bulk_create(
        PlanReference(
            organisation_id=organisation_id,
            version=act.version,
            order=order,
            number=row.get("number") or "",
            issued_on=_day(row.get("date")),
            title=row.get("name") or "",
            relation=row.get("relation") or PlanReference.Relation.BASIS,
        )
        for order, row in enumerate(content["document"]["references"])
        if row.get("number") or row.get("name")
    )
    act.plan.responsibilities.all().delete()
    act.plan.reporting_periods.all().delete()
    Responsibility.objects.bulk_create(_responsibilities(act))
    windows = windows_in(act.review.content, act.plan.period_start, act.plan.period_end)
    ReportingPeriod.objects.bulk_create(
        _reporting_period(act.plan, window, order) for order, window in enumerate(windows)
    )
    act.periods = periods_of(windows)


def _responsibilities(act: _Act) -> list[Responsibility]:
    rows = draft_content.kept(act.review.content, "responsibilities")
    giving = act.giving()
    made: list[Responsibility] = []
    for row in rows:
        units = giving.units(row["unit"])
        made += [
            Responsibility(
                organisation_id=act.plan.organisation_id,
                plan=act.plan,
                unit=units[0] if len(units) == 1 else None,
                printed_unit=row["unit"],
                text=item,
                order=len(made) + number,
            )
            for number, item in enumerate(row["items"])
        ]
    return made


def _reporting_period(plan: Plan, window: Window, order: int) -> ReportingPeriod:
    return ReportingPeriod(
        organisation_id=plan.organisation_id,
        plan=plan,
        kind=window.kind,
        label=window.label[:60],
        window_start=window.first,
        window_end=window.last,
        due_on=window.due_on,
        printed=window.printed[:300],
        order=order,
    )


def _apply_targets(act: _Act, difference: Difference) -> None:
    new = [(row, order) for row, order in _ordered(act, "targets") if difference.adds(row)]
    add_targets(act.plan, act.version, new, act.review.draft.reading)
    old = {str(target.pk): target for target in act.plan.targets.filter(withdrawn_at=None)}
    for target_id, row in difference.changes("targets"):
        change_target(old[target_id], row, act.version)
    for target_id in difference.removals("targets"):
        withdraw_target(old[target_id], act.at)


def _ordered(act: _Act, section: str) -> list[tuple[Row, int]]:
    rows = draft_content.kept(act.review.content, section)
    return [(row, order) for order, row in enumerate(rows)]


def _apply_tasks(act: _Act, difference: Difference) -> None:
    added = [(row, order) for row, order in _ordered(act, "tasks") if difference.adds(row)]
    giving, reading = act.giving(), act.review.draft.reading
    given = [
        giving.given(row, order, draft_content.place_of(reading, "tasks", row))
        for row, order in added
    ]
    give_tasks(actor=act.actor, at=act.at, tasks=given)
    old: dict[str, Task] = {}
    if act.review.draft.plan_id:
        old = {str(task.pk): task for task in tasks_of(act.plan).select_related("lead_unit")}
    for task_id, row in difference.changes("tasks"):
        _revise(act, old[task_id], row, difference.changed_fields(task_id))
    for task_id in difference.removals("tasks"):
        cancel_task(actor=act.actor, at=act.at, task=old[task_id], reason=act.reason)


WORDS = {"task": "title", "outputs": "output", "area": "area", "budget": "budget", "note": "note"}


def _revise(act: _Act, task: Task, row: Row, fields: frozenset[str]) -> None:
    """Change a task to what the newer version says; evidence and closed occurrences stay."""
    changes = {
        name: row.get(field) or ("" if field != "area" else None)
        for field, name in WORDS.items()
        if field in fields
    }
    if changes:
        edit_task(actor=act.actor, at=act.at, task=task, changes=changes)
    if fields & {"lead", "support"}:
        _hand_over(act, task, row)
    if "due_text" in fields or "due" in fields:
        reschedule(
            actor=act.actor,
            at=act.at,
            task=task,
            due_rule=row.get("due") or None,
            due_printed=row.get("due_text") or "",
            reason=act.reason,
        )


def _hand_over(act: _Act, task: Task, row: Row) -> None:
    lead, support = act.giving().lead_and_support(row)
    printed = {"lead_printed": row.get("lead") or "", "support_printed": row.get("support") or ""}
    edit_task(actor=act.actor, at=act.at, task=task, changes=printed)
    reassign(
        actor=act.actor,
        at=act.at,
        task=task,
        lead_unit=lead,
        support_units=support,
    )


def _journal(act: _Act, difference: Difference) -> None:
    record_event(
        organisation_id=act.plan.organisation_id,
        actor_id=act.actor.person_id,
        actor_name=act.actor.name,
        kind="plans.version_accepted",
        subject_type=ORIGIN,
        subject_id=act.plan.pk,
        at=act.at,
        after={
            "version": act.version.number,
            "document_number": act.version.document_number,
            **difference.counts(),
        },
        note=act.review.draft.reason,
        related=[("plans.draft", act.review.draft.pk)],
    )
