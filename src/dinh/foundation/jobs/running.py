"""Runs one claimed job in this process and writes down how it ended."""

import json
import uuid
from datetime import datetime

import structlog
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.jobs import leases
from dinh.foundation.jobs.actions import enqueue_due_schedules
from dinh.foundation.jobs.leases import LeaseLost
from dinh.foundation.jobs.models import Job
from dinh.foundation.jobs.registry import JobKind, kind_of
from dinh.kernel.errors import Refusal

log = structlog.get_logger(__name__)


class RunningJob:
    """What a job's function is given: its place, its moment, and a way to say how far it is."""

    def __init__(self, job: Job, now: datetime) -> None:
        self._job = job
        self.id: uuid.UUID = job.pk
        self.organisation_id = job.organisation_id
        self.attempt = job.attempts
        self.scheduled_for = job.scheduled_for
        self.now = now

    def progress(self, done: int, total: int = 0, words: str = "") -> None:
        """Show how far the work is, in parts and in words; a total of 0 means it is not known.

        Call it outside a transaction, or nobody sees it before the end. Raises LeaseLost when the
        job was taken away; let it through.
        """
        leases.note_progress(self._job, done, total, words)


def run_claimed(job: Job, now: datetime | None = None) -> None:
    """Do the work of a claimed job; every ending is written to its row, none is raised."""
    kind = kind_of(job.name)
    at = now or timezone.now()
    try:
        if kind is None:
            leases.fail(
                job, _("Chương trình này không biết việc “%(name)s”.") % {"name": job.name}, at
            )
        elif job.attempts > kind.retries + 1:
            leases.fail(job, interrupted_sentence(kind.retries + 1), at)
        else:
            _run(kind, job, at, now)
    except LeaseLost:
        log.warning("job_lost", job=job.name, id=str(job.pk), attempt=job.attempts)


def _run(kind: JobKind, job: Job, at: datetime, fixed: datetime | None) -> None:
    words = {"job": job.name, "id": str(job.pk), "attempt": job.attempts}
    log.info("job_started", **words)
    try:
        result = kind.run(RunningJob(job, at), **job.arguments)
        json.dumps(result)  # a result that is not JSON is a fault of the job, not of the table
    except LeaseLost:
        raise
    except Refusal as refusal:
        log.info("job_refused", **words)
        leases.fail(job, refusal.sentence, fixed or timezone.now())
    except Exception:
        log.exception("job_broke", **words)
        retry_or_fail(kind, job, fixed or timezone.now())
    else:
        leases.finish(job, result, fixed or timezone.now())
        log.info("job_done", **words)


def retry_or_fail(kind: JobKind, job: Job, now: datetime) -> None:
    """After a broken attempt: later once more, or failed with a sentence. Raises LeaseLost."""
    if job.attempts <= kind.retries:
        leases.put_off(job, now)
        return
    leases.fail(job, broken_sentence(job), now)


def broken_sentence(job: Job) -> str:
    """What the person who asked for the work reads when it cannot be done."""
    words = _(
        "Không làm được sau %(attempts)s lần thử. Hãy báo người quản trị mã việc %(key)s; "
        "chi tiết nằm trong nhật ký máy chủ."
    )
    return words % {"attempts": job.attempts, "key": job.pk}


def interrupted_sentence(attempts: int) -> str:
    """The same, when the program was stopped each time in the middle of the work."""
    words = _(
        "Việc bị ngắt giữa chừng cả %(attempts)s lần thử nên không làm tiếp. "
        "Hãy báo người quản trị kiểm tra bộ nhớ và nguồn điện của máy chủ."
    )
    return words % {"attempts": attempts}


def run_pending(now: datetime, *, schedules: bool = False, limit: int = 100) -> int:
    """Run what is due at `now`, here and one after another; how many jobs were taken up.

    For tests and one-off commands. With `schedules`, what the schedules ask for comes first.
    """
    if schedules:
        enqueue_due_schedules(now)
    for count in range(limit):
        job = leases.claim_next("run_pending", now)
        if job is None:
            return count
        run_claimed(job, now)
    return limit
