"""Named reads about agencies and people."""

import uuid
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import (
    Membership,
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
    held = _memberships(person, on)
    chosen = [m for m in held if m.organisation_id == (organisation_id or held[0].organisation_id)]
    if not chosen:
        return None
    own = chosen[0].organisation_id
    roles = frozenset(m.role for m in chosen)
    below = communes_below(own, on) if "reader" in roles else frozenset()
    return Actor(
        person_id=person.pk,
        name=person.full_name,
        organisation_id=own,
        roles=roles,
        unit_ids=frozenset(m.unit_id for m in chosen if m.unit_id),
        headed_unit_ids=frozenset(m.unit_id for m in chosen if m.unit_id and m.role == "head"),
        readable=below | {own},
        place=_place(chosen[0]),
        title=_title(chosen[0]),
    )


def _memberships(person: Person, on: date) -> list[Membership]:
    """The places held on the day, the oldest first, each with the agency's name of that day."""
    names = OrganisationName.objects.filter(
        holding_on(on), organisation_id=OuterRef("organisation_id")
    ).order_by("-valid_from")
    return list(
        Membership.objects.filter(holding_on(on), person=person)
        .annotate(place_kind=Subquery(names.values("kind")[:1]))
        .annotate(place_name=Subquery(names.values("name")[:1]))
        .select_related("unit", "position")
        .order_by("created_at", "pk")
    )


def _place(held: Membership) -> str:
    kind, name = held.place_kind, held.place_name  # type: ignore[attr-defined] -- annotated above
    return OrganisationName(kind=kind, name=name).place if name else ""


def _title(held: Membership) -> str:
    if held.position is not None:
        return held.position.title
    return held.unit.label if held.unit is not None else str(held.get_role_display())


def communes_below(organisation_id: uuid.UUID, on: date) -> frozenset[uuid.UUID]:
    """The agencies one and two levels down on a day (before July 2025, communes under districts)."""
    direct = OrganisationParent.objects.filter(holding_on(on), parent_id=organisation_id)
    rows = OrganisationParent.objects.filter(
        Q(parent_id=organisation_id) | Q(parent_id__in=direct.values("organisation_id")),
        holding_on(on),
    )
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
