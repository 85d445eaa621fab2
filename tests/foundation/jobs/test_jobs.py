"""Asking for jobs, running them, trying again, and schedules: in this process, at told moments."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dinh.foundation.jobs import leases, registry
from dinh.foundation.jobs.actions import _insert_once, enqueue, forget_old_jobs
from dinh.foundation.jobs.leases import LEASE, LeaseLost, claim_next
from dinh.foundation.jobs.models import Job, ScheduledRun, WorkerBeat
from dinh.foundation.jobs.queries import count_overdue, failed_jobs, job_of, worker_is_alive
from dinh.foundation.jobs.registry import every, job, kind_of
from dinh.foundation.jobs.running import RunningJob, run_claimed, run_pending
from dinh.foundation.jobs.schedules import Daily, Interval, schedule_of
from dinh.kernel.errors import Invalid
from dinh.modules.organisation.models import Organisation

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # 10:00 in Hà Nội
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def known_jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A registry with nothing in it but what a test puts there."""
    kinds: dict[str, Any] = {}
    monkeypatch.setattr(registry, "_kinds", kinds)
    monkeypatch.setattr(registry, "load", lambda: None)
    return kinds


@pytest.fixture
def runs() -> list[Any]:
    """What the jobs of a test have noted."""
    return []


@pytest.fixture
def noting(runs: list[Any]) -> None:
    """A job that notes the word it is given."""

    @job("test.note")
    def note(job: RunningJob, word: str) -> str:
        runs.append((word, job.attempt))
        return word.upper()


def ask(name: str = "test.note", **changes: Any) -> Job:
    told: dict[str, Any] = {"organisation_id": None, "arguments": {"word": "a"}, "at": NOW}
    return enqueue(name, **{**told, **changes})


def again(row: Job) -> Job:
    row.refresh_from_db()
    return row


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_job_is_done_and_keeps_its_result(runs: list[Any]) -> None:
    asked = ask()
    assert (asked.state, asked.percent, asked.is_finished) == ("waiting", None, False)
    assert run_pending(NOW) == 1
    done = again(asked)
    assert runs == [("a", 1)]
    assert (done.state, done.result, done.attempts, done.lease_until) == ("done", "A", 1, None)
    assert (done.percent, done.is_finished, done.finished_at) == (100, True, NOW)
    assert run_pending(NOW) == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_job_waits_for_its_moment_and_for_those_before_it(runs: list[Any]) -> None:
    ask(arguments={"word": "later"}, run_after=NOW + timedelta(hours=1))
    ask(arguments={"word": "second"})
    ask(arguments={"word": "first"}, run_after=NOW - timedelta(seconds=1))
    assert run_pending(NOW) == 2
    assert run_pending(NOW + timedelta(hours=1)) == 1
    assert [word for word, _ in runs] == ["first", "second", "later"]


@pytest.mark.django_db
def test_nobody_can_ask_for_an_unknown_job() -> None:
    with pytest.raises(LookupError, match=r"No job is called test\.none"):
        ask("test.none")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("noting")
def test_a_job_asked_for_in_an_act_that_failed_does_not_exist() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask()
        raise ZeroDivisionError
    assert Job.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_key_is_unique_among_unfinished_jobs() -> None:
    first = ask(unique_key="plan-1")
    assert ask(unique_key="plan-1").pk == first.pk
    assert ask(unique_key="plan-2").pk != first.pk
    run_pending(NOW)
    assert ask(unique_key="plan-1").pk != first.pk
    assert Job.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_asking_claiming_and_doing_cost_a_fixed_number_of_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        with django_assert_num_queries(1):
            ask()
    with django_assert_num_queries(4):  # two reads of what is due, the claim, its row
        claimed = claim_next("worker", NOW)
    assert claimed is not None
    with django_assert_num_queries(1):
        run_claimed(claimed, NOW)


@pytest.mark.django_db
def test_a_broken_job_is_tried_again_later_each_time_then_failed(runs: list[Any]) -> None:
    @job("test.broken", retries=2)
    def broken(job: RunningJob) -> None:
        runs.append(job.now)
        raise ZeroDivisionError

    asked = ask("test.broken", arguments={})
    moments = [NOW, NOW + timedelta(seconds=10), NOW + timedelta(seconds=50)]
    for moment in moments:
        assert run_pending(moment - timedelta(seconds=1)) == 0
        assert run_pending(moment) == 1
    assert runs == moments
    failed = again(asked)
    assert (failed.state, failed.attempts, failed.is_finished) == ("failed", 3, True)
    assert failed.error_sentence == (
        f"Không làm được sau 3 lần thử. Hãy báo người quản trị mã việc {asked.pk}; "
        "chi tiết nằm trong nhật ký máy chủ."
    )
    assert list(failed_jobs()) == [failed]


@pytest.mark.django_db
def test_a_refusal_fails_the_job_at_once_with_its_sentence() -> None:
    @job("test.refused")
    def refused(job: RunningJob) -> None:
        raise Invalid("Tệp không phải là kế hoạch.")

    asked = ask("test.refused", arguments={})
    assert run_pending(NOW) == 1
    failed = again(asked)
    assert (failed.state, failed.attempts) == ("failed", 1)
    assert failed.error_sentence == "Tệp không phải là kế hoạch."


