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
from django.utils.translation import gettext as _

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
            words = _(
                "Sự kiện số %(number)s không nối với sự kiện trước nó: "
                "một trong hai đã bị thay, hoặc có sự kiện bị chèn hay đổi chỗ."
            )
            yield Finding(words % {"number": number}, number)
        if event.hash != _computed(event):
            words = _("Nội dung sự kiện số %(number)s đã bị sửa sau khi ghi.")
            yield Finding(words % {"number": number}, number)
        elif not _names(event, subjects):
            words = _("Chỉ mục của sự kiện số %(number)s không khớp với nội dung.")
            yield Finding(words % {"number": number}, number)
        self.sequence, self.hash = number, event.hash

    def unreadable(self, number: int) -> Iterator[Finding]:
        yield from self._gap(number)
        words = _("Nội dung sự kiện số %(number)s đã bị ghi đè, không đọc được nữa.")
        yield Finding(words % {"number": number}, number)
        self.sequence, self.hash = number, None

    def _gap(self, number: int) -> Iterator[Finding]:
        expected = self.sequence + 1
        if number <= self.sequence:
            words = _("Có hai sự kiện cùng mang số %(number)s.")
            yield Finding(words % {"number": number}, number)
        elif number > expected:
            yield Finding(_missing(expected, number - 1), expected)
            self.hash = None


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("Thiếu sự kiện số %(number)s.") % {"number": first}
    words = _("Thiếu sự kiện số %(first)s đến số %(last)s.")
    return words % {"first": first, "last": last}


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
    events = Event.objects.filter(organisation_id=organisation_id, sequence__lte=last)
    rows = events.order_by("sequence", "pk")
    after = 0
    while numbers := _numbers_after(rows, after):
        after = numbers[-1]
        page = rows.filter(sequence__range=(numbers[0], after))  # whole, if a number came twice
        try:
            yield list(page), []
        except ValueError:  # a key, a moment or JSON that was overwritten with something else
            yield _one_by_one(page)


def _numbers_after(rows: QuerySet[Event], after: int) -> list[int]:
    return list(rows.filter(sequence__gt=after).values_list("sequence", flat=True)[:_PAGE])


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
        words = _(
            "Sổ đã ghi đến số %(known)s nhưng chỉ còn đến số %(left)s: các sự kiện cuối đã bị xóa."
        )
        numbers = {"known": head.sequence, "left": link.sequence}
        yield Finding(words % numbers, link.sequence + 1)
    elif link.hash is not None and head.hash != link.hash:
        words = _("Sự kiện số %(number)s không phải là sự kiện mà sổ đã ghi sau cùng.")
        yield Finding(words % {"number": link.sequence}, link.sequence)


def _beyond(organisation_id: uuid.UUID) -> Iterator[Finding]:
    """Events that the head does not know. The head is read last: it moves with every true event."""
    rows = Event.objects.filter(organisation_id=organisation_id)
    last = rows.aggregate(Max("sequence"))["sequence__max"] or 0
    head = _head(organisation_id)
    if last > head.sequence:
        words = _("Sự kiện từ số %(number)s nằm ngoài sổ: sổ chỉ ghi đến số %(known)s.")
        number = head.sequence + 1
        yield Finding(words % {"number": number, "known": head.sequence}, number)


def verify_digests(organisation_id: uuid.UUID) -> Iterator[Finding]:
    """What is wrong with the sealed days of one organisation, oldest first; nothing when intact."""
    before: DayDigest | None = None
    for digest in DayDigest.objects.filter(organisation_id=organisation_id).order_by("day"):
        yield from (Finding(sentence, day=digest.day) for sentence in _faults(digest, before))
        before = digest


def _faults(digest: DayDigest, before: DayDigest | None) -> Iterator[str]:
    names = {"day": f"{digest.day:%d/%m/%Y}", "number": digest.last_sequence}
    if digest.digest != digest.computed_digest():
        yield _("Mã niêm phong ngày %(day)s đã bị sửa.") % names
    if digest.previous_digest != (before.digest if before else canonical.NOTHING_BEFORE):
        yield _("Ngày %(day)s không nối với ngày niêm phong trước nó.") % names
    if digest.last_sequence != digest.count + (before.last_sequence if before else 0):
        yield _("Số sự kiện của ngày %(day)s không khớp với ngày trước.") % names
    if digest.last_hash != _hash_at(digest):
        yield _("Sự kiện số %(number)s không còn như khi niêm phong ngày %(day)s.") % names


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
    sealed, _space, digest = line.rpartition(" ")
    try:
        if words[0] != "dinh-journal-1" or len(words) != 8:
            raise ValueError(line)
        published = Published(uuid.UUID(words[1]), date.fromisoformat(words[2]), line)
    except (ValueError, IndexError):
        wrong = _("Dòng %(number)s của tệp không phải là dòng niêm phong nhật ký.")
        raise Invalid(wrong % {"number": number}) from None
    if canonical.digest_of(sealed) != digest:
        wrong = _("Dòng %(number)s của tệp đã bị sửa: mã cuối dòng không khớp.")
        raise Invalid(wrong % {"number": number})
    return published


def check_against(organisation_id: uuid.UUID, lines: list[Published]) -> Iterator[Finding]:
    """The days of one organisation that no longer read as they were published."""
    for published in lines:
        if published.organisation_id != organisation_id:
            continue
        day = published.day
        digest = DayDigest.objects.filter(organisation_id=organisation_id, day=day).first()
        names = {"day": f"{day:%d/%m/%Y}"}
        if digest is None:
            words = _("Ngày %(day)s đã công bố nhưng không còn trong sổ.")
            yield Finding(words % names, day=day)
        elif digest.line() != published.line:
            yield Finding(_("Ngày %(day)s khác với dòng đã công bố.") % names, day=day)
