"""Plans in many layouts, written here: what is printed must come out, whatever the layout."""

from __future__ import annotations

import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dinh.planreader import Plan, read_plan
from planreader import papers


def plan_of(paper: papers.Paper) -> Plan:
    return read_plan(papers.saved(paper))


def rows(plan: Plan) -> list[tuple[object, ...]]:
    return [(t.area, t.row, t.task, t.outputs, t.lead, t.support, t.due_text) for t in plan.tasks]


def codes(plan: Plan) -> list[str]:
    return [issue.code for issue in plan.issues]


EXPECTED = [
    (1, 1, "Soạn thảo và trình ký kế hoạch tuyên truyền năm", "Kế hoạch", "Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Tháng 01/2026"),
    (1, 2, "Mời dân góp ý về thái độ phục vụ", "Báo cáo khảo sát", "Trung tâm Phục vụ hành chính công", "Các phòng chuyên môn", "Quý II, III"),
    (3, 1, "Rút ngắn giờ chờ tại quầy", "Báo cáo", "Trung tâm Phục vụ hành chính công", "Các phòng chuyên môn", "Thường xuyên"),
    (3, 2, "Số hóa hồ sơ đất đai còn hiệu lực", "100% hồ sơ được số hóa", "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND và UBND", "Trước ngày 30/9/2026"),
    (7, 1, "Cấp chữ ký số cho công chức mới", "Danh sách", "Phòng Văn hóa - Xã hội", None, "Khi có yêu cầu"),
]  # fmt: skip


def task_paper(*, table: object = papers.TASK_ROWS, body: bool = True) -> papers.Paper:
    paper = papers.new_paper()
    if body:
        papers.add_bold(paper, "I. NHIỆM VỤ")
        papers.add_lines(paper, "Chi tiết tại Phụ lục kèm theo.")
    papers.add_signature(paper)
    papers.landscape(paper)
    papers.add_heading(paper, "PHỤ LỤC")
    papers.add_table(paper, table)
    return paper


def test_a_table_in_any_column_order_gives_its_rows() -> None:
    assert rows(plan_of(task_paper())) == EXPECTED


@pytest.mark.parametrize("order", [(0, 1, 5, 3, 4, 2), (0, 3, 4, 1, 5, 2), (1, 2, 3, 4, 5, 0)])
def test_columns_may_stand_in_any_order(order: tuple[int, ...]) -> None:
    table = [row if len(row) == 1 else tuple(row[c] for c in order) for row in papers.TASK_ROWS]
    assert rows(plan_of(task_paper(table=table))) == EXPECTED


def test_the_fields_of_the_document() -> None:
    document = plan_of(task_paper()).document
    assert (document.kind, document.number, document.issued_on, document.issuer) == (
        "KH", "07/KH-UBND", "2026-01-12", "Ủy ban nhân dân phường An Lạc",
    )  # fmt: skip
    assert (document.period_start, document.period_end) == ("2026-01-01", "2026-12-31")
    assert document.signer == "Lê Minh Khôi"
    assert document.recipients == ("Sở Nội vụ (b/c)", "TT Đảng ủy phường", "Lưu: VT")


def test_area_rows_may_carry_their_numeral_in_the_number_column() -> None:
    table = [
        row if len(row) > 1 else (*row[0].split(". ", 1), "", "", "", "")
        for row in papers.TASK_ROWS
    ]
    assert rows(plan_of(task_paper(table=table))) == EXPECTED


def test_a_wrong_numeral_does_not_change_the_area() -> None:
    table = [("IX. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",) if row[0].startswith("II.") else row for row in papers.TASK_ROWS]  # fmt: skip
    assert [t.area for t in plan_of(task_paper(table=table)).tasks] == [1, 1, 3, 3, 7]


