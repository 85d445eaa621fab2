"""One indicator promised twice, with or without the same value."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dinh.kernel.measures.model import Measure, Op
from dinh.kernel.vietnamese import expand, fold_words

# words that say how an indicator is put, not which one it is
_IDLE = {"ty", "le", "ti", "muc", "do", "so", "cua", "duoc", "cac", "tren", "va", "xa", "cap"}


@dataclass(frozen=True, slots=True)
class Double:
    """Two measures (by place in the list) of one indicator; `differs` when they promise unlike things."""

    first: int
    second: int
    differs: bool


def find_doubles(measures: Sequence[Measure], likeness: float = 0.75) -> list[Double]:
    """Pairs of measures that speak of one indicator, in order; [] when there are none.

    Two are one indicator when they share at least `likeness` of their telling words, for the same
    population and level. Qualitative measures are left out. Flags for a person to judge: nothing is
    merged.
    """
    words = [_telling_words(m.what) for m in measures]
    return [
        Double(i, j, _promise(a) != _promise(b))
        for (i, a), (j, b) in combinations(enumerate(measures), 2)
        if _comparable(a, b) and _likeness(words[i], words[j]) >= likeness
    ]


def _comparable(a: Measure, b: Measure) -> bool:
    if Op.QUALITATIVE in {a.op, b.op}:
        return False
    return (a.unit, a.population, a.level) == (b.unit, b.population, b.level)


def _promise(measure: Measure) -> tuple[object, ...]:
    # "đạt 80%" and "từ 80% trở lên" promise the same
    op = Op.AT_LEAST if measure.op is Op.REACH else measure.op
    return op, measure.value, measure.value_max, measure.path, measure.grade


def _telling_words(what: str) -> frozenset[str]:
    return frozenset(fold_words(expand(what)[0])) - _IDLE


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
