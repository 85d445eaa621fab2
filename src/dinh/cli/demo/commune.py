"""Makes the demo province, its agencies before and after 1 July 2025, their units and people."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from dinh.modules.organisation.actions import enrol_totp
from dinh.modules.organisation.models import (
    Membership,
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
    Person,
    Position,
    Unit,
    UnitAlias,
)

TWO_TIERS_FROM = date(2025, 7, 1)
MERGER = "Nghị quyết sắp xếp đơn vị hành chính cấp xã, hiệu lực 01/7/2025"
COMMUNE = "H99.12"


@transaction.atomic
def make(words: dict[str, Any], *, password: str, totp_secret: str) -> None:
    """Write the agencies, units and people described by `demo/commune.toml`."""
    province = _province(words["province"])
    district = _agency(words["district"], Organisation.Level.DISTRICT, province)
    agencies = {"H99": province}
    for row in words["communes"]:
        parent = district if row.get("to") else province
        agencies[row["code"]] = _agency(row, Organisation.Level.COMMUNE, parent)
    for row in words["communes"]:
        if "successor" in row:
            _succeed(agencies[row["code"]], agencies[row["successor"]])
    units = {code: _units(agency, words) for code, agency in agencies.items() if _lives(agency)}
    for order, row in enumerate(words["people"]):
        _person(row, agencies, units, order, password=password, totp_secret=totp_secret)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lives(agency: Organisation) -> bool:
    return agency.valid_to is None


def _province(row: dict[str, Any]) -> Organisation:
    agency = Organisation.objects.create(code=row["code"], level=Organisation.Level.PROVINCE)
    for name in row["names"]:
        OrganisationName.objects.create(
            organisation=agency,
            kind=row["kind"],
            name=name["name"],
            valid_from=_day(name.get("from")),
            valid_to=_day(name.get("to")),
            document=name["document"],
        )
    for order, unit in enumerate(row["units"]):
        Unit.objects.create(organisation=agency, order=order, **unit)
    return agency


def _agency(row: dict[str, Any], level: str, parent: Organisation) -> Organisation:
    dates = {"valid_from": _day(row.get("from")), "valid_to": _day(row.get("to"))}
    agency = Organisation.objects.create(code=row["code"], level=level, **dates)
    OrganisationName.objects.create(
        organisation=agency,
        kind=row["kind"],
        name=row["name"],
        document=MERGER if dates["valid_from"] else "",
        **dates,
    )
    OrganisationParent.objects.create(organisation=agency, parent=parent, **dates)
    return agency


def _succeed(old: Organisation, new: Organisation) -> None:
    OrganisationSuccession.objects.create(
        predecessor=old, successor=new, effective_on=TWO_TIERS_FROM, document=MERGER
    )


def _units(agency: Organisation, words: dict[str, Any]) -> dict[str, Unit]:
    if agency.level == Organisation.Level.PROVINCE:
        return {unit.code: unit for unit in Unit.objects.filter(organisation=agency)}
    made = {}
    for order, row in enumerate(words["units"]):
        unit = made[row["code"]] = Unit.objects.create(
            organisation=agency,
            code=row["code"],
            name=row["name"],
            short_name=row.get("short", ""),
            kind=row["kind"],
            order=order,
            valid_from=TWO_TIERS_FROM,
        )
        for printed in row.get("aliases", []):
            UnitAlias.objects.create(organisation=agency, unit=unit, printed=printed)
    return made


def _person(
    row: dict[str, Any],
    agencies: dict[str, Organisation],
    units: dict[str, dict[str, Unit]],
    order: int,
    *,
    password: str,
    totp_secret: str,
) -> None:
    agency = agencies[row.get("organisation", COMMUNE)]
    person = Person.objects.create_user(
        row["username"],
        password,
        full_name=row["name"],
        email=f"{row['username']}@hoaan.example",
        phone=f"09{order:02d}555{order * 37 % 1000:03d}",
        password_set_at=timezone.now(),  # else the administrator must change it at once
    )
    for place in row["places"]:
        position, _made = Position.objects.get_or_create(
            organisation=agency, title=place["position"], defaults={"order": order}
        )
        Membership.objects.create(
            organisation=agency,
            person=person,
            unit=units[agency.code][place["unit"]],
            position=position,
            role=place["role"],
            valid_from=TWO_TIERS_FROM,
        )
    if any(place["role"] == "administrator" for place in row["places"]):
        enrol_totp(person, totp_secret)
