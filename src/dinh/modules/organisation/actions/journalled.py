"""Writes an act of this module into the journal."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from dinh.foundation.journal.actions import record_event
from dinh.modules.organisation.access import Actor

Subjects = Sequence[tuple[str, uuid.UUID]]


def subject(thing: Model) -> tuple[str, uuid.UUID]:
    """How the journal names a row of this module: its type and key."""
    return f"organisation.{type(thing).__name__.lower()}", thing.pk


def record(
    actor: Actor,
    kind: str,
    thing: Model,
    *,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    note: str = "",
    related: Sequence[Model] = (),
) -> None:
    """One event in the actor's own agency: `kind` without the module's name ("unit_created").

    An actor with the key 0 is the system itself, while an agency is being set up.
    """
    subject_type, subject_id = subject(thing)
    record_event(
        organisation_id=actor.organisation_id,
        actor_id=actor.person_id if actor.person_id.int else None,
        actor_name=actor.name,
        kind=f"organisation.{kind}",
        subject_type=subject_type,
        subject_id=subject_id,
        at=at,
        before=before,
        after=after,
        note=note,
        related=[subject(other) for other in related],
    )


def state_of(thing: Model, *names: str) -> dict[str, object]:
    """The named columns as they stand, for `before` and `after`."""
    return {name: getattr(thing, name) for name in names}
