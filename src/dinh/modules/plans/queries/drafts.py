"""Drafts that a person may work on, and what the review of one shows."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinh.kernel.errors import NotFound
from dinh.kernel.vietnamese import same_text
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.matching import Names, names_of
from dinh.modules.plans.queries.plans import plans_in_force
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.doubts import Doubt, all_doubts, open_doubts
from dinh.modules.plans.states import DraftState

NOT_THERE = _("Không có bản nhập này, hoặc bạn không được xem.")
UNFINISHED = (DraftState.READING, DraftState.REVIEW, DraftState.REFUSED)
SECTION_ORDER = ("document", "units", "targets", "tasks", "duties", "rest")


def drafts_of(actor: Actor) -> QuerySet[PlanDraft]:
    """The drafts of the own commune, last saved first."""
    drafts = PlanDraft.objects.filter(organisation_id=actor.organisation_id)
    return drafts.select_related("file", "plan", "version").order_by("-saved_at", "-id")


def unfinished_drafts(actor: Actor) -> QuerySet[PlanDraft]:
    """The drafts still being read or reviewed, or refused and not yet put away."""
    return drafts_of(actor).filter(state__in=UNFINISHED)


def get_draft(actor: Actor, draft_id: uuid.UUID) -> PlanDraft:
    """One draft to work on.

    Raises NotFound for another commune's, NotAllowed for someone here who may not edit plans.
    """
    draft = PlanDraft.objects.filter(pk=draft_id, organisation_id__in=actor.readable)
    found = draft.select_related("file", "plan__current", "parent", "version").first()
    if found is None:
        raise NotFound(str(NOT_THERE))
    check_may_edit_plans(actor)
    if found.organisation_id != actor.organisation_id:
        raise NotFound(str(NOT_THERE))
    return found


@dataclass
class PrintedName:
    """One way a unit is printed in the draft: where, what it stands for, and what is nearest."""

    name: str
    rows: list[str]
    is_lead: bool
    matched: bool
    unit_keys: list[str]
    nearest: str


@dataclass
class Review:
    """A draft with everything that its pages show; costs a fixed number of queries."""

    draft: PlanDraft
    names: Names
    plans: list[Plan] = field(default_factory=list)

    @property
    def content(self) -> dict[str, Any]:
        """The content as corrected so far."""
        return dict(self.draft.content)

    @cached_property
    def printed_names(self) -> list[PrintedName]:
        """Every distinct printed unit name once, the ones to settle first."""
        leads = set(self._names_in("lead"))
        rows = draft_content.printed_units(self.content, self.names.split)
        found = [
            PrintedName(
                name=name,
                rows=keys,
                is_lead=name in leads,
                matched=name in self.draft.matches,
                unit_keys=self.draft.matches.get(name, []),
                nearest="" if name in self.draft.matches else self.names.nearest(name),
            )
            for name, keys in rows.items()
        ]
        return sorted(found, key=lambda name: (name.matched, not name.is_lead))

    def _names_in(self, column: str) -> list[str]:
        rows = draft_content.kept(self.content, "tasks")
        return [name for row in rows for name in self.names.split(row.get(column) or "")]

    @cached_property
    def twin(self) -> Plan | None:
        """A plan in force that this may be a new version of, while nobody has said so or not."""
        if self.draft.plan_id or self.draft.origin == PlanDraft.Origin.CARRIED:
            return None
        document = self.content["document"]
        return next((plan for plan in self.plans if _is_twin(plan, document)), None)

    @cached_property
    def doubts(self) -> list[Doubt]:
        """Every doubt, settled or not, in the order of the review."""
        unmatched = {n.name: n.rows for n in self.printed_names if n.is_lead and not n.matched}
        twin = self.twin.title if self.twin else ""
        return all_doubts(self.content, self.draft.reading, unmatched, twin)

    @cached_property
    def open_doubts(self) -> list[Doubt]:
        """The doubts that a person has still to settle."""
        return open_doubts(self.doubts, set(self.draft.answered))

    def open_in(self, section: str, row: str = "") -> list[Doubt]:
        """The open doubts of a section, or of one row of it."""
        return [d for d in self.open_doubts if d.section == section and (not row or d.row == row)]


def review_of(draft: PlanDraft) -> Review:
    """The draft for its review pages: four queries beside the draft itself."""
    names = names_of(draft.organisation_id, timezone.localdate(draft.saved_at))
    return Review(draft, names, list(plans_in_force(draft.organisation_id)))


def _is_twin(plan: Plan, document: dict[str, Any]) -> bool:
    """The same number, or the same period and (nearly) the same title."""
    number = document.get("number") or ""
    if plan.current and number and plan.current.document_number == number:
        return True
    period = (plan.period_start.isoformat(), plan.period_end.isoformat())
    same_period = period == (document.get("period_start"), document.get("period_end"))
    return same_period and same_text(plan.title, document.get("title") or "")


def same_file(organisation_id: uuid.UUID, sha256: str) -> PlanDraft | None:
    """The draft that came from the very same file and was not put away; None when there is none."""
    drafts = PlanDraft.objects.filter(organisation_id=organisation_id, sha256=sha256)
    kept = drafts.exclude(state__in=[DraftState.ABANDONED, DraftState.REFUSED])
    return kept.select_related("plan", "version").order_by("-saved_at").first()
