"""Puts the actor on the request, and keeps screens to those who have a place here today."""

import functools
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, cast

from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed, NotFound
from dinh.law import parameters
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person, SignInSession
from dinh.modules.organisation.queries import actor_for
from dinh.modules.organisation.queries.agencies import key_of_code, place_of
from dinh.modules.organisation.rules import is_password_too_old

P = ParamSpec("P")

ACTING_FOR = "acting_for"
VIEWING = "viewing"
SEEN_AT = "seen_at"
SEEN_EVERY = timedelta(minutes=5)

# What stays open to a person who must first change a password or add a second factor.
_ALWAYS_OPEN = {
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "web:language",
    "organisation:password",
}
_FOR_SECOND_FACTOR = {
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
}


class OfficerRequest(HttpRequest):
    """A request of a signed-in person with a valid membership: `actor` says as whom they act."""

    actor: Actor


class ActorMiddleware:
    """Sets `request.actor`: an `Actor`, or None for a visitor without a membership today.

    `?xa=CODE` lets a superior-level reader choose the commune on the screen; the choice is kept
    in the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _has_been_idle(request):
            logout(request)
            return redirect_to_login(request.get_full_path())
        setattr(request, "actor", _actor_of(request))  # noqa: B010 -- requests are open by design
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Send a person to what they must do first: a new password, then a second factor."""
        if not request.user.is_authenticated or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        if name in _ALWAYS_OPEN:
            return None
        first = _first_duty(request.user, getattr(request, "actor", None), name)
        return HttpResponseRedirect(reverse(first)) if first else None


def _first_duty(person: Person, actor: Actor | None, name: str) -> str | None:
    """The page that the person must visit before `name`, or None. A query for administrators only."""
    administers = actor is not None and actor.has_role("administrator")
    if person.must_change_password or (administers and has_old_password(person)):
        return "organisation:password"
    if not administers or name in _FOR_SECOND_FACTOR:
        return None
    factors = Authenticator.objects.filter(user_id=person.pk)
    has_one = factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    return None if has_one else "mfa_activate_totp"


def has_old_password(person: Person) -> bool:
    """Whether an administrator with this password must choose a new one."""
    days = parameters.value("security.administrator_password_days", timezone.localdate())
    return is_password_too_old(person.password_set_at, timezone.now(), days=days)


def _has_been_idle(request: HttpRequest) -> bool:
    """Whether nothing came from this session for too long; notes the visit every five minutes."""
    seen = request.session.get(SEEN_AT)
    if seen is None or not request.user.is_authenticated:
        return False
    now = timezone.now()
    idle = timedelta(seconds=now.timestamp() - seen)
    limit = parameters.value("security.idle_session_minutes", timezone.localdate(now))
    if idle > timedelta(minutes=limit):
        return True
    if idle > SEEN_EVERY:
        request.session[SEEN_AT] = int(now.timestamp())
        key = request.session.session_key
        SignInSession.objects.filter(session_key=key).update(last_seen_at=now)
    return False


def _actor_of(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    chosen = request.session.get(ACTING_FOR)
    today = timezone.localdate()
    actor = actor_for(request.user, today, uuid.UUID(chosen) if chosen else None)
    if actor is None and chosen:
        actor = actor_for(request.user, today)
    return actor if actor is None or len(actor.readable) == 1 else _looking(request, actor)


def _looking(request: HttpRequest, actor: Actor) -> Actor:
    """The actor of a superior level with the commune they chose to look at."""
    code = request.GET.get("xa")
    if code:
        found = key_of_code(code, actor.readable)
        if found is not None:
            request.session[VIEWING] = str(found)
    kept = request.session.get(VIEWING)
    chosen = uuid.UUID(kept) if kept else None
    if chosen is None or chosen not in actor.readable:
        return actor
    place = place_of(chosen, timezone.localdate()) if chosen != actor.organisation_id else ""
    return replace(actor, chosen_id=chosen, chosen_place=place)


def for_people(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view for anyone signed in, with a place or without: one's own account."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)


def for_officers(
    view: Callable[Concatenate[OfficerRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view for people with a place in an agency: a visitor is sent to sign in.

    Raises NotAllowed for someone signed in whose membership has ended.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if getattr(request, "actor", None) is None:
            raise NotAllowed(
                _("Tài khoản của bạn hiện không thuộc đơn vị nào. Hãy liên hệ người quản trị.")
            )
        _check_commune(cast(OfficerRequest, request))
        return view(cast(OfficerRequest, request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)


def _check_commune(request: OfficerRequest) -> None:
    """Raise NotFound when `?xa=` names an agency that the person may not read."""
    code = request.GET.get("xa")
    if code and key_of_code(code, request.actor.readable) is None:
        raise NotFound(_("Không có đơn vị này, hoặc bạn không được xem."))
