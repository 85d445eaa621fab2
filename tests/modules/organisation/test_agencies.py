"""Agencies through the merger of 1 July 2025 and after: names, parents, predecessors."""

from datetime import date

import pytest
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.models import Organisation
from factories.people import CastMember, give_place, make_person

NOW = timezone.now()
EVE, MERGER = date(2025, 6, 30), date(2025, 7, 1)


def test_the_life_of_a_merged_commune(
    commune: Organisation, predecessors: list[Organisation], province: Organisation
) -> None:
    told = [(one.day, one.kind, one.words) for one in queries.history_of(commune.pk)]
    assert told == [
        (MERGER, "parent", "tỉnh Hòa An"),
        (MERGER, "name", "xã Bình Minh"),
        (MERGER, "from", "xã Minh Tâm"),
        (MERGER, "from", "thị trấn Bình Lộc"),
    ]


def test_the_life_of_a_dissolved_one(predecessors: list[Organisation]) -> None:
    told = [
        (one.day, one.until, one.kind, one.words) for one in queries.history_of(predecessors[0].pk)
    ]
    assert told == [
        (MERGER, None, "into", "xã Bình Minh"),
        (EVE, None, "end", ""),
        (None, EVE, "parent", "huyện Hòa Sơn"),
        (None, EVE, "name", "xã Minh Tâm"),
    ]


def test_history_costs_the_same_for_one_predecessor_and_three(
    commune: Organisation,
    predecessors: list[Organisation],
    administrator: CastMember,
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(7):  # type: ignore[operator]
        queries.history_of(commune.pk)
    actions.record_predecessor(
        actor=administrator.actor,
        code="27007",
        kind="xa",
        name="Bình An",
        effective_on=MERGER,
        document="Nghị quyết số 1234/NQ-UBTVQH15",
        at=NOW,
    )
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(queries.history_of(commune.pk)) == 5


def test_what_stood_here_before(commune: Organisation, predecessors: list[Organisation]) -> None:
    assert queries.forerunners_of(commune.pk, EVE) == [
        "Ủy ban nhân dân thị trấn Bình Lộc",
        "Ủy ban nhân dân xã Minh Tâm",
    ]
    assert queries.forerunners_of(commune.pk, MERGER) == []


def rename(administrator: CastMember, day: date, name: str = "Bình Minh Đông") -> object:
    return actions.record_name(
        actor=administrator.actor,
        organisation_id=administrator.actor.organisation_id,
        kind="phuong",
        name=name,
        valid_from=day,
        document="Nghị quyết số 99/NQ-UBTVQH16",
        at=NOW,
    )


def test_a_new_name_ends_the_old_one_on_the_eve(
    administrator: CastMember, commune: Organisation
) -> None:
    rename(administrator, date(2027, 1, 1))
    assert [
        queries.display_name(commune.pk, day) for day in (date(2026, 12, 31), date(2027, 1, 1))
    ] == [
        "Ủy ban nhân dân xã Bình Minh",
        "Ủy ban nhân dân phường Bình Minh Đông",
    ]
    assert Event.objects.get().kind == "organisation.name_recorded"


def test_names_never_overlap(administrator: CastMember) -> None:
    rename(administrator, date(2027, 1, 1))
    with pytest.raises(Conflict):
        rename(administrator, date(2026, 12, 1), "Bình Minh Tây")
    with pytest.raises(Invalid):
        rename(administrator, date(2027, 6, 1), "  ")


def test_a_parent_by_its_code(
    administrator: CastMember, commune: Organisation, province: Organisation
) -> None:
    new = actions.found_organisation(
        code="H98", level="province", kind="tinh", name="Hòa Bắc", at=NOW
    )
    actions.record_parent(
        actor=administrator.actor,
        organisation_id=commune.pk,
        parent_code="H98",
        valid_from=date(2027, 1, 1),
        at=NOW,
    )
    assert commune.pk in queries.communes_below(province.pk, date(2026, 12, 31))
    assert commune.pk in queries.communes_below(new.pk, date(2027, 1, 1))
    assert commune.pk not in queries.communes_below(province.pk, date(2027, 1, 1))


def test_a_living_agency_cannot_be_claimed_as_predecessor(
    administrator: CastMember, other_commune: Organisation
) -> None:
    with pytest.raises(Conflict, match="vẫn hoạt động"):
        actions.record_predecessor(
            actor=administrator.actor,
            code=other_commune.code,
            kind="xa",
            name="X",
            effective_on=MERGER,
            document="",
            at=NOW,
        )
    with pytest.raises(NotFound):
        actions.record_name(
            actor=administrator.actor,
            organisation_id=other_commune.pk,
            kind="xa",
            name="X",
            valid_from=date(2027, 1, 1),
            document="",
            at=NOW,
        )


def test_a_dissolved_agency_with_people_of_its_own_is_not_spoken_for(
    administrator: CastMember, predecessors: list[Organisation]
) -> None:
    given = {
        "actor": administrator.actor,
        "organisation_id": predecessors[0].pk,
        "kind": "xa",
        "name": "Minh Tâm Cũ",
        "document": "",
        "at": NOW,
    }
    give_place(make_person("cu", "Người Cũ"), predecessors[0], "chair", valid_from=None)
    with pytest.raises(NotFound):
        actions.record_name(valid_from=date(2020, 1, 1), **given)


def test_only_the_administrator_writes_history(chair: CastMember, reader: CastMember) -> None:
    for member in (chair, reader):
        with pytest.raises(NotAllowed):
            rename(member, date(2027, 1, 1))


def test_closing_ends_names_and_parents(
    administrator: CastMember, commune: Organisation, province: Organisation
) -> None:
    actions.close_organisation(
        actor=administrator.actor,
        organisation_id=commune.pk,
        last_day=date(2027, 6, 30),
        document="Nghị quyết",
        at=NOW,
    )
    assert queries.display_name(commune.pk, date(2027, 6, 30)) == "Ủy ban nhân dân xã Bình Minh"
    assert queries.display_name(commune.pk, date(2027, 7, 1)) == ""
    assert commune.pk not in queries.communes_below(province.pk, date(2027, 7, 1))


def test_founding_is_the_systems_act_and_needs_a_free_code(db: None) -> None:
    given = {"level": "commune", "kind": "xa", "name": "Bình Minh", "at": NOW}
    actions.found_organisation(code="H99.12", **given)
    assert Event.objects.get().actor_id is None
    with pytest.raises(Conflict):
        actions.found_organisation(code="H99.12", **given)
