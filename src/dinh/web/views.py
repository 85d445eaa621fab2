"""The pages of the staff frame itself."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import Person


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The address without a path leads to the day's work."""
    return redirect("web:today")


@require_safe
@for_officers
def today(request: OfficerRequest) -> HttpResponse:
    """*Việc của tôi hôm nay*."""
    return render(request, "web/today.html")


@require_safe
@for_officers
def search(request: OfficerRequest) -> HttpResponse:
    """One search for everything."""
    return render(request, "web/search.html", {"search_words": request.GET.get("q", "")})


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
