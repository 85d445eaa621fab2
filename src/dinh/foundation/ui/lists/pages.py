"""One page of a list and the links to the others."""

import math
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from dinh.foundation.ui.wording import number

Row = TypeVar("Row")

PER_PAGE = 20
# Counting stops here, so that a list of a hundred thousand rows costs what one of a thousand costs.
COUNTED_UP_TO = 1000


@dataclass(frozen=True)
class PageLink:
    """A link of the pager; without an address it is the gap "…"."""

    words: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows shown, and where they stand among all.

    `total` is exact unless `is_cut`: then there are more than `total`.
    """

    rows: list[Row]
    number: int
    per_page: int
    total: int
    is_cut: bool
    links: list[PageLink]
    previous_url: str
    next_url: str

    @property
    def words(self) -> str:
        """Where we are: "21–40 trong 184"."""
        first = (self.number - 1) * self.per_page + 1
        span = f"{number(first)}–{number(first + len(self.rows) - 1)}"
        if self.is_cut:
            return _("%(span)s trong hơn %(total)s") % {"span": span, "total": number(self.total)}
        return _("%(span)s trong %(total)s") % {"span": span, "total": number(self.total)}


def last_page(total: int, per_page: int) -> int:
    """The number of the last page; an empty list has one page."""
    return max(1, math.ceil(total / per_page))


def shown_numbers(current: int, last: int) -> list[int | None]:
    """The page numbers worth a link: the ends, the neighbours, None for a gap."""
    near = {1, last, *range(current - 1, current + 2)}
    shown: list[int | None] = []
    previous = 0
    for page in sorted(page for page in near if 1 <= page <= last):
        if page - previous == 2:
            shown.append(page - 1)
        elif page - previous > 2:
            shown.append(None)
        shown.append(page)
        previous = page
    return shown
