"""Imports a plan without a screen: the same reading, review and acceptance, for a command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dinh.kernel.errors import Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.actions.drafting import (
    abandon_draft,
    finish_reading,
    refuse_reading,
    start_from_file,
)
from dinh.modules.plans.actions.reviewing import save_matches, settle
from dinh.modules.plans.models import Plan, PlanDraft, PlanVersion
from dinh.modules.plans.queries.drafts import Review, review_of
from dinh.modules.plans.rules.doubts import Doubt
from dinh.modules.plans.states import DraftState
from dinh.planreader import UnreadablePlan, read_plan


@dataclass(frozen=True)
class Imported:
    """What came of it: the draft, its version once accepted, and the doubts left (or settled)."""

    draft: PlanDraft
    version: PlanVersion | None
    doubts: Sequence[Doubt]


def import_plan(
    *,
    actor: Actor,
    at: datetime,
    content: bytes,
    name: str,
    settle_doubts: bool = False,
    plan: Plan | None = None,
    reason: str = "",
) -> Imported:
    """Read a file and put it into force at once, if nothing is doubtful.

    With `settle_doubts` every doubt is taken as right as it is, and a printed unit name that is no
    unit's for sure means the nearest one. Without it a doubtful plan is left under review for a
    person. The same file again gives back what it made at first.

    Raises NotAllowed; UnreadablePlan for a file that is no plan; Invalid for one that cannot be kept.
    """
    started = start_from_file(
        actor=actor, at=at, uploaded=content, name=name, plan=plan, reason=reason
    )
    draft = _read(started.draft, at, content, name)
    if draft.version is not None:
        return Imported(draft, draft.version, ())
    doubts = review_of(draft).open_doubts
    if doubts and not settle_doubts:
        return Imported(draft, None, doubts)
    draft = settle_all(actor=actor, at=at, draft=draft)
    left = [doubt for doubt in review_of(draft).open_doubts if doubt.must_change]
    if left:
        abandon_draft(actor=actor, at=at, draft=draft)
        raise Invalid(left[0].reason)
    version = accept_draft(actor=actor, at=at, draft=draft)
    return Imported(PlanDraft.objects.get(pk=draft.pk), version, doubts)


def _read(draft: PlanDraft, at: datetime, content: bytes, name: str) -> PlanDraft:
    """Read here and now; the job that waits for the worker then finds nothing left to do."""
    if draft.state != DraftState.READING:
        return draft
    try:
        reading: dict[str, Any] = read_plan(content, filename=name).as_dict()
    except UnreadablePlan as refusal:
        refuse_reading(draft_id=draft.pk, at=at, sentence=refusal.sentence)
        raise
    return finish_reading(draft_id=draft.pk, at=at, reading=reading)


def settle_all(*, actor: Actor, at: datetime, draft: PlanDraft) -> PlanDraft:
    """Take every doubt as right, and every unsure unit name as the nearest unit (or none)."""
    review: Review = review_of(draft)
    matches = {
        name.name: [name.nearest] if name.nearest else []
        for name in review.printed_names
        if not name.matched and name.is_lead
    }
    draft = save_matches(actor=actor, at=at, draft=draft, matches=matches)
    return settle(actor=actor, at=at, draft=draft, doubts=review_of(draft).open_doubts)
