"""Splits the lines of a flattened table into section rows and numbered rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dinh.kernel.vietnamese import fold
from dinh.planreader.formats.text_lines import TextLine
from dinh.planreader.letters import letter_pattern
from dinh.planreader.recognise.areas import area_of_title
from dinh.planreader.recognise.outline import SIDE_ROLES, is_capitals, role_of

SECTION = letter_pattern(
    r"^(?P<label>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})|[A-EĐGH])\s*[.)/-]?\s+(?P<title>[A-ZÀ-ỸĐ].{3,})$"
)
NUMBERED = re.compile(r"^(?P<number>\d{1,3})(?:\s*[.)](?!\d))?(?:\s+(?P<rest>\S.*))?$")
LABELLED = re.compile(r"^(?P<group>\d{1,2})\.(?P<item>\d{1,2})\.?\s+\S")
ENDING = re.compile(r"^(?:noi nhan|tong cong|tm\.|phu luc\b|bieu(?: so)? \d|ghi chu:)")
NUMERAL = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})\.?|[A-EĐGH]\.?")
MOST_SKIPPED_NUMBERS = 4
MOST_TITLE_LINES = 3
AREA_TITLE = re.compile(
    r"(?:[*+-] ?|\d{1,2}[.)] ?|[ivx]{1,4}[.)/]? |[a-h][.)] ?)?(?:ve )?(?:cong tac )?(?:(?:cai cach|xay dung|hoan thien|phat trien|nang cao|quan ly|doi moi)(?: va |, | )?)*"
    r"(?:ve )?(?:chi dao,? ?(?:va )?dieu hanh.{0,40}|the che.{0,25}|thu tuc hanh chinh.{0,30}|tthc|to chuc,? bo may.{0,40}|bo may.{0,40}|"
    r"che do cong vu.{0,30}|cong vu.{0,25}|cong chuc,? cong vu|doi ngu can bo.{0,40}|tai chinh cong.{0,25}|tai chinh,? tai san cong|"
    r"chinh quyen (?:dien tu|so).{0,40}|chinh phu (?:dien tu|so).{0,40}|hien dai hoa.{0,40}|chuyen doi so.{0,25})"
)


@dataclass
class Run:
    """Lines that one cell or part of a row begins with: from a column on, or after a page end."""

    column: int
    lines: list[tuple[str, bool, int]] = field(default_factory=list)
    after_page: bool = False


@dataclass
class RawRow:
    """A section row (`title`) or the runs of lines of a numbered row.

    `lost` counts the row numbers left out between this row and the next one.
    """

    line: int
    title: str = ""
    number: str = ""
    runs: list[Run] = field(default_factory=list)
    lost: int = 0


def is_section(line: str) -> bool:
    found = SECTION.match(line)
    return found is not None and (
        area_of_title(found["title"]) is not None or is_capitals(found["title"])
    )


def _is_other_part(line: str) -> bool:
    """A heading of the plan's body behind the table ("IV. TỔ CHỨC THỰC HIỆN")."""
    found = SECTION.match(line)
    if found is None or area_of_title(found["title"]) is not None:
        return False
    return role_of(found["title"]) in SIDE_ROLES and is_section(line)


def raw_rows(
    lines: list[TextLine], start: int, roles: tuple[str, ...], header: list[str]
) -> tuple[list[RawRow], int]:
    """Split the lines under the header into section rows and numbered rows.

    `header` holds the lines of the header; where a page repeats them they are passed over.
    """
    rows: list[RawRow] = []
    labels = _label_columns(lines, start, roles)
    gap = False
    last_number = 0
    index = start
    while index < len(lines):
        line = lines[index]
        text = re.sub(r"\s+", " ", line.text).strip()
        if text and (after := _repeated_header(lines, index, header)):
            index = after
            if rows and rows[-1].runs:
                rows[-1].runs.append(Run(1, after_page=True))
            continue
        index += 1
        if not text:
            gap = True
            continue
        if ENDING.match(fold(text)) or _is_other_part(text):
            index -= 1
            break
        if NUMERAL.fullmatch(text) and area_title(lines, index):
            continue
        title = area_title(lines, index - 1)
        if is_section(text) or title:
            rows.append(RawRow(line.number, title=title[0] if title else text))
            index = title[1] if title else index
            last_number = 0 if is_section(text) else last_number
        elif (number := _row_number(text, _last_full(rows, last_number), lines, index)) is not None:
            if rows and rows[-1].number == str(last_number):
                rows[-1].lost = max(0, number - last_number - 1)
            last_number = number
            _begin_row(rows, text, line, gap)
        else:
            _add_line(rows, text, line, gap, labels)
        gap = False
    return rows, index


