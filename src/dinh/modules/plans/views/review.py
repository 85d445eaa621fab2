"""The review: every part of a draft beside its place in the source, kept with every press."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinh.kernel.errors import NotFound
from dinh.modules.organisation.access import may_match_units
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.plans.actions import reviewing
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.forms.drafts import (
    DocumentForm,
    DutyForm,
    MeasureForm,
    MeasureFormSet,
    ReferenceFormSet,
    ReportForm,
    TargetForm,
    TaskForm,
    measures_in,
    references_in,
)
from dinh.modules.plans.forms.fields import day_of
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.plans.queries.difference import choice_key, difference_of
from dinh.modules.plans.queries.drafts import SECTION_ORDER, Review, get_draft, review_of
from dinh.modules.plans.queries.plans import multi_year_plans
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.areas import AREAS, area_name
from dinh.modules.plans.rules.doubts import Doubt
from dinh.modules.plans.states import DraftState
from dinh.modules.plans.views.wording import due_words

Row = dict[str, Any]
EDIT = ["GET", "HEAD", "POST"]
PAGES = {
    "document": "plans:review",
    "units": "plans:review_units",
    "targets": "plans:review_targets",
    "tasks": "plans:review_tasks",
    "duties": "plans:review_duties",
    "rest": "plans:review_rest",
}
ROW_PAGES = {"targets": "plans:review_target", "tasks": "plans:review_task"}


@dataclass(frozen=True)
class Tab:
    """One part of the review in the tabs: how much there is, how much is open."""

    section: str
    label: str
    url: str
    count: int | None
    open: int
    is_current: bool


def _opened(request: OfficerRequest, draft_id: uuid.UUID) -> Review:
    return review_of(get_draft(request.actor, draft_id))


def _page(
    request: OfficerRequest,
    review: Review,
    section: str,
    template: str,
    more: Row,
    status: int = 200,
) -> HttpResponse:
    """A page of the review with its frame; a draft that is not under review leads to its own page."""
    if review.draft.state != DraftState.REVIEW:
        return redirect("plans:draft", draft_id=review.draft.pk)
    frame = {
        "draft": review.draft,
        "review": review,
        "tabs": tabs_of(review, section),
        "section": section,
        "open_count": len(review.open_doubts),
        "open_here": review.open_in(section),
        "task_count": len(draft_content.kept(review.content, "tasks")),
        "needs_difference": bool(review.draft.plan_id),
    }
    return render(request, template, frame | more, status=status)


def tabs_of(review: Review, current: str) -> list[Tab]:
    """The parts of the review in their order; the last only when the reader left something over."""
    content, draft = review.content, review.draft
    counts = {
        "document": None,
        "units": len(review.printed_names),
        "targets": len(draft_content.kept(content, "targets")),
        "tasks": len(draft_content.kept(content, "tasks")),
        "duties": len(draft_content.kept(content, "responsibilities"))
        + len(draft_content.kept(content, "reporting")),
        "rest": len([doubt for doubt in review.doubts if doubt.section == "rest"]),
    }
    labels = {
        "document": _("Thông tin chung"),
        "units": _("Đơn vị"),
        "targets": _("Chỉ tiêu"),
        "tasks": _("Nhiệm vụ"),
        "duties": _("Phân công, báo cáo"),
        "rest": _("Chưa biết xếp vào đâu"),
    }
    shown = [
        Tab(
            section=section,
            label=labels[section],
            url=reverse(PAGES[section], args=[draft.pk]),
            count=counts[section],
            open=len(review.open_in(section)),
            is_current=section == current,
        )
        for section in SECTION_ORDER
        if section != "rest" or counts["rest"]
    ]
    if draft.plan_id:
        url = reverse("plans:review_difference", args=[draft.pk])
        label = _("Khác biệt")
        shown.append(Tab("difference", label, url, None, 0, current == "difference"))
    return shown


def place_of_doubt(draft: PlanDraft, doubt: Doubt) -> str:
    """The address of the page and the field where a doubt is settled."""
    if doubt.row and doubt.section in ROW_PAGES:
        url = reverse(ROW_PAGES[doubt.section], args=[draft.pk, doubt.row])
        return f"{url}#o-{doubt.field}"
    return f"{reverse(PAGES[doubt.section], args=[draft.pk])}#xem-lai"


@require_safe
@for_officers
def next_doubt(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Go to the next thing to settle; with none left, to the tasks."""
    review = _opened(request, draft_id)
    if not review.open_doubts:
        return redirect("plans:review_tasks", draft_id=draft_id)
    return redirect(place_of_doubt(review.draft, review.open_doubts[0]))


