"""What narrows a list: a choice among options, or words. The value stands in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Filter:
    """A named filter; `apply` gets the rows and the value, else `field` must equal the value."""

    name: str
    label: Any
    apply: Callable[[Rows, str], Rows] | None = None
    field: str = ""

    template_name = ""

    def value_in(self, query: QueryDict) -> str:
        """The value that the address gives, or an empty string."""
        return query.get(self.name, "").strip()

    def narrow(self, rows: Rows, value: str) -> Rows:
        """The rows that the value leaves."""
        return self.apply(rows, value) if self.apply else rows.filter(**{self.field: value})

    def words(self, value: str) -> str:
        """The value as a chip says it."""
        return value


@dataclass(frozen=True)
class Words(Filter):
    """A search field. `apply` does the searching (see `foundation.search`)."""

    kind = "words"

    def words(self, value: str) -> str:
        """What was typed, in quotation marks."""
        return f"“{value}”"


@dataclass(frozen=True)
class Choice(Filter):
    """One of several options, each a value and its words; any other value is passed over."""

    options: Sequence[tuple[str, Any]] = ()
    any_label: Any = ""  # what the empty option says: "Mọi tình trạng"

    kind = "choice"

    def value_in(self, query: QueryDict) -> str:
        """The value given, if it is an option."""
        given = super().value_in(query)
        return given if any(given == value for value, _words in self.options) else ""

    def words(self, value: str) -> str:
        """The words of the option."""
        return next(str(words) for option, words in self.options if option == value)


@dataclass(frozen=True)
class Chip:
    """A filter in force: its words, and the address without it."""

    words: str
    url: str


@dataclass(frozen=True)
class Field:
    """A filter as the form shows it: with the value it holds now."""

    filter: Filter
    value: str


def options_of(rows: QuerySet[Any], words: Callable[[Any], Any] = str) -> list[tuple[str, Any]]:
    """Options out of records: the key as value. Costs one query."""
    found: list[Model] = list(rows)
    return [(str(row.pk), words(row)) for row in found]
