"""The progress annex of a plan as a document: one row a task, in the order and areas of the plan.

Source: columns of the annex "Tiến độ thực hiện Kế hoạch" in the reform reports (law.md 7.2).
"""

import uuid
from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from dinh.modules.organisation.models import Unit
from dinh.modules.organisation.queries import name_on
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.boards import board
from dinh.modules.plans.queries.carrying import tasks_of
from dinh.modules.plans.rules.areas import AREAS, ROMAN, area_name
from dinh.modules.tasks.models import Evidence, Task, TaskSupport
from dinh.officedoc.model import Column, Document, Letterhead, Paragraph, Row, Table, Title
from dinh.officedoc.wording import date_line, day_in_words, number_line

COLUMNS = (
    Column("STT", 10, "center"),
    Column("Nhiệm vụ", 58),
    Column("Sản phẩm", 34),
    Column("Cơ quan chủ trì", 28),
    Column("Phối hợp", 28),
    Column("Thời hạn", 24),
    Column("Mức độ hoàn thành", 28),
    Column("Số hiệu VB sản phẩm", 24),
    Column("Ghi chú", 18),
)


def progress_annex(plan: Plan, now: datetime) -> Document:
    """The annex as it stands at `now`; the agency bears the name valid on that day. Eight queries."""
    today = timezone.localdate(now)
    name = name_on(plan.organisation_id, today)
    place = name.place if name else ""
    locality = (name.locality or name.name) if name else ""
    figures = board(plan, "area", now).total
    moment = f"{timezone.localtime(now):%H:%M} {day_in_words(today)}"
    counted = (
        f"Số liệu tính đến {moment}: {figures.total} lần phải làm; {figures.on_time} xong đúng hạn, "
        f"{figures.late} xong trễ, {figures.in_progress} đang làm, {figures.overdue} quá hạn, "
        f"{figures.not_due} chưa đến kỳ."
    )
    return Document(
        title=f"Tiến độ thực hiện {plan.title}",
        landscape=True,
        letterhead=Letterhead(
            agency=("Ủy ban nhân dân", place),
            number=number_line("/BC-UBND"),
            place_and_date=date_line(locality, today),
        ),
        blocks=(
            Title("Phụ lục", f"Tiến độ thực hiện {plan.title}", _attached(plan)),
            Paragraph(counted, indent=False, size=13),
            Table(COLUMNS, tuple(_rows(plan))),
        ),
    )


def _attached(plan: Plan) -> str:
    version = plan.current
    if version is None or not version.document_number:
        return ""
    return f"(Kế hoạch số {version.document_number} {day_in_words(version.issued_on)})"


def _rows(plan: Plan) -> Iterator[Row]:
    tasks = list(tasks_of(plan).select_related("lead_unit"))
    supports, numbers = _supports(plan), _numbers(plan)
    by_area: dict[int | None, list[Task]] = {}
    for task in tasks:
        by_area.setdefault(task.area, []).append(task)
    order = 0
    for area in (*AREAS, None):
        found = by_area.get(area, [])
        if found:
            yield Row((_group_words(area),), "group")
        for task in found:
            order += 1
            yield _row(order, task, supports.get(task.pk, []), numbers.get(task.pk, []))


def _group_words(area: int | None) -> str:
    if area is None:
        return area_name(area)
    return f"{ROMAN[area]}. {AREAS[area].upper()}"


def _row(order: int, task: Task, supports: list[str], numbers: list[str]) -> Row:
    return Row(
        (
            str(order),
            task.title,
            task.output,
            task.lead_words,
            ", ".join(supports) or task.support_printed,
            task.due_printed or _due_words(task.next_due_at),
            done_words(task),
            "; ".join(numbers),
            task.note,
        )
    )


def _due_words(due_at: datetime | None) -> str:
    return f"{timezone.localtime(due_at):%d/%m/%Y}" if due_at else ""


def done_words(task: Task) -> str:
    """How far a task is, from its records: done, under way with its count, or not begun."""
    if not task.occurrence_count:
        return "Chưa phát sinh"
    if task.done_count >= task.occurrence_count:
        return "Hoàn thành"
    if task.done_count:
        return f"Đang thực hiện ({task.done_count}/{task.occurrence_count})"
    return "Chưa hoàn thành"


def _supports(plan: Plan) -> dict[uuid.UUID, list[str]]:
    rows = TaskSupport.objects.filter(
        organisation_id=plan.organisation_id, task__origin_id=plan.pk
    ).order_by("unit__order", "unit__name")
    found: dict[uuid.UUID, list[str]] = {}
    units = {unit.pk: unit for unit in Unit.objects.filter(organisation_id=plan.organisation_id)}
    for task_id, unit_id in rows.values_list("task_id", "unit_id"):
        found.setdefault(task_id, []).append(units[unit_id].name)
    return found


def _numbers(plan: Plan) -> dict[uuid.UUID, list[str]]:
    """The numbers of the accepted documents of each task, oldest first."""
    rows = Evidence.objects.filter(
        organisation_id=plan.organisation_id,
        occurrence__origin_id=plan.pk,
        state=Evidence.State.ACCEPTED,
    ).exclude(document_number="")
    found: dict[uuid.UUID, list[str]] = {}
    listed = rows.order_by("document_date", "id").values_list(
        "occurrence__task_id", "document_number", "document_date"
    )
    for task_id, number, day in listed:
        found.setdefault(task_id, []).append(_dated(number, day))
    return found


def _dated(number: str, day: date | None) -> str:
    return f"{number} ngày {day:%d/%m/%Y}" if day else number
