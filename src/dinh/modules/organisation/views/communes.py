"""The communes that a superior-level reader may look at."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinh.foundation.ui import menu
from dinh.modules.organisation import queries
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.views.acting import page


@for_officers
@require_safe
def communes_page(request: OfficerRequest) -> HttpResponse:
    """Choose whose records the screens show; for a commune, only itself."""
    rows = queries.readable_agencies(request.actor, timezone.localdate())
    return page(request, "communes", rows=rows, landing=_landing(request.actor), tab="communes")


def _landing(actor: Actor) -> str:
    """The menu's first place that shows an agency's work, not one's own day."""
    places = [one for one in menu.entries() if one.url_name != "web:today" and one.visible(actor)]
    return reverse(places[0].url_name)
