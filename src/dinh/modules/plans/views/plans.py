"""The list of plans, and of one plan its document, its versions and what can be done with it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinh.foundation.files.downloads import send
from dinh.foundation.ui.lists import Choice, Column, Listing, Words
from dinh.kernel.errors import Invalid, NotFound
from dinh.kernel.vietnamese import fold
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.queries import units_of
from dinh.modules.plans.access import check_may_edit_plans, check_may_see_plans, may_edit_plans
from dinh.modules.plans.actions.giving import add_plan_task
from dinh.modules.plans.actions.plans import complete_reference, move_plan, set_parent
from dinh.modules.plans.forms.drafts import ReferenceForm, TaskForm
from dinh.modules.plans.forms.targets import ReasonForm
from dinh.modules.plans.models import Plan, PlanReference, PlanVersion
from dinh.modules.plans.queries.annex import annex_facts, annex_lines
from dinh.modules.plans.queries.drafts import unfinished_drafts
from dinh.modules.plans.queries.plans import (
    get_plan,
    in_year,
    listed,
    multi_year_plans,
    paper_of,
    with_words,
    years_of,
)
from dinh.modules.plans.rules.annex import progress_annex
from dinh.modules.plans.states import PlanState
from dinh.officedoc.docx import write_docx
from dinh.officedoc.xlsx import write_xlsx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_plan(request: OfficerRequest, plan_id: uuid.UUID) -> Plan:
    """The plan on the screen. Raises NotFound for another commune's, NotAllowed for who sees none."""
    plan = get_plan(request.actor, plan_id)
    check_may_see_plans(request.actor)
    return plan


def may_change(request: OfficerRequest, plan: Plan) -> bool:
    """Whether the person may change this plan: an editor of its own commune, while it is in force."""
    own = plan.organisation_id == request.actor.organisation_id
    return own and may_edit_plans(request.actor) and plan.state == PlanState.IN_FORCE


@require_safe
@for_officers
def plan_list(request: OfficerRequest) -> HttpResponse:
    """The plans of the commune on the screen."""
    actor = request.actor
    check_may_see_plans(actor)
    years = [(str(year), str(year)) for year in years_of(actor.viewing)]
    listing = Listing(
        request.GET,
        columns=[
            Column("ten", _("Kế hoạch"), order=("title",)),
            Column("so", _("Số, ngày"), order=("current__issued_on",)),
            Column("thoi-gian", _("Thời gian"), order=("period_start", "period_end")),
            Column("tinh-trang", _("Tình trạng"), order=("state",)),
        ],
        filters=[
            Words("q", _("Tìm kế hoạch"), apply=lambda rows, q: with_words(actor, rows, q)),
            Choice(
                "nam",
                _("Năm"),
                apply=lambda rows, year: in_year(rows, int(year)),
                options=years,
                any_label=_("Mọi năm"),
            ),
            Choice(
                "tinh-trang",
                _("Tình trạng"),
                field="state",
                options=PlanState.choices,
                any_label=_("Mọi tình trạng"),
            ),
        ],
        sort="-thoi-gian",
    )
    editor = may_edit_plans(actor)
    page = {
        "listing": listing,
        "page": listing.page(listed(actor)),
        "drafts": unfinished_drafts(actor) if editor else [],
        "may_edit": editor,
    }
    return render(request, "plans/list.html", page)


@require_safe
@for_officers
def paper(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The plan as a document: facts, versions, references, recipients, report windows."""
    plan = seen_plan(request, plan_id)
    page = {
        "plan": plan,
        "paper": paper_of(plan),
        "tab": "paper",
        "may_change": may_change(request, plan),
        "may_reopen": plan.state == PlanState.CLOSED and request.actor.has_role("chair"),
    }
    return render(request, "plans/paper.html", page)


@require_safe
@for_officers
def version_file(
    request: OfficerRequest, plan_id: uuid.UUID, version_id: uuid.UUID
) -> HttpResponseBase:
    """The file that a version was read from."""
    plan = seen_plan(request, plan_id)
    version = PlanVersion.objects.filter(plan=plan, pk=version_id)
    found = version.select_related("source_file").first()
    if found is None or found.source_file is None:
        raise NotFound(_("Bản này không có tệp gốc."))
    return send(found.source_file)


@require_POST
@for_officers
def move(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Close the plan, mark it replaced, or open it again."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    to = request.POST.get("to", "")
    if to not in PlanState.values:
        raise NotFound(_("Không có bước này."))
    reason = request.POST.get("reason", "").strip()
    moved = move_plan(actor=request.actor, at=timezone.now(), plan=plan, to=to, reason=reason)
    messages.success(request, _("Đã chuyển: %(state)s.") % {"state": moved.get_state_display()})
    return redirect("plans:paper", plan_id=plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def parent(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Choose the plan of several years that this one concretises."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    options = multi_year_plans(plan.organisation_id).exclude(pk=plan.pk)
    if request.method == "POST":
        wanted = request.POST.get("parent", "")
        chosen = next((option for option in options if str(option.pk) == wanted), None)
        set_parent(actor=request.actor, at=timezone.now(), plan=plan, parent=chosen)
        return redirect("plans:paper", plan_id=plan.pk)
    return render(request, "plans/parent.html", {"plan": plan, "options": options})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def reference(request: OfficerRequest, plan_id: uuid.UUID, reference_id: uuid.UUID) -> HttpResponse:
    """Complete a cited document whose number or date the plan leaves out."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    found = get_object_or_404(PlanReference, pk=reference_id, version__plan=plan)
    initial = {
        "number": found.number,
        "date": found.issued_on,
        "name": found.title,
        "relation": found.relation,
    }
    form = ReferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        complete_reference(
            actor=request.actor,
            at=timezone.now(),
            plan=plan,
            reference=found,
            number=given["number"],
            issued_on=given["date"],
            title=given["name"],
            relation=given["relation"] or "basis",
        )
        return redirect("plans:paper", plan_id=plan.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/reference.html", {"plan": plan, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def task_add(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Add a task to the plan in force, with the reason."""
    plan = seen_plan(request, plan_id)
    check_may_edit_plans(request.actor)
    form, reason = TaskForm(request.POST or None), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and reason.is_valid():
        try:
            task = add_plan_task(
                actor=request.actor,
                at=timezone.now(),
                plan=plan,
                row=form.values(),
                reason=reason.cleaned_data["reason"],
            )
        except Invalid as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Đã thêm nhiệm vụ."))
            return redirect("tasks:task", key=task.pk)
    units = units_of(plan.organisation_id, timezone.localdate())
    page = {
        "plan": plan,
        "form": form,
        "reason": reason,
        "unit_names": [unit.name for unit in units],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/task_add.html", page, status=status)


@require_safe
@for_officers
def annex(request: OfficerRequest, plan_id: uuid.UUID, extension: str) -> HttpResponse:
    """The progress annex to edit or to file: DOCX or XLSX."""
    plan = seen_plan(request, plan_id)
    if extension not in {"docx", "xlsx"}:
        raise NotFound(_("Phụ lục có hai dạng: DOCX và XLSX."))
    now = timezone.now()
    document = progress_annex(annex_facts(plan, now), annex_lines(plan))
    content = write_docx(document) if extension == "docx" else write_xlsx(document, _("Tiến độ"))
    media_type = DOCX if extension == "docx" else XLSX
    name = f"phu-luc-tien-do-{slugify(fold(plan.title))[:60]}-{timezone.localdate(now):%Y%m%d}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)
