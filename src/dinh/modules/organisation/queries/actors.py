"""From a signed-in person to the actor: places held today, and what may be read."""

import uuid
from datetime import date
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import (
    Membership,
    OrganisationName,
    OrganisationParent,
    Person,
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
        title=title_of(chosen[0]),
    )


def _memberships(person: Person, on: date) -> list[Membership]:
    """The places held on the day, the oldest first, each with the agency's name of that day."""
    names = OrganisationName.objects.filter(
        holding_on(on), organisation_id=OuterRef("organisation_id")
    ).order_by("-valid_from")
    held = (
        Membership.objects.filter(holding_on(on), person=person)
        .annotate(place_kind=Subquery(names.values("kind")[:1]))
        .annotate(place_name=Subquery(names.values("name")[:1]))
        .select_related("unit", "position")
        .order_by("created_at", "pk")
    )
    return list(held)


def _place(held: Membership) -> str:
    kind, name = getattr(held, "place_kind", ""), getattr(held, "place_name", "")
    return OrganisationName(kind=kind, name=name).place if name else ""


def title_of(held: Membership) -> str:
    """What a place is called in a line: the position, else the unit, else the role."""
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


class Home(NamedTuple):
    """An agency where a person has a place: its key and what it is called that day."""

    key: uuid.UUID
    place: str


def homes_of(person: Person, on: date) -> list[Home]:
    """The agencies where the person has a place on the day, the oldest place first. One query."""
    held = _memberships(person, on)
    return list(dict.fromkeys(Home(one.organisation_id, _place(one)) for one in held))


def home_of(person: Person, on: date) -> uuid.UUID | None:
    """The agency whose journal tells of the person's own sign-ins; None without a place there today."""
    held = Membership.objects.filter(holding_on(on), person=person).order_by("created_at", "pk")
    return held.values_list("organisation_id", flat=True).first()
