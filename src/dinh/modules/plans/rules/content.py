"""The content of a draft: the reading as a person corrects it, row by row.

Shape: `{"document": {...}, "targets": [...], "tasks": [...], "responsibilities": [...],
"reporting": [...]}` with the keys of the reader's JSON. Each row has two more: `key` (stable, "t1")
and `row_of` (its index in the reading, None when a person added it), and `gone` once dropped.
"""

import copy
from typing import Any, Final

from dinh.kernel.measures.planform import last_day

Content = dict[str, Any]
Row = dict[str, Any]

SECTIONS: Final = {"targets": "c", "tasks": "n", "responsibilities": "p", "reporting": "b"}
DOCUMENT_FIELDS: Final = (
    "kind",
    "number",
    "issued_on",
    "issuer",
    "locality",
    "title",
    "theme",
    "period_start",
    "period_end",
    "signer",
    "recipients",
    "references",
)
EMPTY_TASK: Final[Row] = {
    "area": None,
    "row": None,
    "sub_area": None,
    "objective": None,
    "task": "",
    "activities": [],
    "outputs": None,
    "lead": None,
    "support": None,
    "due_text": None,
    "due": None,
    "budget": None,
    "note": None,
}
EMPTY_TARGET: Final[Row] = {"area": None, "label": None, "text": "", "level": "commune"}
LEFT_BEHIND: Final = {"confidence", "source", "sources"}


def from_reading(reading: dict[str, Any]) -> Content:
    """The content to review: every row of the reading, in order, with its key."""
    document = {name: reading["document"].get(name) for name in DOCUMENT_FIELDS}
    document["recipients"] = document["recipients"] or []
    document["references"] = [_without_places(item) for item in document["references"] or []]
    content: Content = {"document": document}
    for section, letter in SECTIONS.items():
        rows = reading.get(section) or []
        content[section] = [_row(item, letter, index) for index, item in enumerate(rows)]
    return content


def empty(title: str, year: int, year_to: int | None = None) -> Content:
    """The content of a plan to be typed: a title, a period, nothing else."""
    document: Row = dict.fromkeys(DOCUMENT_FIELDS)
    document |= {
        "kind": "KH",
        "title": title,
        "period_start": f"{year}-01-01",
        "period_end": f"{year_to or year}-12-31",
        "recipients": [],
        "references": [],
    }
    return {"document": document, **{section: [] for section in SECTIONS}}


def _with_days(row: Row) -> Row:
    """Its measures with the last day of "2026" or "2026-Q3" as their day."""
    for measure in row.get("measures") or []:
        day = last_day(measure.get("by"))
        measure["by"] = day.isoformat() if day else None
    return row


def _without_places(item: Row) -> Row:
    return {name: value for name, value in item.items() if name not in LEFT_BEHIND}


def _row(item: Row, letter: str, index: int) -> Row:
    row = _with_days(copy.deepcopy(_without_places(item)))
    return row | {"key": f"{letter}{index + 1}", "row_of": index, "gone": False}


def kept(content: Content, section: str) -> list[Row]:
    """The rows of a section that were not dropped, in order."""
    return [row for row in content[section] if not row["gone"]]


def find(content: Content, section: str, key: str) -> Row | None:
    """The row with that key, dropped or not; None when there is none."""
    return next((row for row in content[section] if row["key"] == key), None)


def add_row(content: Content, section: str, values: Row) -> Row:
    """Append a row typed by a person (`row_of` None) and return it; keys are never reused."""
    letter = SECTIONS[section]
    used = [int(row["key"].removeprefix(letter)) for row in content[section]]
    blank = {"tasks": EMPTY_TASK, "targets": EMPTY_TARGET | {"measures": []}}.get(section, {})
    row = {**copy.deepcopy(blank), **values}
    row |= {"key": f"{letter}{max(used, default=0) + 1}", "row_of": None, "gone": False}
    content[section].append(row)
    return row


def place_of(reading: dict[str, Any] | None, section: str, row: Row) -> Row | None:
    """Where the row stands in the file: the reader's `source`, or None when it was typed."""
    if not reading or row.get("row_of") is None:
        return None
    source: Row | None = reading[section][row["row_of"]].get("source")
    return source


def place_words(source: Row | None) -> str:
    """`trang 14, bảng 1, dòng 21`: the parts of the place that are known; empty when none."""
    names = (
        ("page", "trang"),
        ("table", "bảng"),
        ("row", "dòng"),
        ("paragraph", "đoạn"),
        ("line", "dòng chữ"),
    )
    return ", ".join(
        f"{word} {source[name]}" for name, word in names if source and source.get(name)
    )


def printed_units(content: Content, split: Any) -> dict[str, list[str]]:
    """Every distinct printed name of a lead or support → the keys of the rows that print it.

    `split(text)` cuts a cell into the names in it; names keep the order of first appearance,
    leads before supports.
    """
    found: dict[str, list[str]] = {}
    for field in ("lead", "support"):
        for row in kept(content, "tasks"):
            for name in split(row.get(field) or ""):
                found.setdefault(name, []).append(row["key"])
    for row in kept(content, "responsibilities"):
        found.setdefault(row["unit"], []).append(row["key"])
    return {name: list(dict.fromkeys(keys)) for name, keys in found.items()}
