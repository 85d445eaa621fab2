"""What every page of the review shares: the frame, the parts, where to go after saving."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.modules.organisation.middleware import OfficerRequest
from dinh.modules.plans.models import PlanDraft
from dinh.modules.plans.queries.coming import coming_with
from dinh.modules.plans.queries.drafts import SECTION_ORDER, Review, get_draft, review_of
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.doubts import Doubt
from dinh.modules.plans.states import DraftState

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


def opened(request: OfficerRequest, draft_id: uuid.UUID) -> Review:
    return review_of(get_draft(request.actor, draft_id))


def page_of(
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
        "coming": partial(coming_with, review, timezone.now()),  # reckoned only where shown
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


def settled(request: OfficerRequest, doubts: Iterable[Doubt]) -> list[str]:
    """The doubts of this page that the person settles: all of them with the main button."""
    if request.POST.get("act") == "right":
        return [doubt.key for doubt in doubts if not doubt.must_change]
    return request.POST.getlist("settle")


def onward(request: OfficerRequest, draft_id: uuid.UUID, here: HttpResponse) -> HttpResponse:
    """After saving: on to the next doubt with the main button, else back to the page."""
    messages.success(request, _("Đã lưu."))
    if request.POST.get("act") == "right":
        return redirect("plans:review_next", draft_id=draft_id)
    return here
