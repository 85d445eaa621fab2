"""The review of rows: targets and tasks, in lists and one by one beside their source."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dinh.kernel.errors import NotFound
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.plans.actions import reviewing
from dinh.modules.plans.forms.drafts import (
    MeasureForm,
    MeasureFormSet,
    TargetForm,
    TaskForm,
    measures_in,
)
from dinh.modules.plans.queries.drafts import Review, get_draft
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.areas import AREAS, area_name
from dinh.modules.plans.rules.doubts import Doubt
from dinh.modules.plans.views.review_frame import (
    EDIT,
    ROW_PAGES,
    Row,
    onward,
    opened,
    page_of,
    settled,
)
from dinh.modules.plans.views.wording import due_words


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
    review = opened(request, draft_id)
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
    return page_of(request, review, section, f"plans/review/{section}.html", more)


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
    review = opened(request, draft_id)
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
            settled=settled(request, review.open_in("tasks", key)),
        )
        here = redirect("plans:review_task", draft_id=draft_id, key=key)
        return onward(request, draft_id, here)
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
    return page_of(request, review, "tasks", "plans/review/task.html", more, status)


@require_http_methods(EDIT)
@for_officers
def target(request: OfficerRequest, draft_id: uuid.UUID, key: str) -> HttpResponse:
    """One target with its measures."""
    review = opened(request, draft_id)
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
            settled=settled(request, review.open_in("targets", key)),
        )
        here = redirect("plans:review_target", draft_id=draft_id, key=key)
        return onward(request, draft_id, here)
    more = _beside(review, "targets", row) | {"form": form, "measures": measures}
    status = 422 if data is not None else 200
    return page_of(request, review, "targets", "plans/review/target.html", more, status)


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
