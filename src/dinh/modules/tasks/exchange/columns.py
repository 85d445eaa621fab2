"""The columns of the table, in their order; both ways use this list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from dinh.foundation.ui.wording import day as day_words
from dinh.modules.tasks import states
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.queries.listing import with_occurrences
from dinh.modules.tasks.queries.page import current_of
from dinh.modules.tasks.rules import area_name

LARGEST_TABLE = 20_000  # rows; a commune has a few hundred tasks a year
# The words of the table are fixed: a file written today must be read next year, in any language.
KEY, VERSION, TITLE, DUE = "Mã", "Bản", "Nhiệm vụ", "Thời hạn"  # official words
NOT_CALLED = "not_called"
STATE_WORDS = {
    NOT_CALLED: "Khi phát sinh",  # official words
    "on_time": "Xong đúng hạn",  # official words
    "late": "Xong, trễ hạn",  # official words
    "in_progress": "Đang làm",  # official words
    "overdue": "Quá hạn",  # official words
    "not_due": "Chưa đến hạn",  # official words
    "past": "Đã qua khi nhập",  # official words
    "not_arisen": "Không phát sinh",  # official words
    "cancelled": "Đã hủy",  # official words
}


@dataclass(frozen=True)
class TableColumn:
    """One column; `field` names what may be changed through the file ("" for what is only told)."""

    head: str
    write: Callable[[Task, datetime], str]
    field: str = ""
    width: int = 16


def _current_words(task: Task, now: datetime) -> str:
    if task.state == Task.State.CANCELLED:
        return STATE_WORDS["cancelled"]
    current = current_of(list(task.occurrences.all()))
    bucket = states.bucket(current, now) if current else NOT_CALLED
    return STATE_WORDS[bucket]


def _due_words(task: Task, _now: datetime) -> str:
    return day_words(task.next_due_at)


def _area_words(task: Task, _now: datetime) -> str:
    return area_name(task.area)


def _support(task: Task, _now: datetime) -> str:
    names = [row.unit.name for row in task.supports.all()]
    return "; ".join(names) or task.support_printed


def _text(name: str) -> Callable[[Task, datetime], str]:
    return lambda task, _now: str(getattr(task, name) or "")


COLUMNS = [
    TableColumn(KEY, lambda task, _now: str(task.pk), width=38),
    TableColumn(VERSION, _text("version"), width=6),
    TableColumn("TT", _text("printed_row"), width=6),
    TableColumn("Lĩnh vực", lambda task, _now: str(task.area or ""), "area", 10),  # official words
    TableColumn(TITLE, _text("title"), "title", 60),
    TableColumn("Sản phẩm", _text("output"), "output", 30),  # official words
    TableColumn(
        "Chủ trì",  # official words
        lambda task, _now: task.lead_unit.name if task.lead_unit else "",
        "lead_unit",
        28,
    ),
    TableColumn(
        "Người làm",  # official words
        lambda task, _now: task.lead_person.username if task.lead_person else "",
        "lead_person",
    ),
    TableColumn("Phối hợp", _support, width=30),  # official words
    TableColumn(DUE, _text("due_printed"), width=20),
    TableColumn("Kinh phí", _text("budget"), "budget", 20),  # official words
    TableColumn("Ghi chú", _text("note"), "note", 30),  # official words
    TableColumn("Tên lĩnh vực", _area_words, width=30),  # official words
    TableColumn("Hạn gần nhất", _due_words),  # official words
    TableColumn("Số lần phải làm", _text("occurrence_count"), width=8),  # official words
    TableColumn("Đã xong", _text("done_count"), width=8),  # official words
    TableColumn("Tình trạng", _current_words, width=18),  # official words
]
HEADS = [column.head for column in COLUMNS]
CHANGEABLE = [column for column in COLUMNS if column.field]


def rows_of(tasks: QuerySet[Task], now: datetime) -> list[list[str]]:
    """The cells of these tasks, at most `LARGEST_TABLE` of them; three queries."""
    shown = with_occurrences(tasks).prefetch_related("supports__unit")[:LARGEST_TABLE]
    return [[column.write(task, now) for column in COLUMNS] for task in shown]


def today_words(now: datetime) -> str:
    """The day for the name of the file: `2026-11-19`."""
    return timezone.localdate(now).isoformat()


Cells = list[str]
Row = dict[str, Any]
