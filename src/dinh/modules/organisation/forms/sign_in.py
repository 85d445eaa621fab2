"""The forms of sign-in: django-allauth's, with our words and our count of failures."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinh.kernel.errors import Invalid
from dinh.modules.organisation.actions import LockedOut, check_not_locked, record_failure
from dinh.modules.organisation.actions.passwords import check_new_password, least_length_for
from dinh.modules.organisation.forms.base import PlainForm, dress


def _label(form: forms.BaseForm, name: str, label: Any, **attrs: str) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class SignInForm(LoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", _("Tên đăng nhập"), autocapitalize="none", spellcheck="false")
        _label(self, "password", _("Mật khẩu"))
        dress(self)


class PasswordAgainForm(ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password", _("Mật khẩu"), autocomplete="current-password")
        dress(self)


class _CountsFailures(forms.Form):
    """Wrong codes count like wrong passwords, in the same table."""

    user: Any

    def clean_code(self) -> str:
        """Check the lock, then the code; count a wrong one."""
        try:
            check_not_locked(self.user.username, timezone.now())
        except LockedOut as locked:
            raise ValidationError(locked.sentence) from None
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # the allauth form beside us
        except ValidationError:
            address = context.request.META.get("REMOTE_ADDR")
            record_failure(self.user.username, timezone.now(), address)
            raise
        return code


def _dress_code(form: forms.BaseForm) -> None:
    _label(form, "code", _("Mã xác thực"), inputmode="text", autocomplete="one-time-code")
    dress(form)


class CodeForm(_CountsFailures, AuthenticateForm):
    """The code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self)


class CodeAgainForm(_CountsFailures, CodeReauthenticateForm):
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self)


class ActivateCodeForm(ActivateTOTPForm):
    """The first code of an app that has just read the square."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self)


class PasswordForm(PlainForm):
    """One's own new password, twice."""

    present = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Mật khẩu mới, lần nữa"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        least = least_length_for(person)
        self.fields["new"].help_text = _("Ít nhất %(least)s ký tự") % {"least": least}

    def clean_new(self) -> str:
        """The new password, when it may be used."""
        new: str = self.cleaned_data["new"]
        try:
            check_new_password(self.person, new)
        except Invalid as refused:
            raise ValidationError(refused.sentence) from None
        return new

    def clean_again(self) -> str:
        """The same password twice."""
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise ValidationError(_("Hai lần nhập mật khẩu mới chưa giống nhau."))
        return again
