"""What the agency is called and was called, what stands above it, what it came from."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.access import Actor, check_may_administer, may_administer
from dinh.modules.organisation.forms.agencies import (
    NameForm,
    OnDayForm,
    ParentForm,
    PredecessorForm,
)
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.views.acting import attempt, page, posted


@for_officers
@require_safe
def history_page(request: OfficerRequest) -> HttpResponse:
    """The life of the agency as a timeline; `?ngay=2025-06-30` says what it was called that day."""
    actor = request.actor
    today = timezone.localdate()
    form = OnDayForm(request.GET if "ngay" in request.GET else None, initial={"ngay": today})
    day = form.cleaned_data["ngay"] if form.is_valid() else today
    return page(
        request,
        "agency",
        form,
        moments=queries.history_of(actor.viewing),
        day=day,
        called=queries.display_name(actor.viewing, day),
        forerunners=queries.forerunners_of(actor.viewing, day),
        may_administer=may_administer(actor) and actor.viewing == actor.organisation_id,
        tab="agency",
    )


def _act_page(
    request: OfficerRequest, form: forms.Form, name: str, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    check_may_administer(request.actor)
    if attempt(form, act):
        messages.success(request, _("Đã ghi vào lịch sử đơn vị."))
        return redirect("organisation:agency")
    return page(request, name, form, tab="agency")


def _kind(actor: Actor) -> dict[str, str]:
    """The kind that the agency is today, as the first choice for its next name."""
    held = queries.name_on(actor.organisation_id, timezone.localdate())
    return {"kind": held.kind} if held is not None else {}


@for_officers
def name_page(request: OfficerRequest) -> HttpResponse:
    """A new name from a day on."""
    actor = request.actor

    def act(given: dict[str, Any]) -> None:
        actions.record_name(
            actor=actor, organisation_id=actor.organisation_id, at=timezone.now(), **given
        )

    return _act_page(request, NameForm(posted(request), initial=_kind(actor)), "agency_name", act)


@for_officers
def parent_page(request: OfficerRequest) -> HttpResponse:
    """Another agency above from a day on."""
    actor = request.actor

    def act(given: dict[str, Any]) -> None:
        actions.record_parent(
            actor=actor, organisation_id=actor.organisation_id, at=timezone.now(), **given
        )

    return _act_page(request, ParentForm(posted(request)), "agency_parent", act)


@for_officers
def predecessor_page(request: OfficerRequest) -> HttpResponse:
    """An agency that was merged into this one."""

    def act(given: dict[str, Any]) -> None:
        actions.record_predecessor(actor=request.actor, at=timezone.now(), **given)

    return _act_page(
        request, PredecessorForm(posted(request), initial={"kind": "xa"}), "agency_predecessor", act
    )
