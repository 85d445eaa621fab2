"""The review: every part of a draft beside its place in the source, kept with every press."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinh.modules.organisation.access import may_match_units
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.plans.actions import reviewing
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.forms.drafts import (
    DocumentForm,
    DutyForm,
    ReferenceFormSet,
    ReportForm,
    references_in,
)
from dinh.modules.plans.forms.fields import day_of
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.difference import choice_key, difference_of
from dinh.modules.plans.queries.drafts import Review, get_draft
from dinh.modules.plans.queries.plans import multi_year_plans
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.views.review_frame import (
    EDIT,
    Row,
    onward,
    opened,
    page_of,
    place_of_doubt,
    settled,
)


@require_safe
@for_officers
def next_doubt(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go to the next thing to settle; with none left, to the tasks."""
    review = opened(request, draft_id)
    if not review.open_doubts:
        return redirect("plans:review_tasks", draft_id=draft_id)
    return redirect(place_of_doubt(review.draft, review.open_doubts[0]))


@require_http_methods(EDIT)
@for_officers
def document(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The facts of the document and its references."""
    review = opened(request, draft_id)
    facts = review.content["document"]
    data = request.POST or None
    form = DocumentForm(data, initial=DocumentForm.initial_of(facts))
    shown = [row | {"date": day_of(row.get("date"))} for row in facts["references"]]
    references = ReferenceFormSet(data, prefix="ref", initial=shown)
    if data is not None and form.is_valid() and references.is_valid():
        reviewing.save_document(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            values=form.values() | {"references": references_in(references)},
            settled=settled(request, review.open_in("document")),
            plan=_chosen_plan(request, review),
            parent=_chosen_parent(request, review),
        )
        here = redirect("plans:review", draft_id=draft_id)
        return onward(request, draft_id, here)
    sources = (review.draft.reading or {}).get("document", {}).get("sources", {})
    doubts = {doubt.field: doubt for doubt in review.open_in("document")}
    more = {
        "form": form,
        "fields": [(field, sources.get(field.name), doubts.get(field.name)) for field in form],
        "references": references,
        "twin": review.twin,
        "plans": review.plans,
        "parents": multi_year_plans(review.draft.organisation_id),
    }
    status = 422 if data is not None else 200
    return page_of(request, review, "document", "plans/review/document.html", more, status)


def _chosen_plan(request: OfficerRequest, review: Review) -> Plan | None:
    """The plan that this is a newer version of; only the commune's own plans in force count."""
    wanted = request.POST.get("plan", "")
    return next((plan for plan in review.plans if str(plan.pk) == wanted), None)


def _chosen_parent(request: OfficerRequest, review: Review) -> Plan | None:
    wanted = request.POST.get("parent", "")
    parents = multi_year_plans(review.draft.organisation_id)
    return next((plan for plan in parents if str(plan.pk) == wanted), None)


@require_http_methods(EDIT)
@for_officers
def units(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Every printed unit name once, with the unit that it means."""
    review = opened(request, draft_id)
    names = review.printed_names
    if request.method == "POST":
        given = {name.name: _units_given(request, number) for number, name in enumerate(names)}
        reviewing.save_matches(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            matches={name: keys for name, keys in given.items() if keys is not None},
            remember=[
                name.name
                for number, name in enumerate(names)
                if request.POST.get(f"remember-{number}")
            ],
        )
        here = redirect("plans:review_units", draft_id=draft_id)
        left = [name.name for name in names if name.is_lead and given[name.name] is None]
        if left:
            words = _("Đã lưu. Còn chưa chọn đơn vị cho: %(names)s.")
            messages.warning(request, words % {"names": "; ".join(f"“{name}”" for name in left)})
            return here
        return onward(request, draft_id, here)
    rows = {row["key"]: row for row in review.content["tasks"]}
    more = {
        "names": [(name, [rows[key] for key in name.rows if key in rows]) for name in names],
        "units": review.names.units,
        "may_remember": may_match_units(request.actor),
    }
    return page_of(request, review, "units", "plans/review/units.html", more)


NOT_OURS = "-"


def _units_given(request: OfficerRequest, number: int) -> list[str] | None:
    """The units chosen for a name; None while nothing is chosen, [] for "not one of ours"."""
    given = [value for value in request.POST.getlist(f"unit-{number}") if value]
    if not given:
        return None
    return [] if NOT_OURS in given else given


@require_http_methods(EDIT)
@for_officers
def duties(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What the plan asks of units, and the reports that it demands."""
    review = opened(request, draft_id)
    forms = {
        section: [
            (row, form(request.POST or None, prefix=row["key"], initial=_duty_initial(row)))
            for row in draft_content.kept(review.content, section)
        ]
        for section, form in (("responsibilities", DutyForm), ("reporting", ReportForm))
    }
    if request.method == "POST" and all(f.is_valid() for rows in forms.values() for _r, f in rows):
        for section, rows in forms.items():
            reviewing.save_rows(
                actor=request.actor,
                at=timezone.now(),
                draft=review.draft,
                section=section,
                rows={row["key"]: form.values() for row, form in rows},
            )
        _add_duty(request, review.draft)
        _drop_duty(request, review.draft)
        return onward(request, draft_id, redirect("plans:review_duties", draft_id=draft_id))
    status = 422 if request.method == "POST" else 200
    return page_of(request, review, "duties", "plans/review/duties.html", {"forms": forms}, status)


def _duty_initial(row: Row) -> Row:
    return {**row, "items": "\n".join(row.get("items") or [])}


def _add_duty(request: OfficerRequest, draft: PlanDraft) -> None:
    """Add an empty row of the kind whose button was pressed."""
    blank: dict[str, Row] = {
        "responsibilities": {"unit": "", "items": []},
        "reporting": {"period": "", "due": ""},
    }
    wanted = request.POST.get("add", "")
    if wanted in blank:
        reviewing.add_row(
            actor=request.actor,
            at=timezone.now(),
            draft=draft,
            section=wanted,
            values=blank[wanted],
        )


def _drop_duty(request: OfficerRequest, draft: PlanDraft) -> None:
    """Drop the row whose button was pressed, after everything typed was kept."""
    section, _dot, key = request.POST.get("drop", "").partition(".")
    if section in {"responsibilities", "reporting"} and key:
        reviewing.drop_row(
            actor=request.actor,
            at=timezone.now(),
            draft=draft,
            section=section,
            key=key,
            gone=True,
        )


@require_http_methods(EDIT)
@for_officers
def rest(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What the reader could not place: seen, one press for all."""
    review = opened(request, draft_id)
    doubts = [doubt for doubt in review.doubts if doubt.section == "rest"]
    if request.method == "POST":
        reviewing.settle(actor=request.actor, at=timezone.now(), draft=review.draft, doubts=doubts)
        return redirect("plans:review_next", draft_id=draft_id)
    issues = (review.draft.reading or {}).get("issues") or []
    remarks = [(doubt, issues[int(doubt.row.removeprefix("x"))]) for doubt in doubts]
    more = {
        "remarks": [
            (doubt, remark, draft_content.place_words(remark.get("source")))
            for doubt, remark in remarks
        ]
    }
    return page_of(request, review, "rest", "plans/review/rest.html", more)


@require_http_methods(EDIT)
@for_officers
def difference(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What a newer version adds, changes and drops; the officer chooses row by row."""
    review = opened(request, draft_id)
    found = difference_of(review)
    if request.method == "POST":
        choices = {
            choice_key(pair): request.POST.get(f"choice-{choice_key(pair)}", "take")
            for pairs in found.pairs.values()
            for pair in pairs
            if pair.kind != "same"
        }
        reviewing.save_choices(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            choices=choices,
            reason=request.POST.get("reason", "").strip()[:500],
        )
        return onward(request, draft_id, redirect("plans:review_difference", draft_id=draft_id))
    more = {
        "sections": [
            (section, kind, [(pair, choice_key(pair), found.is_taken(pair)) for pair in pairs])
            for section in ("tasks", "targets")
            for kind in ("changed", "added", "removed")
            if (pairs := found.of_kind(section, kind))
        ],
        "same_count": sum(len(found.of_kind(section, "same")) for section in found.pairs),
        "changed_anything": any(p.kind != "same" for ps in found.pairs.values() for p in ps),
    }
    return page_of(request, review, "difference", "plans/review/difference.html", more)


@require_POST
@for_officers
def accept(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Put the draft into force."""
    found = get_draft(request.actor, draft_id)
    edition = request.POST.get("edition", "")
    version = accept_draft(
        actor=request.actor,
        at=timezone.now(),
        draft=found,
        seen_edition=int(edition) if edition.isdecimal() else None,
    )
    made = version.plan
    words = ngettext(
        "Đã ghi kế hoạch vào hệ thống với %(count)s nhiệm vụ.",
        "Đã ghi kế hoạch vào hệ thống với %(count)s nhiệm vụ.",
        len(draft_content.kept(found.content, "tasks")),
    )
    count = len(draft_content.kept(found.content, "tasks"))
    messages.success(request, words % {"count": count})
    return redirect("plans:board", plan_id=made.pk)
