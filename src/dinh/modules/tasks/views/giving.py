"""Giving work: inside the office, and what a superior assigned."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from dinh.foundation.ui.forms import refuse
from dinh.kernel.errors import Invalid, NotAllowed
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.tasks import actions
from dinh.modules.tasks.access import may_give
from dinh.modules.tasks.forms import FromAboveForm, GiveForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def give(request: OfficerRequest) -> HttpResponse:
    """Give work to a unit or a person."""
    return _give(request, GiveForm, _("Giao việc"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def give_from_above(request: OfficerRequest) -> HttpResponse:
    """Write down work that a superior assigned, and give it on."""
    return _give(request, FromAboveForm, _("Ghi việc cấp trên giao"))


def _give(request: OfficerRequest, form_class: type[GiveForm], title: Any) -> HttpResponse:
    if not may_give(request.actor):
        raise NotAllowed(
            gettext("Giao việc do lãnh đạo, trưởng đơn vị và thường trực cải cách làm.")
        )
    given = request.POST if request.method == "POST" else None
    form = form_class(given, actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            task = actions.give_once(actor=request.actor, at=timezone.now(), **form.wanted())
        except Invalid as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Đã giao việc."))
            return HttpResponseRedirect(reverse("tasks:task", args=[task.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "tasks/give.html", {"form": form, "title": title}, status=status)
