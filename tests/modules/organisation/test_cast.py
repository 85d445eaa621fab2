"""The shared cast is what the other tests take it for."""

from datetime import date

from dinh.modules.organisation.models import Organisation
from dinh.modules.organisation.queries import actor_for, communes_below, name_on
from factories.people import CastMember


def test_everyone_acts_for_their_own_agency_with_their_role(
    chair: CastMember,
    vice_chair: CastMember,
    coordinator: CastMember,
    head: CastMember,
    officer: CastMember,
    administrator: CastMember,
    commune: Organisation,
) -> None:
    cast = [chair, vice_chair, coordinator, head, officer, administrator]
    assert [set(one.actor.roles) for one in cast] == [
        {"chair"},
        {"vice_chair"},
        {"coordinator"},
        {"head"},
        {"officer"},
        {"administrator"},
    ]
    assert {one.actor.organisation_id for one in cast} == {commune.pk}
    assert chair.actor.readable == {commune.pk}
    assert (chair.actor.place, chair.actor.title) == ("xã Bình Minh", "Chủ tịch UBND xã")


def test_the_reader_sees_the_communes_of_that_day(
    reader: CastMember,
    province: Organisation,
    commune: Organisation,
    other_commune: Organisation,
    district: Organisation,
    predecessors: list[Organisation],
) -> None:
    assert reader.actor.readable == {province.pk, commune.pk, other_commune.pk}
    assert communes_below(province.pk, date(2025, 6, 30)) == {
        district.pk,
        *(old.pk for old in predecessors),
    }


def test_names_hold_on_their_days_only(
    commune: Organisation, predecessors: list[Organisation]
) -> None:
    eve, morrow = date(2025, 6, 30), date(2025, 7, 1)
    assert name_on(commune.pk, eve) is None
    assert str(name_on(commune.pk, morrow)) == "Ủy ban nhân dân xã Bình Minh"
    assert [str(name_on(old.pk, eve)) for old in predecessors] == [
        "Ủy ban nhân dân xã Minh Tâm",
        "Ủy ban nhân dân thị trấn Bình Lộc",
    ]
    assert [name_on(old.pk, morrow) for old in predecessors] == [None, None]


def test_a_place_counts_from_its_first_to_its_last_day(
    officer: CastMember, commune: Organisation
) -> None:
    officer.person.memberships.update(valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 31))
    held = [
        actor_for(officer.person, day) is not None
        for day in (
            date(2025, 12, 31),
            date(2026, 1, 1),
            date(2026, 3, 31),
            date(2026, 4, 1),
        )
    ]
    assert held == [False, True, True, False]
