"""What the journal's page calls kinds of events and columns: each module registers its own words."""

from collections.abc import Mapping
from typing import Any

_kinds: dict[str, Any] = {}
_columns: dict[str, Any] = {}


def register_words(kinds: Mapping[str, Any], columns: Mapping[str, Any] | None = None) -> None:
    """Say what kinds ("tasks.evidence_accepted") and columns of before and after are called on screen.

    A column is given as `module.column`.
    """
    _kinds.update(kinds)
    _columns.update(columns or {})


def kind_words(kind: str) -> Any:
    """The words for a kind; the kind itself when nobody registered any."""
    return _kinds.get(kind, kind)


def column_words(kind: str, column: str) -> Any:
    """The words for a column of an event of this kind; the column's own name without any."""
    return _columns.get(f"{kind.partition('.')[0]}.{column}", column)
