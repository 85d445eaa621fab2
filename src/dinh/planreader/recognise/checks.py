"""Looks over what was read and says what a person should check; nothing is changed silently."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from dinh.kernel.vietnamese import fold
from dinh.planreader.blocks import Paragraph
from dinh.planreader.plan import DocumentFields, Issue, Measure, PlanTask, Source, Target
from dinh.planreader.recognise.areas import area_of_title
from dinh.planreader.recognise.outline import Section

SUPERIOR = re.compile(
    r"\bcủa (?:UBND )?(?:huyện|thành phố|quận|thị xã)\b(?! \S+ (?:giao|ban hành|về))|các xã, (?:phường|thị trấn)|UBND các xã|cấp huyện \d|các huyện\b"
)
ANNEX = re.compile(
    r"phụ lục(?:\s+(?:số\s+)?(?P<name>[IVX]+|\d{1,2}))?|biểu (?:kế hoạch|chi tiết)|khung nhiệm vụ",
    re.I,
)
ATTACHED = re.compile(r"đính kèm|kèm theo", re.I)
CLOSE_ENOUGH = 0.6
MOST_COMPARED = 300


def check_dates(document: DocumentFields, tasks: Iterable[PlanTask]) -> list[Issue]:
    """Tasks due before the plan was issued."""
    if document.issued_on is None:
        return []
    issued = document.issued_on
    return [
        Issue(
            "due_before_issue",
            f"Thời hạn “{task.due_text}” trước ngày ban hành kế hoạch ({_day(issued)}).",
            task.source,
            "due",
        )
        for task in tasks
        if task.due is not None and (end := last_day(task)) is not None and end < issued
    ]


def last_day(task: PlanTask) -> str | None:
    """The ISO date on which the due text ends, or None where it has no such day."""
    due = task.due
    if due is None:
        return None
    if due.date:
        return due.date
    if due.year and due.month:
        return _month_end(due.year, due.month)
    if due.year and due.quarters:
        return _month_end(due.year, max(due.quarters) * 3)
    return None


def _month_end(year: int, month: int) -> str:
    first_of_next = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - datetime.timedelta(days=1)).isoformat()


def _day(iso: str) -> str:
    return datetime.date.fromisoformat(iso).strftime("%d/%m/%Y")


def check_document(document: DocumentFields) -> list[Issue]:
    """Identifying fields that the file does not carry."""
    names = {
        "number": "số, ký hiệu",
        "issued_on": "ngày ban hành",
        "issuer": "cơ quan ban hành",
        "signer": "người ký",
        "period_start": "năm hoặc giai đoạn của kế hoạch",
    }
    return [
        Issue(
            "missing_field", f"Không thấy {words} trong tệp; hãy bổ sung.", None, f"document.{name}"
        )
        for name, words in names.items()
        if getattr(document, name) is None
    ]


def check_due_texts(tasks: Iterable[PlanTask]) -> list[Issue]:
    """Due texts that were not understood."""
    return [
        Issue(
            "due_not_understood",
            f"Chưa hiểu thời hạn “{task.due_text}”; hãy chọn lại.",
            task.source,
            "due",
        )
        for task in tasks
        if task.due_text and task.due is None
    ]


def check_areas(tasks: Iterable[PlanTask]) -> list[Issue]:
    """Tasks for which no reform area was found."""
    return [
        Issue("no_area", "Chưa xác định được lĩnh vực của nhiệm vụ này.", task.source, "area")
        for task in tasks
        if task.area is None
    ]


def check_labels(
    tasks: Iterable[PlanTask], targets: Iterable[Target], root: Section
) -> list[Issue]:
    """Labels printed twice where one would expect each once."""
    issues = []
    for name, items in _labelled(tasks, targets):
        seen: set[tuple[object, ...]] = set()
        for key, text, source in items:
            if key in seen:
                issues.append(
                    Issue("repeated_label", f"Số “{text}” được in hai lần.", source, name)
                )
            seen.add(key)
    numerals: set[str] = set()
    for section in root.sections:
        if section.label is None or section.label.kind != "roman":
            continue
        if section.label.printed in numerals and section.paragraph is not None:
            source = section.paragraph.place.as_dict(section.paragraph.text)
            issues.append(
                Issue(
                    "repeated_label", f"Đề mục “{section.label.printed}” được in hai lần.", source
                )
            )
        numerals.add(section.label.printed)
    return issues


Labelled = tuple[tuple[object, ...], str, Source | None]


def _labelled(
    tasks: Iterable[PlanTask], targets: Iterable[Target]
) -> list[tuple[str, list[Labelled]]]:
    activities: list[Labelled] = []
    for task in tasks:
        for activity in task.activities:
            found = re.match(r"\d+\.\d+", activity)
            if found:
                activities.append(
                    (
                        (task.area, task.sub_area, found.group(0), activity),
                        found.group(0),
                        task.source,
                    )
                )
    by_number: dict[tuple[object, ...], str] = {}
    repeated: list[Labelled] = []
    for key, label, source in activities:
        short = key[:3]
        if short in by_number and by_number[short] != key[3]:
            repeated += [((*short,), label, source), ((*short,), label, source)]
        by_number.setdefault(short, str(key[3]))
    numbered: list[Labelled] = [
        ((target.area, target.label), target.label, target.source)
        for target in _first_of_each_item(targets)
        if target.label
    ]
    return [("activities", repeated), ("label", numbered)]


def _first_of_each_item(targets: Iterable[Target]) -> list[Target]:
    """Sentences of one paragraph carry the same label; only the first of them counts."""
    kept: dict[tuple[object, ...], Target] = {}
    for target in targets:
        place = target.source or {}
        kept.setdefault(
            (target.label, place.get("paragraph"), place.get("line"), place.get("page")), target
        )
    return list(kept.values())


def check_gaps(tasks: Iterable[PlanTask], targets: Iterable[Target]) -> list[Issue]:
    """Row numbers and labels that skip one: something may be missing in the file."""
    issues = []
    last: dict[tuple[object, ...], int] = {}
    for task in tasks:
        if task.row is None:
            continue
        before = last.get((task.area, task.sub_area))
        if before is not None and task.row > before + 1:
            message = f"Số thứ tự nhảy từ {before} sang {task.row}; có thể thiếu dòng."
            issues.append(Issue("number_gap", message, task.source, "row"))
        last[task.area, task.sub_area] = task.row
    reached: dict[str, int] = {}
    for target in _first_of_each_item(targets):
        found = re.fullmatch(r"(?:(\d+)\.)?(\d+)", target.label or "")
        if found is None:
            continue
        group, number = found.group(1) or "", int(found.group(2))
        if number > reached.get(group, 0) + 1:
            missing = f"{group}.{reached.get(group, 0) + 1}".lstrip(".")
            message = f"Thiếu số {missing} trước số {target.label}."
            issues.append(Issue("number_gap", message, target.source, "label"))
        reached[group] = number
    return issues


def check_superior_text(tasks: Iterable[PlanTask], targets: Iterable[Target]) -> list[Issue]:
    """Words of a superior level inside what should be the commune's own work."""
    message = "Nội dung nói đến cấp trên (“{}”); có thể chép từ kế hoạch cấp trên, hãy xem lại."
    issues = []
    for name, text, source in [
        *(("task", task.task, task.source) for task in tasks),
        *(("text", target.text, target.source) for target in targets),
    ]:
        found = SUPERIOR.search(text)
        if found:
            issues.append(Issue("superior_text", message.format(found.group(0)), source, name))
    return issues


