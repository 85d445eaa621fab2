"""What holds from one day to another: the base of everything that mergers and moves change."""

from datetime import date

from django.db import models
from django.db.models import F, Q


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
