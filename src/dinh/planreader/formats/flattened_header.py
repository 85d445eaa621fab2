"""Finds the column names of a flattened table in the lines above its rows."""

from __future__ import annotations

import re

from dinh.kernel.vietnamese import fold
from dinh.planreader.formats.flattened_lines import NUMBERED, NUMERAL, area_title, is_section
from dinh.planreader.formats.text_lines import TextLine
from dinh.planreader.recognise.columns import role_of_name

NAMES = re.compile(
    r"\b(?:s ?t ?t|tt|so tt)\b|(?:cac )?linh vuc|don vi tinh|phan cong(?: (?:thuc hien|nhiem vu|trach nhiem|to chuc))*|muc tieu\S*(?: ?/ ?chi tieu\S*)?(?: ?/ ?noi dung)?|chi tieu|noi dung(?: (?:nhiem vu|cong viec|thuc hien|cong tac))?(?: cu the)?|(?:ten )?nhiem vu(?: cu the| trong tam| thuc hien)?|"
    r"(?:ten )?cong viec(?: cu the)?|hoat dong|giai phap(?: thuc hien)?|(?:ket qua|san pham)(?:[ ,/]+(?:ket qua|san pham|dau ra|dat duoc|du kien|thuc hien))*|dau ra|"
    r"(?:thoi gian|thoi han|tien do|thoi diem)(?: (?:thuc hien|hoan thanh|ket thuc|bat dau|trien khai))*|han hoan thanh|"
    r"(?:(?:co quan|don vi|bo phan|nguoi|cong chuc|can bo)[ ,/]*)*(?:chu tri|phoi hop|tham muu|phu trach|thuc hien)(?: thuc hien| tham muu)?|(?:nguon )?kinh phi(?: du kien| thuc hien)?|du toan|lanh dao (?:phu trach|chi dao)|ghi chu"
)

GROUP = re.compile(r"phan cong|to chuc thuc hien|trach nhiem")
BEGINNING = re.compile(r"(?:s ?t ?t|tt|so tt|noi dung|nhiem vu|muc tieu|linh vuc)\b")
LONGEST_HEADER = 60


def begins_header(line: str) -> bool:
    """Say whether a line may be the first of a flattened header."""
    return len(line) <= LONGEST_HEADER and BEGINNING.match(fold(line)) is not None


def flattened_header(lines: list[TextLine], start: int) -> tuple[list[str], int] | None:
    """The column names in order and the index of the first line after the header."""
    text = ""
    index = start
    while index < len(lines) and index - start < LONGEST_HEADER:
        line = lines[index].text.strip()
        if line and text and _ends_header(lines, index, line):
            break
        text = f"{text} {line}".strip()
        index += 1
    names = _names(text)
    return (names, index) if len(names) >= 4 else None


def _ends_header(lines: list[TextLine], index: int, line: str) -> bool:
    if is_section(line) or NUMBERED.match(line) or len(line) > 90:
        return True
    after = index + 1 if NUMERAL.fullmatch(line) else index
    return area_title(lines, after) is not None


def _names(text: str) -> list[str]:
    numbered = re.split(r"(?:^|\s)\d\s*[-.)]\s*", text)
    if len(numbered) >= 4:
        return [part.strip() for part in numbered if part.strip()]
    if len(fold(text)) != len(text):
        return []
    names = [text[slice(*found.span())] for found in NAMES.finditer(fold(text))]
    return _in_place(names[_first_name(names) :])


def _first_name(names: list[str]) -> int:
    """Names before the number column belong to the title above the header."""
    return next((i for i, name in enumerate(names) if role_of_name(name) == "number"), 0)


def _in_place(names: list[str]) -> list[str]:
    """The names under a divided cell ("Phân công": "Chủ trì", "Phối hợp") come last; they belong in its place."""
    group = next((i for i, name in enumerate(names) if GROUP.match(fold(name))), None)
    if group is None:
        return names
    under = names[-2:]
    is_divided = group < len(names) - 2 and {role_of_name(n) for n in under} == {"lead", "support"}
    if not is_divided:
        return names
    return [*names[:group], *under, *names[group + 1 : -2]]