def test_a_header_of_two_rows_with_title_rows_above() -> None:
    paper = papers.new_paper()
    grid = papers.add_table(
        paper,
        [
            ("BIỂU NHIỆM VỤ NĂM 2026",),
            (
                "TT",
                "Tên công việc",
                "Phân công thực hiện",
                "Phân công thực hiện",
                "Thời hạn",
                "Kết quả",
            ),
            ("", "", "Chủ trì", "Phối hợp", "", ""),
            (
                "1",
                "Kiểm kê tài sản công của phường",
                "Phòng Kinh tế",
                "Văn phòng",
                "31/12",
                "Biên bản",
            ),
        ],
    )
    grid[1][2].merge(grid[1][3]).text = "Phân công thực hiện"
    for column in (0, 1, 4, 5):
        text = grid[1][column].text
        grid[1][column].merge(grid[2][column]).text = text
    plan = plan_of(paper)
    assert rows(plan) == [
        (6, 1, "Kiểm kê tài sản công của phường", "Biên bản", "Phòng Kinh tế", "Văn phòng", "31/12")
    ]
    assert plan.tasks[0].due is not None
    assert plan.tasks[0].due.date == "2026-12-31"


def test_a_spanning_cell_gives_its_value_to_every_row_it_covers() -> None:
    paper = papers.new_paper()
    grid = papers.add_table(
        paper,
        [
            papers.HEADER,
            ("I. CẢI CÁCH THỂ CHẾ",),
            ("1", "Tự kiểm tra nghị quyết", "Quý I", "Phòng Tư pháp", "Văn phòng", "Báo cáo"),
            ("2", "Tự kiểm tra quyết định", "", "", "", "Danh mục"),
        ],
    )
    for column, text in ((2, "Quý I"), (3, "Phòng Tư pháp"), (4, "Văn phòng")):
        grid[2][column].merge(grid[3][column]).text = text
    assert [row[3:] for row in rows(plan_of(paper))] == [
        ("Báo cáo", "Phòng Tư pháp", "Văn phòng", "Quý I"),
        ("Danh mục", "Phòng Tư pháp", "Văn phòng", "Quý I"),
    ]


def test_a_task_over_several_activity_rows_joins_their_values() -> None:
    paper = papers.new_paper()
    grid = papers.add_table(
        paper,
        [
            ("TT", "Mục tiêu", "Nhiệm vụ", "Hoạt động", "Sản phẩm", "Chủ trì", "Thời gian"),
            ("1", "Dân hài lòng", "Đo mức hài lòng", "Phát phiếu", "Phiếu", "Văn phòng", "Quý II"),
            ("", "", "", "Tổng hợp", "Báo cáo", "Văn phòng", "Quý III"),
        ],
    )
    for column, text in ((0, "1"), (1, "Dân hài lòng"), (2, "Đo mức hài lòng")):
        grid[1][column].merge(grid[2][column]).text = text
    [task] = plan_of(paper).tasks
    assert (task.objective, task.activities) == ("Dân hài lòng", ("Phát phiếu", "Tổng hợp"))
    assert (task.outputs, task.lead, task.due_text) == (
        "Phiếu; Báo cáo",
        "Văn phòng",
        "Quý II; Quý III",
    )


def test_numbered_items_in_one_task_cell_are_several_tasks() -> None:
    paper = papers.new_paper()
    papers.add_table(
        paper,
        [
            ("TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời gian"),
            ("1", "2.1. Viết quy chế\n2.2. Ban hành quy chế", "Quy chế", "Văn phòng", "Quý I"),
        ],
    )
    assert [(t.task, t.outputs) for t in plan_of(paper).tasks] == [
        ("2.1. Viết quy chế", "Quy chế"),
        ("2.2. Ban hành quy chế", "Quy chế"),
    ]


def test_without_a_table_the_bullets_of_the_task_sections_are_the_tasks() -> None:
    paper = papers.new_paper()
    papers.add_lines(
        paper, "I. MỤC ĐÍCH", "- Để dân bớt đi lại.", "II. NHIỆM VỤ TRỌNG TÂM",
        "1. Cải cách thể chế", "- Tự kiểm tra văn bản.", "+ Lập danh mục;", "- Bỏ quy định trùng.",
        "2. Cải cách tài chính công", "- Công khai thu chi.", "III. GIẢI PHÁP", "- Nêu gương.",
    )  # fmt: skip
    assert [(t.area, t.task, t.activities) for t in plan_of(paper).tasks] == [
        (2, "Tự kiểm tra văn bản.", ("Lập danh mục;",)),
        (2, "Bỏ quy định trùng.", ()),
        (6, "Công khai thu chi.", ()),
    ]


