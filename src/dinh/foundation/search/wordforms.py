"""How a text and a query become words: folded to be found, exact to be ranked first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold_words, search_variants, spelling_key

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12  # of a query; what follows is passed over

Words = tuple[str, ...]


def folded(text: str) -> Words:
    """Lower case, no diacritics, đ as d, i for y: the form in which things are found."""
    return fold_words(spelling_key(text))


def exact(text: str) -> Words:
    """Lower case with diacritics, one spelling for variants: the form that ranks first."""
    return tuple(_WORD.findall(spelling_key(text)))


@dataclass(frozen=True)
class Sought:
    """A query as alternatives of words: as typed, and as what Telex keys would have given."""

    folded: tuple[Words, ...]
    exact: tuple[Words, ...]

    def __bool__(self) -> bool:
        return bool(self.folded)


def sought(query: str) -> Sought:
    """The words to look for; false when the query has none."""
    variants = search_variants(query)
    return Sought(
        folded=_distinct(folded(form)[:MOST_WORDS] for form in variants),
        exact=_distinct(exact(form)[:MOST_WORDS] for form in variants),
    )


def _distinct(groups: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(group for group in groups if group))
