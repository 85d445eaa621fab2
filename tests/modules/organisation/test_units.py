"""Units: made, closed, and found under the many names that plans print."""

from datetime import date

import pytest
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.models import Organisation, Unit, UnitAlias
from factories.people import CastMember

TODAY = date(2026, 11, 19)
NOW = timezone.now()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Văn phòng HĐND và UBND", "office"),
        ("VP-TK", "office"),
        ("VP TK", "office"),
        ("CC. VP-TK (Một cửa)", "office"),
        ("văn phòng - thống kê", "office"),
        ("Phòng Văn hóa - Xã hội", "culture"),
        ("VH- XH", "culture"),
        ("Tài chính - Kế toán", "economy"),
        ("Bộ phận một cửa", "one-stop"),
        ("Công an xã", "police"),
    ],
)
def test_a_printed_name_finds_its_unit(
    commune: Organisation, units: dict[str, Unit], printed: str, code: str
) -> None:
    guess = queries.match_unit(commune.pk, printed, TODAY)
    assert guess.unit_id == units[code].pk


def test_a_cell_may_name_several_units_and_a_group(
    commune: Organisation, units: dict[str, Unit]
) -> None:
    guesses = queries.match_units(commune.pk, "VH-XH; Công an xã; Các ngành liên quan", TODAY)
    assert [(g.printed, g.unit_id, g.is_group) for g in guesses[:2]] == [
        ("VH-XH", units["culture"].pk, False),
        ("Công an xã", units["police"].pk, False),
    ]
    assert guesses[2].is_group


def test_an_unknown_name_matches_nothing(commune: Organisation, units: dict[str, Unit]) -> None:
    guess = queries.match_unit(commune.pk, "Ban Quản lý rừng phòng hộ", TODAY)
    assert (guess.unit_ids, guess.confidence) == ((), 0.0)


def test_units_of_another_commune_are_never_meant(
    commune: Organisation, units: dict[str, Unit], other_units: dict[str, Unit]
) -> None:
    found = queries.names_of_units(commune.pk, TODAY)
    assert set(found) == {unit.pk for unit in units.values()}


def test_many_cells_cost_two_queries(
    commune: Organisation,
    units: dict[str, Unit],
    django_assert_num_queries: object,
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        names = queries.names_of_units(commune.pk, TODAY)
        for cell in ("VP-TK", "VH-XH, Công an xã", "Phòng Kinh tế"):
            queries.match_units(commune.pk, cell, TODAY, names)


def test_a_closed_unit_leads_to_its_successor(
    administrator: CastMember, commune: Organisation, units: dict[str, Unit]
) -> None:
    actions.close_unit(
        actor=administrator.actor,
        unit_id=units["economy"].pk,
        last_day=date(2026, 6, 30),
        successor_id=units["office"].pk,
        at=NOW,
    )
    before = queries.match_unit(commune.pk, "Tài chính – Kế toán", date(2026, 6, 30))
    after = queries.match_unit(commune.pk, "Tài chính – Kế toán", date(2026, 7, 1))
    assert (before.unit_id, after.unit_id) == (units["economy"].pk, units["office"].pk)
    assert units["economy"] not in queries.units_of(commune.pk, TODAY)


def test_remember_alias_once_and_move_it(
    coordinator: CastMember, commune: Organisation, units: dict[str, Unit]
) -> None:
    given = {"actor": coordinator.actor, "at": NOW, "printed": "Ban  Nội chính"}
    first = actions.remember_alias(unit_id=units["office"].pk, **given)
    again = actions.remember_alias(unit_id=units["office"].pk, **given)
    assert first.pk == again.pk
    assert Event.objects.count() == 1
    moved = actions.remember_alias(unit_id=units["police"].pk, **given)
    assert moved.pk == first.pk
    assert queries.match_unit(commune.pk, "ban nội chính", TODAY).unit_id == units["police"].pk
    assert Event.objects.get(sequence=2).before == {"unit": "Văn phòng HĐND và UBND"}


def test_forget_alias(coordinator: CastMember, units: dict[str, Unit]) -> None:
    alias = units["culture"].aliases.get()
    actions.forget_alias(actor=coordinator.actor, alias_id=alias.pk, at=NOW)
    assert not UnitAlias.objects.filter(pk=alias.pk).exists()
    assert [event.kind for event in Event.objects.all()] == ["organisation.alias_forgotten"]


def test_who_may_match_and_who_may_not(
    head: CastMember, officer: CastMember, reader: CastMember, units: dict[str, Unit]
) -> None:
    for member in (head, officer, reader):
        with pytest.raises(NotAllowed):
            actions.remember_alias(
                actor=member.actor, unit_id=units["office"].pk, printed="X", at=NOW
            )


def test_a_unit_of_another_commune_is_not_found(
    administrator: CastMember, coordinator: CastMember, other_units: dict[str, Unit]
) -> None:
    foreign = other_units["office"].pk
    with pytest.raises(NotFound):
        actions.remember_alias(actor=coordinator.actor, unit_id=foreign, printed="X", at=NOW)
    with pytest.raises(NotFound):
        actions.close_unit(actor=administrator.actor, unit_id=foreign, last_day=TODAY, at=NOW)
    with pytest.raises(NotFound):
        actions.change_unit(
            actor=administrator.actor,
            unit_id=foreign,
            name="X",
            kind="office",
            short_name="",
            order=0,
            at=NOW,
        )


def test_create_unit_gives_each_a_code_of_its_own(administrator: CastMember) -> None:
    made = [
        actions.create_unit(actor=administrator.actor, name="Đội thanh tra", kind="other", at=NOW)
        for _ in range(3)
    ]
    assert [unit.code for unit in made] == ["doi-thanh-tra", "doi-thanh-tra-2", "doi-thanh-tra-3"]


def test_what_create_and_close_refuse(administrator: CastMember, units: dict[str, Unit]) -> None:
    actor = administrator.actor
    with pytest.raises(Invalid, match="tên đơn vị"):
        actions.create_unit(actor=actor, name="  ", kind="other", at=NOW)
    with pytest.raises(Invalid, match="loại"):
        actions.create_unit(actor=actor, name="A", kind="khac", at=NOW)
    with pytest.raises(Conflict):
        actions.close_unit(
            actor=actor,
            unit_id=units["office"].pk,
            last_day=TODAY,
            successor_id=units["office"].pk,
            at=NOW,
        )
    with pytest.raises(Invalid, match="thành lập"):
        actions.close_unit(
            actor=actor, unit_id=units["office"].pk, last_day=date(2025, 6, 30), at=NOW
        )


def test_positions_are_made_and_closed(administrator: CastMember) -> None:
    made = actions.create_position(actor=administrator.actor, title="Kế toán trưởng", at=NOW)
    with pytest.raises(Conflict):
        actions.create_position(actor=administrator.actor, title="Kế toán  trưởng", at=NOW)
    closed = actions.close_position(
        actor=administrator.actor, position_id=made.pk, last_day=TODAY, at=NOW
    )
    assert closed.holds_on(TODAY)
    assert not closed.holds_on(date(2026, 11, 20))
