"""Keeps what the officer corrects in a draft, one part at a time, so that leaving loses nothing.

Corrections of a draft are not journalled one by one: the version that they become keeps both the
reading and the accepted rows.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinh.kernel.errors import Conflict, NotFound
from dinh.modules.organisation.access import Actor, may_match_units
from dinh.modules.organisation.actions.units import remember_alias
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.matching import names_of
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.doubts import Doubt
from dinh.modules.plans.states import DraftState

Row = dict[str, Any]
NO_ROW = gettext_lazy("Không còn dòng này trong bản đang soát.")


def locked(actor: Actor, draft: PlanDraft) -> PlanDraft:
    """The draft, held for this transaction. Raises NotAllowed, and Conflict once it is not open."""
    check_may_edit_plans(actor)
    held = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    if held.state != DraftState.REVIEW:
        words = _("Bản nhập này %(state)s nên không sửa được nữa.")
        raise Conflict(words % {"state": held.get_state_display().lower()})
    return held


def _save(draft: PlanDraft, at: datetime) -> PlanDraft:
    draft.saved_at = at
    draft.edition += 1
    draft.save()
    return draft


def _answer(draft: PlanDraft, keys: Iterable[str]) -> None:
    draft.answered = list(dict.fromkeys([*draft.answered, *keys]))


@transaction.atomic
def save_document(
    *,
    actor: Actor,
    at: datetime,
    draft: PlanDraft,
    values: Row,
    settled: Iterable[str] = (),
    plan: Plan | None = None,
    parent: Plan | None = None,
) -> PlanDraft:
    """Keep the facts of the document; `settled` are doubts the person said are right as they are."""
    held = locked(actor, draft)
    held.content["document"] |= values
    held.plan, held.parent = plan, parent
    _answer(held, settled)
    return _save(held, at)


@transaction.atomic
def save_row(
    *,
    actor: Actor,
    at: datetime,
    draft: PlanDraft,
    section: str,
    key: str,
    values: Row,
    settled: Iterable[str] = (),
) -> PlanDraft:
    """Keep one row as corrected. Raises NotFound for a row that is not there."""
    held = locked(actor, draft)
    row = draft_content.find(held.content, section, key)
    if row is None:
        raise NotFound(str(NO_ROW))
    row.update(values)
    _answer(held, settled)
    _match_new_names(held, row, at)
    return _save(held, at)


def _match_new_names(draft: PlanDraft, row: Row, at: datetime) -> None:
    """A name typed by a person that surely means one unit needs no question."""
    names = names_of(draft.organisation_id, timezone.localdate(at))
    for field in ("lead", "support"):
        for printed in names.split(row.get(field) or ""):
            keys = names.guess(printed)
            if printed not in draft.matches and keys:
                draft.matches[printed] = keys


@transaction.atomic
def add_row(
    *, actor: Actor, at: datetime, draft: PlanDraft, section: str, values: Row
) -> tuple[PlanDraft, str]:
    """Add a row the reader did not find; returns the draft and the key of the row."""
    held = locked(actor, draft)
    row = draft_content.add_row(held.content, section, values)
    _match_new_names(held, row, at)
    return _save(held, at), row["key"]


@transaction.atomic
def drop_row(
    *, actor: Actor, at: datetime, draft: PlanDraft, section: str, key: str, gone: bool
) -> PlanDraft:
    """Say that a row is not what the reader took it for, or (`gone` False) that it is after all."""
    held = locked(actor, draft)
    row = draft_content.find(held.content, section, key)
    if row is None:
        raise NotFound(str(NO_ROW))
    row["gone"] = gone
    return _save(held, at)


@transaction.atomic
def save_rows(
    *, actor: Actor, at: datetime, draft: PlanDraft, section: str, rows: Mapping[str, Row]
) -> PlanDraft:
    """Keep several short rows of a section at once, by key."""
    held = locked(actor, draft)
    for key, values in rows.items():
        row = draft_content.find(held.content, section, key)
        if row is None:
            raise NotFound(str(NO_ROW))
        row.update(values)
    return _save(held, at)


@transaction.atomic
def save_matches(
    *,
    actor: Actor,
    at: datetime,
    draft: PlanDraft,
    matches: Mapping[str, list[str]],
    remember: Iterable[str] = (),
) -> PlanDraft:
    """Say which unit each printed name means ([]: none of the commune's); `remember` for next time.

    A match of one name to one unit is remembered as an alias, unless the name means several.
    """
    held = locked(actor, draft)
    names = names_of(held.organisation_id, timezone.localdate(at))
    for printed, keys in matches.items():
        held.matches[printed] = [key for key in keys if key in names.units]
    for printed in remember:
        keys = held.matches.get(printed, [])
        if len(keys) == 1 and may_match_units(actor):
            remember_alias(actor=actor, at=at, unit_id=names.units[keys[0]].pk, printed=printed)
    return _save(held, at)


@transaction.atomic
def settle(*, actor: Actor, at: datetime, draft: PlanDraft, doubts: Iterable[Doubt]) -> PlanDraft:
    """Say that doubtful things are right as they are."""
    held = locked(actor, draft)
    _answer(held, [doubt.key for doubt in doubts])
    return _save(held, at)


@transaction.atomic
def save_choices(
    *, actor: Actor, at: datetime, draft: PlanDraft, choices: Mapping[str, str], reason: str
) -> PlanDraft:
    """Keep what the officer chose of the difference between two versions, and the reason for it."""
    held = locked(actor, draft)
    held.choices = dict(choices)
    held.reason = reason
    return _save(held, at)