def check_total(printed: int | None, counted: int, source: Source | None) -> list[Issue]:
    """The total that the table prints against the tasks that were read."""
    if printed is None or printed == counted:
        return []
    message = f"Bảng ghi tổng cộng {printed} nhiệm vụ nhưng đọc được {counted}."
    return [Issue("total_differs", message, source)]


def check_conflicts(targets: list[Target], objectives: list[Target]) -> list[Issue]:
    """Values of one target that differ between the targets section and the objectives of the annex."""
    issues = []
    targets, objectives = (
        targets[:MOST_COMPARED],
        objectives[:MOST_COMPARED],
    )  # every pair is compared
    for objective in objectives:
        figures = _figures(objective.measures)
        if not figures:
            continue
        twin = max(targets, key=lambda target: _likeness(target.text, objective.text), default=None)
        if twin is None or _likeness(twin.text, objective.text) < CLOSE_ENOUGH:
            message = "Chỉ tiêu này chỉ có trong phụ lục, không có trong phần chỉ tiêu."
            issues.append(Issue("target_only_in_annex", message, objective.source, "objective"))
        elif not figures <= _figures(twin.measures):
            message = f"Giá trị khác nhau giữa phần chỉ tiêu (“{_short(twin.text)}”) và phụ lục."
            issues.append(Issue("conflicting_values", message, objective.source, "objective"))
    return issues + _conflicting_targets(targets)


