"""What lists narrow by: heap, days, words; and the rows they show."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from dinh.foundation.search.queries import matching_subjects
from dinh.kernel.clock import ZONE
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.queries.seeing import KIND, in_bucket


def tasks_in_bucket(rows: QuerySet[Task], bucket: str, now: datetime) -> QuerySet[Task]:
    """The tasks that have an occurrence in the heap; "none" are those with no occurrence yet."""
    if bucket == "none":
        return rows.filter(occurrence_count=0).exclude(state=Task.State.CANCELLED)
    own = Occurrence.objects.filter(task=OuterRef("pk"))
    return rows.filter(Exists(in_bucket(own, bucket, now)))


def due_within(first: date | None, last: date | None) -> Q:
    """The condition on `due_order` that the due moment lies on these days, both included."""
    condition = Q()
    if first is not None:
        condition &= Q(due_order__gte=datetime.combine(first, time.min, tzinfo=ZONE))
    if last is not None:
        condition &= Q(due_order__lte=datetime.combine(last, time.max, tzinfo=ZONE))
    return condition


def tasks_matching(rows: QuerySet[Task], words: str, actor: Actor) -> QuerySet[Task]:
    """The tasks that hold every word, diacritics or not."""
    return rows.filter(pk__in=matching_subjects(words, KIND, [actor.viewing]))


def occurrences_matching(
    rows: QuerySet[Occurrence], words: str, actor: Actor
) -> QuerySet[Occurrence]:
    """The occurrences whose task holds every word."""
    return rows.filter(task_id__in=matching_subjects(words, KIND, [actor.viewing]))


def with_occurrences(rows: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks as lists show them: lead, person, and all occurrences in order (one query more)."""
    ordered = Prefetch("occurrences", queryset=Occurrence.objects.order_by("order"))
    return rows.select_related("lead_unit", "lead_person", "parent").prefetch_related(ordered)


def with_task(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Occurrences as lists show them."""
    return rows.select_related("task", "unit", "person")


def looking_at(actor: Actor, origin_id: uuid.UUID | None) -> Actor:
    """The actor with the agency of a plan on the screen: a reader may follow a link into any commune
    below without having chosen it."""
    if origin_id is None:
        return actor
    rows = Task.objects.filter(origin_id=origin_id, organisation_id__in=actor.readable)
    found = rows.values_list("organisation_id", flat=True).first()
    return actor if found in (None, actor.viewing) else replace(actor, chosen_id=found)


def origins_among(rows: QuerySet[Task], keys: Iterable[uuid.UUID]) -> list[tuple[str, str]]:
    """Key and label of these origins, as far as the actor's tasks have them."""
    found = rows.filter(origin_id__in=list(keys)).exclude(origin_id=None)
    return [(str(key), label) for key, label in set(found.values_list("origin_id", "origin_label"))]
