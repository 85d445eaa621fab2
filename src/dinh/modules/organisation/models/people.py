"""People, the titles they hold and their dated places in agencies."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Keyed, Record
from dinh.kernel.vietnamese import fold
from dinh.modules.organisation.models.dated import Dated, order_of_dates
from dinh.modules.organisation.models.units import Unit


class Position(Record, Dated):
    """A title that a person can hold in the agency."""

    title = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="position_title_once"),
            order_of_dates("position_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class PersonManager(BaseUserManager["Person"]):
    """Makes people with a hashed password."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Person":
        """A person who can sign in; without a password, one who cannot yet."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(Keyed, AbstractBaseUser):
    """Someone the system knows: an officer, a leader, a reader of a superior level."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="vi")
    must_change_password = models.BooleanField(default=False)
    password_set_at = models.DateTimeField(null=True, blank=True)
    # Part of the session hash: raising it signs the person out everywhere.
    session_epoch = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded name, by which people are found without diacritics."""
        self.folded_name = fold(self.full_name)
        super().save(*args, **kwargs)

    @property
    def initials(self) -> str:
        """Two letters for the round badge: of the last two words of the name."""
        words = self.full_name.split()[-2:]
        return "".join(word[0] for word in words).upper()

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Like Django's, with the epoch, so that one counter ends every open session."""
        key = "dinh.organisation.Person.session"
        value = f"{self.password}/{self.session_epoch}"
        return salted_hmac(key, value, secret=secret, algorithm="sha256").hexdigest()


class Membership(Record, Dated):
    """A person's place in an agency for a period: unit, position and one role.

    One person may hold several at once.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chủ tịch")
        VICE_CHAIR = "vice_chair", _("Phó Chủ tịch")
        COORDINATOR = "coordinator", _("Thường trực cải cách hành chính")
        HEAD = "head", _("Trưởng đơn vị")
        OFFICER = "officer", _("Công chức")
        READER = "reader", _("Người xem của cấp trên")
        ADMINISTRATOR = "administrator", _("Quản trị hệ thống")

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)

    person_id: uuid.UUID
    unit_id: uuid.UUID | None
    created_at: datetime

    class Meta:
        constraints = [
            order_of_dates("membership_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(role__in=["head", "officer"]) | Q(unit__isnull=False),
                name="membership_officers_have_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["person", "organisation"], name="membership_person")]
