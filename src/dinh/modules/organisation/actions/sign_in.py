"""Acts around signing in: second factor, lock-out, passwords, open sessions."""

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from dinh.modules.organisation.models import Person


@transaction.atomic
def enrol_totp(person: Person, secret: str) -> None:
    """Give the person a second factor with a known secret (base32); replaces the one they had.

    For installing and demonstrating; a person enrols themselves on their account page.
    """
    person.authenticator_set.filter(type="totp").delete()
    TOTP.activate(person, secret)
