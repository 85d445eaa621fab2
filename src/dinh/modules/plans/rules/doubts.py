"""What a person must settle before a draft becomes a plan: doubtful fields, each with its reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dinh.kernel.errors import Invalid
from dinh.kernel.measures import from_plan
from dinh.modules.plans.rules.content import Content, Row, kept

ONLY_SAID: Final = frozenset({"missing_number"})  # shown at the row, nobody need answer
SURE: Final = 0.75  # the reader's confidence from which a row need not be looked at
DUE_TYPES: Final = (
    "by",
    "month",
    "quarters",
    "year",
    "continuous",
    "periodic",
    "on_demand",
    "per_plan",
)


@dataclass(frozen=True)
class Doubt:
    """One thing to settle: at which row and field, why, and whether "đúng như vậy" is an answer."""

    section: str
    row: str  # "" for the document
    field: str
    code: str
    reason: str
    must_change: bool = False

    @property
    def key(self) -> str:
        """What is remembered once a person has settled it."""
        return f"{self.row or self.section}.{self.field}.{self.code}"


def all_doubts(
    content: Content,
    reading: Mapping[str, Any] | None,
    unmatched_leads: Mapping[str, Collection[str]],
    twin: str = "",
) -> list[Doubt]:
    """Every doubt of the draft, settled or not, in the order of the review.

    `unmatched_leads` maps a printed lead that no unit of the commune answers to → its row keys;
    `twin` names an existing plan that this may be a new version of, when nobody has said yet.
    """
    doubts = _of_document(content["document"], twin)
    doubts += [_of_unit(name, len(rows)) for name, rows in unmatched_leads.items()]
    issued_on = _day(content["document"].get("issued_on"))
    remarks = remarks_by_row(reading)
    for row in kept(content, "targets"):
        doubts += _of_target(row) + _of_reading(row, "targets", reading, remarks)
    for row in kept(content, "tasks"):
        doubts += _of_task(row, issued_on) + _of_reading(row, "tasks", reading, remarks)
    doubts += [_of_remark(index, remark) for index, remark in loose_remarks(reading)]
    return doubts


def open_doubts(doubts: list[Doubt], answered: Collection[str]) -> list[Doubt]:
    """The doubts still to settle; one that needs a change stays until the value changes."""
    return [doubt for doubt in doubts if doubt.must_change or doubt.key not in answered]


def _of_document(document: Row, twin: str) -> list[Doubt]:
    found = []
    for field, code, reason, must_change in (
        ("title", "missing", "Chưa có tên kế hoạch.", True),
        ("period_start", "missing", "Chưa rõ kế hoạch cho thời gian nào.", True),
        ("period_end", "missing", "Chưa rõ kế hoạch đến hết ngày nào.", True),
        ("number", "missing", "Không thấy số, ký hiệu. Điền vào, hoặc xác nhận là chưa có.", False),
        ("issued_on", "missing", "Không thấy ngày ban hành. Điền vào, hoặc xác nhận.", False),
    ):
        if not document.get(field):
            found.append(Doubt("document", "", field, code, reason, must_change))
    start, end = _day(document.get("period_start")), _day(document.get("period_end"))
    if start and end and end < start:
        reason = "Ngày kết thúc sớm hơn ngày bắt đầu."
        found.append(Doubt("document", "", "period_end", "order", reason, must_change=True))
    if twin:
        reason = f"Hệ thống đã có “{twin}”. Đây là bản mới của kế hoạch đó, hay một kế hoạch khác?"
        found.append(Doubt("document", "", "plan", "twin", reason))
    return found


def _of_unit(name: str, rows: int) -> Doubt:
    reason = (
        f"Không có đơn vị nào của xã tên “{name}” ({rows} dòng). Chọn đơn vị cho cách viết này."
    )
    return Doubt("units", "", name, "unmatched", reason)


def _of_target(row: Row) -> list[Doubt]:
    if not row.get("text"):
        reason = "Chỉ tiêu chưa có nội dung."
        return [Doubt("targets", row["key"], "text", "missing", reason, must_change=True)]
    return [
        Doubt("targets", row["key"], f"m{index}", "unreadable", refusal, must_change=True)
        for index, measure in enumerate(row.get("measures") or [])
        if (refusal := refusal_of(measure))
    ]


def refusal_of(measure: Row) -> str:
    """Why a measure cannot be reckoned with, in a sentence; empty when it can."""
    try:
        from_plan(measure)
    except Invalid as refusal:
        return refusal.sentence
    return ""


def _of_task(row: Row, issued_on: date | None) -> list[Doubt]:
    def doubt(field: str, code: str, reason: str, *, must_change: bool = False) -> Doubt:
        return Doubt("tasks", row["key"], field, code, reason, must_change)

    found = []
    if not row.get("task"):
        found.append(doubt("task", "missing", "Nhiệm vụ chưa có nội dung.", must_change=True))
    if not row.get("area"):
        found.append(doubt("area", "missing", "Chưa rõ nhiệm vụ thuộc lĩnh vực nào."))
    if not row.get("outputs"):
        reason = "Chưa nêu sản phẩm. Điền vào, hoặc xác nhận nhiệm vụ không cần sản phẩm."
        found.append(doubt("outputs", "missing", reason))
    if not row.get("lead"):
        found.append(doubt("lead", "missing", "Chưa nêu đơn vị chủ trì."))
    return found + _of_due(row, issued_on, doubt)


def _of_due(row: Row, issued_on: date | None, doubt: Any) -> list[Doubt]:
    due = row.get("due")
    if not due or due.get("type") not in DUE_TYPES:
        text = row.get("due_text")
        reason = f"Không hiểu thời hạn “{text}”." if text else "Chưa có thời hạn."
        return [doubt("due", "unknown", reason + " Chọn cách hiểu, hoặc xác nhận là chưa có hạn.")]
    day = _day(due.get("date"))
    if due["type"] == "by" and day is None:
        return [doubt("due", "no_day", "Hạn theo ngày nhưng chưa rõ ngày nào.", must_change=True)]
    if day and issued_on and day < issued_on:
        issued = f"{issued_on:%d/%m/%Y}"
        return [doubt("due", "before_issue", f"Hạn sớm hơn ngày ban hành kế hoạch ({issued}).")]
    return []


def _of_reading(
    row: Row, section: str, reading: Mapping[str, Any] | None, remarks: Mapping[Any, list[Row]]
) -> list[Doubt]:
    """What the reader was unsure of in this row: its confidence, and its own remarks."""
    if reading is None or row.get("row_of") is None:
        return []
    found = [
        Doubt(section, row["key"], _field_of(remark), remark["code"], remark["message"])
        for remark in remarks.get((section, row["row_of"]), [])
        if remark["code"] not in ONLY_SAID
    ]
    sure = reading[section][row["row_of"]].get("confidence", 1.0)
    if sure < SURE and not found:
        reason = "Máy không chắc đã tách đúng dòng này."
        found.append(Doubt(section, row["key"], "row", "confidence", reason))
    return found


def _field_of(remark: Row) -> str:
    return str(remark.get("field") or "row").rpartition(".")[2]


def remarks_by_row(reading: Mapping[str, Any] | None) -> dict[tuple[str, int], list[Row]]:
    """The reader's issues that stand at a row, by section and index of the row."""
    rows = _rows_by_place(reading)
    found: dict[tuple[str, int], list[Row]] = {}
    for remark in (reading or {}).get("issues") or []:
        place = rows.get(_place_key(remark.get("source")))
        if place:
            found.setdefault(place, []).append(remark)
    return found


