"""Charts drawn by the server as SVG: x in per cent, y in pixels, so that text never scales.

These functions work out places and words; templates in `ui/charts/` draw them. Every chart says in
one sentence what it shows, for those who do not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinh.foundation.ui.wording import number

Real = Decimal | float

SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 96.0, 24.0, 2.0


@dataclass(frozen=True)
class Figure:
    """A count in one state: `tone` ok, oklate, doing, late, none or wait; `url` opens its records."""

    words: Any
    count: int
    tone: str
    url: str = ""


@dataclass(frozen=True)
class Slice:
    """A figure with its place on the bar."""

    figure: Figure
    x: str
    width: str


@dataclass(frozen=True)
class StackedBar:
    """A bar whose slices fill it; empty when every count is zero."""

    slices: list[Slice]
    figures: Sequence[Figure]
    words: str


@dataclass(frozen=True)
class TargetBar:
    """A value and its target on one scale."""

    width: str
    target_x: str
    target_anchor: str
    value_words: str
    target_words: str
    words: str


@dataclass(frozen=True)
class Spark:
    """A small line in a box of 96 by 24: one polyline for each unbroken run of values."""

    runs: list[str]
    target_y: str
    last_x: str
    last_y: str


def stacked(figures: Sequence[Figure]) -> StackedBar:
    """The counts as parts of one bar; they add up to its whole."""
    total = sum(figure.count for figure in figures)
    slices: list[Slice] = []
    before = 0
    for figure in figures:
        if figure.count:
            slices.append(Slice(figure, percent(before, total), percent(figure.count, total)))
        before += figure.count
    said = ", ".join(f"{number(f.count)} {str(f.words).lower()}" for f in figures if f.count)
    return StackedBar(slices, figures, said or _("chưa có gì"))


def against_target(value: Real, target: Real, *, unit: str, full: float) -> TargetBar:
    """A bar from 0 to `full`; what lies beyond stops at the end."""
    at = min(float(target) / full, 1.0)
    value_words, target_words = f"{number(value)}{unit}", f"{number(target)}{unit}"
    return TargetBar(
        width=percent(min(max(float(value), 0.0), full), full),
        target_x=percent(at, 1),
        target_anchor="end" if at > 0.75 else "middle",
        value_words=value_words,
        target_words=target_words,
        words=_("%(value)s so với mục tiêu %(target)s")
        % {"value": value_words, "target": target_words},
    )


def spark(values: Sequence[float | None], target: float | None = None) -> Spark:
    """The series from left to right on a scale fitted to it and the target; None leaves a gap."""
    known = [value for value in values if value is not None]
    scale = known if target is None else [*known, target]
    low, high = min(scale, default=0.0), max(scale, default=1.0)
    spread = (high - low) or 1.0

    def y(value: float) -> float:
        return SPARK_HEIGHT - SPARK_EDGE - (value - low) / spread * (SPARK_HEIGHT - 2 * SPARK_EDGE)

    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(len(values) - 1, 1)
    points = [
        None if value is None else (SPARK_EDGE + n * step, y(value))
        for n, value in enumerate(values)
    ]
    last = next((point for point in reversed(points) if point), None)
    return Spark(
        runs=_runs(points),
        target_y="" if target is None else f"{y(target):.1f}",
        last_x=f"{last[0]:.1f}" if last else "",
        last_y=f"{last[1]:.1f}" if last else "",
    )


def percent(part: Real, whole: Real) -> str:
    """A length as SVG takes it: "37.50%"; nothing of nothing is no length."""
    return f"{100 * float(part) / float(whole):.2f}%" if whole else "0.00%"


def _runs(points: Sequence[tuple[float, float] | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]:.1f},{point[1]:.1f}")
    return [" ".join(run) for run in runs if run]
