"""The page of one task: whose turn it is, its occurrences, evidence and story; and evidence files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dinh.foundation.files.downloads import send
from dinh.kernel.errors import Invalid, NotFound
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.tasks import actions
from dinh.modules.tasks.access import (
    may_comment,
    may_decide,
    may_edit,
    may_reassign,
    may_see_tasks,
    may_work_on,
)
from dinh.modules.tasks.forms import CommentForm
from dinh.modules.tasks.models import Evidence, Task
from dinh.modules.tasks.queries import task_seen_by
from dinh.modules.tasks.queries.page import TaskPage, evidence_seen_by, page_of, why_due
from dinh.modules.tasks.references import resolve
from dinh.modules.tasks.rules import area_name
from dinh.modules.tasks.states import OPEN, Step, allows
from dinh.modules.tasks.views.looks import Now, Seen, seen_task
from dinh.modules.tasks.views.story import story

EVIDENCE_LOOKS = {"submitted": "wait", "accepted": "ok", "returned": "return", "withdrawn": "none"}


@require_safe
@for_officers
def task(request: OfficerRequest, key: UUID) -> HttpResponse:
    """A task with its whole story."""
    found = task_seen_by(request.actor, key)
    return _task_page(request, found, CommentForm())


@require_POST
@for_officers
def comment(request: OfficerRequest, key: UUID) -> HttpResponse:
    """Write a word about a task; a word that is refused stays in its field."""
    found = task_seen_by(request.actor, key)
    text = request.POST.get("text", "")
    try:
        actions.comment(actor=request.actor, at=timezone.now(), task=found, text=text)
    except Invalid as refusal:
        form = CommentForm(request.POST)
        form.add_error("text", refusal.sentence)
        return _task_page(request, found, form, status=422)
    messages.success(request, _("Đã gửi trao đổi."))
    return HttpResponseRedirect(reverse("tasks:task", args=[found.pk]) + "#dien-bien")


def _task_page(
    request: OfficerRequest, found: Task, comment_form: CommentForm, status: int = 200
) -> HttpResponse:
    actor = request.actor
    given = request.GET.get("lan", "")
    order = int(given) if given.isdecimal() and len(given) < 6 else None
    page = page_of(actor, found, order=order, whole_story="du" in request.GET)
    now = Now.of(actor)
    context = {
        "page": page,
        "task": found,
        "area": area_name(found.area),
        "seen": Seen(page.chosen, now) if page.chosen else None,
        "occurrences": [Seen(row, now) for row in page.occurrences],
        "subtasks": [seen_task(row, now) for row in page.subtasks],
        "evidence": [_shown(actor, row) for row in page.evidence],
        "story": story(page.story, names_occurrences=len(page.occurrences) > 1),
        "why": why_due(page.chosen) if page.chosen else [],
        "may": _may(actor, page),
        "comment_form": comment_form,
        "reminders": _reminders(now),
        "now": now,
    }
    return render(request, "tasks/task.html", context, status=status)


def _shown(actor: Actor, row: Evidence) -> dict[str, Any]:
    """A piece of evidence, its look, and where a reference leads."""
    resolved = resolve(actor, row.reference_type, row.reference_id) if row.reference_type else None
    return {"row": row, "code": EVIDENCE_LOOKS[row.state], "resolved": resolved}


def _may(actor: Actor, page: TaskPage) -> dict[str, bool]:
    """Which buttons this person gets on this page."""
    found, chosen = page.task, page.chosen
    works, decides = may_work_on(actor, found), may_decide(actor, found)
    state = chosen.state if chosen else ""
    is_open = found.state != Task.State.CANCELLED
    own = any(row.submitted_by_id == actor.person_id for row in page.waiting)
    dated = chosen is not None and chosen.due_day is not None
    return {
        "start": works and allows(Step.START, state),
        "submit": works and allows(Step.SUBMIT, state),
        "withdraw": works and allows(Step.WITHDRAW, state),
        "ask": works
        and not decides
        and dated
        and allows(Step.SUBMIT, state)
        and state != "submitted"
        and page.asked is None,
        "judge": decides and state == "submitted" and not own,
        "own": decides and state == "submitted" and own,
        "answer": decides and page.asked is not None,
        "extend": decides and dated and state in OPEN and state != "submitted",
        "date": decides and chosen is not None and not dated and state in OPEN,
        "follow": decides and chosen is not None and chosen.past_at_entry and state in OPEN,
        "reopen": decides and is_open and allows(Step.REOPEN, state),
        "strike": decides and allows(Step.CANCEL, state),
        "call_up": (works or decides)
        and is_open
        and (found.due_rule or {}).get("type") == "on_demand",
        "comment": may_comment(actor, found, [unit.pk for unit in page.supports]),
        "edit": may_edit(actor, found) and is_open,
        "reassign": may_reassign(actor, found) and is_open,
        "cancel": decides and is_open,
        "subtask": works and is_open,
    }


def _reminders(now: Now) -> dict[str, str]:
    """The lead times of reminders in words: "3, 1" and "1, 3"."""
    day = timezone.localdate(now.at)
    return {
        name: ", ".join(str(lead) for lead in now.own.value(f"tasks.{key}", day))
        for name, key in (("before", "reminders_before_due"), ("after", "escalations_after_due"))
    }


@require_safe
@for_officers
def evidence_file(request: OfficerRequest, key: UUID) -> FileResponse:
    """The file of a piece of evidence, for whoever may see its task."""
    row = evidence_seen_by(request.actor, key)
    if row is None or row.file is None or not may_see_tasks(request.actor):
        raise NotFound(_("Tệp này không có, hoặc bạn không được xem."))
    return send(row.file, inline="xem" in request.GET)
