"""Tasks without a table: who does them and by when, on lines of their own or inside the sentence."""

from __future__ import annotations

import pytest

from dinh.planreader import Plan, read_plan
from dinh.planreader.recognise.assigned import field_line, in_words
from planreader import papers


def plan_of(*lines: str) -> Plan:
    paper = papers.new_paper()
    for text in lines:
        if text.startswith("*"):
            papers.add_bold(paper, text.lstrip("*"))
        else:
            papers.add_lines(paper, text)
    papers.add_signature(paper)
    return read_plan(papers.saved(paper))


def rows(plan: Plan) -> list[tuple[object, ...]]:
    return [(t.area, t.row, t.task, t.outputs, t.lead, t.support, t.due_text) for t in plan.tasks]


def test_lines_that_name_a_field_belong_to_the_numbered_line_above() -> None:
    plan = plan_of(
        "*I. NHIỆM VỤ",
        "*1. Về cải cách tài chính công",
        "1.1. Sửa Quy chế chi tiêu nội bộ của cơ quan",
        "- Đơn vị chủ trì: Phòng Kinh tế.",
        "- Đơn vị phối hợp: Văn phòng HĐND và UBND.",
        "- Thời gian hoàn thành: Quý II/2026.",
        "- Sản phẩm: Quyết định.",
        "1.2. In sổ tay thu, nộp phí",
        "- Chủ trì: Phòng Kinh tế; thời gian: tháng 9/2026.",
    )
    assert rows(plan) == [
        (6, None, "Sửa Quy chế chi tiêu nội bộ của cơ quan", "Quyết định", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Quý II/2026"),
        (6, None, "In sổ tay thu, nộp phí", None, "Phòng Kinh tế", None, "tháng 9/2026"),
    ]  # fmt: skip
    assert plan.targets == ()


def test_fields_in_sub_bullets_belong_to_their_bullet() -> None:
    plan = plan_of(
        "*I. NHIỆM VỤ",
        "*1. Cải cách thể chế",
        "- Lập sổ theo dõi văn bản hết hạn",
        "+ Người thực hiện: công chức Tư pháp",
        "+ Ghi thêm số đến của từng văn bản",
        "- Mở lớp phổ biến luật mới",
    )
    assert rows(plan) == [
        (2, None, "Lập sổ theo dõi văn bản hết hạn", None, "công chức Tư pháp", None, None),
        (2, None, "Mở lớp phổ biến luật mới", None, None, None, None),
    ]
    assert plan.tasks[0].activities == ("Ghi thêm số đến của từng văn bản",)


def test_fields_that_stand_once_behind_several_tasks_hold_for_all() -> None:
    plan = plan_of(
        "*I. NHIỆM VỤ",
        "*1. Chính quyền số",
        "- Dạy người cao tuổi dùng chữ ký số",
        "- Kiểm tra máy tính của các bộ phận",
        "Đơn vị thực hiện: Phòng Văn hóa - Xã hội.",
    )
    assert [task.lead for task in plan.tasks] == ["Phòng Văn hóa - Xã hội"] * 2


def test_a_numbered_list_counts_again_under_headings_of_the_same_level() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ",
        "1. Chỉ đạo, điều hành",
        "1. Giao Văn phòng HĐND và UBND chủ trì, phối hợp với Công an xã lập lịch trực, xong trước ngày 20/3/2026.",
        "2. Họp giao ban mỗi tuần một lần.",
        "2. Cải cách thủ tục hành chính",
        "1. Giao Phòng Kinh tế rà soát hồ sơ tồn, hoàn thành trong tháng 8.",
    )
    assert [(t.area, t.row, t.lead, t.support, t.due_text) for t in plan.tasks] == [
        (1, 1, "Văn phòng HĐND và UBND", "Công an xã", "trước ngày 20/3/2026"),
        (1, 2, None, None, None),
        (3, 1, "Phòng Kinh tế", None, "hoàn thành trong tháng 8"),
    ]
    dues = [task.due and (task.due.type, task.due.date, task.due.month) for task in plan.tasks]
    assert dues == [("by", "2026-03-20", None), None, ("month", None, 8)]


def test_bullets_with_a_plus_are_tasks_of_their_own_unless_a_dash_stands_above() -> None:
    plan = plan_of(
        "*I. NHIỆM VỤ",
        "*1. Cải cách tổ chức bộ máy",
        "+ Sắp xếp lại tổ giúp việc",
        "+ Ghép hai ban chỉ đạo",
    )
    assert [task.task for task in plan.tasks] == [
        "Sắp xếp lại tổ giúp việc",
        "Ghép hai ban chỉ đạo",
    ]


@pytest.mark.parametrize(
    ("sentence", "lead", "support", "due"),
    [
        ("Giao Trung tâm Phục vụ hành chính công tiếp nhận hồ sơ ngoài giờ.", "Trung tâm Phục vụ hành chính công", None, None),
        ("Công an xã chủ trì, phối hợp với các thôn rà soát nhân khẩu, trong quý I/2026.", "Công an xã", "các thôn", "trong quý I/2026"),
        ("Phân công Phòng Kinh tế báo cáo thu phí hằng tháng.", "Phòng Kinh tế", None, "hằng tháng"),
        ("Thi hành Quyết định số 15/QĐ-UBND ngày 12/3/2026 của UBND tỉnh.", None, None, None),
        ("Soạn quy chế họp (chủ trì: Văn phòng; thời hạn: Quý III)", "Văn phòng", None, "Quý III"),
        ("Phối hợp chặt chẽ giữa các phòng.", None, None, None),
    ],
)  # fmt: skip
def test_what_a_sentence_says_about_lead_support_and_deadline(
    sentence: str, lead: str | None, support: str | None, due: str | None
) -> None:
    said = in_words(sentence)
    assert (said.lead, said.support, said.due) == (lead, support, due)


@pytest.mark.parametrize(
    "text", ["Giữ kết quả giải quyết: đúng hẹn", "Thời gian gấp", "Chủ trì họp giao ban", ""]
)
def test_a_line_that_only_contains_a_field_name_is_no_field(text: str) -> None:
    assert field_line(text) is None
