"""The people of the tests: who they are, where they stand. The fixtures of conftest call these."""

from collections.abc import Callable

from dinh.modules.organisation.actions import enrol_totp
from dinh.modules.organisation.models import Organisation, Person, Unit
from factories.organisations import (
    LAST_DAY_OF_THREE_TIERS,
    TWO_TIERS_FROM,
    make_organisation,
    make_predecessor,
)
from factories.people import TOTP_SECRET, give_place, make_person

Units = dict[str, Unit]


def make_province() -> Organisation:
    """Tỉnh Hòa An."""
    return make_organisation("H99", "tinh", "Hòa An", level="province")


def make_commune(province: Organisation) -> Organisation:
    """Xã Bình Minh, made on 1 July 2025."""
    return make_organisation(
        "H99.12", "xa", "Bình Minh", parent=province, valid_from=TWO_TIERS_FROM
    )


def make_other_commune(province: Organisation) -> Organisation:
    """Phường Tân Lập of the same province."""
    return make_organisation(
        "H99.13", "phuong", "Tân Lập", parent=province, valid_from=TWO_TIERS_FROM
    )


def make_district(province: Organisation) -> Organisation:
    """Huyện Hòa Sơn, dissolved with the end of three-tier government."""
    return make_organisation(
        "H99.D3",
        "huyen",
        "Hòa Sơn",
        level="district",
        parent=province,
        valid_to=LAST_DAY_OF_THREE_TIERS,
    )


def make_predecessors(commune: Organisation, district: Organisation) -> list[Organisation]:
    """Xã Minh Tâm and thị trấn Bình Lộc, merged into the commune on 1 July 2025."""
    return [
        make_predecessor("27001", "xa", "Minh Tâm", parent=district, successor=commune),
        make_predecessor("27004", "thi-tran", "Bình Lộc", parent=district, successor=commune),
    ]


def make_chair(commune: Organisation, units: Units) -> Person:
    """The chairperson."""
    person = make_person("chutich", "Nguyễn Văn Thành", phone="0912345678")
    give_place(person, commune, "chair", unit=units["leadership"], title="Chủ tịch UBND xã")
    return person


def make_vice_chair(commune: Organisation, units: Units) -> Person:
    """A vice-chairperson."""
    person = make_person("phochutich", "Trần Thị Lan")
    unit = units["leadership"]
    give_place(person, commune, "vice_chair", unit=unit, title="Phó Chủ tịch UBND xã")
    return person


def make_coordinator(commune: Organisation, units: Units) -> Person:
    """The standing body of the reform: the office."""
    person = make_person("vanphong", "Phạm Đức Long", email="long@example.com")
    give_place(person, commune, "coordinator", unit=units["office"], title="Chuyên viên Văn phòng")
    return person


def make_head(commune: Organisation, units: Units) -> Person:
    """Head of the culture and society division."""
    person = make_person("truongphong", "Lê Thị Mai")
    title = "Trưởng phòng Văn hóa – Xã hội"
    give_place(person, commune, "head", unit=units["culture"], title=title)
    return person


def make_officer(commune: Organisation, units: Units) -> Person:
    """An officer of the culture and society division."""
    person = make_person("congchuc", "Đỗ Minh Tuấn")
    give_place(person, commune, "officer", unit=units["culture"], title="Công chức Văn hóa")
    return person


def make_other_officer(other_commune: Organisation, units: Units) -> Person:
    """An officer of the neighbouring commune."""
    person = make_person("tanlap", "Vũ Thị Hồng")
    give_place(person, other_commune, "officer", unit=units["culture"])
    return person


def make_reader(province: Organisation) -> Person:
    """A reader of the province: sees both communes, edits nothing."""
    person = make_person("docgia", "Hoàng Quốc Việt")
    give_place(person, province, "reader", title="Chuyên viên Sở Nội vụ")
    return person


def make_administrator(commune: Organisation, units: Units) -> Person:
    """Keeps people, units and the calendar of the commune; has a second factor."""
    person = make_person("quantri", "Bùi Quang Huy")
    give_place(person, commune, "administrator", unit=units["office"], title="Quản trị hệ thống")
    enrol_totp(person, TOTP_SECRET)
    return person


STAFF: dict[str, Callable[[Organisation, Units], Person]] = {
    "chair": make_chair,
    "vice_chair": make_vice_chair,
    "coordinator": make_coordinator,
    "head": make_head,
    "officer": make_officer,
    "administrator": make_administrator,
}
