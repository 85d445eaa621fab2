"""How an agency's own calendar differs from the national one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Record
from dinh.modules.organisation.models.dated import Dated, order_of_dates


class WorkingWeek(Record, Dated):
    """The agency's own weekly hours in a period (a province's winter hours, an early start).

    `hours` holds seven lists, Monday first, of texts such as `"07:30-11:30"`; an empty list is
    a day off. `counted` holds the weekdays (0 = Monday) that count for due dates.
    """

    hours = models.JSONField()
    counted = models.JSONField()
    document = models.CharField(max_length=200)

    class Meta:
        constraints = [order_of_dates("working_week_dates_in_order")]


class CalendarDay(Record):
    """A day on which this agency works otherwise than the national calendar says."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("Đóng cửa")
        OPEN = "open", _("Mở quầy, không tính hạn")
        WORKING = "working", _("Làm việc, có tính hạn")
        HALF = "half", _("Làm nửa ngày")

    day = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    hours = models.JSONField(default=list, blank=True)  # ["07:30-11:30"]; [] = as on its weekday
    reason = models.CharField(max_length=300)
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day"], name="calendar_day_once")
        ]
