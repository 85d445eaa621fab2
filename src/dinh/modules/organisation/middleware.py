"""Puts the actor on the request, and keeps screens to those who have a place here today."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person
from dinh.modules.organisation.queries import actor_for

P = ParamSpec("P")


class OfficerRequest(HttpRequest):
    """A request of a signed-in person with a valid membership: `actor` says as whom they act."""

    actor: Actor


class ActorMiddleware:
    """Sets `request.actor`: an `Actor`, or None for a visitor without a membership today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = _actor_of(request)  # type: ignore[attr-defined] -- requests are open by design
        return self.get_response(request)


def _actor_of(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    return actor_for(cast(Person, request.user), timezone.localdate())


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
        return view(cast(OfficerRequest, request), *args, **kwargs)

    return guarded
