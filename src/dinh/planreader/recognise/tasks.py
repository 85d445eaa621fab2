"""Reads the tasks from the rows of task tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dinh.kernel.vietnamese import fold, squeeze
from dinh.planreader.blocks import Cell, Table
from dinh.planreader.plan import Issue, PlanTask, Source
from dinh.planreader.recognise.areas import area_of_sentence, area_of_title
from dinh.planreader.recognise.columns import Header
from dinh.planreader.recognise.due import understand_due
from dinh.planreader.recognise.labels import split_label
from dinh.planreader.recognise.rows import TOTAL, Row, sort_rows

FIELDS = (
    "outputs",
    "lead",
    "support",
    "due",
    "budget",
    "note",
    "chief",
    "other",
    "objective",
    "unit",
)
NUMBERS = re.compile(r"\d+")
PERIOD_NAME = re.compile(r"(?:Qu[ýí]\s*(?:IV|III|II|I|[1-4])|(?:Tháng|T)\s*\d{1,2})$", re.I)
MARK = re.compile(r"[xX×✓✔√●•+*]")


@dataclass
class TaskTable:
    """What a task table yields: its tasks, what could not be placed, and the total it prints."""

    tasks: list[PlanTask] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    printed_total: int | None = None
    total_source: Source | None = None


@dataclass
class _Group:
    """The rows of one task; `extra` holds text spilled over from a broken row, per column."""

    rows: list[Row]
    area: int | None
    sub_area: str | None
    extra: dict[int, list[str]] = field(default_factory=dict)


def read_task_table(
    table: Table, header: Header, area: int | None, plan_year: int | None
) -> TaskTable:
    """Return the tasks of a table, one per item of its task column.

    A spanning cell gives its value to every row that it covers; `area` applies to rows above the
    first area heading; a quarter or month without a year takes `plan_year`.
    """
    result = TaskTable()
    for group in _groups(sort_rows(table, header), header, area, result):
        result.tasks.extend(_tasks_of(group, header, plan_year))
    _note_missing_numbers(result, header)
    return result


def _groups(rows: list[Row], header: Header, area: int | None, result: TaskTable) -> list[_Group]:
    groups: list[_Group] = []
    context = _Context(area, area)
    for row in rows:
        if row.kind == "section":
            context.enter(row)
        elif row.kind == "total":
            _take_total(row, result)
        elif row.kind == "spill":
            _spill(row, groups, result)
        elif row.kind == "task":
            context.enter_named(row, header)
            _add_row(row, groups, header, context)
    return groups


@dataclass
class _Context:
    """The area and sub-area that the rows stand under."""

    area: int | None
    table_area: int | None
    sub_area: str | None = None
    has_roman: bool = False
    roman_area: int | None = None

    def enter(self, row: Row) -> None:
        """Take over the area of a heading row; a letter under a Roman numeral is a sub-area."""
        area = area_of_title(row.title)
        if row.label_kind == "upper" and self.has_roman:
            self.area, self.sub_area = area or self.roman_area, row.label
            return
        self.area, self.sub_area = (
            area or (self.area if area is None and row.label_kind == "number" else self.table_area),
            None,
        )
        if row.label_kind == "roman":
            self.has_roman, self.roman_area = True, self.area

    def enter_named(self, row: Row, header: Header) -> None:
        """Take over the area that a column of areas names; an empty cell repeats the one above."""
        named = [area_of_title(row.cells[c].text) for c in header.columns("area")]
        self.area = next((area for area in named if area), self.area)


def _take_total(row: Row, result: TaskTable) -> None:
    found = TOTAL.match(fold(row.title))
    if found and found.group(1):
        result.printed_total = int(found.group(1))
        result.total_source = row.first_cell.place.as_dict(row.title)


def _spill(row: Row, groups: list[_Group], result: TaskTable) -> None:
    if not groups:
        source = row.first_cell.place.as_dict(
            " ".join(cell.text for cell in row.cells if cell.text)
        )
        result.issues.append(
            Issue(
                "unplaced_row",
                "Có dòng chữ trong bảng không thuộc nhiệm vụ nào; hãy xem lại.",
                source,
            )
        )
        return
    group = groups[-1]
    for column, cell in enumerate(row.cells):
        standing = squeeze(group.rows[-1].cells[column].text)
        if cell.text and not standing.endswith(cell.text):
            group.extra.setdefault(column, []).append(cell.text)


def _add_row(row: Row, groups: list[_Group], header: Header, context: _Context) -> None:
    columns = header.columns("task")
    if groups and groups[-1].area == context.area and groups[-1].sub_area == context.sub_area:
        last = groups[-1].rows[-1]
        same = any(row.cells[c] is last.cells[c] and row.cells[c].text for c in columns)
        blank = not any(row.cells[c].text for c in columns)
        if same or (blank and _continues(row, header)):
            groups[-1].rows.append(row)
            return
    groups.append(_Group([row], context.area, context.sub_area))


def _continues(row: Row, header: Header) -> bool:
    """A row without task text continues the task above if it brings an activity."""
    return any(row.cells[c].text for c in header.columns("activities"))


def _tasks_of(group: _Group, header: Header, plan_year: int | None) -> list[PlanTask]:
    values = {role: _joined(group, header, role) for role in FIELDS}
    cell = next(
        (group.rows[0].cells[c] for c in header.columns("task") if group.rows[0].cells[c].text),
        None,
    )
    if cell is None:
        cell = next(
            (group.rows[0].cells[c] for c in header.columns("activities")), group.rows[0].first_cell
        )
    extra = [text for c in header.columns("task") for text in group.extra.get(c, [])]
    texts = _items_of(cell)
    if extra:
        texts[-1] = " ".join([texts[-1], *extra])
    return [_task(text, cell, group, header, values, plan_year) for text in texts]


def _task(
    text: str,
    cell: Cell,
    group: _Group,
    header: Header,
    values: dict[str, str | None],
    plan_year: int | None,
) -> PlanTask:
    due = understand_due(values["due"], plan_year)
    area = group.area if group.area is not None else area_of_sentence(text)
    confidence = 1.0
    if group.area is None:
        confidence -= 0.3
    if values["due"] and due is None:
        confidence -= 0.2
    if not text or (values["lead"] is None and header.columns("lead")):
        confidence -= 0.1
    return PlanTask(
        area=area,
        row=_row_number(group, header),
        task=text,
        outputs=values["outputs"],
        lead=values["lead"],
        support=values["support"],
        due_text=values["due"],
        due=due,
        budget=values["budget"],
        note=_note(group, header, values),
        sub_area=group.sub_area,
        objective=values["objective"],
        activities=tuple(_activities(group, header)),
        confidence=round(max(confidence, 0.1), 2),
        source=cell.place.as_dict(text),
    )


def _items_of(cell: Cell) -> list[str]:
    """A task cell with several labelled paragraphs ("2.8. …", "2.9. …" or "- …", "- …") holds several tasks."""
    lines = [squeeze(line) for line in cell.lines if line.strip()]
    labels = [split_label(line) for line in lines]
    kind = labels[0].kind if labels and labels[0] else ""
    own = kind if kind in {"number", "bullet", "plus", "lower"} else "number"
    starts = [i for i, label in enumerate(labels) if label and label.kind == own]
    if len(starts) < 2 or starts[0] != 0:
        return [squeeze(" ".join(lines))]
    ends = [*starts[1:], len(lines)]
    return [squeeze(" ".join(lines[a:b])) for a, b in zip(starts, ends, strict=True)]


def _joined(group: _Group, header: Header, role: str) -> str | None:
    texts: list[str] = []
    cells: list[Cell] = []
    if role == "due" and (marked := _marked_periods(group, header)):
        return marked
    for row in group.rows:
        for column in header.columns(role):
            cell = row.cells[column]
            if any(cell is seen for seen in cells):
                continue
            cells.append(cell)
            text = squeeze(" ".join([cell.text, *group.extra.get(column, [])])).rstrip(" ;,")
            if text and (role == "due" or fold(text) not in [fold(known) for known in texts]):
                texts.append(text)
    return "; ".join(texts) or None


def _marked_periods(group: _Group, header: Header) -> str | None:
    """A mark under a column named after a quarter or month stands for that name: "Quý I, Quý II"."""
    names: dict[str, None] = {}
    for row in group.rows:
        for column in header.columns("due"):
            period = PERIOD_NAME.search(header.names[column])
            if period and MARK.fullmatch(row.cells[column].text.strip()):
                names[period.group(0)] = None
    return ", ".join(names) or None


def _activities(group: _Group, header: Header) -> list[str]:
    found: list[str] = []
    for column in header.columns("activities"):
        cells: list[Cell] = []
        for row in group.rows:
            if row.cells[column].text and not any(row.cells[column] is cell for cell in cells):
                cells.append(row.cells[column])
        for cell in cells:
            found.extend(_items_of(cell))
    return found


def _note(group: _Group, header: Header, values: dict[str, str | None]) -> str | None:
    """The note column, and what stands in columns without a field of their own, with their names."""
    parts = [values["note"]] if values["note"] else []
    for role in ("chief", "start", "other", "unit"):
        for column in header.columns(role):
            texts = {
                squeeze(row.cells[column].text): None
                for row in group.rows
                if row.cells[column].text
            }
            if texts:
                name = header.names[column] or "Cột khác"
                parts.append(f"{name}: {'; '.join(texts)}")
    return "; ".join(parts) or None


def _row_number(group: _Group, header: Header) -> int | None:
    for column in header.columns("number"):
        numbers = NUMBERS.findall(group.rows[0].cells[column].text)
        if numbers:
            return int(numbers[-1])
    return None


def _note_missing_numbers(result: TaskTable, header: Header) -> None:
    if not header.columns("number"):
        return
    for task in result.tasks:
        if task.row is None:
            result.issues.append(
                Issue(
                    "missing_number",
                    "Nhiệm vụ này không có số thứ tự trong bảng.",
                    task.source,
                    "row",
                )
            )


def area_of_table_title(titles: list[str]) -> int | None:
    """Return the area that the lines above a table name, if one of them does."""
    return next((area for area in map(area_of_title, reversed(titles)) if area), None)
