"""Agencies with their dated names, and the units of a commune of 2026."""

from datetime import date

from dinh.modules.organisation.models import (
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
    Unit,
    UnitAlias,
)

TWO_TIERS_FROM = date(2025, 7, 1)
LAST_DAY_OF_THREE_TIERS = date(2025, 6, 30)


def make_organisation(
    code: str,
    kind: str,
    name: str,
    *,
    level: str = "commune",
    parent: Organisation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Organisation:
    """An agency with one name and (with `parent`) one parent, all valid for the same days."""
    dates = {"valid_from": valid_from, "valid_to": valid_to}
    made = Organisation.objects.create(code=code, level=level, **dates)
    OrganisationName.objects.create(organisation=made, kind=kind, name=name, **dates)
    if parent is not None:
        OrganisationParent.objects.create(organisation=made, parent=parent, **dates)
    return made


def make_predecessor(
    code: str, kind: str, name: str, *, parent: Organisation, successor: Organisation
) -> Organisation:
    """A commune dissolved on 1 July 2025 into `successor`."""
    made = make_organisation(code, kind, name, parent=parent, valid_to=LAST_DAY_OF_THREE_TIERS)
    OrganisationSuccession.objects.create(
        predecessor=made,
        successor=successor,
        effective_on=TWO_TIERS_FROM,
        document="Nghị quyết số 1234/NQ-UBTVQH15",
    )
    return made


def make_unit(
    organisation: Organisation,
    code: str,
    name: str,
    *,
    kind: str = "division",
    aliases: tuple[str, ...] = (),
    **fields: object,
) -> Unit:
    """A unit with the ways its name is also printed."""
    unit = Unit.objects.create(organisation=organisation, code=code, name=name, kind=kind, **fields)
    for printed in aliases:
        UnitAlias.objects.create(organisation=organisation, unit=unit, printed=printed)
    return unit


COMMUNE_UNITS = (
    ("leadership", "leadership", "Lãnh đạo UBND xã", "Lãnh đạo", ()),
    ("office", "office", "Văn phòng HĐND và UBND", "Văn phòng", ("Văn phòng – Thống kê", "VP-TK")),
    ("economy", "division", "Phòng Kinh tế", "", ("Tài chính – Kế toán",)),
    ("culture", "division", "Phòng Văn hóa – Xã hội", "", ("VH-XH",)),
    ("one-stop", "centre", "Trung tâm Phục vụ hành chính công", "Một cửa", ("Bộ phận Một cửa",)),
    ("police", "other", "Công an xã", "", ()),
    ("all", "group", "Các cơ quan, đơn vị liên quan", "", ()),
)


def make_commune_units(organisation: Organisation) -> dict[str, Unit]:
    """The usual units of a commune after July 2025, by code, in their order."""
    return {
        code: make_unit(
            organisation,
            code,
            name,
            kind=kind,
            short_name=short,
            aliases=aliases,
            order=order,
            valid_from=TWO_TIERS_FROM,
        )
        for order, (code, kind, name, short, aliases) in enumerate(COMMUNE_UNITS)
    }
