"""Scheduled work: reminders before and after due, the daily mail, and folding the tallies."""

from datetime import timedelta

from dinh.foundation.jobs.registry import every, job
from dinh.foundation.jobs.running import RunningJob
from dinh.modules.organisation.models import Organisation
from dinh.modules.tasks import actions


@every("07:15")
@job("tasks.remind", time_limit=timedelta(minutes=15))
def remind(job: RunningJob) -> dict[str, object]:
    """Remind of what falls due and report what is overdue, in every commune; one mail a person a day."""
    told = mailed = 0
    for key in Organisation.objects.filter(valid_to=None).values_list("pk", flat=True):
        told += actions.send_reminders(organisation_id=key, at=job.now)
        mailed += actions.mail_digests(organisation_id=key, at=job.now)
    return {"told": told, "mailed": mailed}


@every("02:30")
@job("tasks.settle_tallies")
def settle_tallies(job: RunningJob) -> dict[str, object]:
    """Fold the steps of the tallies that lie behind, so that boards read a handful of rows."""
    keys = Organisation.objects.values_list("pk", flat=True)
    before = job.now - timedelta(minutes=5)
    return {"folded": sum(actions.settle(organisation_id=key, before=before) for key in keys)}
