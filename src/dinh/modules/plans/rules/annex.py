"""The progress annex of a plan in the words of the reform reports: values in, a document out.

Source: columns of the annex "Tiến độ thực hiện Kế hoạch" in the reform reports (law.md 7.2); layout
NĐ 30/2020, Phụ lục I.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from dinh.modules.plans.rules.areas import AREAS, ROMAN, area_name
from dinh.officedoc.model import Column, Document, Letterhead, Paragraph, Row, Table, Title
from dinh.officedoc.wording import date_line, day_in_words, number_line

COLUMNS: Final = (
    Column("STT", 12, "center"),
    Column("Nhiệm vụ", 52),
    Column("Sản phẩm", 34),
    Column("Cơ quan chủ trì", 28),
    Column("Phối hợp", 28),
    Column("Thời hạn", 24),
    Column("Mức độ hoàn thành", 28),
    Column("Số hiệu VB sản phẩm", 30),
    Column("Ghi chú", 16),
)


@dataclass(frozen=True)
class Line:
    """One task of the annex; `done` and `total` count its occurrences."""

    area: int | None
    task: str
    output: str
    lead: str
    support: str
    due: str
    done: int
    total: int
    documents: Sequence[tuple[str, date | None]]
    note: str


@dataclass(frozen=True)
class Facts:
    """What stands above the table; the place is the agency's name valid on the day of `moment`."""

    title: str
    number: str
    issued_on: date | None
    place: str
    locality: str
    moment: datetime  # on the wall clock
    on_time: int
    late: int
    in_progress: int
    overdue: int
    not_due: int


def progress_annex(facts: Facts, lines: Sequence[Line]) -> Document:
    """The annex: a landscape table in the order of the plan, grouped by area."""
    day = facts.moment.date()
    return Document(
        title=f"Tiến độ thực hiện {facts.title}",
        landscape=True,
        letterhead=Letterhead(
            agency=("Ủy ban nhân dân", facts.place),
            number=number_line("/BC-UBND"),
            place_and_date=date_line(facts.locality, day),
        ),
        blocks=(
            Title("Phụ lục", f"Tiến độ thực hiện {facts.title}", _attached(facts)),
            Paragraph(_counted(facts), indent=False, size=13),
            Table(COLUMNS, tuple(_rows(lines))),
        ),
    )


def _attached(facts: Facts) -> str:
    if not facts.number:
        return ""
    return f"(Kế hoạch số {facts.number} {day_in_words(facts.issued_on)})"


def _counted(facts: Facts) -> str:
    total = facts.on_time + facts.late + facts.in_progress + facts.overdue + facts.not_due
    return (
        f"Số liệu tính đến {facts.moment:%H:%M} {day_in_words(facts.moment.date())}: "
        f"{total} lần phải làm; {facts.on_time} xong đúng hạn, {facts.late} xong trễ, "
        f"{facts.in_progress} đang làm, {facts.overdue} quá hạn, {facts.not_due} chưa đến kỳ."
    )


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    order = 0
    for area in (*AREAS, None):
        found = [line for line in lines if line.area == area]
        if found:
            yield Row((_group_words(area),), "group")
        for line in found:
            order += 1
            yield _row(order, line)


def _group_words(area: int | None) -> str:
    if area is None:
        return area_name(area)
    return f"{ROMAN[area]}. {AREAS[area].upper()}"


def _row(order: int, line: Line) -> Row:
    documents = "; ".join(_dated(number, day) for number, day in line.documents)
    done = done_words(line.done, line.total)
    texts = (line.task, line.output, line.lead, line.support, line.due, done, documents, line.note)
    return Row((str(order), *texts))


def done_words(done: int, total: int) -> str:
    """How far a task is: done, under way with its count, or not begun; none may have arisen yet."""
    if not total:
        return "Chưa phát sinh"
    if done >= total:
        return "Hoàn thành"
    return f"Đang thực hiện ({done}/{total})" if done else "Chưa hoàn thành"


def _dated(number: str, day: date | None) -> str:
    return f"{number} ngày {day:%d/%m/%Y}" if day else number
