"""The parts of an agency that work is given to, and the ways their names are printed."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Record
from dinh.kernel.vietnamese import fold
from dinh.modules.organisation.models.dated import Dated, order_of_dates


class Unit(Record, Dated):
    """A part of an agency that work can be given to; also a named group such as all hamlets."""

    class Kind(models.TextChoices):
        LEADERSHIP = "leadership", _("Lãnh đạo")
        OFFICE = "office", _("Văn phòng")
        DIVISION = "division", _("Phòng chuyên môn")
        CENTRE = "centre", _("Trung tâm")
        OTHER = "other", _("Cơ quan, đơn vị khác")
        GROUP = "group", _("Nhóm cơ quan, đơn vị")

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(default=0)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )

    successor_id: uuid.UUID | None

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

    unit_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "folded"], name="unit_alias_once")
        ]

    def __str__(self) -> str:
        return self.printed

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded form beside the printed one."""
        self.folded = fold(self.printed)
        super().save(*args, **kwargs)
