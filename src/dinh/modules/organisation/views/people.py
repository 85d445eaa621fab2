"""People of the agency: the list, one person, their places and their account."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dinh.foundation.journal.queries import events_about
from dinh.foundation.ui.lists import Choice, Listing, Words
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.access import (
    Actor,
    check_may_administer,
    may_administer,
    may_read_journal,
    may_reveal_contacts,
)
from dinh.modules.organisation.forms.people import (
    AddPersonForm,
    ContactForm,
    LastDayForm,
    PlaceForm,
    place_of,
)
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import Membership, Person
from dinh.modules.organisation.views.acting import attempt, page, posted
from dinh.modules.organisation.views.journal_words import line_of

STORY_LENGTH = 10


@for_officers
@require_safe
def people_page(request: OfficerRequest) -> HttpResponse:
    """The people of the agency, found without diacritics; contacts are masked."""
    actor, today = request.actor, timezone.localdate()
    units = queries.units_of(actor.viewing, today)
    listing = Listing(
        request.GET,
        filters=[
            Words("q", _("Tìm tên, không cần gõ dấu"), apply=queries.named_like),
            Choice(
                "don-vi",
                _("Đơn vị"),
                options=[(str(unit.pk), unit.label) for unit in units],
                apply=lambda rows, key: queries.holding(rows, actor, today, unit_id=key),
            ),
            Choice(
                "vai-tro",
                _("Vai trò"),
                options=Membership.Role.choices,
                apply=lambda rows, role: queries.holding(rows, actor, today, role=role),
            ),
        ],
    )
    found = listing.page(queries.people_listed(actor, today))
    rows = [queries.person_row(person) for person in found.rows]
    return page(
        request,
        "people",
        listing=listing,
        page=found,
        rows=rows,
        may_administer=_may_keep(actor),
        tab="people",
    )


def _may_keep(actor: Actor) -> bool:
    """Whether the actor administers the agency that is on the screen."""
    return may_administer(actor) and actor.viewing == actor.organisation_id


@for_officers
@require_safe
def person_page(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """One person: places in every time, masked contacts, and what the administrator may do."""
    person = queries.person_seen_by(request.actor, person_id)
    return _shown(request, person)


def _shown(request: OfficerRequest, person: Person, **more: Any) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    phone, email = queries.contacts_of(person)
    context: dict[str, Any] = {
        "person": person,
        "phone": phone,
        "email": email,
        "places": queries.places_of(actor, person),
        "today": timezone.localdate(now),
        "may_administer": may_administer(actor),
        "may_reveal": may_reveal_contacts(actor) and bool(person.phone or person.email),
        "events": _story(actor, person),
        "tab": "people",
    }
    if context["may_administer"]:
        context |= {"sign_in": queries.sign_in_state(person, now)}
    return page(request, "person", **(context | more))


def _story(actor: Actor, person: Person) -> list[Any]:
    """The last acts about the person in the own agency, for those who may read the journal."""
    if not may_read_journal(actor):
        return []
    events = events_about("organisation.person", person.pk)
    return [
        line_of(event)
        for event in events.filter(organisation_id=actor.organisation_id)[:STORY_LENGTH]
    ]


@for_officers
def add_page(request: OfficerRequest) -> HttpResponse:
    """A new person; shows the one-time password once."""
    actor = request.actor
    check_may_administer(actor)
    today = timezone.localdate()
    units = queries.units_of(actor.organisation_id, today)
    form = AddPersonForm(
        posted(request), units=units, initial={"role": "officer", "valid_from": today}
    )
    made: list[tuple[Person, str]] = []

    def add(given: dict[str, Any]) -> None:
        known = {name: given[name] for name in ("username", "full_name", "email", "phone")}
        made.append(
            actions.add_person(actor=actor, place=place_of(given), at=timezone.now(), **known)
        )

    if attempt(form, add):
        person, one_time = made[0]
        return _one_time_password(request, person, one_time)
    return page(request, "person_add", form, tab="people")


@never_cache
def _one_time_password(request: HttpRequest, person: Person, one_time: str) -> HttpResponse:
    """The only page that ever shows it: to be printed and handed over."""
    return page(request, "one_time_password", person=person, one_time=one_time, tab="people")


@for_officers
def change_page(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Correct a name or contacts."""
    person = queries.person_kept_by(request.actor, person_id)
    initial = {name: getattr(person, name) for name in ("full_name", "email", "phone")}
    form = ContactForm(posted(request), initial=initial)

    def change(given: dict[str, Any]) -> None:
        actions.change_person(actor=request.actor, person_id=person.pk, at=timezone.now(), **given)

    if attempt(form, change):
        messages.success(request, _("Đã lưu."))
        return redirect("organisation:person", person.pk)
    return page(request, "person_change", form, person=person, tab="people")


