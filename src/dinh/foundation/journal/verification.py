"""Checks the journal as an outsider would: each link, the head, the index, the digests of the days.

Each finding names the event or the day and says what is wrong with it. A chain rewritten from end to
end agrees with itself; only lines published earlier (`check_against`) give that away.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from dinh.foundation.journal import canonical
from dinh.foundation.journal.models import ChainHead, DayDigest, Event, EventSubject
from dinh.kernel.errors import Invalid

_PAGE = 1000


@dataclass(frozen=True)
class Finding:
    """Something wrong: the event's sequence or the day it is about, and the sentence."""

    sentence: str
    sequence: int | None = None
    day: date | None = None


def chains() -> list[uuid.UUID]:
    """Every organisation of which the journal holds anything, in the order of their keys."""
    keys = {*ChainHead.objects.values_list("pk", flat=True)}
    for table in (Event, DayDigest):
        keys |= {*table.objects.values_list("organisation_id", flat=True).distinct()}
    return sorted(keys)


def verify_chain(organisation_id: uuid.UUID) -> Iterator[Finding]:
    """What is wrong with the events of one organisation, in their order; nothing when intact.

    Finds a changed, removed, inserted or reordered event, a cut-off tail, and an index that hides
    an event from the story of a thing. Memory does not grow with the journal, and writers need not
    stop: what they add meanwhile is left for the next time.
    """
    head = _head(organisation_id)
    link = _Link()
    for events, unreadable in _pages(organisation_id, head.sequence):
        subjects = _subjects(organisation_id, events)
        rows: list[Event | int] = [*events, *unreadable]
        for event in sorted(rows, key=_number):
            if isinstance(event, int):
                yield from link.unreadable(event)
            else:
                yield from link.findings(event, subjects[event.sequence])
    yield from _end_findings(head, link)
    yield from _beyond(organisation_id)


def _head(organisation_id: uuid.UUID) -> ChainHead:
    return ChainHead.objects.filter(pk=organisation_id).first() or ChainHead(pk=organisation_id)


def _number(event: Event | int) -> int:
    return event if isinstance(event, int) else event.sequence


class _Link:
    """Where the walk along the chain stands."""

    def __init__(self) -> None:
        self.sequence = 0
        self.hash: str | None = canonical.NOTHING_BEFORE  # None: not known, after a gap

    def findings(self, event: Event, subjects: set[tuple[str, uuid.UUID]]) -> Iterator[Finding]:
        number = event.sequence
        yield from self._gap(number)
        if self.hash is not None and event.previous_hash != self.hash:
            yield Finding(
                f"Sự kiện số {number} không nối với sự kiện trước nó: "
                "một trong hai đã bị thay, hoặc có sự kiện bị chèn hay đổi chỗ.",
                number,
            )
        if event.hash != _computed(event):
            yield Finding(f"Nội dung sự kiện số {number} đã bị sửa sau khi ghi.", number)
        elif not _names(event, subjects):
            yield Finding(f"Chỉ mục của sự kiện số {number} không khớp với nội dung.", number)
        self.sequence, self.hash = number, event.hash

    def unreadable(self, number: int) -> Iterator[Finding]:
        yield from self._gap(number)
        yield Finding(f"Nội dung sự kiện số {number} đã bị ghi đè, không đọc được nữa.", number)
        self.sequence, self.hash = number, None

    def _gap(self, number: int) -> Iterator[Finding]:
        expected = self.sequence + 1
        if number <= self.sequence:
            yield Finding(f"Có hai sự kiện cùng mang số {number}.", number)
        elif number > expected:
            until = "" if number == expected + 1 else f" đến số {number - 1}"
            yield Finding(f"Thiếu sự kiện số {expected}{until}.", expected)
            self.hash = None


def _computed(event: Event) -> str | None:
    try:
        return event.computed_hash()
    except ValueError:  # SQLite gives a moment that makes no sense as none at all
        return None


def _names(event: Event, subjects: set[tuple[str, uuid.UUID]]) -> bool:
    try:
        return event.subjects() == subjects
    except (TypeError, ValueError):  # related things that are no pairs
        return False


def _pages(organisation_id: uuid.UUID, last: int) -> Iterator[tuple[list[Event], list[int]]]:
    """The events up to `last`, a thousand at a time, and the sequences of rows that make no sense."""
    rows = Event.objects.filter(organisation_id=organisation_id).order_by("sequence", "pk")
    for first in range(1, last + 1, _PAGE):
        page = rows.filter(sequence__range=(first, min(first + _PAGE - 1, last)))
        try:
            yield list(page), []
        except ValueError:  # a key, a moment or JSON that was overwritten with something else
            yield _one_by_one(page)


def _one_by_one(page: QuerySet[Event]) -> tuple[list[Event], list[int]]:
    events, unreadable = [], []
    for number in page.values_list("sequence", flat=True):
        try:
            events.append(page.get(sequence=number))
        except ValueError:
            unreadable.append(number)
    return events, unreadable