def loose_remarks(reading: Mapping[str, Any] | None) -> list[tuple[int, Row]]:
    """The reader's issues that stand at no row, with their index: "chưa biết xếp vào đâu"."""
    rows = _rows_by_place(reading)
    issues = (reading or {}).get("issues") or []
    return [
        (index, item)
        for index, item in enumerate(issues)
        if _place_key(item.get("source")) not in rows
    ]


def _rows_by_place(reading: Mapping[str, Any] | None) -> dict[Any, tuple[str, int]]:
    found: dict[Any, tuple[str, int]] = {}
    for section in ("tasks", "targets"):
        for index, row in enumerate((reading or {}).get(section) or []):
            found.setdefault(_place_key(row.get("source")), (section, index))
    found.pop(None, None)
    return found


def _place_key(source: Row | None) -> tuple[object, ...] | None:
    """What two places in the same table row, or in the same paragraph, have in common."""
    if not source:
        return None
    if source.get("table") is not None and source.get("row") is not None:
        return ("table", source["table"], source["row"])
    parts = tuple(source.get(name) for name in ("page", "paragraph", "line"))
    return None if parts == (None, None, None) else ("text", *parts)


def _of_remark(index: int, remark: Row) -> Doubt:
    return Doubt("rest", f"x{index}", "remark", remark["code"], remark["message"])


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
