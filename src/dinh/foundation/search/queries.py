"""Searching the index."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from dinh.foundation.search.engines import engine_for
from dinh.foundation.search.models import SearchEntry
from dinh.foundation.search.wordforms import Sought, sought


@dataclass(frozen=True)
class Found:
    """A thing found; `is_exact` when its diacritics are those of the query."""

    kind: str
    subject_id: uuid.UUID
    organisation_id: uuid.UUID
    title: str
    is_exact: bool


def search(
    query: str,
    *,
    organisation_ids: Collection[uuid.UUID],
    kinds: Sequence[str] = (),
    limit: int = 20,
    offset: int = 0,
) -> list[Found]:
    """The things that hold every word of the query, those with its very diacritics first.

    Then titles rank above bodies, and newer entries above older ones. A blank query finds nothing.
    Two queries.
    """
    words = sought(query)
    if not words or not organisation_ids:
        return []
    ranked = _ranked(words, organisation_ids, kinds, limit, offset)
    entries = SearchEntry.objects.in_bulk([pk for pk, _exact in ranked])
    return [_found(entries[pk], is_exact) for pk, is_exact in ranked]


def matching_subjects(
    query: str, kind: str, organisation_ids: Collection[uuid.UUID]
) -> QuerySet[SearchEntry, uuid.UUID]:
    """The keys of the things of one kind that match, as a subquery to narrow a list with.

    `tasks.filter(pk__in=matching_subjects(...))`. A query without any word matches nothing.
    """
    words = sought(query)
    entries = SearchEntry.objects.filter(kind=kind, organisation_id__in=organisation_ids)
    if not words:
        return entries.none().values_list("subject_id", flat=True)
    engine = engine_for(connection.vendor)
    ids = RawSQL(engine.ids, [engine.folded(words.folded)])  # noqa: S611 -- words: a parameter
    return entries.filter(pk__in=ids).values_list("subject_id", flat=True)


def _ranked(
    words: Sought,
    organisation_ids: Collection[uuid.UUID],
    kinds: Sequence[str],
    limit: int,
    offset: int,
) -> list[tuple[int, bool]]:
    engine = engine_for(connection.vendor)
    where, parameters = _where(organisation_ids, kinds)
    sought_words = [engine.exact(words.exact), engine.folded(words.folded)]
    with connection.cursor() as cursor:
        cursor.execute(engine.page.format(where=where), [*sought_words, *parameters, limit, offset])
        return [(pk, bool(is_exact)) for pk, is_exact in cursor.fetchall()]


def _where(
    organisation_ids: Collection[uuid.UUID], kinds: Sequence[str]
) -> tuple[str, list[str | uuid.UUID]]:
    """The narrowing of the entries `e`, and its parameters."""
    field = SearchEntry._meta.get_field("organisation_id")
    parameters: list[str | uuid.UUID] = [
        field.get_db_prep_value(key, connection) for key in organisation_ids
    ]
    where = f"e.organisation_id IN ({_places(organisation_ids)})"
    if kinds:
        where += f" AND e.kind IN ({_places(kinds)})"
        parameters += kinds
    return where, parameters


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _found(entry: SearchEntry, is_exact: bool) -> Found:
    return Found(entry.kind, entry.subject_id, entry.organisation_id, entry.title, is_exact)
