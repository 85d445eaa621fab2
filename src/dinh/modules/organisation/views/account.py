"""One's own account: password, second factor, where one is signed in."""

import uuid
from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from dinh.kernel.errors import NotFound
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.access import may_administer
from dinh.modules.organisation.forms.sign_in import PasswordForm
from dinh.modules.organisation.middleware import ACTING_FOR, VIEWING, for_people, has_old_password
from dinh.modules.organisation.models import Person, SignInSession
from dinh.modules.organisation.rules import browser_and_system
from dinh.modules.organisation.views.acting import attempt, page, posted


def _me(request: HttpRequest) -> Person:
    return cast(Person, request.user)


@for_people
@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    """Who I am here, my second factor, my sessions."""
    me = _me(request)
    kinds = set(Authenticator.objects.filter(user_id=me.pk).values_list("type", flat=True))
    return page(
        request,
        "account",
        me=me,
        has_second_factor=Authenticator.Type.TOTP in kinds,
        session_count=queries.open_sessions(me, timezone.now()).count(),
        homes=queries.homes_of(me, timezone.localdate()),
        languages=["vi", "en"],
    )


@for_people
@never_cache
@sensitive_post_parameters()
def password_page(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    me = _me(request)
    form = PasswordForm(posted(request), person=me)

    def change(given: dict[str, str]) -> None:
        key = request.session.session_key
        actions.change_password(
            person=me, present=given["present"], new=given["new"], session_key=key
        )

    if attempt(form, change):
        keep_session(request, me)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
        return redirect("organisation:account")
    return page(request, "password", form, me=me, is_old=_must_renew(request, me))


def _must_renew(request: HttpRequest, me: Person) -> bool:
    """Whether an administrator was sent here because the password is old."""
    actor = getattr(request, "actor", None)
    return actor is not None and may_administer(actor) and has_old_password(me)


def keep_session(request: HttpRequest, me: Person) -> None:
    """Stay signed in here after an act that ended every session, under a new session key."""
    row = SignInSession.objects.filter(session_key=request.session.session_key).first()
    update_session_auth_hash(request, me)
    if row is not None:
        row.session_key = request.session.session_key or ""
        row.save(update_fields=["session_key"])


@for_people
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Work for another of the agencies where I have a place."""
    homes = queries.homes_of(_me(request), timezone.localdate())
    chosen = {str(home.key) for home in homes} & {request.POST.get("organisation", "")}
    if not chosen:
        raise NotFound(_("Bạn không có vị trí ở đơn vị này."))
    request.session[ACTING_FOR] = chosen.pop()
    request.session.pop(VIEWING, None)
    return redirect("web:today")


@for_people
@require_safe
def sessions_page(request: HttpRequest) -> HttpResponse:
    """Where I am signed in."""
    rows = [(row, _device(row)) for row in queries.open_sessions(_me(request), timezone.now())]
    current = request.session.session_key
    has_others = any(row.session_key != current for row, _words in rows)
    return page(request, "sessions", rows=rows, current=current, has_others=has_others)


def _device(row: SignInSession) -> str:
    """The browser and the machine in words: "Chrome trên Windows"."""
    browser, system = browser_and_system(row.browser)
    if not browser or not system:
        return browser or system or _("Không rõ")
    return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}


@for_people
@require_POST
def end_one(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """Sign out in one place."""
    actions.end_session(person=_me(request), session_id=session_id, at=timezone.now())
    messages.success(request, _("Đã kết thúc phiên đăng nhập đó."))
    return redirect("organisation:sessions")


@for_people
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    me = _me(request)
    key = request.session.session_key
    number = actions.end_other_sessions(person=me, session_key=key, at=timezone.now())
    keep_session(request, me)
    words = ngettext(
        "Đã kết thúc %(number)s phiên đăng nhập khác.",
        "Đã kết thúc %(number)s phiên đăng nhập khác.",
        number,
    )
    messages.success(request, words % {"number": number})
    return redirect("organisation:sessions")
