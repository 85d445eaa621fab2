"""Reminders: who is told what, once, and one mail a person a day."""

from datetime import date, timedelta

import pytest
from django.core import mail

from dinh.foundation.jobs.running import run_pending
from dinh.modules.tasks import actions
from dinh.modules.tasks.actions import Proof
from dinh.modules.tasks.models import Notification, Reminder, TaskTally
from factories.tasks import at, by, give, only

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(chair, vice_chair, coordinator, head, officer, units):
    """Work of an officer of the culture division, due at 17:00 on Monday 30 November 2026."""
    task = give(
        coordinator.actor, lead_unit=units["culture"], lead_person=officer.person, kind="plan"
    )
    Notification.objects.all().delete()
    return only(task)


def told(commune, moment):
    """Who is told at a moment, and of which lead time: (username, kind)."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    actions.send_reminders(organisation_id=commune.pk, at=at(moment))
    new = Reminder.objects.exclude(pk__in=before).order_by("kind", "person__username")
    return list(new.values_list("person__username", "kind"))


def test_the_lead_before_due_then_the_head_then_the_chairperson(row, commune):
    # 24 November 2026 is a public holiday, so three working days before the 30th is Wednesday 25th
    assert told(commune, "2026-11-23 07:15") == []
    assert told(commune, "2026-11-25 07:15") == [("congchuc", "before-3")]
    assert told(commune, "2026-11-25 09:00") == []
    assert told(commune, "2026-11-26 07:15") == []
    assert told(commune, "2026-11-27 07:15") == [("congchuc", "before-1")]
    assert told(commune, "2026-11-30 07:15") == []
    assert told(commune, "2026-12-01 07:15") == [
        ("congchuc", "after-0"),
        ("truongphong", "after-1"),
    ]
    assert told(commune, "2026-12-02 07:15") == []
    assert told(commune, "2026-12-03 07:15") == [("chutich", "after-3")]
    assert told(commune, "2026-12-20 07:15") == []


def test_a_day_the_worker_was_down_is_made_good_without_a_flood(row, commune):
    kinds = [("congchuc", "after-0"), ("truongphong", "after-1"), ("chutich", "after-3")]
    assert sorted(told(commune, "2026-12-10 07:15")) == sorted(kinds)


def test_a_moved_due_date_is_reminded_of_anew(row, commune, coordinator):
    assert told(commune, "2026-11-27 07:15") == [("congchuc", "before-1")]
    actions.extend(
        actor=coordinator.actor,
        at=at("2026-11-27 08:00"),
        occurrence=row,
        new_due_day=date(2026, 12, 11),
        reason="Chờ đơn giá",
    )
    assert told(commune, "2026-11-28 07:15") == []
    assert told(commune, "2026-12-10 07:15") == [("congchuc", "before-1")]


def test_what_is_handed_in_is_left_alone(row, commune, officer):
    proof = Proof(document_number="1/BC-UBND", document_date=date(2026, 11, 20))
    actions.submit_evidence(
        actor=officer.actor, at=at("2026-11-20 08:00"), occurrence=row, proofs=[proof]
    )
    assert told(commune, "2026-12-10 07:15") == []


def test_what_was_past_when_entered_alarms_nobody(commune, coordinator, officer, units):
    give(coordinator.actor, due_rule=by("2025-12-31"), lead_unit=units["culture"])
    assert told(commune, "2026-01-14 07:15") == []


def test_work_of_a_whole_unit_reaches_everyone_in_it(commune, coordinator, head, officer, units):
    give(coordinator.actor, lead_unit=units["culture"])
    assert told(commune, "2026-11-27 07:15") == [
        ("congchuc", "before-1"),
        ("truongphong", "before-1"),
    ]


def test_another_commune_is_not_reminded_of_it(row, other_commune):
    assert told(other_commune, "2026-12-10 07:15") == []


def test_one_mail_a_person_a_day(row, commune, officer):
    officer.person.email = "tuan@example.com"
    officer.person.save()
    moment = at("2026-12-01 07:15")
    actions.send_reminders(organisation_id=commune.pk, at=moment)
    assert actions.mail_digests(organisation_id=commune.pk, at=moment) == 1
    assert actions.mail_digests(organisation_id=commune.pk, at=moment) == 0
    actions.comment(actor=officer.actor, at=moment, task=row.task, text="Đang hoàn thiện")
    assert [letter.to for letter in mail.outbox] == [["tuan@example.com"]]
    assert "Đã quá hạn 30/11/2026" in mail.outbox[0].body


def test_what_was_read_is_not_mailed(row, commune, officer):
    officer.person.email = "tuan@example.com"
    officer.person.save()
    moment = at("2026-12-01 07:15")
    actions.send_reminders(organisation_id=commune.pk, at=moment)
    actions.mark_read(person_id=officer.person.pk, at=moment)
    assert actions.mail_digests(organisation_id=commune.pk, at=moment) == 0


def test_the_morning_job_does_both_and_the_night_job_folds(row, commune, officer):
    officer.person.email = "tuan@example.com"
    officer.person.save()
    run_pending(at("2026-12-01 02:00"), schedules=True)
    run_pending(at("2026-12-01 07:20"), schedules=True)
    assert len(mail.outbox) == 1
    assert Reminder.objects.count() == 2
    assert not TaskTally.objects.filter(
        at__gt=at("1950-01-01 00:00"), at__lt=at("2026-12-01 00:00") + timedelta(0)
    ).exists()