def test_labels_that_word_prints_by_itself_are_computed() -> None:
    paper = papers.new_paper(title="Cải cách hành chính giai đoạn 2026 - 2030")
    papers.number_automatically(
        paper,
        [
            (0, "MỤC TIÊU"), (2, "Đến năm 2028 có 90% thủ tục làm trọn trên mạng."),
            (0, "NHIỆM VỤ"), (1, "Cải cách thể chế"), (2, "Soát lại quy định của phường."),
            (1, "Cải cách tổ chức bộ máy"), (2, "Sắp lại tổ dân phố."),
        ],
    )  # fmt: skip
    plan = plan_of(paper)
    assert [(t.area, t.task) for t in plan.tasks] == [
        (2, "Soát lại quy định của phường."),
        (4, "Sắp lại tổ dân phố."),
    ]
    assert [(t.text, t.measures[0].by) for t in plan.targets] == [
        ("Đến năm 2028 có 90% thủ tục làm trọn trên mạng.", "2028")
    ]
    assert (plan.document.period_start, plan.document.period_end) == ("2026-01-01", "2030-12-31")


def test_targets_and_tasks_inside_each_area() -> None:
    paper = papers.new_paper()
    papers.add_lines(
        paper, "I. MỤC TIÊU, NHIỆM VỤ", "1. Cải cách thể chế", "a) Mục tiêu", "- 100% văn bản đúng luật.",
        "b) Nhiệm vụ", "- Tự kiểm tra văn bản.", "2. Cải cách chế độ công vụ", "a) Mục tiêu",
        "- Từ 80% đến 90% công chức được bồi dưỡng.", "b) Nhiệm vụ", "- Mở lớp bồi dưỡng.",
    )  # fmt: skip
    plan = plan_of(paper)
    assert [(t.area, t.task) for t in plan.tasks] == [
        (2, "Tự kiểm tra văn bản."),
        (5, "Mở lớp bồi dưỡng."),
    ]
    assert [(t.area, m.op, m.value, m.value_max) for t in plan.targets for m in t.measures] == [
        (2, "=", 100, None),
        (5, "range", 80, 90),
    ]


def test_a_decision_with_its_plan() -> None:
    paper = papers.new_paper(number="Số: 15/QĐ-UBND")
    body = paper.element.body
    titles = list(body.iterchildren(qn("w:p")))
    titles[0].find(qn("w:r")).find(qn("w:t")).text = "QUYẾT ĐỊNH"
    papers.add_lines(
        paper, "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính."
    )
    papers.add_signature(paper)
    papers.add_heading(paper, "KẾ HOẠCH")
    papers.add_heading(paper, "Cải cách hành chính phường An Lạc năm 2026")
    papers.add_lines(paper, "I. NHIỆM VỤ", "1. Cải cách thể chế", "- Tự kiểm tra văn bản.")
    plan = plan_of(paper)
    assert (plan.document.kind, plan.document.number) == ("QĐ+KH", "15/QĐ-UBND")
    assert [t.task for t in plan.tasks] == ["Tự kiểm tra văn bản."]


def test_tracked_changes_links_and_text_boxes() -> None:
    paper = papers.new_paper()
    papers.add_lines(paper, "I. NHIỆM VỤ", "1. Cải cách thể chế")
    paragraph = paper.add_paragraph("- Soát ")
    for tag, text, text_tag in (("w:del", "bỏ ", "w:delText"), ("w:ins", "lại ", "w:t"), ("w:hyperlink", "quy định", "w:t")):  # fmt: skip
        wrapper = OxmlElement(tag)
        run, words = OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        wrapper.append(run)
        paragraph._p.append(wrapper)
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Chữ lạc</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph._p.append(parse_xml(box))
    plan = plan_of(paper)
    assert [t.task for t in plan.tasks] == ["Soát lại quy định"]
    assert [i.source["text"] for i in plan.issues if i.code == "text_box" and i.source] == [
        "Chữ lạc"
    ]


