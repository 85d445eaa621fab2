"""Scheduled work: accounts that nobody uses are closed, sessions that have run out forgotten."""

from dinh.foundation.jobs.registry import every, job
from dinh.foundation.jobs.running import RunningJob
from dinh.modules.organisation import actions


@every("01:30")
@job("organisation.tidy_sign_in")
def tidy_sign_in(job: RunningJob) -> dict[str, object]:
    """Once a night, for the whole installation."""
    return {
        "closed": actions.close_idle_accounts(at=job.now),
        "forgotten": actions.forget_ended_sessions(at=job.now),
    }
