"""Reads who answers for what (tổ chức thực hiện) and which reports are due (chế độ báo cáo)."""

from __future__ import annotations

import re

from dinh.kernel.vietnamese import fold
from dinh.planreader.plan import ReportDuty, Responsibility
from dinh.planreader.recognise.outline import Item, Section
from dinh.planreader.recognise.sentences import split_sentences

UNIT_START = re.compile(
    r"^(?:de nghi |giao |yeu cau )?(?:van phong|cong chuc|phong|cac (?:ban|nganh|phong|bo phan|cong chuc|co quan|don vi|to chuc|thon|khu|ap|truong)|truong|thu truong|nguoi dung dau|"
    r"ban |bo phan|cong an|uy ban|ubnd|chu tich|dai truyen thanh|trung tam|tram|hoi |mat tran|can bo|to |thanh vien|doan thanh nien|ban chi huy)"
)
VERB = re.compile(
    r"[:,]?\s+(?:theo chức|có trách nhiệm|chịu trách nhiệm|chủ trì|tham mưu|phối hợp|căn cứ|xây dựng|theo dõi|tổ chức|triển khai|thực hiện|tăng cường|chủ động|đẩy mạnh|bố trí)\b"
)
PERIODS = (
    ("month", re.compile(r"hang thang|bao cao thang")),
    ("quarter", re.compile(r"\bquy\b")),
    ("6m", re.compile(r"\b0?6 thang|sau thang")),
    ("9m", re.compile(r"\b0?9 thang|chin thang")),
    ("year", re.compile(r"\bnam\b(?! 20)|bao cao nam")),
    ("ad_hoc", re.compile(r"dot xuat")),
)
WHEN = re.compile(r"(?:trước|chậm nhất|vào|từ)\s+(?:ngày\s+)?[^,;.]*\d[^,;.]*", re.I)


def responsibilities(root: Section) -> list[Responsibility]:
    """Return the units that the organisation sections name, each with its items as printed."""
    found: list[Responsibility] = []
    for section in root.walk():
        if section.role != "organisation":
            continue
        if (
            section.own_role is None
            and section.label is not None
            and section.items
            and _names_unit(section.title)
        ):
            found.append(_of_section(section))
        else:
            found.extend(duty for item in section.items if (duty := _of_item(item)))
    return found


def _names_unit(title: str) -> bool:
    return bool(UNIT_START.match(fold(title))) or len(title) < 60


def _of_section(section: Section) -> Responsibility:
    unit = re.sub(r"^(?:Đề nghị|Giao|Yêu cầu)\s+", "", section.title).rstrip(" :")
    items = tuple(_printed(item) for item in section.items)
    source = section.paragraph.place.as_dict(section.title) if section.paragraph else None
    return Responsibility(unit, items, 0.9, source)


def _printed(item: Item) -> str:
    label = f"{item.label.text} " if item.label and item.label.kind == "number" else ""
    return label + item.whole


def _of_item(item: Item) -> Responsibility | None:
    """ "1. Văn phòng … chịu trách nhiệm …": the unit is what stands before the verb."""
    if not UNIT_START.match(fold(item.text)):
        return None
    verb = VERB.search(item.text)
    if verb is None or verb.start() > 160:
        return None
    unit = re.sub(r"^(?:Đề nghị|Giao|Yêu cầu)\s+", "", item.text[: verb.start()]).rstrip(" :,")
    return Responsibility(unit, (item.text,), 0.6, item.paragraph.place.as_dict(item.text))


def reporting(root: Section) -> list[ReportDuty]:
    """Return the reports that the plan demands with their due texts; periods as month, quarter, 6m …"""
    found: dict[tuple[str, str], ReportDuty] = {}
    for section in root.walk():
        if section.role not in {"reporting", "organisation"}:
            continue
        for item in section.items:
            for duty in _reports_of(item):
                found.setdefault((duty.period, duty.due), duty)
    dated = {duty.period for duty in found.values() if WHEN.search(duty.due)}
    return [duty for duty in found.values() if WHEN.search(duty.due) or duty.period not in dated]


def _reports_of(item: Item) -> list[ReportDuty]:
    duties: list[ReportDuty] = []
    for sentence in split_sentences(item.whole):
        if "bao cao" not in fold(sentence) or not _is_periodic(sentence):
            continue
        for clause in re.split(r"[;,](?=\s*(?:báo cáo|và báo cáo))|\s+và\s+(?=báo cáo)", sentence):
            duties.extend(_clause_duties(clause, item))
    return duties


def _is_periodic(sentence: str) -> bool:
    folded = fold(sentence)
    return (
        sum(1 for _, pattern in PERIODS if pattern.search(folded)) >= 2
        or "dinh ky" in folded
        or bool(WHEN.search(sentence))
    )


def _clause_duties(clause: str, item: Item) -> list[ReportDuty]:
    folded = fold(clause)
    if "bao cao" not in folded:
        return []
    when = WHEN.search(clause)
    due = when.group(0).strip() if when else clause.strip(" ;,.")
    periods = [
        name
        for name, pattern in PERIODS
        if pattern.search(folded[: folded.find("truoc")] if when and "truoc" in folded else folded)
    ]
    source = item.paragraph.place.as_dict(clause.strip())
    return [ReportDuty(period, due, source) for period in periods]
