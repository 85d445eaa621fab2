"""The communes that a superior-level reader may look at."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinh.modules.organisation import queries
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.views.acting import page


@for_officers
@require_safe
def communes_page(request: OfficerRequest) -> HttpResponse:
    """Choose whose records the screens show; for a commune, only itself."""
    rows = queries.readable_agencies(request.actor, timezone.localdate())
    return page(request, "communes", rows=rows, tab="communes")
