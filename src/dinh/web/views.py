"""The pages of the staff frame itself."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from dinh.foundation.ui import searching, wording, workday
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import Person
from dinh.modules.organisation.queries import standing_of
from dinh.web import day, days, gallery, health, hours

LATEST_CHANGES = 5
HITS_A_GROUP = 8
LONGEST_QUERY = 200


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The address without a path leads to the day's work."""
    return redirect("web:today")


@require_safe
@for_officers
def today(request: OfficerRequest) -> HttpResponse:
    """*Việc của tôi hôm nay*: one query for the calendar, the rest is the modules' own."""
    now, standing = timezone.now(), standing_of(request.actor.organisation_id)
    calendar = standing.calendar
    soon = standing.own.value("clock.due_soon", timezone.localdate(now))
    moment = day.moment_at(now, calendar, soon)
    shares = workday.shares(request.actor, moment)
    context = {
        "moment": moment,
        "long_day": wording.long_day(timezone.localdate(moment.now)),
        "minutes_left": day.left_today(moment),
        "blocks": day.blocks(shares, moment),
        "days": days.days_ahead(shares, moment),
        "hours": hours.hours_bar(moment.now, calendar),
        "why_off": days.why_off(timezone.localdate(moment.now), calendar),
        "offers": workday.offers(request.actor),
        "changes": workday.changes(request.actor, LATEST_CHANGES),
    }
    return render(request, "web/today.html", context)


@require_safe
@for_officers
def search(request: OfficerRequest) -> HttpResponse:
    """One search for everything the person may see."""
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    groups = searching.everywhere(request.actor, words, HITS_A_GROUP)
    return render(request, "web/search.html", {"search_words": words, "groups": groups})


@require_safe
@for_officers
def components(request: OfficerRequest) -> HttpResponse:
    """Every component in every state, for those who build screens."""
    return render(request, "web/components.html", gallery.examples(request.GET))


@require_POST
@for_officers
def language(request: OfficerRequest) -> HttpResponse:
    """Keep the person's language, and go back to the page they were on."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        Person.objects.filter(pk=cast(Person, request.user).pk).update(language=chosen)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if safe else "web:today")


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """What a monitor asks: 200 when all is well, 503 when not. Tells nothing secret."""
    found = health.checks(timezone.now())
    status = 200 if all(check.is_well for check in found) else 503
    if request.headers.get("Accept", "").startswith("application/json"):
        told = {check.name: {"well": check.is_well, "words": check.words} for check in found}
        return JsonResponse(told, status=status)
    return render(request, "web/health.html", {"checks": found}, status=status)
