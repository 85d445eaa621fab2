"""Finds the ruled tables in the picture of a page, with Pillow alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from pdfplumber.utils.clustering import cluster_list
from PIL import Image, ImageFilter

from dinh.planreader.formats.pages import Box

DARK = 150  # grey values below count as ink
FULL = 215  # share of ink (of 255) that makes a block part of a rule
ACROSS, DOWN = 32, 12  # pixels averaged along a rule
LEAST_ACROSS, LEAST_DOWN = 4, 5  # blocks that a rule needs at least
SNAP = 9  # pixels within which two rules are one
REACH_ACROSS, REACH_DOWN = ACROSS + 6, DOWN + 8  # a rule's ends are known to a block only
FEWEST_CELLS = 4
LONG_RULE = 900  # pixels
MOST_SKEW = 0.05

Rule = tuple[int, int, int]
"""Position, start, end, in pixels."""


def ink_of(picture: Image.Image) -> Image.Image:
    """Return a picture in which ink is 255 and paper 0."""
    return picture.point([255 if grey < DARK else 0 for grey in range(256)])


def rules_of(ink: Image.Image) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal rules (y, x from, x to) and the vertical ones (x, y from, y to)."""
    thick = ink.filter(ImageFilter.MaxFilter(3))  # a slanted rule must not fall between two rows
    across = _merged(list(_runs(thick.reduce((ACROSS, 1)), ACROSS, LEAST_ACROSS)), 2 * ACROSS)
    upright = thick.reduce((1, DOWN)).transpose(Image.Transpose.TRANSPOSE)
    return across, _merged(list(_runs(upright, DOWN, LEAST_DOWN)), DOWN)


def _runs(reduced: Image.Image, step: int, least: int) -> Iterator[Rule]:
    pattern = re.compile(rb"[%b-\xff]{%d,}" % (re.escape(bytes([FULL])), least))
    width, height = reduced.size
    content = reduced.tobytes()
    for row in range(height):
        line = content[row * width : (row + 1) * width]
        for found in pattern.finditer(line):
            yield row, found.start() * step, found.end() * step


def _merged(runs: list[Rule], gap: int) -> list[Rule]:
    """Thick or slightly slanted rules show in several rows; pieces no further apart than `gap` join."""
    merged: list[Rule] = []
    groups = cluster_list([run[0] for run in runs], SNAP) if runs else []
    for group in groups:
        low, high = min(group), max(group)
        pieces = sorted((run[1], run[2]) for run in runs if low <= run[0] <= high)
        position = round(sum(group) / len(group))
        start, end = pieces[0]
        for left, right in pieces[1:]:
            if left > end + gap:
                merged.append((position, start, end))
                start, end = left, right
            end = max(end, right)
        merged.append((position, start, end))
    return merged


def skew_of(ink: Image.Image) -> float:
    """Return by how many pixels rules fall per pixel to the right (0 without long rules)."""
    thick = ink.filter(ImageFilter.MaxFilter(3))
    runs = list(_runs(thick.reduce((ACROSS, 1)), ACROSS, LEAST_ACROSS))
    slopes = []
    for group in cluster_list([run[0] for run in runs], SNAP) if runs else []:
        rows = [run for run in runs if min(group) <= run[0] <= max(group)]
        left, right = min(run[1] for run in rows), max(run[2] for run in rows)
        if right - left > LONG_RULE and max(group) - min(group) < MOST_SKEW * (right - left):
            slopes.append(_slope(rows))
    return median(slopes) if slopes else 0.0


def _slope(rows: list[Rule]) -> float:
    """Least squares through the middles of the runs, long runs counting more."""
    weights = [end - start for _, start, end in rows]
    xs = [(start + end) / 2 for _, start, end in rows]
    ys = [float(row) for row, _, _ in rows]
    total = sum(weights)
    x_mean = sum(w * x for w, x in zip(weights, xs, strict=True)) / total
    y_mean = sum(w * y for w, y in zip(weights, ys, strict=True)) / total
    spread = sum(w * (x - x_mean) ** 2 for w, x in zip(weights, xs, strict=True))
    lean = sum(w * (x - x_mean) * (y - y_mean) for w, x, y in zip(weights, xs, ys, strict=True))
    return lean / spread if spread else 0.0


def tables_of(across: list[Rule], down: list[Rule]) -> list[tuple[Box, ...]]:
    """Return the cell boxes, in pixels, of each table that the rules draw."""
    edges = [_edge("h", rule) for rule in across] + [_edge("v", rule) for rule in down]
    if not across or not down:
        return []
    crossings = edges_to_intersections(edges, x_tolerance=REACH_ACROSS, y_tolerance=REACH_DOWN)
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [
        tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in cells)
        for cells in tables
        if len(cells) >= FEWEST_CELLS
    ]


def _edge(orientation: str, rule: Rule) -> dict[str, Any]:
    position, start, end = rule
    if orientation == "h":
        box = {"x0": start, "x1": end, "top": position, "bottom": position}
    else:
        box = {"x0": position, "x1": position, "top": start, "bottom": end}
    return {
        **box,
        "orientation": orientation,
        "object_type": "line",
        "width": box["x1"] - box["x0"],
        "height": box["bottom"] - box["top"],
    }
