"""What sign-in must remember: failures, open sessions, passwords already used."""

import uuid

from django.db import models

from dinh.foundation.models import Keyed
from dinh.modules.organisation.models.people import Person


class SignInFailure(Keyed):
    """Failures in a row for one name, real or not, and until when it is locked.

    A table, not a cache: the count must hold across the server's processes and a restart.
    """

    username = models.CharField(max_length=60, unique=True)  # lower case
    failures = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.username


class SignInSession(Keyed):
    """One place where a person is signed in, as they recognise it: device, address, time."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    begun_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    person_id: uuid.UUID

    class Meta:
        indexes = [models.Index(fields=["person", "begun_at"], name="sign_in_session_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.begun_at:%Y-%m-%d %H:%M}"


class OldPassword(Keyed):
    """The hash of a password that a person used before and may not use again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="old_passwords")
    encoded = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    person_id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.person_id} {self.replaced_at:%Y-%m-%d}"
