"""People with a place in an agency, as a test wants them: the row, the actor, a signed-in client."""

from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.utils import timezone

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Membership, Organisation, Person, Position, Unit
from dinh.modules.organisation.queries import actor_for
from factories.organisations import TWO_TIERS_FROM

PASSWORD = "mái đình làng xưa 1890"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass(frozen=True)
class CastMember:
    """One of the cast: their row, what they may do today, and a client signed in as them."""

    person: Person
    actor: Actor
    client: Client


def make_person(username: str, full_name: str, **fields: object) -> Person:
    """Someone who signs in with `PASSWORD`, and has no place anywhere yet."""
    fields = {"password_set_at": timezone.now()} | fields
    return Person.objects.create_user(username, PASSWORD, full_name=full_name, **fields)


def give_place(
    person: Person,
    organisation: Organisation,
    role: str,
    *,
    unit: Unit | None = None,
    title: str = "",
    valid_from: date | None = TWO_TIERS_FROM,
    valid_to: date | None = None,
) -> Membership:
    """A membership; `title` makes or reuses the position of that name."""
    position = None
    if title:
        position, _ = Position.objects.get_or_create(organisation=organisation, title=title)
    return Membership.objects.create(
        organisation=organisation,
        person=person,
        role=role,
        unit=unit,
        position=position,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def sign_in(person: Person) -> Client:
    """A client signed in as the person, with the second factor behind them."""
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def cast_member(person: Person) -> CastMember:
    """The person as a member of the cast; they must hold a place today."""
    actor = actor_for(person, timezone.localdate())
    assert actor is not None, "give_place first"
    return CastMember(person, actor, sign_in(person))