@pytest.mark.django_db
@pytest.mark.parametrize("result", [object(), {1, 2}, float])
def test_a_result_that_is_not_json_is_a_broken_attempt(result: object) -> None:
    @job("test.odd", retries=0)
    def odd(job: RunningJob) -> object:
        return result

    asked = ask("test.odd", arguments={})
    run_pending(NOW)
    assert again(asked).state == "failed"


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_job_that_this_program_no_longer_knows_is_failed(known_jobs: dict[str, Any]) -> None:
    asked = ask()
    known_jobs.clear()
    run_pending(NOW)
    assert again(asked).error_sentence == "Chương trình này không biết việc “test.note”."


@pytest.mark.django_db
def test_progress_is_shown_while_the_job_runs(runs: list[Any]) -> None:
    @job("test.long")
    def long(job: RunningJob) -> None:
        for done, total in ((1, 0), (1, 3), (9, 3)):
            job.progress(done, total, f"Trang {done}" + "." * 300)
            row = Job.objects.get()
            runs.append((row.state, row.percent, row.progress_words[:7], len(row.progress_words)))

    ask("test.long", arguments={})
    run_pending(NOW)
    assert runs == [
        ("running", None, "Trang 1", 200),
        ("running", 33, "Trang 1", 200),
        ("running", 100, "Trang 9", 200),
    ]


