"""People and places: who keeps them, who sees them, who stands above whom."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.models import Membership, Organisation, Person, Unit
from factories.people import CastMember, give_place, make_person

NOW = timezone.now()
TODAY = timezone.localdate()


def add(administrator: CastMember, units: dict[str, Unit], **changes: object) -> Person:
    given: dict[str, object] = {
        "username": "hoatt",
        "full_name": "Trần Thị  Hoa",
        "place": actions.Place(role="officer", unit_id=units["economy"].pk, valid_from=TODAY),
    }
    person, _one_time = actions.add_person(actor=administrator.actor, at=NOW, **(given | changes))  # type: ignore[arg-type]
    return person


def test_add_person_with_a_first_place_and_a_password_for_once(
    administrator: CastMember, units: dict[str, Unit]
) -> None:
    person, one_time = actions.add_person(
        actor=administrator.actor,
        username=" HoaTT ",
        full_name="Trần Thị  Hoa",
        place=actions.Place(role="officer", unit_id=units["economy"].pk, title="Kế toán"),
        at=NOW,
    )
    person.refresh_from_db()
    assert (person.username, person.full_name) == ("hoatt", "Trần Thị Hoa")
    assert person.check_password(one_time)
    assert person.must_change_password
    held = person.memberships.get()
    assert (held.unit, str(held.position)) == (units["economy"], "Kế toán")
    kinds = list(Event.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["organisation.person_added", "organisation.place_given"]
    assert one_time not in str(Event.objects.values())


def test_without_a_username_one_is_formed_and_numbered(
    administrator: CastMember, units: dict[str, Unit]
) -> None:
    made = [add(administrator, units, username=" ").username for _ in range(3)]
    assert made == ["hoatt", "hoatt2", "hoatt3"]


@pytest.mark.parametrize("username", ["ab", "có dấu", "a b c", ".an", "x" * 61, "congchuc"])
def test_a_bad_or_taken_username_is_refused(
    administrator: CastMember, officer: CastMember, units: dict[str, Unit], username: str
) -> None:
    with pytest.raises(Invalid):
        add(administrator, units, username=username)


@pytest.mark.parametrize("role", ["officer", "head"])
def test_officers_and_heads_have_a_unit(
    administrator: CastMember, units: dict[str, Unit], role: str
) -> None:
    with pytest.raises(Invalid, match="đơn vị"):
        add(administrator, units, place=actions.Place(role=role))
    assert not Person.objects.filter(username="hoatt").exists()


def test_a_commune_has_no_superior_readers(
    administrator: CastMember, units: dict[str, Unit]
) -> None:
    with pytest.raises(Invalid, match="cấp trên"):
        add(administrator, units, place=actions.Place(role="reader"))


def test_a_place_in_a_unit_of_another_commune_is_refused(
    administrator: CastMember, units: dict[str, Unit], other_units: dict[str, Unit]
) -> None:
    with pytest.raises(NotFound):
        place = actions.Place(role="officer", unit_id=other_units["economy"].pk)
        add(administrator, units, place=place)


def test_the_first_administrator_is_added_once(commune: Organisation) -> None:
    given = {"organisation_id": commune.pk, "full_name": "Bùi Quang Huy", "at": NOW}
    person, one_time = actions.add_first_administrator(username="quantri", **given)
    assert person.check_password(one_time)
    actor = queries.actor_for(person, TODAY)
    assert actor is not None
    assert actor.roles == {"administrator"}
    assert set(Event.objects.values_list("actor_id", flat=True)) == {None}
    with pytest.raises(Conflict):
        actions.add_first_administrator(username="quantri2", **given)


def test_only_the_administrator_keeps_people(
    chair: CastMember, coordinator: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    for member in (chair, coordinator, officer):
        with pytest.raises(NotAllowed):
            add(member, units)


def test_an_administrator_does_not_reach_people_of_another_commune(
    administrator: CastMember, other_officer: CastMember
) -> None:
    foreign = other_officer.person.pk
    given = {"actor": administrator.actor, "person_id": foreign, "at": NOW}
    for act in (
        actions.reset_password,
        actions.unlock_person,
        actions.remove_second_factor,
        actions.reveal_contacts,
    ):
        with pytest.raises(NotFound):
            act(**given)
    with pytest.raises(NotFound):
        actions.set_active(is_active=False, **given)
    with pytest.raises(NotFound):
        actions.give_place(place=actions.Place(role="chair"), **given)


def test_the_same_place_is_not_held_twice_at_once(
    administrator: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    same = actions.Place(role="officer", unit_id=units["culture"].pk, valid_from=TODAY)
    with pytest.raises(Conflict):
        actions.give_place(
            actor=administrator.actor, person_id=officer.person.pk, place=same, at=NOW
        )
    other = actions.Place(role="officer", unit_id=units["one-stop"].pk, valid_from=TODAY)
    actions.give_place(actor=administrator.actor, person_id=officer.person.pk, place=other, at=NOW)
    assert officer.person.memberships.count() == 2


def test_a_place_that_ends_today_still_counts_today(
    administrator: CastMember, officer: CastMember
) -> None:
    held = officer.person.memberships.get()
    actions.end_place(actor=administrator.actor, membership_id=held.pk, last_day=TODAY, at=NOW)
    tomorrow = TODAY + timedelta(days=1)
    assert queries.actor_for(officer.person, TODAY) is not None
    assert queries.actor_for(officer.person, tomorrow) is None


def test_the_last_administrator_stays(administrator: CastMember, chair: CastMember) -> None:
    held = administrator.person.memberships.get()
    given = {"actor": administrator.actor, "membership_id": held.pk, "at": NOW}
    with pytest.raises(Conflict, match="cuối cùng"):
        actions.end_place(last_day=TODAY, **given)
    actions.give_place(
        actor=administrator.actor,
        person_id=chair.person.pk,
        place=actions.Place(role="administrator", valid_from=TODAY),
        at=NOW,
    )
    assert actions.end_place(last_day=TODAY, **given).valid_to == TODAY


def test_nobody_closes_their_own_account(administrator: CastMember) -> None:
    with pytest.raises(Conflict):
        actions.set_active(
            actor=administrator.actor,
            person_id=administrator.person.pk,
            is_active=False,
            at=NOW,
        )


def test_seeing_contacts_is_journalled(officer: CastMember, chair: CastMember) -> None:
    phone, _email = actions.reveal_contacts(actor=officer.actor, person_id=chair.person.pk, at=NOW)
    assert phone == "0912345678"
    event = Event.objects.get()
    assert (event.kind, event.actor_id) == ("organisation.contacts_revealed", officer.person.pk)
    assert "0912345678" not in str(event.content())


def test_a_superior_reader_does_not_see_contacts(reader: CastMember, chair: CastMember) -> None:
    with pytest.raises(NotAllowed):
        actions.reveal_contacts(actor=reader.actor, person_id=chair.person.pk, at=NOW)


@pytest.mark.parametrize("words", ["do minh", "Đỗ", "tuấn", "TUAN do", "congch"])
def test_people_are_found_without_diacritics(
    officer: CastMember, chair: CastMember, words: str
) -> None:
    found = queries.search_people(chair.actor, TODAY, words)
    assert list(found) == [officer.person]


def test_people_are_listed_for_the_agency_on_the_screen_only(
    reader: CastMember, officer: CastMember, other_officer: CastMember
) -> None:
    assert list(queries.search_people(officer.actor, TODAY, "")) == [officer.person]
    assert list(queries.people_seen_by(officer.actor)) == [officer.person]
    assert set(queries.people_seen_by(reader.actor)) == {
        reader.person,
        officer.person,
        other_officer.person,
    }


def names(people: list[Person]) -> list[str]:
    return [person.username for person in people]


def test_superiors_of_an_officer_are_head_then_leaders(
    commune: Organisation,
    chair: CastMember,
    vice_chair: CastMember,
    head: CastMember,
    officer: CastMember,
    coordinator: CastMember,
) -> None:
    above = queries.superiors_of(commune.pk, TODAY, person_id=officer.person.pk)
    assert names(above) == ["truongphong", "phochutich", "chutich"]


def test_superiors_of_those_higher_up(
    commune: Organisation, chair: CastMember, vice_chair: CastMember, head: CastMember
) -> None:
    above = [
        names(queries.superiors_of(commune.pk, TODAY, person_id=member.person.pk))
        for member in (head, vice_chair, chair)
    ]
    assert above == [["phochutich", "chutich"], ["chutich"], []]


def test_superiors_of_a_unit_on_a_day(
    commune: Organisation,
    units: dict[str, Unit],
    chair: CastMember,
    head: CastMember,
    other_officer: CastMember,
) -> None:
    assert names(queries.superiors_of(commune.pk, TODAY, unit=units["culture"])) == [
        "truongphong",
        "chutich",
    ]
    assert names(queries.superiors_of(commune.pk, TODAY, unit=units["police"])) == ["chutich"]
    assert queries.superiors_of(commune.pk, date(2025, 6, 30), unit=units["culture"]) == []


def test_one_person_may_hold_several_roles(commune: Organisation, units: dict[str, Unit]) -> None:
    person = make_person("nhieuvai", "Ngô Thị Hạnh")
    give_place(person, commune, "coordinator", unit=units["office"])
    give_place(person, commune, "head", unit=units["office"])
    actor = queries.actor_for(person, TODAY)
    assert actor is not None
    assert actor.roles == {"coordinator", "head"}
    assert actor.headed_unit_ids == {units["office"].pk}


def test_with_places_in_two_agencies_one_is_chosen(
    officer: CastMember, other_commune: Organisation, commune: Organisation
) -> None:
    give_place(officer.person, other_commune, "chair")
    first = queries.actor_for(officer.person, TODAY)
    second = queries.actor_for(officer.person, TODAY, other_commune.pk)
    assert first is not None and second is not None
    assert (first.organisation_id, first.roles) == (commune.pk, {"officer"})
    assert (second.organisation_id, second.roles) == (other_commune.pk, {"chair"})
    assert second.readable == {other_commune.pk}


def test_a_membership_never_ends_before_it_begins(administrator: CastMember) -> None:
    held = Membership.objects.get(person=administrator.person)
    with pytest.raises(Invalid):
        actions.end_place(
            actor=administrator.actor,
            membership_id=held.pk,
            last_day=date(2025, 6, 30),
            at=NOW,
        )
