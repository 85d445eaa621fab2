"""Work given to someone, and each time it falls due."""

import uuid
from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Record
from dinh.modules.organisation.models import Person, Unit

# `due_order` sorts what has no due moment last; the two databases disagree about nulls.
NO_DUE = datetime(9000, 1, 1, tzinfo=UTC)

OCCURRENCE_STATES = [
    ("not_started", _("Chưa bắt đầu")),
    ("in_progress", _("Đang làm")),
    ("submitted", _("Chờ công nhận")),
    ("returned", _("Trả lại để sửa")),
    ("accepted", _("Đã công nhận")),
    ("cancelled", _("Đã hủy")),
]


class Task(Record):
    """A piece of work with a lead; where it came from is a record reference, never a foreign key.

    `due_rule` is the due text understood, in the shape of `planreader`'s `Due`. The counts and
    `next_due_at` are kept by the acts.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("Theo kế hoạch")
        INSIDE = "inside", _("Giao trong cơ quan")
        ABOVE = "above", _("Cấp trên giao")

    class State(models.TextChoices):
        OPEN = "open", _("Đang thực hiện")
        DONE = "done", _("Đã xong")
        CANCELLED = "cancelled", _("Đã hủy")

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INSIDE)
    origin_type = models.CharField(max_length=40, blank=True)
    origin_id = models.UUIDField(null=True, blank=True)
    origin_label = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subtasks"
    )
    area = models.PositiveSmallIntegerField(null=True, blank=True)
    code = models.CharField(max_length=40, blank=True)
    order = models.PositiveIntegerField(default=0)
    printed_row = models.CharField(max_length=40, blank=True)

    title = models.TextField()
    output = models.TextField(blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    lead_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lead_printed = models.CharField(max_length=500, blank=True)
    support_units = models.ManyToManyField(Unit, through="TaskSupport", related_name="+")
    support_printed = models.TextField(blank=True)
    due_printed = models.CharField(max_length=300, blank=True)
    due_rule = models.JSONField(null=True, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    budget = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    source = models.JSONField(default=dict, blank=True)
    source_quote = models.TextField(blank=True)

    assigner = models.CharField(max_length=200, blank=True)
    assigned_document = models.CharField(max_length=120, blank=True)
    assigned_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    next_due_at = models.DateTimeField(null=True, blank=True)
    due_order = models.DateTimeField(default=NO_DUE, editable=False)
    occurrence_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    parent_id: uuid.UUID | None
    lead_unit_id: uuid.UUID | None
    lead_person_id: uuid.UUID | None
    given_by_id: uuid.UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(area=None) | Q(area__gte=1, area__lte=8), name="task_area_known"
            ),
            models.CheckConstraint(
                condition=Q(period_start=None)
                | Q(period_end=None)
                | Q(period_end__gte=F("period_start")),
                name="task_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(origin_type="", origin_id=None)
                | (~Q(origin_type="") & Q(origin_id__isnull=False)),
                name="task_origin_whole",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="task_not_own_parent"),
        ]
        indexes = [
            models.Index(fields=["organisation", "due_order", "id"], name="task_by_due"),
            models.Index(fields=["organisation", "kind", "due_order", "id"], name="task_by_kind"),
            models.Index(fields=["organisation", "area", "due_order", "id"], name="task_by_area"),
            models.Index(
                fields=["organisation", "lead_unit", "due_order", "id"], name="task_by_unit"
            ),
            models.Index(
                fields=["organisation", "lead_person", "due_order", "id"], name="task_by_person"
            ),
            models.Index(fields=["organisation", "origin_id", "order"], name="task_by_origin"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lead_words(self) -> str:
        """Who leads, as a reader should see it: the unit, else what the document printed."""
        return self.lead_unit.name if self.lead_unit else self.lead_printed


class TaskSupport(Record):
    """One unit that supports a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="supports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    unit_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="task_support_once"),
        ]


class Occurrence(Record):
    """One time that a task must be done, closed by evidence.

    `due_day` is the day the document means; `due_at` caches the closing of that day, rolled on by
    the calendar of the agency. Plan, area, unit and person are copied from the task for lists.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="occurrences")
    order = models.PositiveIntegerField(default=0)
    label = models.CharField(max_length=120)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    due_day = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_order = models.DateTimeField(default=NO_DUE, editable=False)
    first_due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=OCCURRENCE_STATES, default="not_started")
    started_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(null=True, blank=True)
    is_no_need = models.BooleanField(default=False)
    past_at_entry = models.BooleanField(default=False)
    extension_count = models.PositiveSmallIntegerField(default=0)

    origin_id = models.UUIDField(null=True, blank=True)
    area = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    task_id: uuid.UUID
    unit_id: uuid.UUID | None
    person_id: uuid.UUID | None

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="accepted", is_late__isnull=False, done_at__isnull=False)
                | (~Q(state="accepted") & Q(is_late=None)),
                name="occurrence_late_is_known_when_accepted",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(due_day__isnull=False),
                name="occurrence_due_moment_has_a_day",
            ),
            models.UniqueConstraint(fields=["task", "order"], name="occurrence_order_once"),
        ]
        indexes = [
            models.Index(fields=["organisation", "due_order", "id"], name="occurrence_by_due"),
            models.Index(
                fields=["organisation", "state", "due_order", "id"], name="occurrence_by_state"
            ),
            models.Index(
                fields=["organisation", "area", "due_order", "id"], name="occurrence_by_area"
            ),
            models.Index(
                fields=["organisation", "unit", "due_order", "id"], name="occurrence_by_unit"
            ),
            models.Index(
                fields=["organisation", "person", "due_order", "id"], name="occurrence_by_person"
            ),
            models.Index(
                fields=["organisation", "origin_id", "due_order", "id"], name="occurrence_by_origin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.label}"
