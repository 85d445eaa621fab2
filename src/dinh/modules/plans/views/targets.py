"""The targets of a plan with their verdicts, one target with its history, and what was reached."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinh.foundation.files.downloads import send
from dinh.kernel.errors import NotFound, Refusal
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.plans.access import (
    check_may_edit_plans,
    check_may_record_actuals,
    may_record_actuals,
)
from dinh.modules.plans.actions.targets import drop_target, record_actual, save_target
from dinh.modules.plans.forms.drafts import MeasureForm, MeasureFormSet, TargetForm, measures_in
from dinh.modules.plans.forms.targets import ActualForm, ReasonForm
from dinh.modules.plans.models import Measure, Observation, Plan, Target
from dinh.modules.plans.queries.carrying import target_row
from dinh.modules.plans.queries.targets import (
    doubles_of,
    get_target,
    history_of,
    judged_target,
    judged_targets,
    tally_of,
)
from dinh.modules.plans.states import PlanState
from dinh.modules.plans.views.plans import may_change, seen_plan

EDIT = ["GET", "HEAD", "POST"]


@require_safe
@for_officers
def target_list(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Every target by area with its verdict today."""
    plan = seen_plan(request, plan_id)
    groups = judged_targets(plan, timezone.localdate())
    page = {
        "plan": plan,
        "tab": "targets",
        "groups": groups,
        "tally": tally_of(groups),
        "doubles": doubles_of(groups),
        "count": sum(len(targets) for _area, targets in groups),
        "may_change": may_change(request, plan),
    }
    return render(request, "plans/targets.html", page)


def _may_record(request: OfficerRequest, plan: Plan) -> bool:
    own = plan.organisation_id == request.actor.organisation_id
    return own and may_record_actuals(request.actor) and plan.state == PlanState.IN_FORCE


def _target_page(
    request: OfficerRequest,
    plan: Plan,
    target: Target,
    forms: dict[uuid.UUID, ActualForm],
    status: int = 200,
) -> HttpResponse:
    judged = judged_target(target, plan, timezone.localdate())
    measures = [
        (found, forms.get(found.measure.pk) or _actual_form(found.measure, plan))
        for found in judged.measures
    ]
    page = {
        "plan": plan,
        "tab": "targets",
        "target": judged.target,
        "measures": measures,
        "history": history_of(target),
        "may_change": may_change(request, plan) and target.withdrawn_at is None,
        "may_record": _may_record(request, plan) and target.withdrawn_at is None,
    }
    return render(request, "plans/target.html", page, status=status)


def _actual_form(measure: Measure, plan: Plan) -> ActualForm:
    today = min(timezone.localdate(), plan.period_end)
    initial = {"period_start": plan.period_start, "period_end": today}
    return ActualForm(measure=measure, initial=initial)


@require_safe
@for_officers
def target(request: OfficerRequest, plan_id: uuid.UUID, target_id: uuid.UUID) -> HttpResponse:
    """One target: what it asks, how it stands, everything recorded for it."""
    plan = seen_plan(request, plan_id)
    return _target_page(request, plan, get_target(request.actor, plan, target_id), {})


@require_POST
@for_officers
def record(
    request: OfficerRequest, plan_id: uuid.UUID, target_id: uuid.UUID, measure_id: uuid.UUID
) -> HttpResponse:
    """Write down what was reached for one measure."""
    plan = seen_plan(request, plan_id)
    found = get_target(request.actor, plan, target_id)
    check_may_record_actuals(request.actor)
    measure = next((m for m in found.measures.all() if m.pk == measure_id), None)
    if measure is None:
        raise NotFound(_("Không có số đo này."))
    form = ActualForm(request.POST, request.FILES, measure=measure)
    if not form.is_valid():
        return _target_page(request, plan, found, {measure.pk: form}, status=422)
    try:
        record_actual(actor=request.actor, at=timezone.now(), measure=measure, **form.values())
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        form.add_error(None, refusal.sentence)
        return _target_page(request, plan, found, {measure.pk: form}, status=422)
    messages.success(request, _("Đã ghi số liệu."))
    return redirect("plans:target", plan_id=plan.pk, target_id=found.pk)


@require_http_methods(EDIT)
@for_officers
def edit(
    request: OfficerRequest, plan_id: uuid.UUID, target_id: uuid.UUID | None = None
) -> HttpResponse:
    """Add a target to a plan in force, or change one; with the reason."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    found = get_target(request.actor, plan, target_id) if target_id else None
    row: dict[str, Any] = target_row(found) if found else {"measures": []}
    data = request.POST or None
    form = TargetForm(data, initial=TargetForm.initial_of(row))
    shown = [MeasureForm.initial_of(measure) for measure in row["measures"]]
    measures = MeasureFormSet(data, prefix="m", initial=shown)
    reason = ReasonForm(data)
    if data is not None and form.is_valid() and measures.is_valid() and reason.is_valid():
        try:
            saved = save_target(
                actor=request.actor,
                at=timezone.now(),
                plan=plan,
                target=found,
                row=form.values() | {"measures": measures_in(measures)},
                reason=reason.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Đã lưu chỉ tiêu."))
            return redirect("plans:target", plan_id=plan.pk, target_id=saved.pk)
    page = {
        "plan": plan,
        "tab": "targets",
        "target": found,
        "form": form,
        "measures": measures,
        "reason": reason,
    }
    return render(request, "plans/target_edit.html", page, status=422 if data else 200)


@require_POST
@for_officers
def withdraw(request: OfficerRequest, plan_id: uuid.UUID, target_id: uuid.UUID) -> HttpResponse:
    """Take a target out of the plan, with the reason."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    found = get_target(request.actor, plan, target_id)
    reason = request.POST.get("reason", "").strip()
    drop_target(actor=request.actor, at=timezone.now(), target=found, reason=reason)
    messages.success(request, _("Đã rút chỉ tiêu."))
    return redirect("plans:targets", plan_id=plan.pk)


@require_safe
@for_officers
def evidence(
    request: OfficerRequest, plan_id: uuid.UUID, observation_id: uuid.UUID
) -> HttpResponseBase:
    """The file behind a recorded value."""
    plan = seen_plan(request, plan_id)
    rows = Observation.objects.filter(measure__target__plan=plan, pk=observation_id)
    found = rows.select_related("evidence_file").first()
    if found is None or found.evidence_file is None:
        raise NotFound(_("Không có tệp này, hoặc bạn không được xem."))
    return send(found.evidence_file)
