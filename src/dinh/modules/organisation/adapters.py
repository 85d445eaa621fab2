"""Where django-allauth asks us: no self-registration, our lock-out, our sentences, our journal."""

import base64
import hashlib
import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dinh.modules.organisation.actions import (
    LockedOut,
    begin_session,
    check_not_locked,
    record_failure,
)
from dinh.modules.organisation.middleware import SEEN_AT
from dinh.modules.organisation.models import Person, SignInSession

RECENT_SECONDS = 300
_WRONG = _(
    "Tên đăng nhập hoặc mật khẩu chưa đúng. Sai nhiều lần liên tiếp thì tài khoản bị tạm khóa."
)


class AccountAdapter(DefaultAccountAdapter):
    """Password sign-in of people whom an administrator has added."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản này đã bị khóa. Hãy liên hệ người quản trị của đơn vị."),
        "username_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "invalid_password": _("Mật khẩu chưa đúng."),
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "too_many_login_attempts": _("Nhập sai quá nhiều lần. Hãy chờ một lúc rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers themselves."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a locked name before its password is looked at."""
        try:
            check_not_locked(credentials.get("username", ""), timezone.now())
        except LockedOut as locked:
            raise ValidationError(locked.sentence) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        address = self.get_client_ip(request)
        record_failure(credentials.get("username", ""), timezone.now(), address)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open the session and remember where it is."""
        super().login(request, user)
        if request.session.session_key is None:
            request.session.save()
        now = timezone.now()
        request.session[SEEN_AT] = int(now.timestamp())
        begin_session(
            person=cast(Person, user),
            session_key=request.session.session_key or "",
            at=now,
            address=self.get_client_ip(request),
            browser=request.META.get("HTTP_USER_AGENT", ""),
        )

    def logout(self, request: HttpRequest) -> None:
        """Close the session and forget it."""
        SignInSession.objects.filter(session_key=request.session.session_key).delete()
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of a sign-in: the password has just been given."""
        records = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - record["at"] < RECENT_SECONDS for record in records)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say ours where we have a sentence; theirs are English."""
        words = {
            "mfa/messages/totp_activated.txt": gettext("Đã bật xác thực hai lớp."),
            "mfa/messages/totp_deactivated.txt": gettext("Đã tắt xác thực hai lớp."),
            "mfa/messages/recovery_codes_generated.txt": gettext("Đã tạo mã dự phòng mới."),
        }.get(message_template or "")
        if words and not _is_by_the_way(request, message_template):
            messages.add_message(request, level, words)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *args: Any, **kwargs: Any
    ) -> None:
        """No letters: what they would tell is in the journal."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Codes of an authenticator app, with the secrets encrypted at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã chưa đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trên ứng dụng."),
        "cannot_delete_authenticator": _("Không thể tắt xác thực hai lớp."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the authenticator app calls the account."""
        return user.get_username()

    def encrypt(self, text: str) -> str:
        """The text under the key of this installation."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again; keys given up remain readable through SECRET_KEY_FALLBACKS."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _is_by_the_way(request: HttpRequest, message_template: str | None) -> bool:
    """Whether recovery codes came with switching on, which says so itself."""
    at = request.resolver_match.view_name if request.resolver_match else ""
    return "recovery_codes" in (message_template or "") and at == "mfa_activate_totp"


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    salted = [b"dinh.second-factor." + force_bytes(secret) for secret in secrets]
    digests = [hashlib.sha256(key).digest() for key in salted]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
