"""People and their places, as far as the one who asks may see them."""

import uuid
from datetime import date, datetime
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed, NotFound
from dinh.kernel.vietnamese import fold
from dinh.modules.organisation.access import Actor, check_acts_in, check_may_administer
from dinh.modules.organisation.models import (
    Membership,
    Person,
    SignInFailure,
    Unit,
    holding_on,
)
from dinh.modules.organisation.rules import masked_email, masked_phone


def people_of(organisation_id: uuid.UUID, on: date) -> QuerySet[Person]:
    """The people with a valid membership on a day, by username."""
    held = Membership.objects.filter(holding_on(on), organisation_id=organisation_id)
    return Person.objects.filter(Q(pk__in=held.values("person_id"))).order_by("username")


def people_seen_by(actor: Actor) -> QuerySet[Person]:
    """People who hold or held a place in an agency that the actor may read."""
    held = Membership.objects.filter(organisation_id__in=actor.readable)
    return Person.objects.filter(pk__in=held.values("person_id"))


def person_seen_by(actor: Actor, person_id: uuid.UUID) -> Person:
    """A person whom the actor may see. Raises NotFound."""
    found = people_seen_by(actor).filter(pk=person_id).first()
    if found is None:
        raise NotFound(_("Không có người này, hoặc bạn không được xem."))
    return found


def person_kept_by(actor: Actor, person_id: uuid.UUID) -> Person:
    """A person whom the actor administers: with a place, now or before, in the own agency.

    Raises NotFound for one whom they may not see, else NotAllowed.
    """
    found = person_seen_by(actor, person_id)
    check_may_administer(actor)
    held = Membership.objects.filter(organisation_id=actor.organisation_id, person=found)
    if not held.exists():
        raise NotAllowed(_("Người này không thuộc cơ quan của bạn; bạn xem được, không sửa được."))
    return found


def memberships_seen_by(actor: Actor) -> QuerySet[Membership]:
    """The places that the actor may see, in agencies they may read."""
    return Membership.objects.filter(organisation_id__in=actor.readable)


class PersonRow(NamedTuple):
    """A person in a list: contacts masked, the places held on the day."""

    person: Person
    phone: str
    email: str
    places: list[Membership]


def people_listed(actor: Actor, on: date) -> QuerySet[Person]:
    """The people of the agency on the screen with a place on the day, by name; two queries.

    Each person carries `places`, prefetched, for `person_row`.
    """
    held = Membership.objects.filter(holding_on(on), organisation_id=actor.viewing)
    shown = held.select_related("unit", "position").order_by("valid_from", "pk")
    people = Person.objects.filter(pk__in=held.values("person_id"))
    return people.order_by("folded_name", "pk").prefetch_related(
        Prefetch("memberships", queryset=shown, to_attr="places")
    )


def person_row(person: Person) -> PersonRow:
    """A person of `people_listed` as a list shows them."""
    phone, email = contacts_of(person)
    return PersonRow(person, phone, email, getattr(person, "places", []))


def named_like(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those whose name holds all these words, typed with or without diacritics, or whose username begins so."""
    for word in fold(words).split():
        people = people.filter(Q(folded_name__contains=word) | Q(username__startswith=word))
    return people


def holding(
    people: QuerySet[Person], actor: Actor, on: date, *, unit_id: str = "", role: str = ""
) -> QuerySet[Person]:
    """Those with a place in this unit, or with this role, in the agency on the screen."""
    held = Membership.objects.filter(holding_on(on), organisation_id=actor.viewing)
    held = held.filter(unit_id=unit_id) if unit_id else held
    held = held.filter(role=role) if role else held
    return people.filter(pk__in=held.values("person_id"))


def search_people(actor: Actor, on: date, words: str) -> QuerySet[Person]:
    """People of the agency on the screen by name, with their `places`: two queries."""
    return named_like(people_listed(actor, on), words)


def places_of(actor: Actor, person: Person) -> list[Membership]:
    """Every place of the person in agencies that the actor may read, the newest first."""
    rows = memberships_seen_by(actor).filter(person=person)
    return list(
        rows.select_related("unit", "position").order_by("-valid_from", "-created_at", "pk")
    )


def place_kept_by(actor: Actor, membership_id: uuid.UUID) -> Membership:
    """A place that the actor administers, with its person and unit. Raises NotFound, NotAllowed."""
    held = memberships_seen_by(actor).filter(pk=membership_id)
    found = held.select_related("person", "unit", "position").first()
    if found is None:
        raise NotFound(_("Không có vị trí này, hoặc bạn không được xem."))
    check_may_administer(actor)
    check_acts_in(actor, found.organisation_id)
    return found


class SignInState(NamedTuple):
    """What an administrator sees of someone's sign-in."""

    locked_until: datetime | None
    has_second_factor: bool


def sign_in_state(person: Person, now: datetime) -> SignInState:
    """Whether the person is locked out, and has a second factor. Two queries."""
    lock = SignInFailure.objects.filter(
        username=person.username.lower(), locked_until__gt=now
    ).first()
    factors = Authenticator.objects.filter(user_id=person.pk)
    return SignInState(lock.locked_until if lock is not None else None, factors.exists())


def contacts_of(person: Person) -> tuple[str, str]:
    """Phone and address as lists show them: masked."""
    return masked_phone(person.phone), masked_email(person.email)


def leaders_of(organisation_id: uuid.UUID, on: date) -> list[Person]:
    """Chairperson, then vice-chairpersons, on a day."""
    held = (
        Membership.objects.filter(
            holding_on(on),
            organisation_id=organisation_id,
            role__in=["chair", "vice_chair"],
            person__is_active=True,
        )
        .select_related("person")
        .order_by("role", "created_at", "pk")
    )
    return [row.person for row in held]


def superiors_of(
    organisation_id: uuid.UUID,
    on: date,
    *,
    person_id: uuid.UUID | None = None,
    unit: Unit | None = None,
) -> list[Person]:
    """Who answers above a person or a unit, the nearest first: head of unit, vice-chair, chair.

    The person themself is left out; a head's superiors begin with the vice-chairpersons, the
    chairperson has none. One query.
    """
    units = _units_of(person_id, organisation_id, on) if unit is None else [unit.pk]
    rank = Case(
        When(role="head", then=Value(0)),
        When(role="vice_chair", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    held = (
        Membership.objects.filter(
            Q(role="head", unit_id__in=units) | Q(role__in=["chair", "vice_chair"]),
            holding_on(on),
            organisation_id=organisation_id,
            person__is_active=True,
        )
        .annotate(rank=rank)
        .select_related("person")
        .order_by("rank", "created_at", "pk")
    )
    rows = list(held)
    own = max((row.rank for row in rows if row.person_id == person_id), default=-1)
    return list(dict.fromkeys(row.person for row in rows if row.rank > own))


def _units_of(
    person_id: uuid.UUID | None, organisation_id: uuid.UUID, on: date
) -> QuerySet[Membership, uuid.UUID | None]:
    held = Membership.objects.filter(holding_on(on), organisation_id=organisation_id)
    own = held.none() if person_id is None else held.filter(person_id=person_id)
    return own.values_list("unit_id", flat=True)
