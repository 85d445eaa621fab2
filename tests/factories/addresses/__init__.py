"""How the access matrix fills the addresses that name a record: one file per module of the product.

Each file has `ADDRESSES`, from an address's name to a function that makes (or finds) a record in a
commune and returns the arguments of the address:

    ADDRESSES = {"tasks:task": lambda side: {"task_id": side.once("task", make_task_of).pk}}

`side` is one commune (`Side`); `side.once(name, make)` calls `make(side)` the first time only, so that
addresses about the same thing share one record. Names without arguments need no entry.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dinh.modules.organisation.models import Organisation, Person, Unit


@dataclass
class Side:
    """One commune of the matrix: its units by code, its people by role."""

    organisation: Organisation
    units: dict[str, Unit]
    people: dict[str, Person]
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[["Side"], Any]) -> Any:
        """The record of that name, made on first use."""
        if name not in self.made:
            self.made[name] = make(self)
        return self.made[name]


Fill = Callable[[Side], dict[str, Any]]


def known_addresses() -> dict[str, Fill]:
    """Every entry of every file here."""
    found: dict[str, Fill] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        found |= loaded.ADDRESSES
    return found
