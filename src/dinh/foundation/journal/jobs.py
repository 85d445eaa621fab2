"""Seals the journal's day, each night."""

from datetime import timedelta

from django.utils import timezone

from dinh.foundation.jobs.registry import every, job
from dinh.foundation.jobs.running import RunningJob
from dinh.foundation.journal.actions import make_day_digests
from dinh.foundation.journal.queries import organisations_with_events


@every("00:10")
@job("journal.seal_days")
def seal_days(job: RunningJob) -> int:
    """Make the digests of the days that have ended, for every organisation; how many were made."""
    yesterday = timezone.localdate(job.now) - timedelta(days=1)
    return sum(
        len(make_day_digests(organisation_id=key, until=yesterday, at=job.now))
        for key in organisations_with_events()
    )
