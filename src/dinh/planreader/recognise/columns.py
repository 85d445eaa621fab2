"""Finds the header of a table and what each column holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Cell, Table

MAX_HEADER_DEPTH = 10
COLUMN_CUES = (
    ("number", re.compile(r"^(?:s\s?t\s?t|tt|so ?tt|so thu tu|#|no\.?|muc)$")),
    ("note", re.compile(r"ghi chu")),
    ("budget", re.compile(r"kinh phi|du toan|nguon von|kinh phi du kien")),
    ("start", re.compile(r"bat dau|khoi dau|trien khai tu")),
    (
        "due",
        re.compile(
            r"thoi gian|thoi han|thoi diem|tien do|lo trinh|han hoan thanh|(?<!san pham )(?<!ket qua )hoan thanh$|"
            r"\bhan\b|moc thoi|^qu[yi] (?:iv|iii|ii|i|[1-4])$|^(?:thang|t) ?(?:1[0-2]|0?[1-9])$"
        ),
    ),
    ("support", re.compile(r"phoi hop")),
    (
        "chief",
        re.compile(r"lanh dao (?:phu trach|chi dao|theo doi)|nguoi chi dao|nguoi duyet|phe duyet"),
    ),
    (
        "lead",
        re.compile(
            r"chu tri|tham muu|phu trach|dau moi|(?:co quan|don vi|bo phan|nguoi|to chuc|ca nhan|cong chuc|can bo).*(?:thuc hien|giao)|trach nhiem|phan cong|^thuc hien$|don vi$"
        ),
    ),
    ("unit", re.compile(r"don vi tinh|\bdvt\b")),
    ("outputs", re.compile(r"san pham|ket qua|dau ra|hinh thuc")),
    (
        "activities",
        re.compile(r"hoat dong|giai phap|cach thuc|bien phap|cong viec cu the|noi dung cu the"),
    ),
    (
        "area",
        re.compile(r"^(?:cac )?linh vuc|^nhom (?:nhiem vu|noi dung|cong viec)|^noi dung cai cach$"),
    ),
    ("task", re.compile(r"nhiem vu|cong viec|ten viec|dau viec")),
    ("objective", re.compile(r"muc tieu|chi tieu|tieu chi")),
    ("content", re.compile(r"noi dung|ten\b")),
)


@dataclass(frozen=True)
class Header:
    """The header of a table: `first_row` after it, and a role and a printed name per grid column."""

    first_row: int
    roles: tuple[str, ...]
    names: tuple[str, ...]

    def columns(self, role: str) -> list[int]:
        """Return the grid columns with that role, from left to right."""
        return [column for column, own in enumerate(self.roles) if own == role]

    @property
    def is_task_table(self) -> bool:
        """A table of tasks names the tasks and who does them, by when, or what comes out."""
        known = set(self.roles)
        return "task" in known and bool(known & {"lead", "due", "outputs", "support"})

    @property
    def is_target_table(self) -> bool:
        """A table of targets names targets and a value, a unit of measure or a level."""
        return "objective" in self.roles and "task" not in self.roles


def role_of_name(name: str) -> str | None:
    """Return the role that a column name announces, or None."""
    folded = re.sub(r"^[\d(]+[-.):\s]+", "", fold(name)).strip(" :.")
    return next((role for role, pattern in COLUMN_CUES if pattern.search(folded)), None)


def find_header(table: Table) -> Header | None:
    """Return the header of a table, or None where no row reads like one."""
    for index, row in enumerate(table.rows[:MAX_HEADER_DEPTH]):
        if _header_strength(row) >= 3:
            return _complete(table, index)
    return None


def settled_roles(names: list[str]) -> tuple[str, ...]:
    """Return a role per column for column names that were found without a table around them."""
    roles = [role_of_name(name) or "other" for name in names]
    _settle_content(roles)
    _keep_first(roles, "number")
    return tuple(roles)


def _header_strength(row: tuple[Cell, ...]) -> int:
    distinct = {id(cell): cell for cell in row if cell.text}
    if len(distinct) < 3 or any(len(cell.text) > 120 for cell in distinct.values()):
        return 0
    roles = {role_of_name(cell.text) for cell in distinct.values()}
    return len(roles - {None})


def _complete(table: Table, index: int) -> Header:
    depth = _depth(table, index)
    header_rows = table.rows[index : index + depth]
    names, found = [], []
    for column in range(table.width):
        parts = _stacked(header_rows, column)
        names.append(" ".join(parts))
        found.append(next((r for r in map(role_of_name, reversed(parts)) if r), None))
    first = index + depth
    while first < len(table.rows) and _is_numbering_row(table.rows[first]):
        first += 1
    roles = _settled(found, table, first)
    return Header(first, tuple(roles), tuple(names))


def _depth(table: Table, index: int) -> int:
    """A header takes as many rows as its tallest cell, and one more where a wide cell is divided."""
    row = table.rows[index]
    depth = max(_span_below(table, index, column) for column in range(table.width))
    is_divided = any(_repeats(row, column) for column in range(1, table.width))
    below = table.rows[index + 1] if index + 1 < len(table.rows) else None
    if depth == 1 and is_divided and below and _subdivides(row, below):
        depth = 2
    return min(depth, 3)


def _subdivides(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    named = [c for c, cell in enumerate(below) if cell.text and role_of_name(cell.text)]
    return bool(named) and all(
        _repeats(row, c) or (c + 1 < len(row) and _repeats(row, c + 1)) for c in named
    )


def _repeats(row: tuple[Cell, ...], column: int) -> bool:
    return column > 0 and bool(row[column].text) and row[column] is row[column - 1]


def _span_below(table: Table, index: int, column: int) -> int:
    cell = table.rows[index][column]
    depth = 1
    while index + depth < len(table.rows) and table.rows[index + depth][column] is cell:
        depth += 1
    return depth if cell.text else 1


def _stacked(rows: tuple[tuple[Cell, ...], ...], column: int) -> list[str]:
    parts: list[str] = []
    for row in rows:
        if row[column].text and row[column].text not in parts:
            parts.append(row[column].text)
    return parts


def _is_numbering_row(row: tuple[Cell, ...]) -> bool:
    texts = [cell.text.strip("() ") for cell in row if cell.text]
    marks = [text for text in texts if re.fullmatch(r"\d{1,2}(?:\s*=.*)?|[A-E]|[IVX]+", text)]
    return len(texts) >= 3 and len(marks) == len(texts)


def _settled(found: list[str | None], table: Table, first: int) -> list[str]:
    roles = [role or "other" for role in found]
    if roles and roles[0] == "other" and _looks_numbered(table, first):
        roles[0] = "number"
    _settle_content(roles)
    _keep_first(roles, "number")
    return roles


def _looks_numbered(table: Table, first: int) -> bool:
    texts = [row[0].text for row in table.rows[first:] if row[0].text]
    short = [text for text in texts if re.fullmatch(r"[\divxIVX.\s]{1,6}\.?", text)]
    return not texts or len(short) >= 0.4 * len(texts)


def _settle_content(roles: list[str]) -> None:
    """ "Nội dung" is the task itself where no column is called task, else it frames or details the task."""
    _settle_area(roles)
    for column, role in enumerate(roles):
        if role != "content":
            continue
        if "task" in roles:
            roles[column] = "objective" if column < roles.index("task") else "activities"
        elif "objective" in roles and "activities" in roles and roles.index("objective") != column:
            roles[column] = "task"
        elif "content" in roles[:column]:
            roles[column] = "activities"
        else:
            roles[column] = "task"
    if "task" not in roles and "activities" in roles:
        roles[roles.index("activities")] = "task"
    if (
        "task" not in roles
        and "objective" in roles
        and ({"lead", "due"} & set(roles))
        and "outputs" in roles
    ):
        roles[roles.index("objective")] = "task"
    _second_task_is_detail(roles)


def _settle_area(roles: list[str]) -> None:
    """A column that names areas stands beside the tasks; alone it is the content itself."""
    if "area" in roles and not {"task", "content", "activities"} & set(roles):
        roles[roles.index("area")] = "content"
    _keep_first(roles, "area")


def _second_task_is_detail(roles: list[str]) -> None:
    tasks = [column for column, role in enumerate(roles) if role == "task"]
    for column in tasks[1:]:
        roles[column] = "activities"


def _keep_first(roles: list[str], role: str) -> None:
    for column in [c for c, own in enumerate(roles) if own == role][1:]:
        roles[column] = "other"
