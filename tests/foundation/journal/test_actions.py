"""What record_event writes, and that days are sealed one after another."""

import hashlib
import json
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dinh.foundation.journal.actions import _move_head, make_day_digests, record_event
from dinh.foundation.journal.canonical import NOTHING_BEFORE, clean_text, plain, written
from dinh.foundation.journal.models import AppendOnly, ChainHead, DayDigest, Event, EventSubject
from dinh.foundation.journal.queries import (
    digests_of,
    events_about,
    events_since,
    last_sequence,
    organisations_with_events,
)

HERE = uuid.UUID("01a00000-0000-7000-8000-000000000001")
THERE = uuid.UUID("01a00000-0000-7000-8000-000000000002")
TASK = uuid.UUID("01a00000-0000-7000-8000-00000000000a")
PLAN = uuid.UUID("01a00000-0000-7000-8000-00000000000b")
NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)


def act(**changes: Any) -> Event:
    """One event; anything may be said otherwise."""
    told: dict[str, Any] = {
        "organisation_id": HERE,
        "actor_id": None,
        "actor_name": "Phạm Đức Long",
        "kind": "tasks.evidence_accepted",
        "subject_type": "tasks.task",
        "subject_id": TASK,
        "at": NOW,
    }
    return record_event(**{**told, **changes})


@pytest.mark.django_db
def test_events_are_numbered_and_chained_within_their_organisation() -> None:
    first, second, elsewhere = act(), act(), act(organisation_id=THERE)
    assert [first.sequence, second.sequence, elsewhere.sequence] == [1, 2, 1]
    assert [first.previous_hash, second.previous_hash] == [NOTHING_BEFORE, first.hash]
    assert elsewhere.previous_hash == NOTHING_BEFORE
    assert organisations_with_events() == [HERE, THERE]
    assert [last_sequence(HERE), last_sequence(THERE), last_sequence(TASK)] == [2, 1, 0]


@pytest.mark.django_db
def test_the_hash_can_be_computed_from_the_printed_columns_alone() -> None:
    act(before={"state": "waiting"}, after={"state": "accepted"}, related=[("plans.plan", PLAN)])
    event = Event.objects.get()
    text = (
        '{"actor":null,"actor_name":"Phạm Đức Long","after":{"state":"accepted"},'
        '"at":"2026-11-19T03:00:00.000000Z","before":{"state":"waiting"},'
        f'"id":"{event.pk}","kind":"tasks.evidence_accepted","note":"",'
        f'"organisation":"{HERE}","previous_hash":"{NOTHING_BEFORE}",'
        f'"related":[["plans.plan","{PLAN}"]],"sequence":1,"subject":["tasks.task","{TASK}"]}}'
    )
    assert event.hash == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.django_db
def test_values_are_kept_so_that_both_databases_give_them_back_alike() -> None:
    after = {
        "day": date(2026, 12, 31),
        "share": Decimal("96.40"),
        "float": 1e22,
        "big": 2**70,
        "key": TASK,
        "many": {"b", "a"},
        "none": None,
        "yes": True,
        "at": NOW,
        "nul": "a\0b",
    }
    act(after=after, note="Đã nhận\0", actor_name="x" * 300)
    event = Event.objects.get()
    assert event.after == {
        "day": "2026-12-31",
        "share": "96.40",
        "float": "1e+22",
        "big": 2**70,
        "key": str(TASK),
        "many": ["a", "b"],
        "none": None,
        "yes": True,
        "at": "2026-11-19T03:00:00.000000Z",
        "nul": "a\ufffdb",
    }
    assert (event.note, len(event.actor_name)) == ("Đã nhận\ufffd", 200)
    assert event.hash == event.computed_hash()


@pytest.mark.django_db
def test_values_of_secret_keys_are_hidden() -> None:
    act(after={"new_password": "mèo", "mfa": {"totp_secret": "abc"}, "name": "Lan"})
    assert Event.objects.get().after == {
        "new_password": "***",
        "mfa": {"totp_secret": "***"},
        "name": "Lan",
    }


@pytest.mark.django_db
def test_an_object_is_no_fact() -> None:
    with pytest.raises(TypeError, match="cannot keep a object"):
        act(after={"thing": object()})


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_the_transaction_of_its_act() -> None:
    with pytest.raises(RuntimeError):
        act()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        act()
        raise ZeroDivisionError
    with transaction.atomic():
        act()
    assert list(Event.objects.values_list("sequence", flat=True)) == [1]


@pytest.mark.django_db
def test_the_story_of_a_thing_is_newest_first_and_includes_related_acts() -> None:
    about_task = act(related=[("plans.plan", PLAN), ("plans.plan", PLAN)])
    about_plan = act(subject_type="plans.plan", subject_id=PLAN, at=NOW + timedelta(hours=1))
    act(subject_id=THERE)
    assert list(events_about("plans.plan", PLAN)) == [about_plan, about_task]
    assert list(events_about("tasks.task", TASK)) == [about_task]
    assert list(events_about("tasks.task", PLAN)) == []


