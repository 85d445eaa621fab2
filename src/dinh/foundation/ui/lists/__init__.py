"""Lists that the server filters, sorts and pages, with their whole state in the address.

    listing = Listing(
        request.GET,
        columns=[Column("han", _("Hạn"), order=("due_at",)), Column("ten", _("Tên"))],
        filters=[
            Words("q", _("Tìm nhiệm vụ"), apply=matching),
            Choice("don-vi", _("Chủ trì"), options=units, field="lead_id"),
        ],
        sort="han",
    )
    page = listing.page(queryset)

A template shows `ui/parts/filters.html`, a table whose heads are `{% column_heads listing %}`, and
`ui/parts/pager.html`. Everything is links and one GET form, so it works without JavaScript and an
address can be passed on. A page costs two queries whatever the number of rows: one that counts no
further than `COUNTED_UP_TO`, one for the rows.
"""

from dinh.foundation.ui.lists.columns import Column, Head
from dinh.foundation.ui.lists.filters import Chip, Choice, Filter, Words
from dinh.foundation.ui.lists.listing import Listing
from dinh.foundation.ui.lists.pages import COUNTED_UP_TO, PER_PAGE, Page, PageLink

__all__ = [
    "COUNTED_UP_TO",
    "PER_PAGE",
    "Chip",
    "Choice",
    "Column",
    "Filter",
    "Head",
    "Listing",
    "Page",
    "PageLink",
    "Words",
]
