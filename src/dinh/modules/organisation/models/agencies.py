"""Agencies. An agency keeps its key for ever; its names, parents and heirs are dated rows."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Keyed
from dinh.modules.organisation.models.dated import Dated, order_of_dates

# As printed on documents, whatever language the screen speaks.
_PRINTED = {
    "tinh": "tỉnh",  # official words
    "thanh-pho": "thành phố",  # official words
    "huyen": "huyện",  # official words
    "xa": "xã",  # official words
    "phuong": "phường",  # official words
    "dac-khu": "đặc khu",  # official words
    "thi-tran": "thị trấn",  # official words
}


class Organisation(Keyed, Dated):
    """An agency: a province, a former district, a commune. Names and parents are dated rows."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện (trước 01/7/2025)")
        COMMUNE = "commune", _("Cấp xã")

    code = models.CharField(max_length=20, unique=True)
    level = models.CharField(max_length=10, choices=Level.choices)
    # Raised by every change of the agency's calendar, so that processes drop the copy they hold.
    calendar_stamp = models.PositiveIntegerField(default=0)

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
    document = models.CharField(max_length=200, blank=True)  # the resolution that gave the name

    organisation_id: uuid.UUID

    class Meta:
        constraints = [order_of_dates("organisation_name_dates_in_order")]

    def __str__(self) -> str:
        return self.committee

    @property
    def place(self) -> str:
        """The unit with its kind: "xã Bình Minh"."""
        return f"{_PRINTED[self.kind]} {self.name}"

    @property
    def committee(self) -> str:
        """The committee as documents name it: "Ủy ban nhân dân xã Bình Minh"."""
        return f"Ủy ban nhân dân {self.place}"  # official words


class OrganisationParent(Keyed, Dated):
    """Which agency stood directly above another in a period."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Organisation, models.PROTECT, related_name="children")

    organisation_id: uuid.UUID
    parent_id: uuid.UUID

    class Meta:
        constraints = [
            order_of_dates("organisation_parent_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(organisation=F("parent")), name="organisation_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} < {self.parent_id}"


class OrganisationSuccession(Keyed):
    """One agency took over (part of) another on a day, under a document."""

    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="inheritances")
    effective_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    predecessor_id: uuid.UUID
    successor_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "effective_on"],
                name="organisation_succession_once",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisation_not_own_heir"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} > {self.successor_id}"
