"""The journal: events that are only ever added, chained per organisation, and digests of their days.

No column is a foreign key: an event outlives what it tells about, and a chain can be checked alone.
"""

import uuid
from datetime import date
from typing import Any, NoReturn, TypeVar

from django.db import models

from dinh.foundation.journal import canonical
from dinh.foundation.models import Keyed

Row = TypeVar("Row", bound=models.Model)


class AppendOnly(Exception):
    """Code tried to change or remove what the journal keeps for good."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Reads and adds; any other write is refused before it reaches the database's own guard."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self.model.__name__} rows are never changed or removed.")

    update = delete = bulk_update = update_or_create = _refuse
    _update = _raw_delete = _refuse


class Kept(Keyed):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row. Raises AppendOnly for one that is already there."""
        if not self._state.adding:
            raise AppendOnly(f"{type(self).__name__} rows are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises AppendOnly."""
        raise AppendOnly(f"{type(self).__name__} rows are never removed.")


class Event(Kept):
    """One official act: who did what to which thing, when, and what it was before and after.

    `sequence` counts 1, 2, 3 … without a gap within an organisation; `hash` covers every other
    column, so also the hash of the event before.
    """

    organisation_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)  # null: the system itself
    actor_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.TextField(blank=True)
    related = models.JSONField(default=list)  # [["plans.plan", "0198…"], …]
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet["Event"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "sequence"], name="journal_sequence_once"
            )
        ]
        indexes = [models.Index(fields=["organisation_id", "at"], name="journal_event_at")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def content(self) -> dict[str, object]:
        """Every column that the hash covers, as plain values."""
        return {
            "id": str(self.pk),
            "organisation": str(self.organisation_id),
            "sequence": self.sequence,
            "at": canonical.moment(self.at),
            "actor": None if self.actor_id is None else str(self.actor_id),
            "actor_name": self.actor_name,
            "kind": self.kind,
            "subject": [self.subject_type, str(self.subject_id)],
            "before": self.before,
            "after": self.after,
            "note": self.note,
            "related": self.related,
            "previous_hash": self.previous_hash,
        }

    def computed_hash(self) -> str:
        """What `hash` must be."""
        return canonical.digest_of(canonical.written(self.content()))

    def subjects(self) -> set[tuple[str, uuid.UUID]]:
        """The thing acted on and the related ones."""
        related = {(kind, uuid.UUID(key)) for kind, key in self.related}
        return related | {(self.subject_type, self.subject_id)}


class EventSubject(Kept):
    """The index "everything about this thing": one row per thing that an event concerns."""

    event_id = models.UUIDField()
    organisation_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField()

    objects = AppendOnlyQuerySet["EventSubject"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id", "subject_type", "organisation_id", "sequence"],
                name="journal_subject_once",
            )
        ]
        indexes = [
            models.Index(fields=["organisation_id", "sequence"], name="journal_subject_sequence")
        ]


class ChainHead(models.Model):
    """The last link of an organisation's chain: the only row of the journal that moves."""

    organisation_id = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=canonical.NOTHING_BEFORE)


class DayDigest(Kept):
    """What an outsider is given for a day: how far the chain had come, and its hash there.

    The digests of an organisation are a chain of their own; a day without events has one too.
    """

    organisation_id = models.UUIDField()
    day = models.DateField()
    last_sequence = models.PositiveBigIntegerField()
    count = models.PositiveBigIntegerField()
    last_hash = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    objects = AppendOnlyQuerySet["DayDigest"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "day"], name="journal_digest_once")
        ]

    def sealed_text(self) -> str:
        """The words that the digest covers, as they are published before it on the line."""
        day: date = self.day
        return (
            f"dinh-journal-1 {self.organisation_id} {day.isoformat()} {self.last_sequence} "
            f"{self.count} {self.last_hash} {self.previous_digest}"
        )

    def computed_digest(self) -> str:
        """What `digest` must be: SHA-256 of `sealed_text`."""
        return canonical.digest_of(self.sealed_text())

    def line(self) -> str:
        """The line to publish. Its last word is the SHA-256 of everything before that word's space."""
        return f"{self.sealed_text()} {self.digest}"
