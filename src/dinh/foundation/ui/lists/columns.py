"""The columns of a list, and the links in their heads that sort by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from dinh.foundation.ui.lists.addresses import SORT, address


@dataclass(frozen=True)
class Column:
    """A column; `order` holds the model fields that sorting by it uses (none: not sortable)."""

    name: str
    label: Any  # text or a lazy translation
    order: Sequence[str] = ()
    numeric: bool = False
    css: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column on one page: `direction` is "ascending", "descending" or empty."""

    column: Column
    direction: str
    url: str

    @property
    def classes(self) -> str:
        """The CSS classes of the cell."""
        return " ".join(filter(None, ["num" if self.column.numeric else "", self.column.css]))

    @property
    def arrow(self) -> str:
        """The icon beside the label of the sorted column."""
        return {"ascending": "up", "descending": "down"}.get(self.direction, "")


class Sorting:
    """Which column the address sorts by; what it cannot sort by is passed over for the default."""

    def __init__(self, query: QueryDict, columns: Sequence[Column], default: str) -> None:
        self.query, self.columns = query, columns
        sortable = {column.name: column for column in columns if column.order}
        wanted = query.get(SORT, default)
        wanted = wanted if wanted.lstrip("-") in sortable else default
        self.name, self.is_descending = wanted.lstrip("-"), wanted.startswith("-")
        self.column = sortable.get(self.name)

    def fields(self) -> list[str]:
        """What `order_by` takes; the key comes last, so that the order of equal rows is fixed."""
        if self.column is None:
            return []
        return [_turned(name) if self.is_descending else name for name in self.column.order] + [
            "pk"
        ]

    def heads(self) -> list[Head]:
        """The heads, each with the address that sorts by its column or turns the order round."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        is_sorted = self.column is not None and column.name == self.name
        url = ""
        if column.order:
            turned = f"-{column.name}" if is_sorted and not self.is_descending else column.name
            url = address(self.query, {SORT: turned})
        direction = "descending" if self.is_descending else "ascending"
        return Head(column, direction if is_sorted else "", url)


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"
