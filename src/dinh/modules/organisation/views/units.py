"""Units of the agency and the ways their names are printed."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.access import (
    Actor,
    check_acts_in,
    check_may_administer,
    check_may_match_units,
    may_administer,
    may_match_units,
)
from dinh.modules.organisation.forms.units import AliasForm, CloseUnitForm, NewUnitForm, UnitForm
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import Unit
from dinh.modules.organisation.views.acting import attempt, page, posted


@for_officers
@require_safe
def units_page(request: OfficerRequest) -> HttpResponse:
    """The units of today with their people and names; those that have ended below."""
    actor, today = request.actor, timezone.localdate()
    rows = queries.units_listed(actor.viewing, today)
    return page(
        request,
        "units",
        current=[row for row in rows if row.unit.holds_on(today)],
        ended=[row for row in rows if not row.unit.holds_on(today)],
        may_administer=may_administer(actor) and actor.viewing == actor.organisation_id,
        tab="units",
    )


def _own_unit(actor: Actor, unit_id: uuid.UUID) -> Unit:
    """The unit whose form is shown; refused as the act itself would be."""
    found = queries.unit_seen_by(actor, unit_id)
    check_may_administer(actor)
    check_acts_in(actor, found.organisation_id)
    return found


@for_officers
@require_safe
def unit_page(request: OfficerRequest, unit_id: uuid.UUID) -> HttpResponse:
    """One unit: who works there, how its name is printed."""
    return _shown(request, queries.unit_seen_by(request.actor, unit_id), AliasForm())


def _shown(request: OfficerRequest, unit: Unit, form: AliasForm) -> HttpResponse:
    is_own = unit.organisation_id == request.actor.organisation_id
    return page(
        request,
        "unit",
        form,
        unit=unit,
        aliases=unit.aliases.order_by("printed"),
        places=queries.places_in_unit(unit, timezone.localdate()),
        may_administer=is_own and may_administer(request.actor),
        may_match=is_own and may_match_units(request.actor),
        tab="units",
    )


@for_officers
def add_page(request: OfficerRequest) -> HttpResponse:
    """A new unit."""
    check_may_administer(request.actor)
    form = NewUnitForm(posted(request), initial={"valid_from": timezone.localdate()})

    def add(given: dict[str, Any]) -> None:
        actions.create_unit(actor=request.actor, at=timezone.now(), **given)

    if attempt(form, add):
        messages.success(request, _("Đã thêm đơn vị."))
        return redirect("organisation:units")
    return page(request, "unit_add", form, tab="units")


@for_officers
def change_page(request: OfficerRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Correct a unit's name, kind or order."""
    unit = _own_unit(request.actor, unit_id)
    initial = {name: getattr(unit, name) for name in ("name", "short_name", "kind", "order")}
    form = UnitForm(posted(request), initial=initial)

    def change(given: dict[str, Any]) -> None:
        actions.change_unit(actor=request.actor, unit_id=unit.pk, at=timezone.now(), **given)

    if attempt(form, change):
        messages.success(request, _("Đã lưu."))
        return redirect("organisation:unit", unit.pk)
    return page(request, "unit_change", form, unit=unit, tab="units")


@for_officers
def close_page(request: OfficerRequest, unit_id: uuid.UUID) -> HttpResponse:
    """End a unit, naming the one that goes on with its work."""
    actor, today = request.actor, timezone.localdate()
    unit = _own_unit(actor, unit_id)
    others = queries.units_of(actor.organisation_id, today).exclude(pk=unit.pk)
    form = CloseUnitForm(posted(request), units=others, initial={"last_day": today})

    def close(given: dict[str, Any]) -> None:
        successor = uuid.UUID(given["successor"]) if given["successor"] else None
        actions.close_unit(
            actor=actor,
            unit_id=unit.pk,
            last_day=given["last_day"],
            successor_id=successor,
            at=timezone.now(),
        )

    if attempt(form, close):
        messages.success(request, _("Đã ghi ngày kết thúc của đơn vị."))
        return redirect("organisation:unit", unit.pk)
    return page(request, "unit_close", form, unit=unit, tab="units")


@for_officers
@require_POST
def remember(request: OfficerRequest, unit_id: uuid.UUID) -> HttpResponse:
    """Remember a printed name."""
    unit = queries.unit_seen_by(request.actor, unit_id)
    check_may_match_units(request.actor)
    form = AliasForm(request.POST)

    def keep(given: dict[str, Any]) -> None:
        actions.remember_alias(actor=request.actor, unit_id=unit.pk, at=timezone.now(), **given)

    if attempt(form, keep):
        messages.success(request, _("Đã nhớ tên gọi này."))
        return redirect("organisation:unit", unit.pk)
    return _shown(request, unit, form)


@for_officers
@require_POST
def forget(request: OfficerRequest, alias_id: uuid.UUID) -> HttpResponse:
    """Drop a printed name."""
    unit = actions.forget_alias(actor=request.actor, alias_id=alias_id, at=timezone.now())
    messages.success(request, _("Đã bỏ tên gọi đó."))
    return redirect("organisation:unit", unit.pk)
