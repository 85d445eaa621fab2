"""Who holds a job: taken by compare-and-set, kept by heartbeats, given back done, failed or later.

Each function is one short statement or transaction. A holder is known by the number of its attempt;
whoever lost the job finds no row to write to.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from dinh.foundation.jobs.models import Job

LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=1)
_CANDIDATES = 10


class LeaseLost(Exception):
    """Another worker has this job now; the work under way must stop without a trace."""


def claim_next(worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the job that is due longest, or one whose holder has gone silent; None when none is."""
    for job in _due(now):
        if take(job, worker, now, lease):
            job.refresh_from_db()
            return job
    return None


def take(job: Job, worker: str, now: datetime, lease: timedelta = LEASE) -> bool:
    """Take the job if it still is as it was read; False when someone else was quicker."""
    as_read = Job.objects.filter(
        pk=job.pk, state=job.state, attempts=job.attempts, lease_until=job.lease_until
    )
    taken = as_read.update(
        state=Job.State.RUNNING,
        attempts=job.attempts + 1,
        worker=worker,
        lease_until=now + lease,
        started_at=now,
    )
    return taken == 1


def _due(now: datetime) -> list[Job]:
    """The silent holders' jobs first, then the waiting ones; two indexed reads."""
    silent = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=now)
    waiting = Job.objects.filter(state=Job.State.WAITING, run_after__lte=now)
    return [
        *silent.order_by("lease_until")[:_CANDIDATES],
        *waiting.order_by("run_after", "pk")[:_CANDIDATES],
    ]


def _held(job: Job) -> Q:
    return Q(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts, worker=job.worker)


def renew(job: Job, now: datetime, lease: timedelta = LEASE) -> None:
    """Keep hold for another lease. Raises LeaseLost."""
    if not Job.objects.filter(_held(job)).update(lease_until=now + lease):
        raise LeaseLost(str(job.pk))


def note_progress(job: Job, done: int, total: int, words: str) -> None:
    """Show how far the work is; does not lengthen the hold. Raises LeaseLost."""
    noted = Job.objects.filter(_held(job)).update(
        progress_done=done, progress_total=total, progress_words=words[:200]
    )
    if not noted:
        raise LeaseLost(str(job.pk))


def finish(job: Job, result: object, now: datetime) -> None:
    """Give the job back done. Raises LeaseLost."""
    _give_back(job, state=Job.State.DONE, result=result, finished_at=now, error_sentence="")


def fail(job: Job, sentence: str, now: datetime) -> None:
    """Give the job back failed, for good. Raises LeaseLost."""
    _give_back(job, state=Job.State.FAILED, finished_at=now, error_sentence=sentence[:500])


def put_off(job: Job, now: datetime) -> datetime:
    """Give the job back to be tried again; returns when. Raises LeaseLost."""
    again_at = now + pause_after(job.attempts)
    _give_back(job, state=Job.State.WAITING, run_after=again_at)
    return again_at


def _give_back(job: Job, **changes: object) -> None:
    if not Job.objects.filter(_held(job)).update(lease_until=None, **changes):
        raise LeaseLost(str(job.pk))


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 10 s, 40 s, 160 s … up to an hour."""
    pause = FIRST_PAUSE * int(4 ** min(attempts - 1, 10))
    return min(pause, LONGEST_PAUSE)
