"""Keeping the index: called by the acts of the modules, inside their transaction."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from dinh.foundation.search.models import SearchEntry
from dinh.foundation.search.wordforms import exact, folded

AT_ONCE = 500
LONGEST_TITLE = 500


@dataclass(frozen=True)
class Findable:
    """A thing and its words; a match in the title ranks above one in the body."""

    kind: str
    subject_id: uuid.UUID
    organisation_id: uuid.UUID
    title: str
    body: str = ""


def index(thing: Findable) -> None:
    """Make the thing findable under these words, instead of any earlier ones. One statement."""
    index_many([thing])


def index_many(things: Iterable[Findable]) -> None:
    """`index` for many things, `AT_ONCE` in a statement."""
    SearchEntry.objects.bulk_create(
        [_entry(thing) for thing in things],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["kind", "subject_id"],
        update_fields=["organisation_id", "title", "folded_title", "folded_body", "exact"],
    )


def remove(kind: str, *subject_ids: uuid.UUID) -> None:
    """The things can no longer be found."""
    SearchEntry.objects.filter(kind=kind, subject_id__in=subject_ids).delete()


def _entry(thing: Findable) -> SearchEntry:
    return SearchEntry(
        organisation_id=thing.organisation_id,
        kind=thing.kind,
        subject_id=thing.subject_id,
        title=thing.title[:LONGEST_TITLE],
        folded_title=" ".join(folded(thing.title)),
        folded_body=" ".join(folded(thing.body)),
        exact=" ".join([*exact(thing.title), *exact(thing.body)]),
    )
