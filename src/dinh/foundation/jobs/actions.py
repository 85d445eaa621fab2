"""Puts work into the table: at once, at a moment, or because a schedule says so."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from dinh.foundation.jobs.models import Job, ScheduledRun, WorkerBeat
from dinh.foundation.jobs.registry import JobKind, kind_of, scheduled_kinds

DONE_KEPT_FOR = timedelta(days=90)
FAILED_KEPT_FOR = timedelta(days=365)


def enqueue(
    name: str,
    *,
    organisation_id: uuid.UUID | None,
    arguments: Mapping[str, object] | None = None,
    at: datetime,
    run_after: datetime | None = None,
    unique_key: str | None = None,
) -> Job:
    """Ask for a job; it exists once the caller's transaction is committed, and not otherwise.

    `arguments` are JSON. With a `unique_key`, a job of that name and key that is not finished is
    returned instead of a second one.

    Raises LookupError for a name that no installed app registers.
    """
    if kind_of(name) is None:
        raise LookupError(f"No job is called {name}.")
    job = Job(
        organisation_id=organisation_id,
        name=name,
        arguments=dict(arguments or {}),
        unique_key=unique_key,
        enqueued_at=at,
        run_after=run_after or at,
    )
    if unique_key is not None:
        return _unfinished(job) or _insert_once(job)
    job.save(force_insert=True)
    return job


def _insert_once(job: Job) -> Job:
    """Insert, or give back the unfinished one that was asked for in between."""
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        known = _unfinished(job)
        if known is None:
            raise
        return known
    return job


def _unfinished(job: Job) -> Job | None:
    same = Job.objects.filter(name=job.name, unique_key=job.unique_key)
    return same.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).first()


def enqueue_due_schedules(now: datetime) -> list[Job]:
    """Turn every schedule's latest due moment into a job, once however many workers ask.

    Moments missed while no worker ran are not made up for, except the latest.
    """
    zone = timezone.get_default_timezone()
    made = []
    for kind, schedule in scheduled_kinds():
        job = _enqueue_scheduled(kind, schedule.latest_due(now, zone), now)
        if job is not None:
            made.append(job)
    return made


def _enqueue_scheduled(kind: JobKind, due_at: datetime, now: datetime) -> Job | None:
    if ScheduledRun.objects.filter(name=kind.name, due_at=due_at).exists():
        return None
    job = Job(name=kind.name, enqueued_at=now, run_after=now, scheduled_for=due_at)
    try:
        with transaction.atomic():
            ScheduledRun.objects.create(name=kind.name, due_at=due_at, job_id=job.pk)
            job.save(force_insert=True)
    except IntegrityError:  # another worker was first
        return None
    return job


def forget_old_jobs(now: datetime) -> int:
    """Remove finished jobs after their time, and old schedule marks and beats; how many jobs went."""
    finished = Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - DONE_KEPT_FOR)
    failed = Job.objects.filter(state=Job.State.FAILED, finished_at__lt=now - FAILED_KEPT_FOR)
    gone = finished.delete()[0] + failed.delete()[0]
    ScheduledRun.objects.filter(due_at__lt=now - FAILED_KEPT_FOR).delete()
    WorkerBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
    return gone
