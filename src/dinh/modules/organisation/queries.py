"""Named reads about agencies and people."""

import uuid
from datetime import date

from django.db.models import Q, QuerySet

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import (
    Membership,
    Organisation,
    OrganisationName,
    OrganisationParent,
    Person,
    Unit,
    holding_on,
)


def actor_for(person: Person, on: date, organisation_id: uuid.UUID | None = None) -> Actor | None:
    """The person as an actor on a day, or None without a valid membership.

    With memberships in several agencies, `organisation_id` chooses one, else the first. Costs one
    query, and one more for a superior-level reader.
    """
    held = list(
        Membership.objects.filter(holding_on(on), person=person)
        .select_related("organisation")
        .order_by("created_at")
    )
    chosen = [m for m in held if m.organisation_id == (organisation_id or held[0].organisation_id)]
    if not chosen:
        return None
    own = chosen[0].organisation
    roles = frozenset(m.role for m in chosen)
    below = _communes_below(own, on) if "reader" in roles else frozenset()
    return Actor(
        person_id=person.pk,
        name=person.full_name,
        organisation_id=own.pk,
        roles=roles,
        unit_ids=frozenset(m.unit_id for m in chosen if m.unit_id),
        headed_unit_ids=frozenset(m.unit_id for m in chosen if m.unit_id and m.role == "head"),
        readable=below | {own.pk},
    )


def _communes_below(organisation: Organisation, on: date) -> frozenset[uuid.UUID]:
    rows = OrganisationParent.objects.filter(holding_on(on), parent=organisation)
    return frozenset(rows.values_list("organisation_id", flat=True))


def name_on(organisation_id: uuid.UUID, day: date) -> OrganisationName | None:
    """The agency's name valid on a day; None before its first or after its last name."""
    rows = OrganisationName.objects.filter(holding_on(day), organisation_id=organisation_id)
    return rows.order_by("-valid_from").first()


def units_of(organisation_id: uuid.UUID, on: date) -> QuerySet[Unit]:
    """The units that work can be given to on a day, in the agency's own order."""
    return Unit.objects.filter(holding_on(on), organisation_id=organisation_id).order_by(
        "order", "name"
    )


def people_of(organisation_id: uuid.UUID, on: date) -> QuerySet[Person]:
    """The people with a valid membership on a day, by username."""
    held = Membership.objects.filter(holding_on(on), organisation_id=organisation_id)
    return Person.objects.filter(Q(pk__in=held.values("person_id"))).order_by("username")
