"""Finds a table that was flattened into a run of lines, and lays its cells out in a grid again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Cell, GridBuilder, Place, Table, cell_place
from dinh.planreader.formats.flattened_cues import TASK_START, is_due
from dinh.planreader.formats.flattened_habits import Habits, word_pairs
from dinh.planreader.formats.flattened_header import begins_header, flattened_header
from dinh.planreader.formats.flattened_lines import RawRow, Run, raw_rows
from dinh.planreader.formats.flattened_rows import Before, Dealt, best_weight, deal, pieces_of
from dinh.planreader.formats.text_lines import TextLine
from dinh.planreader.recognise.columns import settled_roles

ITEM = re.compile(r"\d{1,2}\.\d{1,2}\.? ")
BEFORE_ITEM = re.compile(r" (?=\d{1,2}\.\d{1,2}\.? [^\W\d_])")
MOSTLY_FULL = 0.4
SPANNING = {"objective", "task"}


def find_flattened(lines: list[TextLine], start: int) -> tuple[Table, int] | None:
    """Return the table whose flattened header begins at this line with the index after it, or None."""
    header = flattened_header(lines, start) if begins_header(lines[start].text.strip()) else None
    if header is None:
        return None
    names, index = header
    roles = settled_roles(names)
    if "task" not in roles or len(roles) < 4:
        return None
    above = [line.text.strip() for line in lines[start:index] if line.text.strip()]
    rows, end = raw_rows(lines, index, roles, above)
    if not any(row.runs for row in rows):
        return None
    texts = [line.text for line in [*lines[:start], *lines[end:]]]
    return _laid_out(names, roles, rows, lines[start].number, texts), end


def _habits(rows: list[RawRow], texts: list[str]) -> Habits:
    """Learn what a missing blank line means: nothing, unless lines going on in lower case always have one."""
    runs = [run for row in rows for run in row.runs]
    inside = Counter(gap for run in runs for text, gap, _ in run.lines[1:] if text[:1].islower())
    share = inside[True] / max(1, sum(inside.values()))
    border = 0.9 if share > 0.85 and sum(inside.values()) >= 8 else 0.0
    cells = [piece.text for run in runs for piece in pieces_of(run.lines)]
    return Habits(border, word_pairs([*_flowing(texts), *cells]))


def _flowing(texts: list[str]) -> list[str]:
    """Lines with the beginning of the next one, so that pairs over line ends count too in running text."""
    full = [text.strip() for text in texts if text.strip()]
    return [
        f"{one} {other}" if len(one) > 60 else one
        for one, other in zip(full, [*full[1:], ""], strict=True)
    ]


@dataclass
class _Part:
    """One grid row: the texts per column, of a task or of one of its activities."""

    number: str
    texts: list[str]
    line: int
    heights: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    is_cut: bool = False
    begins_row: bool = False

    def before(self, shared: list[str], roles: tuple[str, ...]) -> Before:
        """The state at a page end: the tallest cells, and those that span rows, likely ran on."""
        tallest = max(1, *self.heights)
        texts = tuple(own or spanning for own, spanning in zip(self.texts, shared, strict=True))
        reach = tuple(
            1.0 if role in SPANNING and not own else min(1.0, (height + 1) / tallest)
            for own, height, role in zip(self.texts, self.heights, roles, strict=True)
        )
        return Before(texts, reach)


def _laid_out(
    names: list[str], roles: tuple[str, ...], rows: list[RawRow], line: int, texts: list[str]
) -> Table:
    habits = _habits(rows, texts)
    _parts_of_all(rows, roles, habits)  # a first pass to learn the texts that come back
    parts = _parts_of_all(rows, roles, habits)
    _span_down(rows, parts, roles)
    place = Place("cell", table=1, line=line)
    grid = GridBuilder()
    for column, name in enumerate(names):
        grid.put(0, column, Cell((name,), cell_place(place, 0, column)))
    r = 1
    for row, own in zip(rows, parts, strict=True):
        if row.title:
            grid.put(r, 0, Cell((row.title,), _at(place, r, 0, row.line), 1, len(names), True))
            r += 1
        for group in own:
            r = _put_group(grid, place, r, group, roles)
    return grid.finished(place, flattened=True)


def _span_down(rows: list[RawRow], groups: list[list[list[_Part]]], roles: tuple[str, ...]) -> None:
    """A row without lead or due stands beside a cell that spans it, where the column is else full."""
    for column in [c for c, role in enumerate(roles) if role in {"lead", "due"}]:
        heads = [group[0] for own in groups for group in own]
        filled = sum(1 for part in heads if part.texts[column])
        if filled < MOSTLY_FULL * len(heads):
            continue
        above = ""
        for row, own in zip(rows, groups, strict=True):
            above = "" if row.title else above
            for group in own:
                if not any(part.texts[column] for part in group):
                    group[0].texts[column] = above
                above = group[-1].texts[column] or above


def _parts_of_all(
    rows: list[RawRow], roles: tuple[str, ...], habits: Habits
) -> list[list[list[_Part]]]:
    """Per raw row the groups of parts that share the cells on their left."""
    result = []
    seen: dict[str, dict[str, int]] = {}
    for row in rows:
        parts = _dealt(row, roles, habits)
        for part in parts:
            for role, text in zip(roles, part.texts, strict=True):
                if text:
                    counts = seen.setdefault(role, {})
                    counts[fold(text)] = counts.get(fold(text), 0) + 1
        starts = [i for i, part in enumerate(parts) if i == 0 or part.begins_row]
        ends = [*starts, len(parts)][1:]
        result.append([parts[a:b] for a, b in zip(starts, ends, strict=True)])
    habits.seen = seen
    habits.widths = _widths([part for group in result for parts in group for part in parts], roles)
    return result


def _widths(parts: list[_Part], roles: tuple[str, ...]) -> dict[str, float]:
    """The length that the longest lines of a column's cells usually reach."""
    widths = {}
    for column, role in enumerate(roles):
        lengths = sorted(part.lengths[column] for part in parts if part.lengths[column])
        if len(lengths) >= 6:
            widths[role] = float(lengths[int(0.85 * len(lengths))])
    return widths


