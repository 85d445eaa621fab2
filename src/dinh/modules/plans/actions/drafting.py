"""Starts a draft (from a file, from a plan of several years, by hand), reads it, puts it away."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.files.actions import store_file
from dinh.foundation.jobs.actions import enqueue
from dinh.foundation.journal.actions import record_event
from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.carrying import rows_of_plan
from dinh.modules.plans.queries.drafts import same_file
from dinh.modules.plans.queries.matching import names_of
from dinh.modules.plans.rules import carrying
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.states import MOVES, DraftState, move_between

READ_FILE = "plans.read_file"


@dataclass(frozen=True)
class Started:
    """The draft to go on with; `was_there` when the very same file had been brought in before."""

    draft: PlanDraft
    was_there: bool = False


@transaction.atomic
def start_from_file(
    *,
    actor: Actor,
    at: datetime,
    uploaded: "UploadedFile[bytes] | bytes",
    name: str,
    plan: Plan | None = None,
    parent: Plan | None = None,
    reason: str = "",
) -> Started:
    """Keep the file and ask the worker to read it.

    `plan` is the plan that this is a newer version of. The same bytes a second time lead to the
    draft they made at first. Raises NotAllowed, and Invalid for a file that cannot be kept.
    """
    check_may_edit_plans(actor)
    known = same_file(actor.organisation_id, _digest(uploaded))
    if known is not None:
        return Started(known, was_there=True)
    stored = store_file(
        organisation_id=actor.organisation_id,
        uploaded=uploaded,
        name=name,
        actor_id=actor.person_id,
        at=at,
    )
    draft = _new_draft(actor, at, origin=PlanDraft.Origin.FILE, name=stored.name)
    draft.state, draft.file, draft.sha256 = DraftState.READING, stored, stored.sha256
    draft.plan, draft.parent, draft.reason = plan, parent, reason
    job = enqueue(
        READ_FILE,
        organisation_id=actor.organisation_id,
        arguments={"draft_id": str(draft.pk)},
        at=at,
        unique_key=str(draft.pk),
    )
    draft.job_id = job.pk
    draft.save(force_insert=True)
    _journal(draft, actor, at, "plans.draft_started", after={"file": stored.name})
    return Started(draft)


def _digest(uploaded: "UploadedFile[bytes] | bytes") -> str:
    if isinstance(uploaded, bytes):
        return hashlib.sha256(uploaded).hexdigest()
    found = hashlib.sha256()
    for piece in uploaded.chunks():
        found.update(piece)
    uploaded.seek(0)
    return found.hexdigest()


@transaction.atomic
def start_by_hand(
    *, actor: Actor, at: datetime, title: str, year: int, year_to: int, parent: Plan | None = None
) -> PlanDraft:
    """An empty plan for a year, or for several, to be typed in. Raises NotAllowed, Invalid."""
    check_may_edit_plans(actor)
    if year_to < year:
        raise Invalid(_("Năm kết thúc sớm hơn năm bắt đầu."))
    draft = _new_draft(actor, at, origin=PlanDraft.Origin.TYPED, name=title)
    draft.content, draft.parent = draft_content.empty(title, year, year_to), parent
    draft.save(force_insert=True)
    _journal(draft, actor, at, "plans.draft_started", after={"title": title})
    return draft


@transaction.atomic
def start_from_plan(*, actor: Actor, at: datetime, plan: Plan, year: int) -> PlanDraft:
    """A draft of the annual plan: the targets and tasks of a plan of several years for one year.

    Raises NotAllowed; Invalid for a year outside the plan; Conflict for a second draft of it.
    """
    check_may_edit_plans(actor)
    if not plan.period_start.year <= year <= plan.period_end.year:
        words = _("Năm %(year)s nằm ngoài %(period)s của kế hoạch.")
        raise Invalid(words % {"year": year, "period": plan.period_words})
    open_one = PlanDraft.objects.filter(parent=plan, origin="carried", state=DraftState.REVIEW)
    title = carrying.annual_title(year)
    if open_one.filter(name=title).exists():
        words = _("Đã có bản nháp “%(title)s” lấy từ kế hoạch này; hãy soát tiếp bản đó.")
        raise Conflict(words % {"title": title})
    draft = _new_draft(actor, at, origin=PlanDraft.Origin.CARRIED, name=title)
    draft.parent = plan
    draft.content = carrying.annual_content(rows_of_plan(plan), title=title, year=year)
    draft.matches = _sure_matches(draft)
    draft.save(force_insert=True)
    _journal(draft, actor, at, "plans.draft_started", after={"from_plan": str(plan.pk)})
    return draft


def _new_draft(actor: Actor, at: datetime, *, origin: str, name: str) -> PlanDraft:
    return PlanDraft(
        organisation_id=actor.organisation_id,
        origin=origin,
        state=DraftState.REVIEW,
        name=name[:255],
        started_by_id=actor.person_id,
        started_by_name=actor.name,
        saved_at=at,
    )


def _journal(
    draft: PlanDraft,
    actor: Actor | None,
    at: datetime,
    kind: str,
    *,
    after: dict[str, object] | None = None,
    note: str = "",
) -> None:
    record_event(
        organisation_id=draft.organisation_id,
        actor_id=actor.person_id if actor else None,
        actor_name=actor.name if actor else "",
        kind=kind,
        subject_type="plans.draft",
        subject_id=draft.pk,
        at=at,
        after=after,
        note=note,
        related=[("plans.plan", draft.plan_id)] if draft.plan_id else [],
    )


@transaction.atomic
def finish_reading(*, draft_id: uuid.UUID, at: datetime, reading: dict[str, Any]) -> PlanDraft:
    """Keep what was read and open the review; a second time nothing changes."""
    draft = PlanDraft.objects.select_for_update().get(pk=draft_id)
    if draft.state != DraftState.READING:
        return draft
    draft.reading, draft.content = reading, draft_content.from_reading(reading)
    draft.state, draft.read_at, draft.saved_at = DraftState.REVIEW, at, at
    draft.matches = _sure_matches(draft)
    draft.save()
    counts = {name: len(reading.get(name) or []) for name in ("targets", "tasks", "issues")}
    _journal(draft, None, at, "plans.file_read", after={"file": draft.name, **counts})
    return draft


def _sure_matches(draft: PlanDraft) -> dict[str, list[str]]:
    """Printed names that surely mean one unit, so that nobody is asked about them."""
    names = names_of(draft.organisation_id, timezone.localdate(draft.saved_at))
    printed = draft_content.printed_units(draft.content, names.split)
    return {name: keys for name in printed if (keys := names.guess(name))}


@transaction.atomic
def refuse_reading(*, draft_id: uuid.UUID, at: datetime, sentence: str) -> PlanDraft:
    """Write down why a file cannot be read as a plan, for the page of the draft."""
    draft = PlanDraft.objects.select_for_update().get(pk=draft_id)
    if draft.state != DraftState.READING:
        return draft
    draft.state, draft.sentence, draft.saved_at = DraftState.REFUSED, sentence[:500], at
    draft.save(update_fields=["state", "sentence", "saved_at"])
    _journal(draft, None, at, "plans.file_refused", after={"file": draft.name}, note=sentence)
    return draft


@transaction.atomic
def abandon_draft(*, actor: Actor, at: datetime, draft: PlanDraft) -> PlanDraft:
    """Put a draft away; nothing of it went into the plans. Raises NotAllowed, Conflict."""
    check_may_edit_plans(actor)
    draft = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if move_between(MOVES, draft.state, DraftState.ABANDONED) is None:
        raise Conflict(_("Bản nhập này đã ghi vào hệ thống hoặc đã bỏ, không bỏ lại được."))
    draft.state, draft.saved_at = DraftState.ABANDONED, at
    draft.save(update_fields=["state", "saved_at"])
    _journal(draft, actor, at, "plans.draft_abandoned", after={"name": draft.name})
    return draft