def _settled(request: OfficerRequest, doubts: Iterable[Doubt]) -> list[str]:
    """The doubts of this page that the person settles: all of them with the main button."""
    if request.POST.get("act") == "right":
        return [doubt.key for doubt in doubts if not doubt.must_change]
    return request.POST.getlist("settle")


def _onward(request: OfficerRequest, draft_id: uuid.UUID, here: HttpResponse) -> HttpResponse:
    """After saving: on to the next doubt with the main button, else back to the page."""
    messages.success(request, _("Đã lưu."))
    if request.POST.get("act") == "right":
        return redirect("plans:review_next", draft_id=draft_id)
    return here


@require_http_methods(EDIT)
@for_officers
def document(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The facts of the document and its references."""
    review = _opened(request, draft_id)
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
            settled=_settled(request, review.open_in("document")),
            plan=_chosen_plan(request, review),
            parent=_chosen_parent(request, review),
        )
        here = redirect("plans:review", draft_id=draft_id)
        return _onward(request, draft_id, here)
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
    return _page(request, review, "document", "plans/review/document.html", more, status)


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
    review = _opened(request, draft_id)
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
        return _onward(request, draft_id, here)
    rows = {row["key"]: row for row in review.content["tasks"]}
    more = {
        "names": [(name, [rows[key] for key in name.rows if key in rows]) for name in names],
        "units": review.names.units,
        "may_remember": may_match_units(request.actor),
    }
    return _page(request, review, "units", "plans/review/units.html", more)


NOT_OURS = "-"


def _units_given(request: OfficerRequest, number: int) -> list[str] | None:
    """The units chosen for a name; None while nothing is chosen, [] for "not one of ours"."""
    given = [value for value in request.POST.getlist(f"unit-{number}") if value]
    if not given:
        return None
    return [] if NOT_OURS in given else given


@require_http_methods(EDIT)
@for_officers
def targets(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The targets by area; posting adds one."""
    return _row_list(request, draft_id, "targets", {"text": request.POST.get("text", "")})


@require_http_methods(EDIT)
@for_officers
def tasks(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The tasks by area; posting adds one."""
    return _row_list(request, draft_id, "tasks", {"task": request.POST.get("text", "")})


def _row_list(
    request: OfficerRequest, draft_id: uuid.UUID, section: str, values: Row
) -> HttpResponse:
    review = _opened(request, draft_id)
    if request.method == "POST":
        _draft, key = reviewing.add_row(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            section=section,
            values=values,
        )
        return redirect(ROW_PAGES[section], draft_id=draft_id, key=key)
    doubts: dict[str, list[Doubt]] = {}
    for doubt in review.open_in(section):
        doubts.setdefault(doubt.row, []).append(doubt)
    rows = review.content[section]
    more = {
        "groups": [
            (area_name(area), found)
            for area in (*AREAS, None)
            if (found := [(r, doubts.get(r["key"], [])) for r in rows if r.get("area") == area])
        ]
    }
    return _page(request, review, section, f"plans/review/{section}.html", more)


def _row_of(review: Review, section: str, key: str) -> Row:
    row = draft_content.find(review.content, section, key)
    if row is None:
        raise NotFound(str(reviewing.NO_ROW))
    return row


def _beside(review: Review, section: str, row: Row) -> Row:
    """What stands beside a row: its place in the source, its neighbours there, and the way on."""
    reading, keys = review.draft.reading, [r["key"] for r in review.content[section]]
    at = keys.index(row["key"])
    index = row.get("row_of")
    printed = (reading or {}).get(section) or []
    near = [] if index is None else list(enumerate(printed))[max(0, index - 2) : index + 3]
    doubts = review.open_in(section, row["key"])
    return {
        "row": row,
        "number": at + 1,
        "total": len(keys),
        "previous": keys[at - 1] if at else None,
        "following": keys[at + 1] if at + 1 < len(keys) else None,
        "printed": None if index is None else printed[index],
        "neighbours": [(number == index, item) for number, item in near],
        "place": draft_content.place_words(draft_content.place_of(reading, section, row)),
        "row_doubts": doubts,
        "doubts_by_field": {doubt.field: doubt for doubt in doubts},
    }


@require_http_methods(EDIT)
@for_officers
def task(request: OfficerRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """One task beside its row in the source."""
    review = _opened(request, draft_id)
    row = _row_of(review, "tasks", key)
    form = TaskForm(request.POST or None, initial=TaskForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        reviewing.save_row(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            section="tasks",
            key=key,
            values=form.values(),
            settled=_settled(request, review.open_in("tasks", key)),
        )
        here = redirect("plans:review_task", draft_id=draft_id, key=key)
        return _onward(request, draft_id, here)
    split, matches = review.names.split, review.draft.matches
    more = _beside(review, "tasks", row) | {
        "form": form,
        "due_words": due_words(row.get("due")),
        "due_errors": [name for name in form.errors if name.startswith("due_")],
        "unit_names": [unit.name for unit in review.names.units.values()],
        "meant": {
            field: [
                (
                    name,
                    [
                        review.names.units[key]
                        for key in matches.get(name, [])
                        if key in review.names.units
                    ],
                    name in matches,
                )
                for name in split(row.get(field) or "")
            ]
            for field in ("lead", "support")
        },
    }
    status = 422 if request.method == "POST" else 200
    return _page(request, review, "tasks", "plans/review/task.html", more, status)


@require_http_methods(EDIT)
@for_officers
def target(request: OfficerRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """One target with its measures."""
    review = _opened(request, draft_id)
    row = _row_of(review, "targets", key)
    data = request.POST or None
    form = TargetForm(data, initial=TargetForm.initial_of(row))
    shown = [MeasureForm.initial_of(measure) for measure in row.get("measures") or []]
    measures = MeasureFormSet(data, prefix="m", initial=shown)
    if data is not None and form.is_valid() and measures.is_valid():
        reviewing.save_row(
            actor=request.actor,
            at=timezone.now(),
            draft=review.draft,
            section="targets",
            key=key,
            values=form.values() | {"measures": measures_in(measures)},
            settled=_settled(request, review.open_in("targets", key)),
        )
        here = redirect("plans:review_target", draft_id=draft_id, key=key)
        return _onward(request, draft_id, here)
    more = _beside(review, "targets", row) | {"form": form, "measures": measures}
    status = 422 if data is not None else 200
    return _page(request, review, "targets", "plans/review/target.html", more, status)


@require_POST
@for_officers
def drop(request: OfficerRequest, draft_id: uuid.UUID, section: str, key: str) -> HttpResponse:
    """Say that a row is no task (or target, or duty), or take that back."""
    found = get_draft(request.actor, draft_id)
    if section not in draft_content.SECTIONS:
        raise NotFound(str(reviewing.NO_ROW))
    gone = request.POST.get("gone", "1") == "1"
    reviewing.drop_row(
        actor=request.actor, at=timezone.now(), draft=found, section=section, key=key, gone=gone
    )
    messages.success(request, _("Đã bỏ dòng.") if gone else _("Đã lấy lại dòng."))
    back = {"targets": "plans:review_targets", "tasks": "plans:review_tasks"}
    return redirect(back.get(section, "plans:review_duties"), draft_id=draft_id)


@require_http_methods(EDIT)
@for_officers
def duties(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What the plan asks of units, and the reports that it demands."""
    review = _opened(request, draft_id)
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
        return _onward(request, draft_id, redirect("plans:review_duties", draft_id=draft_id))
    status = 422 if request.method == "POST" else 200
    return _page(request, review, "duties", "plans/review/duties.html", {"forms": forms}, status)


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
    review = _opened(request, draft_id)
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
    return _page(request, review, "rest", "plans/review/rest.html", more)


@require_http_methods(EDIT)
@for_officers
def difference(request: OfficerRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What a newer version adds, changes and drops; the officer chooses row by row."""
    review = _opened(request, draft_id)
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
        return _onward(request, draft_id, redirect("plans:review_difference", draft_id=draft_id))
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
    return _page(request, review, "difference", "plans/review/difference.html", more)


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
