"""Agencies with dated names and parents, their units, people and the roles people hold."""

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Keyed, Record


class Dated(models.Model):
    """A row that holds from one day to another, both included; an open end is null."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the row is valid on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


def holding_on(day: date, prefix: str = "") -> Q:
    """The rows valid on a day; `prefix` is the path to them (`"membership__"`)."""
    begun = Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})
    going = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    return begun & going


def order_of_dates(name: str) -> models.CheckConstraint:
    """The constraint that a validity does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
        name=name,
    )


class Organisation(Keyed, Dated):
    """An agency: a province, a former district, a commune. Names and parents are dated rows."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện (trước 01/7/2025)")
        COMMUNE = "commune", _("Cấp xã")

    code = models.CharField(max_length=20, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        constraints = [order_of_dates("organisation_dates_in_order")]

    def __str__(self) -> str:
        return self.code


class OrganisationName(Keyed, Dated):
    """What an agency is called in a period; documents print the name valid on their date."""

    class Kind(models.TextChoices):
        PROVINCE = "tinh", _("tỉnh")
        CITY = "thanh-pho", _("thành phố")
        DISTRICT = "huyen", _("huyện")
        RURAL = "xa", _("xã")
        WARD = "phuong", _("phường")
        SPECIAL = "dac-khu", _("đặc khu")
        TOWNSHIP = "thi-tran", _("thị trấn")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=120)  # "Bình Minh", without the kind
    locality = models.CharField(max_length=120, blank=True)  # in the date line, when it differs

    class Meta:
        constraints = [order_of_dates("organisation_name_dates_in_order")]

    def __str__(self) -> str:
        return self.committee

    @property
    def place(self) -> str:
        """The unit with its kind: "xã Bình Minh"."""
        return f"{self.get_kind_display()} {self.name}"

    @property
    def committee(self) -> str:
        """The committee as documents name it: "Ủy ban nhân dân xã Bình Minh"."""
        return f"Ủy ban nhân dân {self.place}"


class OrganisationParent(Keyed, Dated):
    """Which agency stood directly above another in a period."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Organisation, models.PROTECT, related_name="children")

    class Meta:
        constraints = [
            order_of_dates("organisation_parent_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(organisation=F("parent")), name="organisation_not_own_parent"
            ),
        ]


class OrganisationSuccession(Keyed):
    """One agency took over (part of) another on a day, under a document."""

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="inheritances")
    effective_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"],
                name="organisation_succession_once",
            )
        ]


class Unit(Record, Dated):
    """A part of an agency that work can be given to; also a named group such as all hamlets."""

    class Kind(models.TextChoices):
        LEADERSHIP = "leadership", _("Lãnh đạo")
        OFFICE = "office", _("Văn phòng")
        DIVISION = "division", _("Phòng chuyên môn")
        CENTRE = "centre", _("Trung tâm")
        OTHER = "other", _("Cơ quan, đơn vị khác")
        GROUP = "group", _("Nhóm")

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="unit_code_once"),
            order_of_dates("unit_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class UnitAlias(Record):
    """One way a unit's name is printed; remembered once a person has matched it."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    printed = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "folded"], name="unit_alias_once")
        ]


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
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, default="vi")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = PersonManager()

    def __str__(self) -> str:
        return self.full_name

    @property
    def initials(self) -> str:
        """Two letters for the round badge: of the last two words of the name."""
        words = self.full_name.split()[-2:]
        return "".join(word[0] for word in words).upper()


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

    class Meta:
        constraints = [
            order_of_dates("membership_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(role__in=["head", "officer"]) | Q(unit__isnull=False),
                name="membership_officers_have_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["person", "organisation"], name="membership_person")]


class CalendarDay(Record):
    """A day on which this agency works otherwise than the national calendar says."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Đóng cửa")
        OPEN = "open", _("Mở quầy, không tính hạn")
        WORKING = "working", _("Làm việc, có tính hạn")
        HALF = "half", _("Làm nửa ngày")

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    shifts = models.CharField(max_length=60, blank=True)  # "07:30-11:30 13:00-17:00"
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day"], name="calendar_day_once")
        ]