def _conflicting_targets(targets: list[Target]) -> list[Issue]:
    issues = []
    for index, one in enumerate(targets):
        for other in targets[index + 1 :]:
            mine, theirs = _figures(one.measures), _figures(other.measures)
            if mine and theirs and mine != theirs and _likeness(one.text, other.text) > 0.85:
                message = f"Chỉ tiêu này có giá trị khác ở chỗ khác (“{_short(one.text)}”)."
                issues.append(Issue("conflicting_values", message, other.source, "measures"))
    return issues


def _figures(measures: Iterable[Measure]) -> set[tuple[object, object]]:
    return {(m.value, m.unit) for m in measures if m.value is not None}


def _likeness(one: str, other: str) -> float:
    a, b = (set(re.findall(r"[^\W\d]+", fold(text))) for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b))) if len(a & b) > 4 else 0.0


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def check_annex(paragraphs: list[Paragraph], has_table: bool) -> list[Issue]:
    """An annex that the text cites as attached but that the file does not hold."""
    if has_table or any(_is_annex_heading(p.text) for p in paragraphs):
        return []
    for paragraph in paragraphs:
        if (
            len(paragraph.text) < 400
            and ANNEX.search(paragraph.text)
            and ATTACHED.search(paragraph.text)
        ):
            message = "Kế hoạch nhắc đến phụ lục kèm theo nhưng tệp không có phụ lục; hãy tải thêm."
            return [Issue("annex_missing", message, paragraph.place.as_dict(paragraph.text))]
    return []


def _is_annex_heading(text: str) -> bool:
    return bool(re.match(r"\W*(?:PHỤ LỤC|BIỂU|KHUNG NHIỆM VỤ|DANH MỤC)\b", text))


def check_unplaced(sections: Iterable[Section]) -> list[Issue]:
    """Paragraphs under headings whose part in a plan is unknown."""
    issues = []
    for section in sections:
        if section.role != "body" or section.label is None or area_of_title(section.title):
            continue
        for item in section.items:
            message = (
                f"Đoạn trong mục “{_short(section.title)}” chưa được xếp vào phần nào của kế hoạch."
            )
            issues.append(
                Issue("unplaced_text", message, item.paragraph.place.as_dict(item.paragraph.text))
            )
    return issues


QUIET_NAMES = {
    "solutions": "giải pháp",
    "funding": "kinh phí",
    "purpose": "mục đích",
    "requirements": "yêu cầu",
    "tasks": "nhiệm vụ chung",
    "mixed": "nhiệm vụ chung",
}


def check_sections_left_out(root: Section, has_task_table: bool) -> list[Issue]:
    """Sections that were understood but have no field of their own in a plan, one issue each."""
    issues = []
    for section in root.walk():
        is_left_out = section.role in {"solutions", "funding", "purpose", "requirements"}
        if has_task_table and section.role in {"tasks", "mixed"}:
            is_left_out = True
        texts = [item.text for item in section.items if not _points_to_annex(item.text)]
        if not is_left_out or not texts:
            continue
        name = QUIET_NAMES[section.role]
        message = f"Mục “{_short(section.title)}” ({name}, {len(texts)} đoạn) không được đưa vào danh sách."
        source = section.items[0].paragraph.place.as_dict(" ".join(texts))
        issues.append(Issue("section_left_out", message, source))
    return issues


def _points_to_annex(text: str) -> bool:
    return bool(ANNEX.search(text) and (ATTACHED.search(text) or len(text) < 160))
