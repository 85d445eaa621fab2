"""What agencies are called on a day, and how they came to be."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import (
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
    holding_on,
)


def name_on(organisation_id: uuid.UUID, day: date) -> OrganisationName | None:
    """The agency's name valid on a day; None before its first or after its last name."""
    rows = OrganisationName.objects.filter(holding_on(day), organisation_id=organisation_id)
    return rows.order_by("-valid_from").first()


def display_name(organisation_id: uuid.UUID, day: date) -> str:
    """The committee as a document of that day names it; "" when the agency had no name then."""
    found = name_on(organisation_id, day)
    return found.committee if found is not None else ""


def place_of(organisation_id: uuid.UUID, day: date) -> str:
    """ "xã Bình Minh" as valid on the day; "" when the agency had no name then."""
    found = name_on(organisation_id, day)
    return found.place if found is not None else ""


class ReadableAgency(NamedTuple):
    """An agency that an actor may read: key, code, level and what it is called today."""

    key: uuid.UUID
    code: str
    level: str
    place: str


def readable_agencies(actor: Actor, on: date) -> list[ReadableAgency]:
    """The agencies whose records the actor may see, the own one first, then by name. One query."""
    rows = OrganisationName.objects.filter(
        holding_on(on), organisation_id__in=actor.readable
    ).select_related("organisation")
    found = [
        ReadableAgency(
            row.organisation_id, row.organisation.code, row.organisation.level, row.place
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.key != actor.organisation_id, one.place))


class AgencyMoment(NamedTuple):
    """One step in the life of an agency: the day, what happened, in whose words, under what.

    `day` is None for what holds from a beginning that is not recorded; `until` is the last day.
    """

    day: date | None
    until: date | None
    kind: str  # "name", "parent", "from" (took over), "into" (taken over), "end"
    words: str
    document: str


def history_of(organisation_id: uuid.UUID) -> list[AgencyMoment]:
    """The agency's names, parents and successions, newest first, each with the name of its day.

    Seven queries at most, whatever the length.
    """
    agency = Organisation.objects.prefetch_related("names").get(pk=organisation_id)
    moments = [*_named(agency), *_under(organisation_id), *_handed_over(organisation_id)]
    if agency.valid_to is not None:
        moments.append(AgencyMoment(agency.valid_to, None, "end", "", ""))
    return sorted(moments, key=_newest, reverse=True)


def _newest(moment: AgencyMoment) -> tuple[date, str, str]:
    return moment.day or date.min, moment.kind, moment.words


def _named(agency: Organisation) -> Iterator[AgencyMoment]:
    for name in agency.names.all():
        yield AgencyMoment(name.valid_from, name.valid_to, "name", name.place, name.document)


def _under(organisation_id: uuid.UUID) -> Iterator[AgencyMoment]:
    rows = OrganisationParent.objects.filter(organisation_id=organisation_id)
    for row in rows.select_related("parent").prefetch_related("parent__names"):
        words = _called(row.parent, row.valid_from or row.valid_to)
        yield AgencyMoment(row.valid_from, row.valid_to, "parent", words, "")


def _handed_over(organisation_id: uuid.UUID) -> Iterator[AgencyMoment]:
    rows = OrganisationSuccession.objects.filter(
        Q(predecessor_id=organisation_id) | Q(successor_id=organisation_id)
    )
    for row in rows.select_related("predecessor", "successor").prefetch_related(
        "predecessor__names", "successor__names"
    ):
        is_heir = row.successor_id == organisation_id
        other = row.predecessor if is_heir else row.successor
        words = _called(other, None if is_heir else row.effective_on)
        kind = "from" if is_heir else "into"
        yield AgencyMoment(row.effective_on, None, kind, words, row.document)


def _called(agency: Organisation, day: date | None) -> str:
    """The name of the day, else the last one; reads the prefetched names."""
    names = sorted(agency.names.all(), key=lambda name: name.valid_from or date.min)
    held = [name for name in names if day is None or name.holds_on(day)]
    return (held or names)[-1].place if names else agency.code


def key_of_code(code: str, among: frozenset[uuid.UUID]) -> uuid.UUID | None:
    """The agency with that code, if it is one of `among`."""
    rows = Organisation.objects.filter(code=code, pk__in=among)
    return rows.values_list("pk", flat=True).first()


def forerunners_of(organisation_id: uuid.UUID, day: date) -> list[str]:
    """The committees of that day whose agencies this one took over later; [] once it stands itself."""
    rows = OrganisationName.objects.filter(
        holding_on(day),
        organisation__successions__successor_id=organisation_id,
        organisation__successions__effective_on__gt=day,
    )
    return [row.committee for row in rows.order_by("name")]
