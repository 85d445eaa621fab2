"""What people hand in, ask, write and are told about an occurrence."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dinh.foundation.files.models import StoredFile
from dinh.foundation.models import Record
from dinh.modules.organisation.models import Person
from dinh.modules.tasks.models.given import Occurrence, Task


class Evidence(Record):
    """What shows that an occurrence was done; returned and withdrawn ones stay.

    `round` counts the hand-ins of the occurrence from 1: all evidence of one hand-in is judged
    together.
    """

    class Kind(models.TextChoices):
        FILE = "file", _("Tệp")
        RECORD = "record", _("Văn bản có số, ngày")
        REFERENCE = "reference", _("Hồ sơ, việc trong hệ thống")
        NO_NEED = "no_need", _("Không phát sinh trong kỳ")

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("Chờ công nhận")
        ACCEPTED = "accepted", _("Đã công nhận")
        RETURNED = "returned", _("Đã trả lại")
        WITHDRAWN = "withdrawn", _("Đã rút")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    round = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    document_number = models.CharField(max_length=120, blank=True)
    document_date = models.DateField(null=True, blank=True)
    reference_type = models.CharField(max_length=40, blank=True)
    reference_id = models.UUIDField(null=True, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    file_id: uuid.UUID | None
    submitted_by_id: uuid.UUID
    occurrence_id: uuid.UUID

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="file", file__isnull=False))
                | (Q(kind="record") & ~Q(document_number="") & Q(document_date__isnull=False))
                | (Q(kind="reference") & ~Q(reference_type="") & Q(reference_id__isnull=False))
                | (Q(kind="no_need") & ~Q(note="")),
                name="evidence_has_its_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="evidence_returned_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "submitted_at"], name="evidence_waiting"),
        ]


class Extension(Record):
    """A later due day asked for and decided: rows are added, never changed back."""

    class State(models.TextChoices):
        ASKED = "asked", _("Đang xin")
        GRANTED = "granted", _("Đã gia hạn")
        REFUSED = "refused", _("Không gia hạn")

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="extensions")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    old_due_day = models.DateField(null=True, blank=True)
    new_due_day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)
    document = models.CharField(max_length=120, blank=True)

    occurrence_id: uuid.UUID

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(state="asked"), name="extension_one_asked"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="extension_decided_with_a_moment",
            ),
        ]


class Comment(Record):
    """A word exchanged about a task; it proves nothing."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]
        indexes = [models.Index(fields=["task", "said_at"], name="comment_by_task")]


class Reminder(Record):
    """That a person was told once about one lead time of an occurrence."""

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=24)  # "before-3", "overdue", "after-1"
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()  # reminders of a moved due date are sent anew

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "kind", "person", "due_at"], name="reminder_sent_once"
            ),
        ]


class Notification(Record):
    """A line told to one person inside the product."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    url = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "read_at", "told_at"], name="notification_by_person"),
        ]