@pytest.mark.django_db
def test_costs_do_not_grow_with_the_journal(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    act()
    with django_assert_num_queries(4):  # head, event, subjects, head moved
        act()
    with django_assert_num_queries(1):
        assert len(events_about("tasks.task", TASK)) == 2


@pytest.mark.django_db
def test_the_outbox_goes_on_where_a_reader_stopped() -> None:
    events = [act() for _ in range(5)]
    act(organisation_id=THERE)
    assert events_since(HERE, 0, limit=2) == events[:2]
    assert events_since(HERE, 2) == events[2:]
    assert events_since(HERE, 5) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", [Event, EventSubject, DayDigest])
def test_code_cannot_change_or_remove_what_is_kept(table: type[Model]) -> None:
    act()
    make_day_digests(organisation_id=HERE, until=NOW.date(), at=NOW)
    rows: Any = table._default_manager
    row: Any = rows.get()
    attempts = [
        row.save,
        row.delete,
        rows.all().delete,
        lambda: rows.update(organisation_id=THERE),
        lambda: rows.bulk_update([row], ["organisation_id"]),
        lambda: rows.update_or_create(pk=row.pk, defaults={"organisation_id": THERE}),
        lambda: rows.all()._raw_delete(using="default"),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnly):
            attempt()
    assert rows.get().organisation_id == HERE


@pytest.mark.django_db
def test_two_events_cannot_share_a_number() -> None:
    event = act()
    twin = Event(**{**_columns(event), "id": uuid.uuid4()})
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.django_db
def test_a_writer_that_slipped_past_the_lock_is_stopped() -> None:
    act()
    ChainHead.objects.update(sequence=7)
    stale = ChainHead(pk=HERE, sequence=1)
    with pytest.raises(RuntimeError, match="moved on"):
        _move_head(stale, Event.objects.get())


def _columns(event: Event) -> dict[str, Any]:
    return {field.name: getattr(event, field.name) for field in Event._meta.concrete_fields}


# --- the digests of days ---------------------------------------------------------------------


def seal(until: date) -> list[DayDigest]:
    return make_day_digests(organisation_id=HERE, until=until, at=NOW)


@pytest.mark.django_db
def test_every_day_is_sealed_once_and_also_one_without_events() -> None:
    act(at=datetime(2026, 11, 17, 16, 59, tzinfo=UTC))  # 23:59 in Hà Nội
    act(at=datetime(2026, 11, 17, 17, 0, tzinfo=UTC))  # midnight: the 18th
    last = act(at=datetime(2026, 11, 20, 2, 0, tzinfo=UTC))
    made = seal(date(2026, 11, 20))
    assert [(d.day.day, d.last_sequence, d.count) for d in made] == [
        (17, 1, 1),
        (18, 2, 1),
        (19, 2, 0),
        (20, 3, 1),
    ]
    assert made[-1].last_hash == last.hash
    assert [d.previous_digest for d in made] == [NOTHING_BEFORE, *(d.digest for d in made[:-1])]
    assert seal(date(2026, 11, 20)) == []
    assert list(digests_of(HERE)) == made
    assert list(digests_of(HERE, date(2026, 11, 18))) == [made[1]]


@pytest.mark.django_db
def test_an_event_noted_late_belongs_to_the_day_sealed_next() -> None:
    act(at=datetime(2026, 11, 17, 3, 0, tzinfo=UTC))
    seal(date(2026, 11, 17))
    act(at=datetime(2026, 11, 17, 4, 0, tzinfo=UTC))
    assert [(d.last_sequence, d.count) for d in seal(date(2026, 11, 18))] == [(2, 1)]


@pytest.mark.django_db
def test_without_events_there_is_nothing_to_seal() -> None:
    assert seal(date(2026, 11, 17)) == []


@pytest.mark.django_db
def test_the_published_line_checks_itself() -> None:
    act()
    (digest,) = seal(date(2026, 11, 19))
    words, _, last = digest.line().rpartition(" ")
    assert last == hashlib.sha256(words.encode()).hexdigest()
    assert words == f"dinh-journal-1 {HERE} 2026-11-19 1 1 {digest.last_hash} {NOTHING_BEFORE}"


# --- canonical text ---------------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@settings(deadline=None)
@given(json_values)
def test_plain_values_survive_being_written_and_read(value: object) -> None:
    kept = plain(value)
    assert json.loads(written({"value": kept}))["value"] == kept
    assert plain(kept) == kept


@settings(deadline=None)
@given(st.text(alphabet=st.characters()))
def test_clean_text_can_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert "\0" not in cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        plain(datetime(2026, 11, 19))  # noqa: DTZ001 -- that is the case
