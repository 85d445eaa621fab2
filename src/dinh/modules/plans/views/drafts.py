"""Bringing a plan in: upload, typing, carrying over; the page that waits for the reader."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinh.foundation.files.downloads import send
from dinh.foundation.jobs.queries import job_of, worker_is_alive
from dinh.kernel.errors import NotFound, Refusal
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.plans.access import check_may_edit_plans
from dinh.modules.plans.actions import drafting
from dinh.modules.plans.forms.drafts import CarryForm, ComposeForm, UploadForm
from dinh.modules.plans.models import PlanDraft
from dinh.modules.plans.queries.drafts import get_draft, unfinished_drafts
from dinh.modules.plans.queries.plans import get_plan, multi_year_plans, plans_in_force
from dinh.modules.plans.states import DraftState


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def upload(request: OfficerRequest) -> HttpResponse:
    """The form for a plan file, and the drafts that were left."""
    check_may_edit_plans(request.actor)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        plans=plans_in_force(request.actor.organisation_id),
        parents=multi_year_plans(request.actor.organisation_id),
        initial={"plan": request.GET.get("ban-moi-cua")},
    )
    if request.method == "POST" and form.is_valid():
        started = _started(request, form)
        if started is not None:
            return redirect("plans:draft", draft_id=started.draft.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/upload.html", _upload_page(request, form), status=status)


def _upload_page(request: OfficerRequest, form: UploadForm) -> dict[str, Any]:
    return {
        "form": form,
        "compose": ComposeForm(initial={"year": timezone.localdate().year}),
        "drafts": unfinished_drafts(request.actor),
    }


def _started(request: OfficerRequest, form: UploadForm) -> drafting.Started | None:
    """The draft of the uploaded file; None when the file is refused, with the reason on the form."""
    try:
        started = drafting.start_from_file(
            actor=request.actor,
            at=timezone.now(),
            uploaded=form.uploaded,
            name=form.uploaded.name or "",
            plan=form.cleaned_data["plan"],
            parent=form.cleaned_data["parent"],
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        form.add_error("file", refusal.sentence)
        return None
    if started.was_there:
        words = _("Tệp này đã được tải lên lúc %(at)s; không tạo thêm bản nào.")
        at = timezone.localtime(started.draft.created_at)
        messages.warning(request, words % {"at": f"{at:%H:%M, %d/%m/%Y}"})
    return started


@require_POST
@for_officers
def compose(request: OfficerRequest) -> HttpResponse:
    """Start a plan to be typed by hand."""
    check_may_edit_plans(request.actor)
    form = ComposeForm(request.POST)
    if not form.is_valid():
        upload_form = UploadForm(
            plans=plans_in_force(request.actor.organisation_id),
            parents=multi_year_plans(request.actor.organisation_id),
        )
        page = _upload_page(request, upload_form) | {"compose": form}
        return render(request, "plans/upload.html", page, status=422)
    draft = drafting.start_by_hand(actor=request.actor, at=timezone.now(), **form.cleaned_data)
    return redirect("plans:review", draft_id=draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def carry(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Make the annual draft of a plan of several years."""
    plan = get_plan(request.actor, plan_id)
    check_may_edit_plans(request.actor)
    form = CarryForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        draft = drafting.start_from_plan(
            actor=request.actor, at=timezone.now(), plan=plan, year=form.cleaned_data["year"]
        )
        return redirect("plans:review", draft_id=draft.pk)
    return render(request, "plans/carry.html", {"plan": plan, "form": form})


@require_safe
@for_officers
def draft(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Where a draft stands: being read, refused, put away; a finished reading leads to its review."""
    found = get_draft(request.actor, draft_id)
    job = job_of(found.organisation_id, found.job_id) if found.job_id else None
    page = {"draft": found, "job": job, "worker_is_alive": worker_is_alive(timezone.now())}
    if request.headers.get("X-Part"):
        return render(request, "plans/parts/reading.html", page)
    if found.state == DraftState.REVIEW:
        return redirect("plans:review", draft_id=found.pk)
    if found.state == DraftState.ACCEPTED and found.plan_id:
        return redirect("plans:board", plan_id=found.plan_id)
    return render(request, "plans/draft.html", page)


@require_POST
@for_officers
def abandon(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Put a draft away."""
    found = get_draft(request.actor, draft_id)
    drafting.abandon_draft(actor=request.actor, at=timezone.now(), draft=found)
    messages.success(request, _("Đã bỏ bản nhập “%(name)s”.") % {"name": found.name})
    return redirect("plans:upload")


@require_safe
@for_officers
def draft_file(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponseBase:
    """The file that a draft was read from."""
    found: PlanDraft = get_draft(request.actor, draft_id)
    if found.file is None:
        raise NotFound(_("Bản này không đọc từ tệp nào."))
    return send(found.file)
