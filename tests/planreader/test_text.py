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


def flat_table(*rows: str) -> str:
    return HEAD + "\n\n".join(rows)


HEADER_LINES = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian", "Sản phẩm")


def test_a_page_number_before_a_row_number_is_no_row() -> None:
    text = flat_table(
        *HEADER_LINES, "I", "Chỉ đạo, điều hành",
        "6", "Xây dựng lịch họp", "Văn phòng", "Các phòng", "Quý I", "Lịch họp",
        "2",
        "7", "Kiểm tra sổ trực", "Văn phòng", "Công an xã", "Quý II", "Biên bản",
    )  # fmt: skip
    assert [(row[0], row[1], row[2], row[6]) for row in read_rows(text)] == [
        (1, 6, "Xây dựng lịch họp", "Quý I"),
        (1, 7, "Kiểm tra sổ trực", "Quý II"),
    ]


def test_a_row_whose_number_was_lost_stands_apart_without_number() -> None:
    text = flat_table(
        *HEADER_LINES, "I", "Chỉ đạo, điều hành",
        "1", "Xây dựng lịch họp", "Văn phòng", "Các phòng", "Quý I", "Kế hoạch",
        "2", "Kiểm tra sổ trực", "Văn phòng", "Công an xã", "Quý II", "Biên bản",
        "Tổ chức hội nghị tổng kết", "Văn phòng", "Các phòng", "Tháng 12", "Báo cáo",
        "4", "Rà soát quy chế họp", "Văn phòng", "Các phòng", "Quý IV", "Quyết định",
    )  # fmt: skip
    assert [(row[1], row[2], row[3], row[6]) for row in read_rows(text)] == [
        (1, "Xây dựng lịch họp", "Kế hoạch", "Quý I"),
        (2, "Kiểm tra sổ trực", "Biên bản", "Quý II"),
        (None, "Tổ chức hội nghị tổng kết", "Báo cáo", "Tháng 12"),
        (4, "Rà soát quy chế họp", "Quyết định", "Quý IV"),
    ]


def test_area_titles_without_numeral_or_over_two_lines_begin_an_area() -> None:
    text = flat_table(
        *HEADER_LINES, "Chỉ đạo, điều hành",
        "1", "Xây dựng lịch họp", "Văn phòng", "Các phòng", "Quý I", "Kế hoạch",
        "3. Cải cách thủ tục hành", "chính",
        "2", "Niêm yết phí mới", "Văn phòng", "Công an xã", "Quý II", "Biên bản",
    )  # fmt: skip
    assert [(row[0], row[1], row[3]) for row in read_rows(text)] == [
        (1, 1, "Kế hoạch"),
        (3, 2, "Biên bản"),
    ]


def test_a_header_that_a_page_repeats_is_passed_over() -> None:
    row = ("Xây dựng lịch họp", "Văn phòng", "Các phòng", "Quý I", "Kế hoạch")
    text = flat_table(*HEADER_LINES, "1", *row, *HEADER_LINES, "2", *row)
    assert [(found[1], found[2], found[3]) for found in read_rows(text)] == [
        (1, "Xây dựng lịch họp", "Kế hoạch"),
        (2, "Xây dựng lịch họp", "Kế hoạch"),
    ]


def test_running_heads_of_pages_are_dropped() -> None:
    pages = [f"\fUBND PHƯỜNG AN LẠC - trang {n}\n- Kiểm tra sổ trực lần {n}.\n" for n in (1, 2, 3)]
    plan = read_plan(
        (HEAD.replace("Chi tiết tại phụ lục.\nPHỤ LỤC\n", "") + "".join(pages)).encode()
    )
    assert [task.task for task in plan.tasks] == [f"Kiểm tra sổ trực lần {n}." for n in (1, 2, 3)]


def test_a_basis_over_several_lines_is_one_paragraph() -> None:
    basis = (
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh về cải"
    )
    rest = "cách hành chính và Kế hoạch số 13/KH-\nUBND ngày 06/01/2026;\n"
    body = (
        "- Kiểm tra sổ trực của các bộ phận chuyên môn và của tổ bảo vệ cơ quan trong giờ làm việc.\n"
        * 6
    )
    text = (
        f"KẾ HOẠCH\nCải cách hành chính phường An Lạc năm 2026\n{basis}\n{rest}I. NHIỆM VỤ\n{body}"
    )
    numbers = [reference.number for reference in read_plan(text.encode()).document.references]
    assert numbers == ["12/KH-UBND", "13/KH-UBND"]


def test_a_missing_lead_or_deadline_is_taken_from_the_cell_that_spans_the_row() -> None:
    text = flat_table(
        *HEADER_LINES, "I", "Chỉ đạo, điều hành",
        "1", "Xây dựng lịch họp của cơ quan", "Văn phòng", "Các phòng", "Quý I", "Kế hoạch",
        "2", "Kiểm tra sổ trực của bảo vệ", "Văn phòng", "Công an xã", "Biên bản",
        "3", "Tổ chức hội nghị tổng kết năm", "Văn phòng", "Các phòng", "Quý IV", "Báo cáo",
    )  # fmt: skip
    assert [(row[1], row[3], row[6]) for row in read_rows(text)] == [
        (1, "Kế hoạch", "Quý I"),
        (2, "Biên bản", "Quý I"),
        (3, "Báo cáo", "Quý IV"),
    ]
