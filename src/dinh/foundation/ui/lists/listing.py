"""A list as the address describes it: filtered, sorted, one page."""

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from dinh.foundation.ui.lists.addresses import PAGE, SORT, address
from dinh.foundation.ui.lists.columns import Column, Head, Sorting
from dinh.foundation.ui.lists.filters import Chip, Field, Filter
from dinh.foundation.ui.lists.pages import (
    COUNTED_UP_TO,
    PER_PAGE,
    Page,
    PageLink,
    last_page,
    shown_numbers,
)

M = TypeVar("M", bound=Model)


class Listing:
    """The state that the address gives a list, and how it is applied to rows."""

    def __init__(
        self,
        query: QueryDict,
        *,
        columns: Sequence[Column] = (),
        filters: Sequence[Filter] = (),
        sort: str = "",
        per_page: int = PER_PAGE,
    ) -> None:
        self.query, self.filters, self.per_page = query, filters, per_page
        self.sorting = Sorting(query, columns, sort)

    # --- what templates show ---

    @cached_property
    def heads(self) -> list[Head]:
        """The heads of the columns."""
        return self.sorting.heads()

    @cached_property
    def fields(self) -> list[Field]:
        """The filters with the values they hold."""
        return [Field(filter_, filter_.value_in(self.query)) for filter_ in self.filters]

    @property
    def active(self) -> list[Field]:
        """The filters in force."""
        return [field for field in self.fields if field.value]

    @property
    def chips(self) -> list[Chip]:
        """One chip for each filter in force; its link removes it."""
        return [
            Chip(
                f"{field.filter.label}: {field.filter.words(field.value)}",
                address(self.query, {field.filter.name: None}),
            )
            for field in self.active
        ]

    @property
    def clear_url(self) -> str:
        """The address without any filter."""
        return address(self.query, {filter_.name: None for filter_ in self.filters})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form carries along: the order, and whatever else is in the address."""
        own = {filter_.name for filter_ in self.filters} | {PAGE}
        return [
            (name, value)
            for name, values in self.query.lists()
            if name not in own
            for value in values
        ]

    @property
    def query_string(self) -> str:
        """The state as `?…`, without the page: for a link that exports what is listed."""
        return address(self.query, {})

    # --- applying it ---

    def narrow(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows that the filters leave."""
        for field in self.active:
            rows = field.filter.narrow(rows, field.value)
        return rows

    def ordered(self, rows: QuerySet[M]) -> QuerySet[M]:
        """The rows in the order of the address; as they come when nothing sorts them."""
        fields = self.sorting.fields()
        return rows.order_by(*fields) if fields else rows

    def page(self, rows: QuerySet[M], *, total: int | None = None) -> Page[M]:
        """One page of the narrowed and ordered rows.

        `total` is what a counter already knows about the unfiltered rows; with a filter in force it
        is counted.
        """
        rows = self.ordered(self.narrow(rows))
        counted = total
        if counted is None or self.active:
            counted = rows.order_by()[: COUNTED_UP_TO + 1].count()
        is_cut = counted > COUNTED_UP_TO and (total is None or bool(self.active))
        whole = COUNTED_UP_TO if is_cut else counted
        last = last_page(whole, self.per_page)
        number = self._number(last)
        start = (number - 1) * self.per_page
        return Page(
            rows=list(rows[start : start + self.per_page]),
            number=number,
            per_page=self.per_page,
            total=whole,
            is_cut=is_cut,
            links=[self._link(page, number) for page in shown_numbers(number, last)],
            previous_url=self._url(number - 1) if number > 1 else "",
            next_url=self._url(number + 1) if number < last else "",
        )

    def _number(self, last: int) -> int:
        given = self.query.get(PAGE, "1")
        return min(max(1, int(given)), last) if given.isdecimal() and len(given) < 9 else 1

    def _url(self, number: int) -> str:
        return address(self.query, {PAGE: str(number) if number > 1 else None})

    def _link(self, number: int | None, current: int) -> PageLink:
        if number is None:
            return PageLink("…")
        return PageLink(str(number), self._url(number), number == current)


__all__ = ["SORT", "Listing"]
