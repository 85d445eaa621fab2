"""What is counted: the fact table of occurrences, and the running tallies made of it."""

import uuid

from django.db import models
from django.db.models import F, Q

from dinh.foundation.models import Record


class TaskOccurrenceFact(Record):
    """One occurrence as it was known from `recorded_from` until `recorded_to` (null: still).

    Plain columns, no foreign keys, so that the table can be moved and counted elsewhere.
    """

    occurrence_id = models.UUIDField()
    task_id = models.UUIDField()
    kind = models.CharField(max_length=8)
    origin_type = models.CharField(max_length=40, blank=True)
    origin_id = models.UUIDField(null=True)
    area = models.PositiveSmallIntegerField(null=True)
    unit_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    is_open = models.BooleanField()
    is_started = models.BooleanField()
    is_submitted = models.BooleanField()
    is_done = models.BooleanField()
    is_late = models.BooleanField()
    is_no_need = models.BooleanField()
    is_cancelled = models.BooleanField()
    is_past_at_entry = models.BooleanField()
    is_extended = models.BooleanField()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence_id"],
                condition=Q(recorded_to=None),
                name="task_fact_one_current",
            ),
            models.CheckConstraint(
                condition=Q(recorded_to=None) | Q(recorded_to__gte=F("recorded_from")),
                name="task_fact_recorded_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "recorded_to", "due_at"], name="task_fact_by_due"),
            models.Index(fields=["occurrence_id", "recorded_from"], name="task_fact_history"),
        ]


class TaskTally(Record):
    """A step in a running count: from `at` on, `count` more (or fewer) lie in the bucket.

    The figure at a moment is the sum of the steps before it, so a due date that passes needs no
    write. Folding old steps into the first moment (`settle_tallies`) changes no figure.
    """

    origin = models.UUIDField()  # all zeros: work without an origin
    dimension = models.CharField(max_length=8)
    key = models.CharField(max_length=36, blank=True)
    bucket = models.CharField(max_length=12)
    at = models.DateTimeField()
    count = models.IntegerField()

    organisation_id: uuid.UUID

    class Meta:
        verbose_name_plural = "task tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "origin", "dimension", "key", "bucket", "at"],
                name="task_tally_step_once",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "dimension", "at"], name="task_tally_by_moment"),
        ]
