"""Acts on people and their places: who is here, in which unit, with which role, from when to when."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.kernel.vietnamese import squeeze
from dinh.modules.organisation.access import (
    Actor,
    check_may_administer,
    check_may_reveal_contacts,
)
from dinh.modules.organisation.actions.journalled import record, state_of
from dinh.modules.organisation.actions.passwords import set_one_time_password
from dinh.modules.organisation.models import (
    Membership,
    Organisation,
    Person,
    Position,
    Unit,
    holding_on,
)
from dinh.modules.organisation.queries import person_kept_by, person_seen_by, place_kept_by
from dinh.modules.organisation.rules import suggested_username

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_PERSON = ("full_name", "email", "phone", "is_active")


@dataclass(frozen=True)
class Place:
    """A place to be given: role, unit, title, first and last day (None: open)."""

    role: str
    unit_id: uuid.UUID | None = None
    title: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    username: str,
    full_name: str,
    place: Place,
    at: datetime,
    email: str = "",
    phone: str = "",
) -> tuple[Person, str]:
    """A new person with a first place, and the one-time password to hand over.

    Without a username one is formed from the name.

    Raises NotAllowed, and Invalid for a sign-in name that is taken or malformed, or a wrong place.
    """
    check_may_administer(actor)
    username = _checked_username(username) if username.strip() else _free_username(full_name)
    person = Person(username=username, full_name=_checked_name(full_name), email=email, phone=phone)
    one_time = set_one_time_password(person)
    record(actor, "person_added", person, at=at, after=state_of(person, "username", *_PERSON))
    _give(actor, person, place, at)
    return person, one_time


@transaction.atomic
def add_first_administrator(
    *, organisation_id: uuid.UUID, username: str, full_name: str, at: datetime
) -> tuple[Person, str]:
    """The person who sets an agency up after installation, and their one-time password.

    The system itself is the actor. Raises Conflict once the agency has an administrator, Invalid.
    """
    held = Membership.objects.filter(organisation_id=organisation_id, role="administrator")
    if held.exists():
        raise Conflict(_("Cơ quan này đã có người quản trị; hãy nhờ người đó thêm người."))
    system = Actor(uuid.UUID(int=0), _("Hệ thống"), organisation_id, frozenset({"administrator"}))
    place = Place(role="administrator", valid_from=timezone.localdate(at))
    return add_person(actor=system, username=username, full_name=full_name, place=place, at=at)


def _checked_username(text: str) -> str:
    username = text.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise Invalid(
            _("Tên đăng nhập gồm 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối.")
        )
    if Person.objects.filter(username__iexact=username).exists():
        raise Invalid(_("Tên đăng nhập “%(username)s” đã có người dùng.") % {"username": username})
    return username


def _free_username(full_name: str) -> str:
    """A name formed as offices do, numbered when it is taken."""
    base = suggested_username(full_name)[:50]
    taken = set(Person.objects.filter(username__startswith=base).values_list("username", flat=True))
    numbered = (f"{base}{number}" for number in range(2, len(taken) + 3))
    return _checked_username(next(n for n in (base, *numbered) if n not in taken))


def _checked_name(text: str) -> str:
    name = squeeze(text)
    if not name:
        raise Invalid(_("Hãy ghi họ và tên."))
    return name


@transaction.atomic
def change_person(
    *, actor: Actor, person_id: uuid.UUID, full_name: str, email: str, phone: str, at: datetime
) -> Person:
    """Correct a person's name and contacts."""
    person = person_kept_by(actor, person_id)
    before = state_of(person, *_PERSON)
    person.full_name, person.email, person.phone = _checked_name(full_name), email, phone
    person.save()
    record(actor, "person_changed", person, at=at, before=before, after=state_of(person, *_PERSON))
    return person


@transaction.atomic
def give_place(*, actor: Actor, person_id: uuid.UUID, place: Place, at: datetime) -> Membership:
    """Give a person a place in the actor's agency, beside those they hold.

    Raises NotAllowed, NotFound (person or unit of another agency), Invalid, and Conflict when the
    same place is already held in that time.
    """
    return _give(actor, person_kept_by(actor, person_id), place, at)


def _give(actor: Actor, person: Person, place: Place, at: datetime) -> Membership:
    _check_place(actor, person, place)
    held = Membership.objects.create(
        organisation_id=actor.organisation_id,
        person=person,
        role=place.role,
        unit_id=place.unit_id,
        position=_position(actor, place.title),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
    )
    record(actor, "place_given", held, at=at, after=_state(held), related=[person])
    return held


