"""Which unit of the commune a printed name means."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dinh.kernel.vietnamese import match_alias, split_units
from dinh.modules.organisation.models import Unit
from dinh.modules.organisation.queries import names_of_units, units_of

SURE_MATCH = 0.85  # below this a person chooses; `nearest` is offered


@dataclass(frozen=True)
class Names:
    """The units of a commune on a day, and every way each of them is printed."""

    units: dict[str, Unit]
    printed: dict[str, list[str]]

    def split(self, text: str) -> list[str]:
        """The names in a cell of the plan: `Văn phòng, Tư pháp` is two."""
        known = [name for names in self.printed.values() for name in names]
        return [part.text for part in split_units(text, known)]

    def guess(self, name: str) -> list[str]:
        """The keys of the unit a name surely means: one key, or none when nobody can tell."""
        found = match_alias(name, self.printed)
        sure = found is not None and found.confidence >= SURE_MATCH
        return [found.key] if found and sure and found.key else []

    def nearest(self, name: str) -> str:
        """The key of the likeliest unit where several are possible; empty when none is."""
        found = match_alias(name, self.printed)
        return next(iter(found.keys), "") if found else ""


def names_of(organisation_id: uuid.UUID, on: date) -> Names:
    """The units of a day and every way they are printed: three queries."""
    units = {str(unit.pk): unit for unit in units_of(organisation_id, on)}
    printed = names_of_units(organisation_id, on)
    return Names(units, {key: printed.get(unit.pk, [unit.name]) for key, unit in units.items()})


def units_named(names: Iterable[str], matches: dict[str, list[str]], known: Names) -> list[Unit]:
    """The units that printed names stand for by the draft's matches, each once, in order."""
    keys = dict.fromkeys(key for name in names for key in matches.get(name, ()))
    return [known.units[key] for key in keys if key in known.units]
