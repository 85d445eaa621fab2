"""Changing one's own second factor: django-allauth's views, each change journalled with it."""

from typing import Any, cast

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dinh.modules.organisation.actions import note_second_factor
from dinh.modules.organisation.models import Person


class Journalled:
    """Mixed into an allauth view: the change and its event stand or fall together."""

    change = ""
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what the view does, and write it down."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view beside us
            me = cast(Person, self.request.user)
            note_second_factor(person=me, change=self.change, at=timezone.now())
        return response


class Activate(Journalled, ActivateTOTPView):
    """An authenticator app is added."""

    change = "totp_activated"


class Deactivate(Journalled, DeactivateTOTPView):
    """The authenticator app and the recovery codes are given up."""

    change = "totp_deactivated"


class GenerateCodes(Journalled, GenerateRecoveryCodesView):
    """New recovery codes replace the old ones."""

    change = "recovery_codes_generated"
