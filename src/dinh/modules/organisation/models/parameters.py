"""Figures that an agency set for itself where the law's own are uncertain."""

from django.db import models

from dinh.foundation.models import Record
from dinh.modules.organisation.models.dated import Dated, order_of_dates


class OwnParameter(Record, Dated):
    """The agency's value of a parameter of `dinh.law.parameters` from one day to another.

    `value` has the shape of the law's value: a number, a list of numbers or true/false.
    """

    key = models.CharField(max_length=80)  # "clock.due_soon"
    value = models.JSONField()
    document = models.CharField(max_length=200)  # on what it rests
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            order_of_dates("own_parameter_dates_in_order"),
            models.UniqueConstraint(
                fields=["organisation", "key", "valid_from"], name="own_parameter_once_a_day"
            ),
        ]
