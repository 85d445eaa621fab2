"""The nightly job seals the days that have ended, and no others."""

import uuid
from datetime import UTC, date, datetime

import pytest

from dinh.foundation.jobs.actions import enqueue
from dinh.foundation.jobs.registry import kind_of
from dinh.foundation.jobs.running import run_pending
from dinh.foundation.jobs.schedules import schedule_of
from dinh.foundation.journal.actions import record_event
from dinh.foundation.journal.models import DayDigest


@pytest.mark.django_db
def test_the_nightly_job_seals_every_organisation_up_to_yesterday() -> None:
    keys = [uuid.UUID(int=1), uuid.UUID(int=2)]
    for key in keys:
        record_event(
            organisation_id=key,
            actor_id=None,
            actor_name="Hệ thống",
            kind="tasks.noted",
            subject_type="tasks.task",
            subject_id=key,
            at=datetime(2026, 11, 18, 3, tzinfo=UTC),
        )
    now = datetime(2026, 11, 19, 17, 10, tzinfo=UTC)  # 00:10 of the 20th in Hà Nội
    asked = enqueue("journal.seal_days", organisation_id=None, at=now)
    assert run_pending(now) == 1
    asked.refresh_from_db()
    assert (asked.state, asked.result) == ("done", 4)
    sealed = DayDigest.objects.order_by("organisation_id", "day")
    assert list(sealed.values_list("organisation_id", "day")) == [
        (key, day) for key in keys for day in (date(2026, 11, 18), date(2026, 11, 19))
    ]


def test_it_runs_each_night_shortly_after_midnight() -> None:
    kind = kind_of("journal.seal_days")
    assert kind is not None
    assert kind.schedule == schedule_of("00:10")
