"""Addresses of the same list in another state."""

from collections.abc import Mapping

from django.http import QueryDict

PAGE = "trang"
SORT = "sap-xep"


def address(query: QueryDict, changes: Mapping[str, str | None]) -> str:
    """`?…` with some values set or (None) dropped. Any change leads back to the first page."""
    changed = query.copy()
    for name, value in {PAGE: None, **changes}.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"
