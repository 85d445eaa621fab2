"""The open due dates of tasks, for whoever edits the calendar of the agency."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone

from dinh.kernel.clock import Calendar
from dinh.modules.organisation.deadlines import OpenDeadline
from dinh.modules.organisation.queries import standing_of
from dinh.modules.tasks import rules
from dinh.modules.tasks.models import Occurrence
from dinh.modules.tasks.queries.seeing import reading_on
from dinh.modules.tasks.states import OPEN


def open_deadlines(organisation_id: uuid.UUID) -> Iterator[OpenDeadline]:
    """Every open occurrence with a due day: what it is, and how a calendar dates it. Two queries."""
    rolls = reading_on(timezone.now(), standing_of(organisation_id).own).rolls
    rows = Occurrence.objects.filter(organisation_id=organisation_id, state__in=OPEN)
    for row in rows.exclude(due_day=None).select_related("task").order_by("due_at", "pk"):
        yield OpenDeadline(
            key=row.pk,
            label=f"{row.task.title} ({row.label})",
            url=reverse("tasks:task", args=[row.task_id]) + f"?lan={row.order}",
            due_at=row.due_at,
            compute=partial(_dated, row, rolls),
        )


def _dated(row: Occurrence, rolls: str, calendar: Calendar) -> datetime | None:
    return rules.due_moment(row.due_day, calendar, rolls).due_at if row.due_day else None