def _subjects(
    organisation_id: uuid.UUID, events: list[Event]
) -> defaultdict[int, set[tuple[str, uuid.UUID]]]:
    """What the index says each of these events concerns, by sequence."""
    found: defaultdict[int, set[tuple[str, uuid.UUID]]] = defaultdict(set)
    if events:
        span = (events[0].sequence, events[-1].sequence)
        keys = {event.sequence: event.pk for event in events}
        rows = EventSubject.objects.filter(organisation_id=organisation_id, sequence__range=span)
        for row in rows:
            if keys.get(row.sequence) == row.event_id:
                found[row.sequence].add((row.subject_type, row.subject_id))
    return found


def _end_findings(head: ChainHead, link: _Link) -> Iterator[Finding]:
    if head.sequence > link.sequence:
        yield Finding(
            f"Sổ đã ghi đến số {head.sequence} nhưng chỉ còn đến số {link.sequence}: "
            "các sự kiện cuối đã bị xóa.",
            link.sequence + 1,
        )
    elif link.hash is not None and head.hash != link.hash:
        number = link.sequence
        yield Finding(f"Sự kiện số {number} không phải là sự kiện mà sổ đã ghi sau cùng.", number)


def _beyond(organisation_id: uuid.UUID) -> Iterator[Finding]:
    """Events that the head does not know. The head is read last: it moves with every true event."""
    rows = Event.objects.filter(organisation_id=organisation_id)
    last = rows.aggregate(Max("sequence"))["sequence__max"] or 0
    head = _head(organisation_id)
    if last > head.sequence:
        number = head.sequence + 1
        yield Finding(
            f"Sự kiện từ số {number} nằm ngoài sổ: sổ chỉ ghi đến số {number - 1}.", number
        )


def verify_digests(organisation_id: uuid.UUID) -> Iterator[Finding]:
    """What is wrong with the sealed days of one organisation, oldest first; nothing when intact."""
    before: DayDigest | None = None
    for digest in DayDigest.objects.filter(organisation_id=organisation_id).order_by("day"):
        yield from (Finding(sentence, day=digest.day) for sentence in _faults(digest, before))
        before = digest


def _faults(digest: DayDigest, before: DayDigest | None) -> Iterator[str]:
    day = f"{digest.day:%d/%m/%Y}"
    if digest.digest != digest.computed_digest():
        yield f"Mã niêm phong ngày {day} đã bị sửa."
    if digest.previous_digest != (before.digest if before else canonical.NOTHING_BEFORE):
        yield f"Ngày {day} không nối với ngày niêm phong trước nó."
    if digest.last_sequence != digest.count + (before.last_sequence if before else 0):
        yield f"Số sự kiện của ngày {day} không khớp với ngày trước."
    if digest.last_hash != _hash_at(digest):
        yield f"Sự kiện số {digest.last_sequence} không còn như khi niêm phong ngày {day}."


def _hash_at(digest: DayDigest) -> str | None:
    if digest.last_sequence == 0:
        return canonical.NOTHING_BEFORE
    rows = Event.objects.filter(
        organisation_id=digest.organisation_id, sequence=digest.last_sequence
    )
    return rows.values_list("hash", flat=True).first()


@dataclass(frozen=True)
class Published:
    """One line that was given out: whose, of which day, and the whole line."""

    organisation_id: uuid.UUID
    day: date
    line: str


def read_published(lines: Iterable[str]) -> list[Published]:
    """The published lines of a file; blank lines and lines starting with # are skipped.

    Raises Invalid naming the first line that is not one, or whose last word does not fit the rest.
    """
    kept = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return [_published(number, line) for number, line in kept if line and line[0] != "#"]


def _published(number: int, line: str) -> Published:
    words = line.split(" ")
    sealed, _, digest = line.rpartition(" ")
    try:
        if words[0] != "dinh-journal-1" or len(words) != 8:
            raise ValueError(line)
        published = Published(uuid.UUID(words[1]), date.fromisoformat(words[2]), line)
    except (ValueError, IndexError):
        raise Invalid(f"Dòng {number} của tệp không phải là dòng niêm phong nhật ký.") from None
    if canonical.digest_of(sealed) != digest:
        raise Invalid(f"Dòng {number} của tệp đã bị sửa: mã cuối dòng không khớp.")
    return published


def check_against(organisation_id: uuid.UUID, lines: list[Published]) -> Iterator[Finding]:
    """The days of one organisation that no longer read as they were published."""
    for published in lines:
        if published.organisation_id != organisation_id:
            continue
        day = published.day
        digest = DayDigest.objects.filter(organisation_id=organisation_id, day=day).first()
        if digest is None:
            yield Finding(f"Ngày {day:%d/%m/%Y} đã công bố nhưng không còn trong sổ.", day=day)
        elif digest.line() != published.line:
            yield Finding(f"Ngày {day:%d/%m/%Y} khác với dòng đã công bố.", day=day)
