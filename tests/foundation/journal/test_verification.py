"""Whatever is done to the tables behind the program's back is found, and the event is named."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, QuerySet

from dinh.foundation.journal import verification
from dinh.foundation.journal.actions import make_day_digests, record_event
from dinh.foundation.journal.canonical import digest_of
from dinh.foundation.journal.models import ChainHead, DayDigest, Event, EventSubject
from dinh.foundation.journal.verification import (
    Finding,
    chains,
    check_against,
    read_published,
    verify_chain,
    verify_digests,
)
from dinh.kernel.errors import Invalid

HERE = uuid.UUID("01a00000-0000-7000-8000-000000000001")
THERE = uuid.UUID("01a00000-0000-7000-8000-000000000002")
THING = uuid.UUID("01a00000-0000-7000-8000-00000000000a")
START = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
LAST_DAY = date(2026, 11, 19)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seven_events() -> None:
    """Four days: events 1 and 2, 3 and 4, 5 and 6, then 7; the first three days are sealed."""
    for number in range(7):
        record_event(
            organisation_id=HERE,
            actor_id=THING,
            actor_name="Lê Thị Mai",
            kind="tasks.noted",
            subject_type="tasks.task",
            subject_id=THING,
            at=START + timedelta(hours=12 * number),
            after={"number": number},
            related=[("plans.plan", HERE)],
        )
    make_day_digests(organisation_id=HERE, until=date(2026, 11, 18), at=START)


def rows(table: type[Any], **chosen: object) -> "QuerySet[Any]":
    """The table without the program's refusals (the tests' database has no triggers)."""
    return QuerySet(table).filter(**chosen)


def event(number: int) -> "QuerySet[Any]":
    return rows(Event, sequence=number)


def found() -> list[int | None]:
    return [finding.sequence for finding in verify_chain(HERE)]


def copy_of(number: int, **changes: object) -> Event:
    original = event(number).get()
    columns = {field.name: getattr(original, field.name) for field in Event._meta.concrete_fields}
    return Event(**{**columns, "id": uuid.uuid4(), **changes})


def rehash(number: int) -> None:
    event(number).update(hash=event(number).get().computed_hash())


def test_an_untouched_journal_has_no_findings() -> None:
    assert (list(verify_chain(HERE)), list(verify_digests(HERE))) == ([], [])
    assert chains() == [HERE]
    assert list(verify_chain(THERE)) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"actor_name": "Người khác"},
        {"actor_id": None},
        {"at": START},
        {"kind": "tasks.accepted"},
        {"subject_id": HERE},
        {"subject_type": "tasks.plan"},
        {"before": {}},
        {"after": {"number": 99}},
        {"note": "thêm"},
        {"related": []},
        {"id": THERE},
        {"hash": "0" * 64},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_any_changed_column_is_found(changes: dict[str, object]) -> None:
    event(4).update(**changes)
    assert found()[0] == 4


def test_a_changed_event_is_named_in_one_sentence() -> None:
    event(4).update(note="thêm")
    assert list(verify_chain(HERE)) == [
        Finding("Nội dung sự kiện số 4 đã bị sửa sau khi ghi.", sequence=4)
    ]


def test_a_change_with_a_matching_hash_breaks_the_link_to_the_next() -> None:
    event(4).update(note="thêm")
    rehash(4)
    assert found() == [5]


@pytest.mark.parametrize(
    ("removed", "findings"),
    [([1], [1]), ([4], [4]), ([3, 4, 5], [3]), ([2, 6], [2, 6]), ([7], [7]), ([6, 7], [6])],
)
def test_removed_events_are_found(removed: list[int], findings: list[int]) -> None:
    rows(Event, sequence__in=removed).delete()
    assert found() == findings


def test_removed_and_renumbered_events_are_found() -> None:
    event(4).delete()
    for number in (5, 6, 7):
        event(number).update(sequence=F("sequence") - 1)
    assert found() == [4, 4, 5, 6, 7]


def test_two_events_that_changed_places_are_found() -> None:
    event(3).update(sequence=99)
    event(4).update(sequence=3)
    event(99).update(sequence=4)
    assert set(found()) == {3, 4, 5}


def test_an_inserted_event_is_found() -> None:
    for number in (7, 6, 5):
        event(number).update(sequence=number + 1)
    inserted = copy_of(4, sequence=5, previous_hash=event(4).get().hash)
    inserted.hash = inserted.computed_hash()
    inserted.save()
    ChainHead.objects.update(sequence=8)
    assert set(found()) >= {5, 6}


def test_an_event_added_behind_the_head_is_found() -> None:
    added = copy_of(7, sequence=8, previous_hash=event(7).get().hash)
    added.hash = added.computed_hash()
    added.save()
    assert list(verify_chain(HERE)) == [
        Finding("Sự kiện từ số 8 nằm ngoài sổ: sổ chỉ ghi đến số 7.", sequence=8)
    ]


def test_a_last_event_that_was_replaced_is_found() -> None:
    event(7).update(note="thêm")
    rehash(7)
    assert found() == [7]


def test_a_chain_whose_head_was_removed_is_found() -> None:
    ChainHead.objects.all().delete()
    assert chains() == [HERE]
    assert found() == [1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses the values itself")
@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        ("subject_id", "Nội dung sự kiện số 4 đã bị ghi đè, không đọc được nữa."),
        ("at", "Nội dung sự kiện số 4 đã bị sửa sau khi ghi."),
    ],
)
def test_a_row_that_makes_no_sense_any_more_is_found(column: str, sentence: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE journal_event SET {column} = 'không rõ' WHERE sequence = 4")
    assert list(verify_chain(HERE)) == [Finding(sentence, sequence=4)]


@pytest.mark.parametrize("change", ["removed", "moved", "added"])
def test_an_index_that_hides_or_adds_an_event_is_found(change: str) -> None:
    row = rows(EventSubject, sequence=4, subject_type="tasks.task")
    changes: dict[str, Callable[[], object]] = {
        "removed": row.delete,
        "moved": lambda: row.update(subject_id=THERE),
        "added": lambda: EventSubject(
            event_id=event(4).get().pk,
            organisation_id=HERE,
            sequence=4,
            subject_type="tasks.task",
            subject_id=THERE,
        ).save(),
    }
    changes[change]()
    assert found() == [4]


def test_a_journal_of_several_pages_is_walked_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_PAGE", 2)
    assert found() == []
    event(5).update(note="thêm")
    event(2).delete()
    assert found() == [2, 5]


# --- days -------------------------------------------------------------------------------------


def days() -> list[int]:
    return [finding.day.day for finding in verify_digests(HERE) if finding.day]


@pytest.mark.parametrize(
    ("changes", "findings"),
    [
        ({"count": 9}, [17, 17]),  # its own digest, and the sum
        ({"last_sequence": 3}, [17, 17, 17, 18]),  # digest, sum, event; and the next day's sum
        ({"last_hash": "0" * 64}, [17, 17]),
        ({"digest": "0" * 64}, [17, 18]),
        ({"previous_digest": "0" * 64}, [17, 17]),
        ({"day": date(2026, 11, 15)}, [15, 15, 15, 16, 16, 18, 18]),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_changed_digest_is_found(changes: dict[str, object], findings: list[int]) -> None:
    rows(DayDigest, day=date(2026, 11, 17)).update(**changes)
    assert days() == findings


def test_a_removed_digest_is_found() -> None:
    rows(DayDigest, day=date(2026, 11, 17)).delete()
    assert days() == [18, 18]


def test_an_event_that_the_digest_sealed_and_that_changed_is_found() -> None:
    event(4).update(note="thêm")
    rehash(4)
    assert days() == [17]


# --- against what was published ----------------------------------------------------------------


def lines() -> list[str]:
    return [digest.line() for digest in rows(DayDigest).order_by("day")]


def rewrite_everything_from(number: int) -> None:
    """What someone with the database and this program's source can do."""
    for row in rows(Event, sequence__gte=number).order_by("sequence"):
        before = event(row.sequence - 1).get()
        event(row.sequence).update(previous_hash=before.hash, note="khác")
        rehash(row.sequence)
    ChainHead.objects.update(hash=event(7).get().hash)
    previous = ""
    for digest in rows(DayDigest).order_by("day"):
        digest.last_hash = event(digest.last_sequence).get().hash
        digest.previous_digest = previous or digest.previous_digest
        previous = digest.computed_digest()
        rows(DayDigest, pk=digest.pk).update(
            last_hash=digest.last_hash, previous_digest=digest.previous_digest, digest=previous
        )


