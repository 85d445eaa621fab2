"""One page for each act: says what it does, asks what it needs, does it, and goes back to the task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from dinh.foundation.ui.forms import refuse
from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.tasks import actions, forms
from dinh.modules.tasks.access import (
    check_may_decide,
    check_may_edit,
    check_may_work_on,
    may_decide,
    may_reassign,
)
from dinh.modules.tasks.models import Extension, Occurrence, Task
from dinh.modules.tasks.queries import occurrence_seen_by, task_seen_by
from dinh.modules.tasks.views.looks import Now, Seen

Check = Callable[[Actor, Task], None]


@dataclass(frozen=True)
class Act:
    """An act with a page of its own. `check` keeps the page from who may not do it."""

    name: str
    slug: str
    title: Any
    button: Any
    done: Any
    form: type[django_forms.Form]
    run: Callable[..., Any]
    check: Check
    intro: Any = ""
    icon: str = "check"
    is_red: bool = False
    initial: Callable[[Any], Mapping[str, Any]] = field(default=lambda _thing: {})
    options: Callable[[Actor, Any], Mapping[str, Any]] = field(default=lambda _actor, _thing: {})


def _check_call_up(actor: Actor, task: Task) -> None:
    if not may_decide(actor, task):
        check_may_work_on(actor, task)


def _check_reassign(actor: Actor, task: Task) -> None:
    if not may_reassign(actor, task):
        check_may_edit(actor, task)


def _lead_of(task: Task) -> dict[str, Any]:
    return {
        "lead_unit": task.lead_unit_id,
        "lead_person": task.lead_person_id,
        "support_units": [row.unit_id for row in task.supports.all()],
        "seen_version": task.version,
    }


def _words_of(task: Task) -> dict[str, Any]:
    names = [
        "title",
        "output",
        "area",
        "budget",
        "note",
        "assigner",
        "assigned_document",
        "assigned_on",
        "result",
    ]
    return {**{name: getattr(task, name) for name in names}, "seen_version": task.version}


ON_OCCURRENCE = [
    Act(
        "submit",
        "nop-minh-chung",
        _("Nộp minh chứng"),
        _("Nộp minh chứng"),
        _("Đã nộp minh chứng, chờ công nhận."),
        forms.EvidenceForm,
        actions.submit_evidence,
        check_may_work_on,
        _("Minh chứng gửi đến thường trực cải cách hành chính để công nhận hoặc trả lại."),
        "upload",
    ),
    Act(
        "no_need",
        "khong-phat-sinh",
        _("Báo không phát sinh trong kỳ"),
        _("Gửi báo cáo"),
        _("Đã báo không phát sinh, chờ công nhận."),
        forms.ReasonForm,
        actions.report_no_need,
        check_may_work_on,
        _("Dùng khi trong kỳ không có việc phải làm. Khi được công nhận, lần này tính riêng."),
        "none",
    ),
    Act(
        "accept",
        "cong-nhan",
        _("Công nhận hoàn thành"),
        _("Công nhận hoàn thành"),
        _("Đã công nhận hoàn thành."),
        forms.AcceptForm,
        actions.accept_evidence,
        check_may_decide,
        options=lambda _actor, row: {"is_past": row.past_at_entry},
    ),
    Act(
        "return",
        "tra-lai",
        _("Trả lại minh chứng"),
        _("Trả lại, nêu lý do"),
        _("Đã trả lại minh chứng."),
        forms.ReasonForm,
        actions.return_evidence,
        check_may_decide,
        _("Người nộp đọc được lý do này và nộp lại. Bản đã nộp vẫn giữ để đối chiếu."),
        "return",
    ),
    Act(
        "ask_extension",
        "xin-gia-han",
        _("Xin gia hạn"),
        _("Gửi đề nghị"),
        _("Đã gửi đề nghị gia hạn."),
        forms.AskExtensionForm,
        actions.ask_extension,
        check_may_work_on,
        _("Hạn chỉ đổi khi được đồng ý."),
        "cal",
    ),
    Act(
        "extend",
        "gia-han",
        _("Gia hạn"),
        _("Gia hạn"),
        _("Đã gia hạn."),
        forms.ExtendForm,
        actions.extend,
        check_may_decide,
        _("Hạn cũ và lý do được giữ trong diễn biến."),
        "cal",
    ),
    Act(
        "set_due_day",
        "ghi-han",
        _("Ghi hạn"),
        _("Ghi hạn"),
        _("Đã ghi hạn."),
        forms.DueDayForm,
        actions.set_due_day,
        check_may_decide,
        _("Văn bản không in ngày cụ thể cho việc này."),
        "cal",
    ),
    Act(
        "reopen",
        "mo-lai",
        _("Mở lại"),
        _("Mở lại"),
        _("Đã mở lại."),
        forms.ReasonForm,
        actions.reopen_occurrence,
        check_may_decide,
        _("Lần việc này lại tính là đang làm; minh chứng cũ vẫn giữ."),
        "history",
    ),
    Act(
        "cancel_occurrence",
        "huy",
        _("Hủy lần việc này"),
        _("Hủy lần việc này"),
        _("Đã hủy lần việc."),
        forms.ReasonForm,
        actions.cancel_occurrence,
        check_may_decide,
        _("Chỉ hủy lần này; các lần khác của nhiệm vụ vẫn còn. Lần đã hủy tính riêng, không mất."),
        "x",
        is_red=True,
    ),
]
ON_TASK = [
    Act(
        "edit",
        "sua",
        _("Sửa nhiệm vụ"),
        _("Lưu"),
        _("Đã lưu."),
        forms.EditForm,
        actions.edit_task,
        check_may_edit,
        icon="edit",
        initial=_words_of,
        options=lambda actor, task: {"actor": actor, "task": task},
    ),
    Act(
        "reassign",
        "phan-cong",
        _("Phân công lại"),
        _("Phân công"),
        _("Đã phân công lại."),
        forms.ReassignForm,
        actions.reassign,
        _check_reassign,
        icon="org",
        initial=_lead_of,
        options=lambda actor, _task: {"actor": actor},
    ),
    Act(
        "add_subtask",
        "viec-con",
        _("Thêm việc con"),
        _("Thêm việc con"),
        _("Đã thêm việc con."),
        forms.SubtaskForm,
        actions.add_subtask,
        check_may_work_on,
        icon="plus",
        options=lambda actor, _task: {"actor": actor},
    ),
    Act(
        "add_occurrence",
        "phat-sinh",
        _("Ghi lần phát sinh"),
        _("Ghi lần phát sinh"),
        _("Đã ghi lần phát sinh."),
        forms.OccurrenceForm,
        actions.add_occurrence,
        _check_call_up,
        icon="plus",
    ),
    Act(
        "cancel_task",
        "huy",
        _("Hủy nhiệm vụ"),
        _("Hủy nhiệm vụ"),
        _("Đã hủy nhiệm vụ."),
        forms.ReasonForm,
        actions.cancel_task,
        check_may_decide,
        _("Mọi lần chưa xong đều hủy theo. Phần đã công nhận vẫn được tính."),
        "x",
        is_red=True,
    ),
]


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def on_occurrence(request: OfficerRequest, key: UUID, act: Act) -> HttpResponse:
    """The page of an act on an occurrence."""
    occurrence = occurrence_seen_by(request.actor, key)
    return _act(request, act, occurrence, occurrence.task, {"occurrence": occurrence})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def on_task(request: OfficerRequest, key: UUID, act: Act) -> HttpResponse:
    """The page of an act on a task."""
    task = task_seen_by(request.actor, key)
    named = "parent" if act.name == "add_subtask" else "task"
    return _act(request, act, task, task, {named: task})


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def on_extension(request: OfficerRequest, key: UUID) -> HttpResponse:
    """The page that answers a request for extension."""
    rows = Extension.objects.filter(organisation_id__in=request.actor.readable, pk=key)
    extension = rows.select_related("occurrence", "asked_by").first()
    if extension is None:
        raise NotFound(gettext("Đề nghị gia hạn này không có, hoặc bạn không được xem."))
    occurrence = occurrence_seen_by(request.actor, extension.occurrence_id)
    named = {"extension": extension}
    return _act(request, ANSWER, occurrence, occurrence.task, named)


ANSWER = Act(
    "answer_extension",
    "tra-loi",
    _("Trả lời đề nghị gia hạn"),
    _("Trả lời"),
    _("Đã trả lời đề nghị gia hạn."),
    forms.AnswerForm,
    actions.decide_extension,
    check_may_decide,
    icon="cal",
)


def _act(
    request: OfficerRequest, act: Act, thing: Any, task: Task, named: dict[str, Any]
) -> HttpResponse:
    act.check(request.actor, task)
    options = act.options(request.actor, thing)
    if request.method != "POST":
        form = act.form(initial=dict(act.initial(thing)), **options)
        return _page(request, act, form, thing, task, named)
    form = act.form(request.POST, request.FILES, **options)
    if form.is_valid() and _done(request, act, form, named):
        messages.success(request, act.done)
        return back_to(task, thing)
    return _page(request, act, form, thing, task, named)


def _done(request: OfficerRequest, act: Act, form: Any, named: dict[str, Any]) -> bool:
    try:
        act.run(actor=request.actor, at=timezone.now(), **named, **form.wanted())
    except (Invalid, Conflict) as refusal:
        refuse(form, refusal)
        if isinstance(refusal, Conflict):
            _show_latest(form, named.get("task"))
        return False
    return True


def _show_latest(form: Any, task: Task | None) -> None:
    """Who has been told what changed may press again: the form now carries the new version."""
    if task is not None and "seen_version" in form.fields:
        task.refresh_from_db(fields=["version"])
        form.data = form.data.copy()
        form.data["seen_version"] = str(task.version)


def _page(
    request: OfficerRequest, act: Act, form: Any, thing: Any, task: Task, named: dict[str, Any]
) -> HttpResponse:
    seen = Seen(thing, Now.of(request.actor)) if isinstance(thing, Occurrence) else None
    context = {
        "act": act,
        "form": form,
        "task": task,
        "seen": seen,
        "back": back_to(task, thing).url,
        **named,
    }
    status = 422 if form.is_bound else 200
    return render(request, "tasks/act.html", context, status=status)


def back_to(task: Task, thing: Any = None) -> HttpResponseRedirect:
    """To the page of the task, at the occurrence that was acted on."""
    address = reverse("tasks:task", args=[task.pk])
    order = f"?lan={thing.order}" if isinstance(thing, Occurrence) else ""
    return HttpResponseRedirect(address + order)


AT_ONCE: dict[str, tuple[Callable[..., Any], Any]] = {
    "bat-dau": (actions.start_work, _("Đã ghi là bắt đầu làm.")),
    "rut": (actions.withdraw_evidence, _("Đã rút minh chứng; bạn có thể nộp lại.")),
    "theo-doi": (actions.follow_past, _("Từ nay lần việc này được theo dõi như việc quá hạn.")),
}


@require_POST
@for_officers
def at_once(request: OfficerRequest, key: UUID, slug: str) -> HttpResponse:
    """An act that asks nothing: done by its button."""
    occurrence = occurrence_seen_by(request.actor, key)
    run, done = AT_ONCE[slug]
    run(actor=request.actor, at=timezone.now(), occurrence=occurrence)
    messages.success(request, done)
    return back_to(occurrence.task, occurrence)
