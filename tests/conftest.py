"""The cast that every test shares: one commune and its people, a neighbour, the province above.

Today the two communes stand directly under the province. Until 30 June 2025 there was a district
between, and the commune of today was two others (fixtures `district` and `predecessors`).
"""

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from dinh.foundation.journal import guards
from dinh.modules.organisation.actions import enrol_totp
from dinh.modules.organisation.models import Organisation, Unit
from factories.organisations import (
    LAST_DAY_OF_THREE_TIERS,
    TWO_TIERS_FROM,
    make_commune_units,
    make_organisation,
    make_predecessor,
)
from factories.people import TOTP_SECRET, CastMember, cast_member, give_place, make_person


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with real transactions empty every table, which the journal's triggers would refuse.

    `tests/foundation/journal` puts them up again where they are what is tested.
    """
    with django_db_blocker.unblock():
        guards.take_down(connection)


@pytest.fixture
def province(db: None) -> Organisation:
    """Tỉnh Hòa An."""
    return make_organisation("H99", "tinh", "Hòa An", level="province")


@pytest.fixture
def commune(province: Organisation) -> Organisation:
    """Xã Bình Minh, made on 1 July 2025."""
    return make_organisation(
        "H99.12", "xa", "Bình Minh", parent=province, valid_from=TWO_TIERS_FROM
    )


@pytest.fixture
def other_commune(province: Organisation) -> Organisation:
    """Phường Tân Lập of the same province, whose records nobody of the commune may see."""
    return make_organisation(
        "H99.13", "phuong", "Tân Lập", parent=province, valid_from=TWO_TIERS_FROM
    )


@pytest.fixture
def district(province: Organisation) -> Organisation:
    """Huyện Hòa Sơn, dissolved with the end of three-tier government."""
    return make_organisation(
        "H99.D3",
        "huyen",
        "Hòa Sơn",
        level="district",
        parent=province,
        valid_to=LAST_DAY_OF_THREE_TIERS,
    )


@pytest.fixture
def predecessors(commune: Organisation, district: Organisation) -> list[Organisation]:
    """Xã Minh Tâm and thị trấn Bình Lộc, merged into the commune on 1 July 2025."""
    return [
        make_predecessor("27001", "xa", "Minh Tâm", parent=district, successor=commune),
        make_predecessor("27004", "thi-tran", "Bình Lộc", parent=district, successor=commune),
    ]


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
    person = make_person("chutich", "Nguyễn Văn Thành", phone="0912345678")
    give_place(person, commune, "chair", unit=units["leadership"], title="Chủ tịch UBND xã")
    return cast_member(person)


@pytest.fixture
def vice_chair(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """A vice-chairperson."""
    person = make_person("phochutich", "Trần Thị Lan")
    give_place(
        person, commune, "vice_chair", unit=units["leadership"], title="Phó Chủ tịch UBND xã"
    )
    return cast_member(person)


@pytest.fixture
def coordinator(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """The standing body of the reform: the office."""
    person = make_person("vanphong", "Phạm Đức Long", email="long@example.com")
    give_place(person, commune, "coordinator", unit=units["office"], title="Chuyên viên Văn phòng")
    return cast_member(person)


@pytest.fixture
def head(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """Head of the culture and society division."""
    person = make_person("truongphong", "Lê Thị Mai")
    give_place(
        person, commune, "head", unit=units["culture"], title="Trưởng phòng Văn hóa – Xã hội"
    )
    return cast_member(person)


@pytest.fixture
def officer(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """An officer of the culture and society division."""
    person = make_person("congchuc", "Đỗ Minh Tuấn")
    give_place(person, commune, "officer", unit=units["culture"], title="Công chức Văn hóa")
    return cast_member(person)


@pytest.fixture
def other_officer(other_commune: Organisation, other_units: dict[str, Unit]) -> CastMember:
    """An officer of the neighbouring commune."""
    person = make_person("tanlap", "Vũ Thị Hồng")
    give_place(person, other_commune, "officer", unit=other_units["culture"])
    return cast_member(person)


@pytest.fixture
def reader(
    province: Organisation, commune: Organisation, other_commune: Organisation
) -> CastMember:
    """A reader of the province: sees both communes, edits nothing."""
    person = make_person("docgia", "Hoàng Quốc Việt")
    give_place(person, province, "reader", title="Chuyên viên Sở Nội vụ")
    return cast_member(person)


@pytest.fixture
def administrator(commune: Organisation, units: dict[str, Unit]) -> CastMember:
    """Keeps people, units and the calendar of the commune; has a second factor."""
    person = make_person("quantri", "Bùi Quang Huy")
    give_place(person, commune, "administrator", unit=units["office"], title="Quản trị hệ thống")
    enrol_totp(person, TOTP_SECRET)
    return cast_member(person)
