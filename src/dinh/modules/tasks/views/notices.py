"""What was told to a person: the list behind the bell."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dinh.foundation.ui.lists import Listing
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.tasks import actions
from dinh.modules.tasks.models import Notification


@require_safe
@for_officers
def notices(request: OfficerRequest) -> HttpResponse:
    """The person's own lines, newest first."""
    rows = Notification.objects.filter(person_id=request.actor.person_id)
    page = Listing(request.GET).page(rows.order_by("-told_at", "-pk"))
    has_unread = rows.filter(read_at=None).exists()
    return render(request, "tasks/notices.html", {"page": page, "has_unread": has_unread})


@require_POST
@for_officers
def read_all(request: OfficerRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.mark_read(person_id=request.actor.person_id, at=timezone.now())
    return HttpResponseRedirect(reverse("tasks:notices"))
