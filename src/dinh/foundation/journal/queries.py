"""Named reads of the journal. Who may see a thing may see its events: the caller decides that."""

import uuid
from datetime import date

from django.db.models import QuerySet

from dinh.foundation.journal.models import ChainHead, DayDigest, Event, EventSubject


def events_about(subject_type: str, subject_id: uuid.UUID) -> QuerySet[Event]:
    """The story of one thing, newest first: acts on it and acts that name it as related."""
    rows = EventSubject.objects.filter(subject_type=subject_type, subject_id=subject_id)
    return Event.objects.filter(pk__in=rows.values("event_id")).order_by("-at", "-sequence")


def events_since(organisation_id: uuid.UUID, sequence: int, limit: int = 500) -> list[Event]:
    """The outbox: at most `limit` events after `sequence`, oldest first.

    A reader keeps the last sequence it has dealt with. Nothing can appear later below that number:
    writers of one organisation take turns and sequences have no gap.
    """
    rows = Event.objects.filter(organisation_id=organisation_id, sequence__gt=sequence)
    return list(rows.order_by("sequence")[:limit])


def last_sequence(organisation_id: uuid.UUID) -> int:
    """How many events the organisation has; 0 before the first."""
    head = ChainHead.objects.filter(pk=organisation_id).first()
    return head.sequence if head else 0


def organisations_with_events() -> list[uuid.UUID]:
    """The organisations whose chain has begun, in the order of their keys."""
    return list(ChainHead.objects.order_by("pk").values_list("pk", flat=True))


def digests_of(organisation_id: uuid.UUID, day: date | None = None) -> QuerySet[DayDigest]:
    """The sealed days, oldest first; only `day` when it is given."""
    rows = DayDigest.objects.filter(organisation_id=organisation_id).order_by("day")
    return rows if day is None else rows.filter(day=day)
