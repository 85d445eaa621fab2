"""Named reads about jobs and workers. A job is seen by whoever may see what it works on."""

import uuid
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dinh.foundation.jobs.models import Job, WorkerBeat

ALIVE_WITHIN = timedelta(seconds=60)


def job_of(organisation_id: uuid.UUID, job_id: uuid.UUID) -> Job | None:
    """The organisation's job with this key; None when there is none, or it is another's."""
    return Job.objects.filter(organisation_id=organisation_id, pk=job_id).first()


def failed_jobs() -> QuerySet[Job]:
    """What could not be done, newest first."""
    return Job.objects.filter(state=Job.State.FAILED).order_by("-finished_at")


def count_overdue(now: datetime) -> int:
    """Jobs that should have been taken up more than a minute ago."""
    late = now - ALIVE_WITHIN
    return Job.objects.filter(state=Job.State.WAITING, run_after__lt=late).count()


def worker_is_alive(now: datetime) -> bool:
    """Whether any worker has given a sign of life in the last minute."""
    return WorkerBeat.objects.filter(beat_at__gte=now - ALIVE_WITHIN).exists()