@for_officers
@require_POST
def reveal(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Phone and address in full, once; the journal notes who looked."""
    phone, email = actions.reveal_contacts(
        actor=request.actor, person_id=person_id, at=timezone.now()
    )
    person = queries.person_seen_by(request.actor, person_id)
    return _shown(request, person, phone=phone, email=email, may_reveal=False, is_revealed=True)


@for_officers
def place_page(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Give a person another place."""
    actor, today = request.actor, timezone.localdate()
    person = queries.person_kept_by(actor, person_id)
    units = queries.units_of(actor.organisation_id, today)
    form = PlaceForm(posted(request), units=units, initial={"role": "officer", "valid_from": today})

    def give(given: dict[str, Any]) -> None:
        actions.give_place(
            actor=actor, person_id=person.pk, place=place_of(given), at=timezone.now()
        )

    if attempt(form, give):
        messages.success(request, _("Đã giao vị trí."))
        return redirect("organisation:person", person.pk)
    return page(request, "place_give", form, person=person, tab="people")


@for_officers
def end_page(request: OfficerRequest, membership_id: uuid.UUID) -> HttpResponse:
    """Let a place end."""
    held = queries.place_kept_by(request.actor, membership_id)
    form = LastDayForm(posted(request), initial={"last_day": timezone.localdate()})

    def end(given: dict[str, Any]) -> None:
        actions.end_place(actor=request.actor, membership_id=held.pk, at=timezone.now(), **given)

    if attempt(form, end):
        messages.success(request, _("Đã ghi ngày kết thúc."))
        return redirect("organisation:person", held.person_id)
    return page(request, "place_end", form, held=held, tab="people")


@for_officers
@require_POST
def reset(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """A new one-time password."""
    one_time = actions.reset_password(actor=request.actor, person_id=person_id, at=timezone.now())
    return _one_time_password(request, queries.person_seen_by(request.actor, person_id), one_time)


@for_officers
@require_POST
def unlock(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Let a locked person try again."""
    actions.unlock_person(actor=request.actor, person_id=person_id, at=timezone.now())
    messages.success(request, _("Đã mở khóa. Người này đăng nhập lại được ngay."))
    return redirect("organisation:person", person_id)


@for_officers
@require_POST
def remove_factor(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Take away the second factor of someone who lost the device."""
    actions.remove_second_factor(actor=request.actor, person_id=person_id, at=timezone.now())
    messages.success(request, _("Đã gỡ xác thực hai lớp và kết thúc mọi phiên của người này."))
    return redirect("organisation:person", person_id)


@for_officers
@require_POST
def switch_account(request: OfficerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Close the account, or open it again (`open` = 1)."""
    is_active = request.POST.get("open") == "1"
    actions.set_active(
        actor=request.actor, person_id=person_id, is_active=is_active, at=timezone.now()
    )
    messages.success(request, _("Đã mở tài khoản.") if is_active else _("Đã khóa tài khoản."))
    return redirect("organisation:person", person_id)