def _state(held: Membership) -> dict[str, object]:
    """The place in words and days, as the journal keeps it."""
    return {
        "role": str(held.get_role_display()),
        "unit": held.unit.name if held.unit is not None else None,
        "position": held.position.title if held.position is not None else None,
        **state_of(held, "valid_from", "valid_to"),
    }


def _check_place(actor: Actor, person: Person, place: Place) -> None:
    if place.role not in Membership.Role.values:
        raise Invalid(_("Hãy chọn vai trò."))
    if place.role in {"head", "officer"} and place.unit_id is None:
        raise Invalid(_("Trưởng đơn vị và công chức phải thuộc một đơn vị."))
    if place.role == "reader" and not _is_superior(actor):
        raise Invalid(_("Vai trò người xem của cấp trên chỉ có ở cơ quan cấp trên."))
    if place.valid_from and place.valid_to and place.valid_to < place.valid_from:
        raise Invalid(_("Ngày kết thúc phải sau ngày bắt đầu."))
    units = Unit.objects.filter(organisation_id=actor.organisation_id)
    if place.unit_id is not None and not units.filter(pk=place.unit_id).exists():
        raise NotFound(_("Không có đơn vị này trong cơ quan của bạn."))
    if _overlapping(actor, person, place):
        raise Conflict(_("Người này đã giữ đúng vị trí đó trong thời gian này."))


def _is_superior(actor: Actor) -> bool:
    own = Organisation.objects.get(pk=actor.organisation_id)
    return own.level != Organisation.Level.COMMUNE


def _overlapping(actor: Actor, person: Person, place: Place) -> bool:
    same = Membership.objects.filter(
        Q(unit_id__isnull=True) if place.unit_id is None else Q(unit_id=place.unit_id),
        organisation_id=actor.organisation_id,
        person=person,
        role=place.role,
    )
    if place.valid_to is not None:
        same = same.exclude(valid_from__gt=place.valid_to)
    if place.valid_from is not None:
        same = same.exclude(valid_to__lt=place.valid_from)
    return same.exists()


def _position(actor: Actor, title: str) -> Position | None:
    title = squeeze(title)
    if not title:
        return None
    made, _ = Position.objects.get_or_create(organisation_id=actor.organisation_id, title=title)
    return made


@transaction.atomic
def end_place(
    *, actor: Actor, membership_id: uuid.UUID, last_day: date, at: datetime
) -> Membership:
    """Let a place end on a day (that day still counts).

    Raises NotAllowed, NotFound, Invalid, and Conflict for the agency's last administrator.
    """
    held = place_kept_by(actor, membership_id)
    if held.valid_from is not None and last_day < held.valid_from:
        raise Invalid(_("Ngày kết thúc phải sau ngày bắt đầu."))
    if held.role == "administrator" and not _others_administer(held, last_day):
        raise Conflict(_("Đây là người quản trị cuối cùng. Hãy giao người khác trước."))
    before = _state(held)
    held.valid_to = last_day
    held.save()
    record(
        actor,
        "place_ended",
        held,
        at=at,
        before=before,
        after=_state(held),
        related=[held.person],
    )
    return held


def _others_administer(held: Membership, last_day: date) -> bool:
    rows = Membership.objects.filter(
        holding_on(last_day), organisation_id=held.organisation_id, role="administrator"
    )
    return rows.filter(person__is_active=True, valid_to=None).exclude(pk=held.pk).exists()


@transaction.atomic
def set_active(*, actor: Actor, person_id: uuid.UUID, is_active: bool, at: datetime) -> Person:
    """Close a person's account, or open it again; closing signs them out at once.

    Raises Conflict for one's own account.
    """
    person = person_kept_by(actor, person_id)
    if person.pk == actor.person_id:
        raise Conflict(_("Bạn không thể khóa tài khoản của chính mình."))
    before = state_of(person, "is_active")
    person.is_active = is_active
    person.session_epoch += 1
    person.save()
    kind = "account_opened" if is_active else "account_closed"
    record(actor, kind, person, at=at, before=before, after=state_of(person, "is_active"))
    return person


@transaction.atomic
def reveal_contacts(*, actor: Actor, person_id: uuid.UUID, at: datetime) -> tuple[str, str]:
    """The person's phone and address in full; that they were seen is journalled."""
    person = person_seen_by(actor, person_id)
    check_may_reveal_contacts(actor)
    record(actor, "contacts_revealed", person, at=at)
    return person.phone, person.email
