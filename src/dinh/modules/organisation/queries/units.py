"""Units on a day, and which unit a printed name means."""

import uuid
from datetime import date
from typing import NamedTuple

from django.db.models import Case, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext as _

from dinh.kernel.errors import NotFound
from dinh.kernel.vietnamese import match_alias, split_units
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Membership, Unit, UnitAlias, holding_on


def units_of(organisation_id: uuid.UUID, on: date) -> QuerySet[Unit]:
    """The units that work can be given to on a day, in the agency's own order."""
    return Unit.objects.filter(holding_on(on), organisation_id=organisation_id).order_by(
        "order", "name"
    )


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """Every unit, of whatever time, that the actor may see."""
    return Unit.objects.filter(organisation_id__in=actor.readable)


def unit_seen_by(actor: Actor, unit_id: uuid.UUID) -> Unit:
    """A unit that the actor may see, with its successor. Raises NotFound."""
    found = units_seen_by(actor).select_related("successor").filter(pk=unit_id).first()
    if found is None:
        raise NotFound(_("Không có đơn vị này, hoặc bạn không được xem."))
    return found


class UnitGuess(NamedTuple):
    """What one printed name was taken for.

    `unit_ids` holds one key when the match is sure, several when the name fits them equally, none
    when nothing fits. `confidence` is 0 or 0.6…1; `is_group` marks "Các ngành liên quan".
    """

    printed: str
    unit_ids: tuple[uuid.UUID, ...]
    confidence: float
    is_group: bool = False
    remark: str | None = None

    @property
    def unit_id(self) -> uuid.UUID | None:
        """The one unit; None when there is none or several."""
        return self.unit_ids[0] if len(self.unit_ids) == 1 else None


def names_of_units(organisation_id: uuid.UUID, on: date) -> dict[uuid.UUID, list[str]]:
    """Every way each unit of the day is printed, the unit's own name first. Two queries.

    A unit that has ended stands in for its successor, so that an old plan finds today's unit.
    """
    names: dict[uuid.UUID, list[str]] = {}
    heirs: dict[uuid.UUID, uuid.UUID] = {}
    for unit in Unit.objects.filter(organisation_id=organisation_id).order_by("order", "name"):
        if unit.holds_on(on):
            own = names.setdefault(unit.pk, [])
            own[:0] = list(dict.fromkeys(filter(None, [unit.name, unit.short_name])))
        elif unit.successor_id is not None:
            heirs[unit.pk] = unit.successor_id
            names.setdefault(unit.successor_id, []).append(unit.name)
    for alias in UnitAlias.objects.filter(organisation_id=organisation_id).order_by("printed"):
        key = heirs.get(alias.unit_id, alias.unit_id)
        if key in names:
            names[key].append(alias.printed)
    return names


def match_unit(organisation_id: uuid.UUID, printed: str, on: date) -> UnitGuess:
    """Which unit of the day one printed name means (not split). Two queries."""
    return _guess(printed, names_of_units(organisation_id, on), is_group=False)


def match_units(
    organisation_id: uuid.UUID,
    cell: str,
    on: date,
    names: dict[uuid.UUID, list[str]] | None = None,
) -> list[UnitGuess]:
    """The units that a printed cell names, in its order; [] for a blank cell.

    Give `names` (from `names_of_units`) to match many cells for two queries in all.
    """
    known = names_of_units(organisation_id, on) if names is None else names
    parts = split_units(cell, [name for own in known.values() for name in own])
    return [_guess(part.text, known, is_group=part.is_group) for part in parts]


def _guess(printed: str, names: dict[uuid.UUID, list[str]], *, is_group: bool) -> UnitGuess:
    found = match_alias(printed, names)
    if found is None:
        return UnitGuess(printed, (), 0.0, is_group)
    return UnitGuess(printed, found.keys, found.confidence, is_group, found.remark)


class UnitRow(NamedTuple):
    """A unit in the list: its people of the day (their heads first) and its printed names."""

    unit: Unit
    people: list[Membership]
    printed: list[str]


def units_listed(organisation_id: uuid.UUID, on: date) -> list[UnitRow]:
    """Every unit of the agency in its order, with people and names. Three queries."""
    held = places_on(organisation_id, on)
    units = (
        Unit.objects.filter(organisation_id=organisation_id)
        .order_by("order", "name")
        .prefetch_related(
            Prefetch("memberships", queryset=held, to_attr="places"),
            Prefetch("aliases", queryset=UnitAlias.objects.order_by("printed")),
        )
    )
    return [
        UnitRow(unit, getattr(unit, "places", []), [alias.printed for alias in unit.aliases.all()])
        for unit in units
    ]


def places_on(organisation_id: uuid.UUID, on: date) -> QuerySet[Membership]:
    """The places held on a day with their people, heads of units first."""
    heads_first = Case(When(role="head", then=Value(0)), default=Value(1))
    return (
        Membership.objects.filter(holding_on(on), organisation_id=organisation_id)
        .select_related("person", "position")
        .order_by(heads_first, "person__folded_name", "pk")
    )


def places_in_unit(unit: Unit, on: date) -> QuerySet[Membership]:
    """Who works in the unit on a day."""
    return places_on(unit.organisation_id, on).filter(unit=unit)
