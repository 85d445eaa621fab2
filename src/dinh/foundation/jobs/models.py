"""Jobs, what ran on schedule, and the sign of life of each worker."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dinh.foundation.models import Keyed


class Job(Keyed):
    """One piece of work to be done at least once.

    A running job is held by a worker until `lease_until`; `attempts` counts how often it was taken
    up and tells a worker that lost its hold from the one that has it now.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        RUNNING = "running", _("Đang làm")
        DONE = "done", _("Đã xong")
        FAILED = "failed", _("Không làm được")

    organisation = models.ForeignKey(
        "organisation.Organisation",
        on_delete=models.PROTECT,
        null=True,  # work for the whole installation, such as sealing the journal's day
        related_name="+",
    )
    name = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=200, null=True)  # null: any number at once
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    scheduled_for = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)  # 0: not known
    progress_words = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True)
    error_sentence = models.CharField(max_length=500, blank=True)

    organisation_id: uuid.UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "unique_key"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_unfinished_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_until__isnull=False),
                name="job_running_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["run_after"], condition=Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="job_running"),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Nothing more will happen to it."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def percent(self) -> int | None:
        """How far it is, 0–100; None while the total is not known."""
        if self.state == self.State.DONE:
            return 100
        if not self.progress_total:
            return None
        return min(100, self.progress_done * 100 // self.progress_total)


class ScheduledRun(Keyed):
    """A moment of a schedule that has been turned into a job; unique, so it happens once."""

    name = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    job_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "due_at"], name="scheduled_run_once")
        ]


class WorkerBeat(models.Model):
    """The last sign of life of one worker process."""

    worker = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    job_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.worker
