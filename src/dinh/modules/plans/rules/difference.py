"""Two versions of a plan side by side: which rows are the same, and what changed in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dinh.kernel.vietnamese import fold_words, same_text

Row = Mapping[str, Any]
TASK_FIELDS: Final = ("area", "task", "outputs", "lead", "support", "due_text", "budget", "note")
TARGET_FIELDS: Final = ("area", "text", "measures")
ALIKE: Final = 0.55  # below this two texts are two things; found on the plans of three communes
ROW_BONUS: Final = 0.05  # the printed row number only breaks ties


@dataclass(frozen=True)
class Change:
    """One field that reads differently."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Pair:
    """An old row and the new row that continues it; one of them is None when it has no other."""

    old: Row | None
    new: Row | None
    changes: tuple[Change, ...] = ()

    @property
    def kind(self) -> str:
        """`added`, `removed`, `changed` or `same`."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "changed" if self.changes else "same"


def compare(
    old: Sequence[Row], new: Sequence[Row], *, text: str, fields: Sequence[str]
) -> list[Pair]:
    """Pair the rows by likeness of `text` (best first, each row once), then by what is left over.

    Returns the pairs in the order of the new rows, then the removed ones in their old order. With
    equal lists every pair is `same`.
    """
    partner = _match(old, new, text)
    pairs = [
        Pair(row, other, _changes(row, other, fields)) if row is not None else Pair(None, other)
        for other in new
        for row in [partner.get(id(other))]
    ]
    taken = {id(row) for row in partner.values()}
    return pairs + [Pair(row, None) for row in old if id(row) not in taken]


def _match(old: Sequence[Row], new: Sequence[Row], text: str) -> dict[int, Row]:
    """The old row of each new one, by the identity of the new row."""
    left = [_grams(row[text]) for row in old]
    right = [_grams(row[text]) for row in new]
    scored = [
        (_likeness(left[i], right[j]) + _bonus(old[i], new[j]), -abs(i - j), i, j)
        for i in range(len(old))
        for j in range(len(new))
    ]
    found: dict[int, Row] = {}
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, _, i, j in sorted(scored, reverse=True):
        if score < ALIKE or i in used_old or j in used_new:
            continue
        used_old.add(i)
        used_new.add(j)
        found[id(new[j])] = old[i]
    return found


def _bonus(old: Row, new: Row) -> float:
    same_row = old.get("row") is not None and old.get("row") == new.get("row")
    same_area = old.get("area") == new.get("area")
    return ROW_BONUS * (same_row + same_area)


def _grams(text: str) -> frozenset[Any]:
    words = fold_words(text)
    return frozenset(words) | frozenset(zip(words, words[1:], strict=False))


def _likeness(left: frozenset[Any], right: frozenset[Any]) -> float:
    """Dice's measure over words and pairs of words: 1 for the same words in the same order."""
    if not left or not right:
        return 0.0
    return 2 * len(left & right) / (len(left) + len(right))


def _changes(old: Row, new: Row, fields: Sequence[str]) -> tuple[Change, ...]:
    return tuple(
        Change(field, old.get(field), new.get(field))
        for field in fields
        if not _same(old.get(field), new.get(field))
    )


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return same_text(old, new)
    return bool((old or None) == (new or None))