def test_only_published_lines_give_a_complete_rewriting_away() -> None:
    published = read_published(lines())
    assert list(check_against(HERE, published)) == []
    rewrite_everything_from(3)
    assert (found(), days()) == ([], [])
    assert list(check_against(HERE, published)) == [
        Finding("Ngày 17/11/2026 khác với dòng đã công bố.", day=date(2026, 11, 17)),
        Finding("Ngày 18/11/2026 khác với dòng đã công bố.", day=date(2026, 11, 18)),
    ]


def test_a_published_day_that_is_gone_is_found() -> None:
    published = read_published(lines())
    rows(DayDigest, day=date(2026, 11, 18)).delete()
    assert list(check_against(HERE, published)) == [
        Finding("Ngày 18/11/2026 đã công bố nhưng không còn trong sổ.", day=date(2026, 11, 18))
    ]
    assert list(check_against(THERE, published)) == []


def test_blank_lines_and_notes_in_the_file_are_skipped() -> None:
    assert [p.line for p in read_published(["# công báo", "", lines()[0] + "\n"])] == lines()[:1]


@pytest.mark.parametrize("line", ["xin chào", "dinh-journal-1 a b 1 1 c d e", "dinh-journal-1"])
def test_a_line_of_something_else_is_refused(line: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_published([lines()[0], line])
    assert refused.value.sentence == "Dòng 2 của tệp không phải là dòng niêm phong nhật ký."


def test_a_published_line_that_was_changed_is_refused() -> None:
    changed = lines()[0].replace(" 2 2 ", " 2 1 ")
    assert digest_of(changed.rpartition(" ")[0]) != changed.rpartition(" ")[2]
    with pytest.raises(Invalid) as refused:
        read_published([changed])
    assert refused.value.sentence == "Dòng 1 của tệp đã bị sửa: mã cuối dòng không khớp."
