"""Plans as plain text: tab and pipe tables, and tables flattened into lines."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest

from dinh.planreader import read_plan
from planreader import papers

HEAD = "KẾ HOẠCH\nCải cách hành chính phường An Lạc năm 2026\nI. NHIỆM VỤ\nChi tiết tại phụ lục.\nPHỤ LỤC\n"
WIDTHS = (4, 30, 14, 16, 16, 14)


def read_rows(text: str) -> list[tuple[object, ...]]:
    plan = read_plan(text.encode())
    return [(t.area, t.row, t.task, t.outputs, t.lead, t.support, t.due_text) for t in plan.tasks]


def expected() -> list[tuple[object, ...]]:
    areas = {"I.": 1, "II": 3, "II.": 3, "III": 7, "III.": 7}
    area = 0
    found: list[tuple[object, ...]] = []
    for row in papers.TASK_ROWS[1:]:
        if len(row) == 1:
            area = areas[row[0].split()[0]]
        else:
            number, task, due, lead, support, output = row
            found.append((area, int(number), task, output, lead, support or None, due))
    return found


def flattened(blank_inside: bool) -> str:
    """The table as text pulled out of a PDF: each cell wrapped, cell after cell, row after row."""
    lines: list[str] = []
    for row in papers.TASK_ROWS:
        if len(row) == 1:
            lines += [row[0].replace(".", "", 1), ""]
            continue
        for cell, width in zip(row, WIDTHS, strict=True):
            wrapped = textwrap.wrap(cell, width) or []
            lines += "\n\n".join(wrapped).split("\n") if blank_inside else wrapped
    return "\n".join(lines)


def delimited(left: str, between: str, right: str) -> str:
    lines = []
    for row in papers.TASK_ROWS:
        cells = [*row, *([""] * (len(papers.HEADER) - len(row)))]
        lines.append(left + between.join(cells) + right)
    return "\n".join(lines)


def test_a_tab_table() -> None:
    assert read_rows(HEAD + delimited("", "\t", "")) == expected()


def test_a_markdown_table() -> None:
    lines = delimited("| ", " | ", " |").split("\n")
    lines.insert(1, "|---|---|---|---|---|---|")
    assert read_rows(HEAD + "\n".join(lines)) == expected()


@pytest.mark.parametrize("blank_inside", [True, False])
def test_a_flattened_table(blank_inside: bool) -> None:
    found = read_rows(HEAD + flattened(blank_inside))
    assert [row[:3] for row in found] == [row[:3] for row in expected()]
    assert [row[6] for row in found] == [row[6] for row in expected()]
    right = sum(
        a == b
        for got, own in zip(found, expected(), strict=True)
        for a, b in zip(got, own, strict=True)
    )
    assert right >= 0.9 * 7 * len(found)


def test_wrapped_lines_and_blank_lines_inside_sentences_are_joined() -> None:
    text = (
        "KẾ HOẠCH\nnăm 2026\n\nI. CHỈ TIÊU\n\n- Tỷ lệ hồ sơ trả đúng hạn của toàn phường trong cả năm và\n\n"
        "trong từng quý đạt 98%.\n\n- Dân được mời góp ý.\n"
    )
    assert [t.text for t in read_plan(text.encode()).targets] == [
        "Tỷ lệ hồ sơ trả đúng hạn của toàn phường trong cả năm và trong từng quý đạt 98%.",
        "Dân được mời góp ý.",
    ]


def test_decomposed_letters_are_read_as_composed_ones() -> None:

    apart = unicodedata.normalize("NFD", HEAD + delimited("", "\t", ""))
    assert read_rows(apart) == expected()


def test_utf16_is_read() -> None:
    plan = read_plan((HEAD + delimited("", "\t", "")).encode("utf-16"))
    assert len(plan.tasks) == len(expected())