# --- leases -----------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_claimed_job_is_not_claimed_again_before_its_lease_ends() -> None:
    ask()
    first = claim_next("one", NOW)
    assert first is not None
    assert claim_next("two", NOW + LEASE) is None
    second = claim_next("two", NOW + LEASE + timedelta(seconds=1))
    assert second is not None
    assert (second.pk, second.attempts, second.worker) == (first.pk, 2, "two")


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_of_two_workers_that_saw_the_same_job_one_takes_it() -> None:
    asked = ask()
    first, second = Job.objects.get(), Job.objects.get()
    assert leases.take(first, "one", NOW)
    assert not leases.take(second, "two", NOW)
    assert (again(asked).worker, asked.attempts) == ("one", 1)
    late = NOW + LEASE * 2
    first, second = Job.objects.get(), Job.objects.get()
    assert leases.take(second, "two", late)
    assert not leases.take(first, "one", late)
    assert (again(asked).worker, asked.attempts) == ("two", 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_renewed_lease_lasts_longer() -> None:
    ask()
    claimed = claim_next("one", NOW)
    assert claimed is not None
    leases.renew(claimed, NOW + LEASE)
    assert claim_next("two", NOW + LEASE * 2) is None


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
@pytest.mark.parametrize(
    "write",
    [
        lambda job: leases.renew(job, NOW),
        lambda job: leases.note_progress(job, 1, 2, ""),
        lambda job: leases.finish(job, None, NOW),
        lambda job: leases.fail(job, "", NOW),
        lambda job: leases.put_off(job, NOW),
    ],
    ids=["renew", "progress", "finish", "fail", "put_off"],
)
def test_who_lost_a_job_can_write_nothing_to_it(write: Callable[[Job], object]) -> None:
    ask()
    first = claim_next("one", NOW)
    assert first is not None
    second = claim_next("one", NOW + LEASE * 2)  # even the same worker, at another attempt
    assert second is not None
    with pytest.raises(LeaseLost):
        write(first)
    assert (again(second).state, second.progress_total) == ("running", 0)


@pytest.mark.django_db
def test_a_job_taken_away_while_it_runs_ends_without_a_trace(runs: list[Any]) -> None:
    @job("test.slow")
    def slow(job: RunningJob) -> None:
        claim_next("other", NOW + LEASE * 2)
        runs.append("taken")
        job.progress(1, 2)
        runs.append("not reached")

    asked = ask("test.slow", arguments={})
    assert run_pending(NOW) == 1
    assert runs == ["taken"]
    assert (again(asked).state, asked.worker, asked.attempts) == ("running", "other", 2)


@pytest.mark.django_db
def test_a_job_interrupted_too_often_is_failed_without_running(runs: list[Any]) -> None:
    @job("test.deadly", retries=1)
    def deadly(job: RunningJob) -> None:
        runs.append(job.attempt)

    asked = ask("test.deadly", arguments={})
    moment = NOW
    for _ in range(2):  # each worker dies holding it
        assert claim_next("dying", moment) is not None
        moment += LEASE * 2
    assert run_pending(moment) == 1
    assert runs == []
    assert again(asked).state == "failed"
    assert asked.error_sentence.startswith("Việc bị ngắt giữa chừng cả 2 lần thử")


def test_pauses_grow_to_an_hour() -> None:
    seconds = [leases.pause_after(n).total_seconds() for n in (1, 2, 3, 4, 5, 6, 50)]
    assert seconds == [10, 40, 160, 640, 2560, 3600, 3600]


# --- registry and schedules -------------------------------------------------------------------


def test_a_name_belongs_to_one_function() -> None:
    @job("test.one")
    def one(job: RunningJob) -> None: ...

    with pytest.raises(ValueError, match="Two jobs"):

        @job("test.one")
        def two(job: RunningJob) -> None: ...

    kind = kind_of("test.one")
    assert kind is not None
    assert kind.run is one


def test_a_schedule_stands_above_a_job() -> None:
    with pytest.raises(ValueError, match="above @job"):

        @every("08:00")
        def plain(job: RunningJob) -> None: ...


@pytest.mark.parametrize(
    ("when", "now", "due"),
    [
        ("08:00", "2026-11-20T10:00", "2026-11-20T08:00"),
        ("08:00", "2026-11-20T08:00", "2026-11-20T08:00"),
        ("08:00", "2026-11-20T07:59", "2026-11-19T08:00"),
        ("00:10", "2026-11-20T00:09", "2026-11-19T00:10"),
        (timedelta(minutes=15), "2026-11-20T10:14", "2026-11-20T10:00"),
        (timedelta(minutes=15), "2026-11-20T10:15", "2026-11-20T10:15"),
    ],
)
def test_the_latest_due_moment(when: str | timedelta, now: str, due: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=HANOI)
    expected = datetime.fromisoformat(due).replace(tzinfo=HANOI)
    assert schedule_of(when).latest_due(moment, HANOI) == expected


@settings(deadline=None)
@given(
    now=st.datetimes(datetime(2020, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- bounds are naive by contract
    schedule=st.builds(Daily, st.times().map(lambda t: t.replace(microsecond=0)))
    | st.builds(Interval, st.timedeltas(timedelta(seconds=1), timedelta(days=40))),
)
def test_a_due_moment_is_past_less_than_a_step_ago_and_due_at_itself(
    now: datetime, schedule: Daily | Interval
) -> None:
    due = schedule.latest_due(now, HANOI)
    step = timedelta(days=1) if isinstance(schedule, Daily) else schedule.step
    assert timedelta(0) <= now - due < step
    assert schedule.latest_due(due, HANOI) == due


@pytest.mark.parametrize("when", ["25:00", "mai", timedelta(0)])
def test_a_schedule_that_makes_no_sense_is_refused(when: str | timedelta) -> None:
    with pytest.raises(ValueError):
        schedule_of(when)


@pytest.mark.django_db
def test_a_scheduled_job_is_made_once_for_each_due_moment(runs: list[Any]) -> None:
    @every("08:00")
    @job("test.daily")
    def daily(job: RunningJob) -> None:
        runs.append(job.scheduled_for)

    eight = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    assert run_pending(NOW, schedules=True) == 1
    assert run_pending(NOW + timedelta(hours=20), schedules=True) == 0
    # Three days without a worker are made up for once.
    assert run_pending(NOW + timedelta(days=3), schedules=True) == 1
    assert runs == [eight, eight + timedelta(days=3)]
    assert ScheduledRun.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_key_asked_for_in_between_is_not_inserted_twice() -> None:
    first = ask(unique_key="plan-1")
    second = Job(name="test.note", unique_key="plan-1", enqueued_at=NOW, run_after=NOW)
    assert _insert_once(second).pk == first.pk
    assert Job.objects.count() == 1


# --- reads and tidying ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_a_job_is_found_by_its_own_organisation_only(
    commune: Organisation, other_commune: Organisation
) -> None:
    asked = ask(organisation_id=commune.pk)
    assert job_of(commune.pk, asked.pk) == asked
    assert job_of(other_commune.pk, asked.pk) is None
    assert job_of(commune.pk, uuid.uuid4()) is None


@pytest.mark.django_db
def test_a_worker_is_alive_for_a_minute_after_its_sign() -> None:
    assert not worker_is_alive(NOW)
    WorkerBeat.objects.create(worker="w", started_at=NOW, beat_at=NOW)
    assert worker_is_alive(NOW + timedelta(seconds=60))
    assert not worker_is_alive(NOW + timedelta(seconds=61))


@pytest.mark.django_db
@pytest.mark.usefixtures("noting")
def test_waiting_jobs_are_overdue_after_a_minute() -> None:
    ask()
    ask(run_after=NOW + timedelta(hours=1))
    assert [count_overdue(NOW + timedelta(seconds=s)) for s in (60, 61)] == [0, 1]


@pytest.fixture
def old_jobs(db: None) -> dict[str, Job]:
    """One job in each state, all of long ago."""
    long_ago = NOW - timedelta(days=100)
    return {
        state: Job.objects.create(
            name="test.old",
            state=state,
            enqueued_at=long_ago,
            run_after=long_ago,
            finished_at=long_ago,
            lease_until=long_ago,
        )
        for state in Job.State.values
    }


@pytest.mark.django_db
def test_what_was_done_long_ago_is_forgotten_and_failures_later(old_jobs: dict[str, Job]) -> None:
    assert forget_old_jobs(NOW) == 1
    assert not Job.objects.filter(pk=old_jobs["done"].pk).exists()
    assert forget_old_jobs(NOW + timedelta(days=300)) == 1
    assert set(Job.objects.values_list("state", flat=True)) == {"waiting", "running"}