def _dealt(row: RawRow, roles: tuple[str, ...], habits: Habits) -> list[_Part]:
    parts: list[_Part] = []
    runs = [run for run in row.runs if run.lines]
    if row.lost:
        runs, lost = _without_lost(row, runs, roles, habits)
        if lost:
            own = RawRow(row.line, number=row.number, runs=runs)
            return [*_dealt(own, roles, habits), *lost]
    for run, following in zip(runs, [*runs[1:], None], strict=False):
        first = _first_column(run, roles)
        if run.after_page and parts:
            parts[-1].is_cut = True
            _add_rest(parts, run, following, roles, habits)
        elif parts and parts[-1].is_cut and roles[first] == "activities":
            _add_rest(parts, run, following, roles, habits)
        else:
            empty = 0.3 if parts and roles[first] == "activities" else 1.0
            dealt = _run_texts(run, following, roles, first, habits, empty)
            if parts and _goes_on(parts[-1], first, roles):
                _join_into(parts[-1], dealt, first)
            else:
                texts, heights = [cell.text for cell in dealt], [cell.pieces for cell in dealt]
                lengths = [cell.longest for cell in dealt]
                parts.append(_Part(row.number, texts, run.lines[0][2], heights, lengths))
    return parts


def _without_lost(
    row: RawRow, runs: list[Run], roles: tuple[str, ...], habits: Habits
) -> tuple[list[Run], list[_Part]]:
    """Take a row whose number was lost off the end of the row before: (what stays, the lost rows)."""
    for index, run in enumerate(runs):
        cut = 0 if index and run.after_page and _begins_task(run.lines[0][0]) else None
        if cut is None:
            cut = _cut_of_lost(run, roles, habits)
        if cut is not None:
            kept = [*runs[:index], *([Run(run.column, run.lines[:cut])] if cut else [])]
            rest = [Run(run.column, run.lines[cut:]), *runs[index + 1 :]]
            lost = _dealt(RawRow(run.lines[cut][2], runs=rest, lost=row.lost - 1), roles, habits)
            if kept and lost:
                lost[0].begins_row = True
                return kept, lost
    return runs, []


def _begins_task(text: str) -> bool:
    return text[:1].isupper() and TASK_START.match(fold(text)) is not None


def _cut_of_lost(run: Run, roles: tuple[str, ...], habits: Habits) -> int | None:
    """The line where a second row begins, if two rows read better than one."""
    first = _first_column(run, roles)
    best, cut = best_weight(pieces_of(run.lines), roles, first, habits), None
    for index in range(2, len(run.lines) - 1):
        if not _begins_task(run.lines[index][0]):
            continue
        halves = (run.lines[:index], run.lines[index:])
        weight = sum(best_weight(pieces_of(half), roles, first, habits) for half in halves)
        if weight > best:
            best, cut = weight, index
    return cut


