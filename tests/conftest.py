"""The cast that every test shares: one commune and its people, a neighbour, the province above.

Today the two communes stand directly under the province. Until 30 June 2025 there was a district
between, and the commune of today was two others (fixtures `district` and `predecessors`).
"""

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from dinh.foundation.journal import guards
from dinh.modules.organisation.models import Organisation, Unit
from factories import cast
from factories.organisations import make_commune_units
from factories.people import CastMember, cast_member


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-matrix` writes tests/access_matrix.csv anew instead of comparing with it."""
    parser.addoption("--update-matrix", action="store_true", help="rewrite the access matrix")
    parser.addoption("--update-pictures", action="store_true", help="keep pictures under docs/")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with real transactions empty every table, which the journal's triggers would refuse.

    Keep this fixture: the tests of the journal put the triggers up where they are what is tested.
    """
    with django_db_blocker.unblock():
        guards.take_down(connection)


@pytest.fixture
def province(db: None) -> Organisation:
    """Tỉnh Hòa An."""
    return cast.make_province()


@pytest.fixture
def commune(province: Organisation) -> Organisation:
    """Xã Bình Minh, made on 1 July 2025."""
    return cast.make_commune(province)


@pytest.fixture
def other_commune(province: Organisation) -> Organisation:
    """Phường Tân Lập of the same province, whose records nobody of the commune may see."""
    return cast.make_other_commune(province)


@pytest.fixture
def district(province: Organisation) -> Organisation:
    """Huyện Hòa Sơn, dissolved with the end of three-tier government."""
    return cast.make_district(province)


@pytest.fixture
def predecessors(commune: Organisation, district: Organisation) -> list[Organisation]:
    """Xã Minh Tâm and thị trấn Bình Lộc, merged into the commune on 1 July 2025."""
    return cast.make_predecessors(commune, district)


@pytest.fixture
def units(commune: Organisation) -> dict[str, Unit]:
    """The commune's units by code: leadership, office, economy, culture, one-stop, police, all."""
    return make_commune_units(commune)


@pytest.fixture
def other_units(other_commune: Organisation) -> dict[str, Unit]:
    """The same units in the neighbouring commune."""
    return make_commune_units(other_commune)


@pytest.fixture
def chair(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """The chairperson."""
    return cast_member(cast.make_chair(commune, units))


@pytest.fixture
def vice_chair(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """A vice-chairperson."""
    return cast_member(cast.make_vice_chair(commune, units))


@pytest.fixture
def coordinator(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """The standing body of the reform: the office."""
    return cast_member(cast.make_coordinator(commune, units))


@pytest.fixture
def head(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """Head of the culture and society division."""
    return cast_member(cast.make_head(commune, units))


@pytest.fixture
def officer(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """An officer of the culture and society division."""
    return cast_member(cast.make_officer(commune, units))


@pytest.fixture
def other_officer(other_commune: Organisation, other_units: dict[str, Unit]) -> CastMember:
    """An officer of the neighbouring commune."""
    return cast_member(cast.make_other_officer(other_commune, other_units))


@pytest.fixture
def reader(
    province: Organisation, commune: Organisation, other_commune: Organisation
) -> CastMember:
    """A reader of the province: sees both communes, edits nothing."""
    return cast_member(cast.make_reader(province))


@pytest.fixture
def administrator(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """Keeps people, units and the calendar of the commune; has a second factor."""
    return cast_member(cast.make_administrator(commune, units))
