"""Reads a table of tasks back and tells what it would change; nothing is written here."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from dinh.foundation.files.models import StoredFile
from dinh.kernel.errors import Invalid
from dinh.kernel.vietnamese import fold, nfc
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person, Unit
from dinh.modules.organisation.queries import people_of, units_of
from dinh.modules.tasks.exchange.columns import (
    CHANGEABLE,
    COLUMNS,
    DUE,
    KEY,
    LARGEST_TABLE,
    TITLE,
    VERSION,
)
from dinh.modules.tasks.exchange.going import FORMULA_SIGNS
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.queries import visible_to
from dinh.modules.tasks.rules import AREAS


@dataclass(frozen=True)
class FieldChange:
    """One cell that differs: `value` is what the task would get."""

    field: str
    head: str
    old: str
    new: str
    value: Any


@dataclass
class Difference:
    """What one line of the file would change. `task` is None for new work; `trouble` keeps it out."""

    line: int
    title: str
    task: Task | None
    changes: list[FieldChange] = field(default_factory=list)
    trouble: str = ""
    is_outdated: bool = False  # the task was changed after the file was written
    due_printed: str = ""  # of new work

    @property
    def key(self) -> str:
        """What names the difference in the form."""
        return str(self.line)


@dataclass(frozen=True)
class Reading:
    """The lines that differ, and how many were the same."""

    differences: list[Difference]
    same: int

    @property
    def ready(self) -> list[Difference]:
        """Those that can be taken over."""
        return [one for one in self.differences if not one.trouble]


class _Known:
    """The names that cells may use."""

    def __init__(self, actor: Actor, today: date) -> None:
        self.units = {
            fold(name): unit
            for unit in units_of(actor.organisation_id, today)
            for name in filter(None, (unit.name, unit.short_name))
        }
        self.people = {row.username: row for row in people_of(actor.organisation_id, today)}


def read_table(actor: Actor, stored: StoredFile, today: date) -> Reading:
    """The differences between a file and the tasks now. A fixed number of queries.

    Raises Invalid when the file is not such a table, or too long.
    """
    lines = list(_lines(stored))
    known = _Known(actor, today)
    keys = [key for key in (_key(cells.get(KEY, "")) for _number, cells in lines) if key]
    tasks = visible_to(actor).select_related("lead_unit", "lead_person").in_bulk(keys)
    found = [_difference(number, cells, tasks, known) for number, cells in lines]
    shown = [one for one in found if one.changes or one.trouble]
    return Reading(shown, len(found) - len(shown))


def _lines(stored: StoredFile) -> Iterator[tuple[int, dict[str, str]]]:
    with stored.open() as file:
        content = file.read()
    table = _csv_rows(content) if stored.extension in {"csv", "txt"} else _xlsx_rows(content)
    if not table:
        raise Invalid(_("Tệp không có dòng nào."))
    heads = [_clean(cell) for cell in table[0]]
    missing = [column.head for column in COLUMNS[:5] if column.head not in heads]
    if missing:
        words = ", ".join(missing)
        text = _("Không thấy cột %(columns)s. Hãy dùng tệp xuất từ danh sách nhiệm vụ.")
        raise Invalid(text % {"columns": words})
    if len(table) > LARGEST_TABLE + 1:
        text = _("Bảng dài hơn %(rows)s dòng; hãy chia nhỏ rồi nhập.")
        raise Invalid(text % {"rows": LARGEST_TABLE})
    for number, row in enumerate(table[1:], start=2):
        cells = dict(zip(heads, map(_clean, row), strict=False))
        if any(cells.values()):
            yield number, cells


def _csv_rows(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(_("Tệp CSV phải là UTF-8; hãy lưu lại dạng “CSV UTF-8” hoặc XLSX.")) from None
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    return list(csv.reader(StringIO(text), delimiter=delimiter))


def _xlsx_rows(content: bytes) -> Sequence[Sequence[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return book.get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError):
        raise Invalid(
            _("Không đọc được bảng tính này; hãy lưu lại dạng XLSX hoặc CSV UTF-8.")
        ) from None


def _clean(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = nfc(str(cell)).strip()
    guarded = len(text) > 1 and text[0] == "'" and text[1] in FORMULA_SIGNS
    return text[1:] if guarded else text


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _difference(
    number: int, cells: dict[str, str], tasks: dict[Any, Task], known: _Known
) -> Difference:
    title, printed = cells.get(TITLE, ""), cells.get(KEY, "")
    if not printed:
        return _new(number, cells, known)
    task = tasks.get(_key(printed))
    if task is None:
        return Difference(
            number, title, None, trouble=_("Mã nhiệm vụ này không có trong danh sách.")
        )
    made = Difference(number, task.title, task)
    made.is_outdated = cells.get(VERSION, "") not in {"", str(task.version)}
    _compare(made, cells, known, task)
    return made


def _new(number: int, cells: dict[str, str], known: _Known) -> Difference:
    made = Difference(number, cells.get(TITLE, ""), None)
    made.due_printed = cells.get(DUE, "")
    _compare(made, cells, known, Task())
    if not made.title:
        made.trouble = _("Dòng mới chưa có nội dung nhiệm vụ.")
    return made


def _compare(made: Difference, cells: dict[str, str], known: _Known, task: Task) -> None:
    for column in CHANGEABLE:
        if column.head not in cells:
            continue
        new = cells[column.head]
        old = column.write(task, _NEVER)
        if _clean(old) == new:
            continue
        value, trouble = _value(column.field, new, known)
        made.trouble = made.trouble or trouble
        made.changes.append(FieldChange(column.field, column.head, old, new, value))


def _value(name: str, text: str, known: _Known) -> tuple[Any, str]:
    """What a cell stands for, and what is wrong with it ("" when nothing is)."""
    if name == "area":
        return _area(text)
    if name == "lead_unit":
        return _named(known.units, fold(text), text, _("đơn vị"))
    if name == "lead_person":
        return _named(known.people, text, text, _("tên đăng nhập"))
    if name == "title" and not text:
        return "", _("Nội dung nhiệm vụ bị để trống.")
    return text, ""


def _area(text: str) -> tuple[int | None, str]:
    if not text:
        return None, ""
    if text.isdecimal() and int(text) in AREAS:
        return int(text), ""
    return None, _("Lĩnh vực “%(text)s” không phải số từ 1 đến 8.") % {"text": text}


def _named(
    known: dict[str, Unit] | dict[str, Person], key: str, text: str, what: str
) -> tuple[Unit | Person | None, str]:
    if not text:
        return None, ""
    found = known.get(key)
    return found, "" if found else _("Không thấy %(what)s “%(text)s”.") % {
        "what": what,
        "text": text,
    }


_NEVER: Any = None  # the changeable columns do not look at the clock