def _own(run: Run, roles: tuple[str, ...], first: int) -> list[Dealt]:
    own = [Dealt() for _ in roles]
    pieces = pieces_of(run.lines)
    longest = max(len(text) for text, _, _ in run.lines)
    own[first] = Dealt(" ".join(piece.text for piece in pieces), len(run.lines), longest)
    return own


def _run_texts(
    run: Run,
    following: Run | None,
    roles: tuple[str, ...],
    first: int,
    habits: Habits,
    empty: float,
) -> list[Dealt]:
    """A run followed by one of a column further right fills its own column and no other."""
    if following is not None and not following.after_page and following.column > run.column:
        return _own(run, roles, first)
    dealt = deal(pieces_of(run.lines), roles, first, None, habits, empty=empty)
    if following is not None and not following.after_page and following.column == run.column:
        dues = [
            text
            for role, text in zip(roles, [cell.text for cell in dealt], strict=True)
            if role == "due"
        ]
        return (
            dealt
            if any(is_due(text) and not text.isdigit() for text in dues)
            else _own(run, roles, first)
        )
    return dealt


def _first_column(run: Run, roles: tuple[str, ...]) -> int:
    return (
        max(run.column, 1)
        if roles[0] == "number"
        else run.column - 1
        if run.column == 1
        else run.column
    )


def _goes_on(part: _Part, first: int, roles: tuple[str, ...]) -> bool:
    """A run belongs to the part before when that one has nothing yet to the right of the run's column."""
    return not any(part.texts[c] for c in range(first + 1, len(roles)))


def _join_into(part: _Part, dealt: list[Dealt], first: int) -> None:
    for column, cell in enumerate(dealt):
        if cell.text:
            joint = "\n" if column == first else " "
            part.texts[column] = f"{part.texts[column]}{joint}{cell.text}".strip()
            part.heights[column] += cell.pieces
            part.lengths[column] = max(part.lengths[column], cell.longest)


def _add_rest(
    parts: list[_Part], run: Run, following: Run | None, roles: tuple[str, ...], habits: Habits
) -> None:
    """Deal out what stands after a page end behind what the columns had before it."""
    part, first = parts[-1], _first_column(run, roles)
    heights = list(part.heights)
    if following is not None and not run.after_page and following.column == run.column:
        _join_into(part, _own(run, roles, first), first)
        part.heights = heights  # what stands on the next page made no cell taller on this one
        return
    shared = _shared_texts(parts, roles)
    before = part.before(shared, roles)
    if not run.after_page:  # a new label begins a new paragraph of its own cell
        texts = tuple("" if c == first else text for c, text in enumerate(before.texts))
        before = Before(texts, before.reach)
    dealt = deal(pieces_of(run.lines, everywhere=True), roles, first, before, habits)
    for column, text in enumerate(cell.text for cell in dealt):
        if text:
            owner = part if part.texts[column] else _owner(parts, column)
            joint = "\n" if column == first and not run.after_page else " "
            owner.texts[column] = f"{owner.texts[column]}{joint}{text}".strip()


def _shared_texts(parts: list[_Part], roles: tuple[str, ...]) -> list[str]:
    """The texts of the cells that span down to the last part."""
    return [
        _owner(parts, column).texts[column] if role in SPANNING else ""
        for column, role in enumerate(roles)
    ]


def _owner(parts: list[_Part], column: int) -> _Part:
    return next((part for part in reversed(parts) if part.texts[column]), parts[-1])


def _put_group(
    grid: GridBuilder, place: Place, r: int, parts: list[_Part], roles: tuple[str, ...]
) -> int:
    """Put the parts of one numbered row: number, objective and task span the parts that lack their own."""
    for column, role in enumerate(roles):
        start = 0
        while start < len(parts):
            end = start + 1
            shares = role in {"number", "objective", "task"}
            while shares and end < len(parts) and not parts[end].texts[column]:
                end += 1
            text = parts[start].number if role == "number" else parts[start].texts[column]
            lines = tuple(line for line in _numbered_apart(text).split("\n") if line)
            where = _at(place, r + start, column, parts[start].line)
            grid.put(r + start, column, Cell(lines, where, end - start))
            start = end
    return r + len(parts)


def _numbered_apart(text: str) -> str:
    """Items "3.1. …", "3.2. …" of one cell stand on lines of their own again."""
    if not ITEM.match(text):
        return text
    return BEFORE_ITEM.sub("\n", text)


def _at(place: Place, row: int, column: int, line: int) -> Place:
    own = cell_place(place, row, column)
    return Place("cell", table=own.table, row=own.row, column=own.column, line=line)
