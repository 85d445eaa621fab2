"""The jobs table keeps itself small."""

from dinh.foundation.jobs.actions import forget_old_jobs
from dinh.foundation.jobs.registry import every, job
from dinh.foundation.jobs.running import RunningJob


@every("03:10")
@job("jobs.forget_old")
def forget_old(job: RunningJob) -> int:
    """Remove what was finished long ago; how many."""
    return forget_old_jobs(job.now)
