"""Records of the organisation module for the access matrix."""

from django.utils import timezone

from dinh.modules.organisation.models import Membership, SignInSession, UnitAlias
from factories.addresses import Side


def _person(side: Side) -> dict[str, object]:
    return {"person_id": side.people["officer"].pk}


def _unit(side: Side) -> dict[str, object]:
    return {"unit_id": side.units["culture"].pk}


def _place(side: Side) -> dict[str, object]:
    return {"membership_id": Membership.objects.get(person=side.people["officer"]).pk}


def _alias(side: Side) -> dict[str, object]:
    rows = UnitAlias.objects.filter(organisation=side.organisation).order_by("printed")
    return {"alias_id": rows[0].pk}


def _make_session(side: Side) -> SignInSession:
    now = timezone.now()
    return SignInSession.objects.create(
        person=side.people["officer"],
        session_key=f"matrix-{side.organisation.code}",
        begun_at=now,
        last_seen_at=now,
    )


def _session(side: Side) -> dict[str, object]:
    return {"session_id": side.once("session", _make_session).pk}


ADDRESSES = {
    "organisation:person": _person,
    "organisation:person_change": _person,
    "organisation:person_contacts": _person,
    "organisation:place_give": _person,
    "organisation:person_password": _person,
    "organisation:person_unlock": _person,
    "organisation:person_second_factor": _person,
    "organisation:person_active": _person,
    "organisation:place_end": _place,
    "organisation:unit": _unit,
    "organisation:unit_change": _unit,
    "organisation:unit_close": _unit,
    "organisation:alias_remember": _unit,
    "organisation:alias_forget": _alias,
    "organisation:session_end": _session,
}