def _repeated_header(lines: list[TextLine], index: int, header: list[str]) -> int | None:
    """The index behind the header's lines where they stand again at this line, else None."""
    for expected in header:
        index = _next_text(lines, index)
        if index >= len(lines) or lines[index].text.strip() != expected:
            return None
        index += 1
    return index if header else None


def _last_full(rows: list[RawRow], last: int) -> int:
    """The number to count on from; a number without any text behind it may have been a page's."""
    is_bare = bool(rows and rows[-1].number) and not any(run.lines for run in rows[-1].runs)
    return 0 if is_bare else last


def area_title(lines: list[TextLine], index: int) -> tuple[str, int] | None:
    """The title that up to three lines from here on make, with the index behind it.

    They name an area and nothing else, and the line that follows begins a row.
    """
    title = ""
    for _ in range(MOST_TITLE_LINES):
        index = _next_text(lines, index)
        if index >= len(lines):
            return None
        title = f"{title} {lines[index].text.strip()}".strip()
        index += 1
        if not next((letter.isupper() for letter in title if letter.isalpha()), True):
            return None
        following = _next_text(lines, index)
        begins_row = following < len(lines) and NUMBERED.match(lines[following].text.strip())
        if begins_row and AREA_TITLE.fullmatch(fold(title)):
            return title, index
    return None


def _next_text(lines: list[TextLine], index: int) -> int:
    while index < len(lines) and not lines[index].text.strip():
        index += 1
    return index


def _row_number(text: str, last: int, lines: list[TextLine], index: int) -> int | None:
    """The number when this line begins a row: it follows the last one, or counting starts again."""
    found = NUMBERED.match(text)
    if found is None:
        return None
    number, rest = int(found["number"]), found["rest"]
    if rest is not None and not rest[:1].isupper():
        return None
    follows = _follows(number, last) or (last == 0 and number < 60)
    coming = _number_to_come(lines, index) if rest is None else None
    if follows and coming != number:
        return number
    is_page_number = coming is not None and (_follows(coming, last) or coming == number)
    return number if coming is not None and not is_page_number else None


def _follows(number: int, last: int) -> bool:
    return number == 1 or 0 < number - last <= MOST_SKIPPED_NUMBERS


def _number_to_come(lines: list[TextLine], index: int) -> int | None:
    """The row number that the next line with text consists of or begins with."""
    following = next(
        (line.text.strip() for line in lines[index : index + 3] if line.text.strip()), ""
    )
    found = NUMBERED.match(following)
    return int(found["number"]) if found and not found["rest"] else None


def _begin_row(rows: list[RawRow], text: str, line: TextLine, gap: bool) -> None:
    found = NUMBERED.match(text)
    number, rest = (found["number"], found["rest"] or "") if found else ("", text)
    if rows and rows[-1].number and not any(run.lines for run in rows[-1].runs):
        rows[
            -1
        ].number = number  # digits of one cell on several lines: the last stands beside the text
    else:
        rows.append(RawRow(line.number, number=number, runs=[Run(1)]))
    if rest:
        rows[-1].runs[-1].lines.append((rest, gap, line.number))


def _add_line(
    rows: list[RawRow], text: str, line: TextLine, gap: bool, labels: dict[str, int]
) -> None:
    if not any(letter.isalnum() for letter in text):
        return
    if re.fullmatch(r"\d{1,3}", text):
        if rows and rows[-1].runs:  # a page number inside the table
            rows[-1].runs.append(Run(1, after_page=True))
        return
    if not rows or rows[-1].title:
        if rows and is_capitals(text) and is_capitals(rows[-1].title) and not LABELLED.match(text):
            rows[-1].title += f" {text}"
            return
        rows.append(RawRow(line.number, runs=[Run(1)]))
    found = LABELLED.match(text)
    runs = rows[-1].runs
    if found and found["group"] in labels:
        runs.append(Run(labels[found["group"]]))
    elif line.begins_page and any(run.lines for run in runs):
        runs.append(Run(1, after_page=True))
    runs[-1].lines.append((text, gap, line.number))


def _label_columns(lines: list[TextLine], start: int, roles: tuple[str, ...]) -> dict[str, int]:
    """Which column the labels "1.x", "2.x", "3.x" stand in, where the table uses them at all."""
    groups = Counter(
        found["group"] for line in lines[start:] if (found := LABELLED.match(line.text.strip()))
    )
    free = [
        column for column, role in enumerate(roles) if role in {"objective", "task", "activities"}
    ]
    common = sorted((group for group, count in groups.items() if count >= 3), key=int)
    if not common or len(common) > len(free):
        return {}
    if len(common) < len(free):
        free = [column for column in free if roles[column] == "task"][: len(common)]
    return dict(zip(common, free, strict=False))