def test_a_repeated_header_and_a_table_in_two_parts() -> None:
    first, second = papers.TASK_ROWS[:4], (papers.HEADER, *papers.TASK_ROWS[4:])
    paper = papers.new_paper()
    papers.add_table(paper, first)
    papers.add_lines(paper, "")
    papers.add_table(paper, second)
    assert rows(plan_of(paper)) == EXPECTED


def test_a_printed_total_that_differs_is_reported() -> None:
    plan = plan_of(task_paper(table=[*papers.TASK_ROWS, ("Tổng cộng: 6 nhiệm vụ",)]))
    assert [i.message for i in plan.issues if i.code == "total_differs"] == [
        "Bảng ghi tổng cộng 6 nhiệm vụ nhưng đọc được 5."
    ]
    same = plan_of(task_paper(table=[*papers.TASK_ROWS, ("Tổng cộng: 5 nhiệm vụ",)]))
    assert "total_differs" not in codes(same)


def test_what_a_person_should_look_at_is_reported() -> None:
    table = [
        papers.HEADER,
        ("I. CẢI CÁCH THỂ CHẾ",),
        ("", "Tự kiểm tra văn bản", "Trước 10/01/2026", "Phòng Tư pháp", "", "Báo cáo"),
        ("4", "Rà soát văn bản của huyện", "lúc rảnh", "Phòng Tư pháp", "", "Báo cáo"),
    ]
    found = codes(plan_of(task_paper(table=table)))
    assert sorted(found) == [
        "due_before_issue",
        "due_not_understood",
        "missing_number",
        "superior_text",
    ]


def test_an_annex_that_is_not_in_the_file_is_reported() -> None:
    paper = papers.new_paper()
    papers.add_lines(paper, "I. NHIỆM VỤ", "1. Cải cách thể chế", "- Tự kiểm tra.", "II. NHIỆM VỤ CỤ THỂ", "(Có Phụ lục chi tiết đính kèm)")  # fmt: skip
    assert "annex_missing" in codes(plan_of(paper))


def test_a_table_that_is_no_task_table_is_reported_not_dropped() -> None:
    paper = task_paper()
    papers.add_table(paper, [("Họ tên", "Tuổi"), ("Nguyễn Văn Bình", "41")])
    [issue] = [i for i in plan_of(paper).issues if i.code == "unplaced_table"]
    assert issue.source is not None
    assert issue.source["text"] == "Họ tên | Tuổi | Nguyễn Văn Bình | 41"


def test_conflicting_values_of_one_target_are_reported() -> None:
    paper = papers.new_paper()
    papers.add_lines(
        paper, "I. CHỈ TIÊU", "1. Tỷ lệ hồ sơ một cửa của phường trả đúng hạn đạt 98%."
    )
    papers.add_table(
        paper,
        [
            ("TT", "Mục tiêu", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Thời gian"),
            ("1", "Tỷ lệ hồ sơ một cửa của phường trả đúng hạn đạt 95%", "Đôn đốc", "Báo cáo", "Văn phòng", "Quý I"),
        ],
    )  # fmt: skip
    assert "conflicting_values" in codes(plan_of(paper))


def test_every_task_and_target_knows_its_place() -> None:
    plan = plan_of(task_paper())
    places = [
        (t.source["kind"], t.source["row"], t.source["column"]) for t in plan.tasks if t.source
    ]
    assert places == [
        ("cell", 3, 2),
        ("cell", 4, 2),
        ("cell", 6, 2),
        ("cell", 7, 2),
        ("cell", 9, 2),
    ]


def test_citations_are_collected() -> None:
    plan = read_plan(
        "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Cải cách thể chế\n- Làm theo Nghị định số 61/2018/NĐ-CP.\n".encode()
    )
    assert [r.number for r in plan.document.references] == ["61/2018/NĐ-CP"]
