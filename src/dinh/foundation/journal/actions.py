"""Adds to the journal: an event beside its change, and the digests of days gone by."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from dinh.foundation.journal import canonical
from dinh.foundation.journal.models import ChainHead, DayDigest, Event, EventSubject
from dinh.kernel.keys import new_key


def record_event(
    *,
    organisation_id: uuid.UUID,
    actor_id: uuid.UUID | None,
    actor_name: str,
    kind: str,
    subject_type: str,
    subject_id: uuid.UUID,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    note: str = "",
    related: Sequence[tuple[str, uuid.UUID]] = (),
) -> Event:
    """Write one act into the organisation's chain, in the transaction of the act itself.

    Call it last in the transaction: from here to the commit the other writers of this organisation
    wait. `kind` is `module.verb_done` ("tasks.evidence_accepted"), `subject_type` `module.thing`.
    Days, decimals and keys in `before` and `after` are kept as text; values of secret keys are hidden.

    Raises RuntimeError outside a transaction, TypeError for a value the journal cannot keep.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("record_event belongs in the transaction of the change it records.")
    head = _locked_head(organisation_id)
    event = Event(
        id=new_key(),
        organisation_id=organisation_id,
        sequence=head.sequence + 1,
        at=at,
        actor_id=actor_id,
        actor_name=canonical.clean_text(actor_name)[:200],
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        before=canonical.plain(before),
        after=canonical.plain(after),
        note=canonical.clean_text(note),
        related=canonical.plain(list(dict.fromkeys(related))),
        previous_hash=head.hash,
    )
    event.hash = event.computed_hash()
    event.save()
    _index_subjects(event)
    _move_head(head, event)
    return event


def _locked_head(organisation_id: uuid.UUID) -> ChainHead:
    """The head, locked to the commit (SQLite's immediate transaction already holds the database)."""
    heads = ChainHead.objects.select_for_update()
    head = heads.filter(pk=organisation_id).first()
    if head is None:
        # Two first writers may both come here; one insert wins and both then queue for the row.
        ChainHead.objects.bulk_create([ChainHead(pk=organisation_id)], ignore_conflicts=True)
        head = heads.get(pk=organisation_id)
    return head


def _index_subjects(event: Event) -> None:
    EventSubject.objects.bulk_create(
        EventSubject(
            event_id=event.pk,
            organisation_id=event.organisation_id,
            sequence=event.sequence,
            subject_type=subject_type,
            subject_id=subject_id,
        )
        for subject_type, subject_id in sorted(event.subjects(), key=str)
    )


def _move_head(head: ChainHead, event: Event) -> None:
    """Compare and set: a writer that slipped past the lock is stopped here, not later by a reader."""
    moved = ChainHead.objects.filter(pk=head.pk, sequence=head.sequence, hash=head.hash).update(
        sequence=event.sequence, hash=event.hash
    )
    if moved != 1:
        raise RuntimeError(
            f"The journal of {head.pk} moved on while event {event.sequence} was written."
        )


@transaction.atomic
def make_day_digests(*, organisation_id: uuid.UUID, until: date, at: datetime) -> list[DayDigest]:
    """Seal every day up to and including `until` that has no digest yet; the new ones, oldest first.

    The first digest is for the day of the first event. A digest covers the chain from the one before
    up to the last event whose moment lies on its day or earlier, so days and sequence never disagree
    about which event belongs to which line. Without events: an empty list.
    """
    _locked_head(organisation_id)
    made = []
    last = DayDigest.objects.filter(organisation_id=organisation_id).order_by("-day").first()
    day = _next_day(organisation_id, last)
    while day is not None and day <= until:
        last = _seal(organisation_id, day, last, at)
        made.append(last)
        day += timedelta(days=1)
    return made


def _next_day(organisation_id: uuid.UUID, last: DayDigest | None) -> date | None:
    if last is not None:
        return last.day + timedelta(days=1)
    first = Event.objects.filter(organisation_id=organisation_id, sequence=1).first()
    return timezone.localdate(first.at) if first else None


def _seal(organisation_id: uuid.UUID, day: date, last: DayDigest | None, at: datetime) -> DayDigest:
    before = last.last_sequence if last else 0
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    chain = Event.objects.filter(organisation_id=organisation_id)
    reached = chain.filter(sequence__gt=before, at__lt=end).aggregate(Max("sequence"))
    last_sequence = reached["sequence__max"] or before
    event = chain.filter(sequence=last_sequence).first()
    digest = DayDigest(
        organisation_id=organisation_id,
        day=day,
        last_sequence=last_sequence,
        count=last_sequence - before,
        last_hash=event.hash if event else canonical.NOTHING_BEFORE,
        previous_digest=last.digest if last else canonical.NOTHING_BEFORE,
        made_at=at,
    )
    digest.digest = digest.computed_digest()
    digest.save()
    return digest
