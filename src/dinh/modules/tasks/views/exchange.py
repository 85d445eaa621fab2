"""Tasks out to a file, and a file back in by way of a preview."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dinh.foundation.files.actions import store_file
from dinh.foundation.files.downloads import disposition
from dinh.foundation.files.models import StoredFile
from dinh.foundation.ui.forms import refuse
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.tasks import actions, exchange
from dinh.modules.tasks.access import check_may_see_tasks, may_give
from dinh.modules.tasks.exchange.columns import rows_of, today_words
from dinh.modules.tasks.queries import visible_to
from dinh.modules.tasks.views.lists import TASK_COLUMNS, task_listing
from dinh.modules.tasks.views.looks import Now

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TableForm(forms.Form):
    """The file to read."""

    table = forms.FileField(
        label=_("Tệp XLSX hoặc CSV"),
        help_text=_("Tệp đã xuất từ danh sách nhiệm vụ. Không đổi cột “Mã”; dòng mới để trống mã."),
    )


@require_safe
@for_officers
def export(request: OfficerRequest) -> HttpResponse:
    """The tasks as the list narrows and orders them, as XLSX or (`?dang=csv`) CSV."""
    check_may_see_tasks(request.actor)
    now = Now.of(request.actor)
    listing = task_listing(request, now, TASK_COLUMNS)
    tasks = listing.ordered(listing.narrow(visible_to(request.actor)))
    rows = rows_of(tasks, now.at)
    is_csv = request.GET.get("dang") == "csv"
    content = exchange.write_csv(rows) if is_csv else exchange.write_xlsx(rows)
    name = f"nhiem-vu-{today_words(now.at)}.{'csv' if is_csv else 'xlsx'}"
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if is_csv else XLSX)
    response["Content-Disposition"] = disposition(name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def bring_in(request: OfficerRequest) -> HttpResponse:
    """Take in a file; the next page shows what it would change."""
    _check_may_bring_in(request.actor)
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(_taken_in(request, form))
        except Invalid as refusal:
            refuse(form, refusal)
    status = 422 if form.is_bound else 200
    return render(request, "tasks/import.html", {"form": form}, status=status)


def _taken_in(request: OfficerRequest, form: TableForm) -> str:
    uploaded, at = form.cleaned_data["table"], timezone.now()
    stored = store_file(
        organisation_id=request.actor.organisation_id,
        uploaded=uploaded,
        name=uploaded.name,
        actor_id=request.actor.person_id,
        at=at,
    )
    exchange.read_table(request.actor, stored, timezone.localdate(at))
    return reverse("tasks:import_preview", args=[stored.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def preview(request: OfficerRequest, key: UUID) -> HttpResponse:
    """What a file would change; the chosen lines are taken over."""
    actor = request.actor
    stored = _own_file(actor, key)
    _check_may_bring_in(actor)
    reading = exchange.read_table(actor, stored, timezone.localdate())
    trouble = ""
    if request.method == "POST":
        chosen = set(request.POST.getlist("dong"))
        wanted = [one for one in reading.ready if one.key in chosen]
        try:
            count = actions.take_over(actor=actor, at=timezone.now(), differences=wanted)
        except (Invalid, Conflict, NotAllowed) as refusal:
            trouble = refusal.sentence
        else:
            words = ngettext("Đã nhận %(n)s dòng.", "Đã nhận %(n)s dòng.", count)
            messages.success(request, words % {"n": count})
            return HttpResponseRedirect(reverse("tasks:list"))
    context = {"reading": reading, "stored": stored, "trouble": trouble}
    return render(request, "tasks/import_preview.html", context, status=422 if trouble else 200)


def _check_may_bring_in(actor: Actor) -> None:
    if not may_give(actor):
        raise NotAllowed(gettext("Nhập nhiệm vụ từ tệp do lãnh đạo và thường trực cải cách làm."))


def _own_file(actor: Actor, key: UUID) -> StoredFile:
    """A file that this person took in, here. Raises NotFound."""
    mine = StoredFile.objects.filter(
        organisation_id=actor.organisation_id, uploaded_by=actor.person_id, pk=key
    ).first()
    if mine is None:
        raise NotFound(gettext("Tệp này không có, hoặc bạn không được xem."))
    return mine
