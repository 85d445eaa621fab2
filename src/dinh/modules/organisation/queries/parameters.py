"""Figures in force in an agency: its own where it set one, else the law's."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dinh.law import parameters
from dinh.law.dated import Dated
from dinh.modules.organisation.models import OwnParameter


@dataclass(frozen=True)
class OwnValues:
    """The own rows of an agency by key, the first day first; asking costs no query."""

    rows: Mapping[str, tuple[OwnParameter, ...]]

    def own(self, key: str, on: date) -> OwnParameter | None:
        """The agency's own row valid on a day."""
        return next((row for row in self.rows.get(key, ()) if row.holds_on(on)), None)

    def parameter(self, key: str, on: date) -> Dated:
        """The own value as a dated datum, with the law's unit and mark; else the law's row.

        Raises LawError for an unknown key or a day that the law does not cover.
        """
        law, own = parameters.parameter(key, on), self.own(key, on)
        if own is None:
            return law
        return Dated(
            value=own.value,
            unit=law.unit,
            in_force_from=own.valid_from or law.in_force_from,
            in_force_to=own.valid_to,
            source=own.document,
            confidence=law.confidence,
            note=own.note,
        )

    def value(self, key: str, on: date) -> Any:
        """The value in force in the agency on a day. Raises LawError as `parameter`."""
        return self.parameter(key, on).value


def own_parameters_of(organisation_id: uuid.UUID, key: str = "") -> QuerySet[OwnParameter]:
    """Every own row of an agency, or of one key, ended ones too; the first day first."""
    rows = OwnParameter.objects.filter(organisation_id=organisation_id)
    return (rows.filter(key=key) if key else rows).order_by("key", "valid_from")


def own_values_of(organisation_id: uuid.UUID) -> OwnValues:
    """The own values as they are stored now. One query; `standing_of` holds them."""
    held: dict[str, list[OwnParameter]] = {}
    for row in own_parameters_of(organisation_id):
        held.setdefault(row.key, []).append(row)
    return OwnValues({key: tuple(rows) for key, rows in held.items()})


def parameter_on(organisation_id: uuid.UUID, key: str, on: date) -> Dated:
    """The datum in force in the agency on a day: its own, else the law's. One query.

    Raises LawError for an unknown key or a day that the law does not cover.
    """
    return own_values_of(organisation_id).parameter(key, on)


def value_on(organisation_id: uuid.UUID, key: str, on: date) -> Any:
    """The value of `parameter_on`."""
    return parameter_on(organisation_id, key, on).value


def values_on(organisation_id: uuid.UUID, keys: Iterable[str], on: date) -> dict[str, Any]:
    """The values of many keys in force in the agency on a day, by key. One query."""
    own = own_values_of(organisation_id)
    return {key: own.value(key, on) for key in keys}
