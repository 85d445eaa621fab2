"""Tables of other communes: columns of areas, marks under quarters, plain area rows, tables of targets."""

from __future__ import annotations

import pytest

from dinh.planreader import Plan, read_plan
from dinh.planreader.formats.numbering import ListLabels
from dinh.planreader.recognise.columns import settled_roles
from dinh.planreader.recognise.labels import split_label
from dinh.planreader.recognise.outline import role_of
from planreader import papers


def plan_of(*tables: list[tuple[str, ...]], **head: str) -> Plan:
    paper = papers.new_paper(**head)
    papers.add_bold(paper, "I. NHIỆM VỤ")
    for table in tables:
        papers.add_table(paper, table)
        papers.add_lines(paper, "")
    papers.add_signature(paper)
    return read_plan(papers.saved(paper))


def test_a_column_of_areas_holds_until_the_next_name() -> None:
    plan = plan_of([
        ("TT", "Lĩnh vực", "Công việc", "Đơn vị thực hiện", "Sản phẩm hoàn thành"),
        ("1", "Thể chế", "Dán lịch tiếp dân", "Tư pháp", "Lịch"),
        ("2", "", "In mẫu đơn", "Tư pháp", "Mẫu đơn"),
        ("3", "Tài chính công", "Mua ghế chờ", "Kế toán", "Ghế"),
    ])  # fmt: skip
    found = [(t.area, t.task, t.lead, t.outputs) for t in plan.tasks]
    assert found == [
        (2, "Dán lịch tiếp dân", "Tư pháp", "Lịch"),
        (2, "In mẫu đơn", "Tư pháp", "Mẫu đơn"),
        (6, "Mua ghế chờ", "Kế toán", "Ghế"),
    ]


def test_a_column_of_areas_alone_is_the_content() -> None:
    assert settled_roles(["TT", "Lĩnh vực", "Chủ trì", "Thời gian"]) == (
        "number",
        "task",
        "lead",
        "due",
    )


def test_marks_under_quarters_are_the_quarters() -> None:
    plan = plan_of([
        ("STT", "Nhiệm vụ", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV"),
        ("1", "Lau dọn kho hồ sơ", "Văn phòng", "x", "", "", "X"),
        ("2", "Thay bảng tên", "Văn phòng", "", "x", "", ""),
    ])  # fmt: skip
    assert [(t.due_text, t.due and t.due.quarters) for t in plan.tasks] == [
        ("Quý I, Quý IV", (1, 4)),
        ("Quý II", (2,)),
    ]


def test_the_beginning_of_the_work_is_not_its_deadline() -> None:
    plan = plan_of([
        ("STT", "Nhiệm vụ", "Thời gian bắt đầu", "Thời gian hoàn thành", "Chủ trì"),
        ("1", "Đóng sổ", "Tháng 01/2026", "Quý IV", "Văn phòng"),
    ])  # fmt: skip
    task = plan.tasks[0]
    assert (task.due_text, task.note) == ("Quý IV", "Thời gian bắt đầu: Tháng 01/2026")


def test_a_plain_row_that_only_names_an_area_is_no_task() -> None:
    plan = plan_of([
        ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
        ("", "1. Thủ tục hành chính", "", "", ""),
        ("1", "Đặt thêm ghế", "Một cửa", "Kế toán", "Quý I"),
        ("", "2. Công chức, công vụ", "", "", ""),
        ("2", "Nhắc giờ làm", "Văn phòng", "Các bộ phận", "Cả năm"),
    ])  # fmt: skip
    assert [(t.area, t.row, t.task) for t in plan.tasks] == [
        (3, 1, "Đặt thêm ghế"),
        (5, 2, "Nhắc giờ làm"),
    ]


def test_a_row_whose_area_name_begins_like_the_word_for_total_is_an_area() -> None:
    plan = plan_of([
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("Công chức, công vụ",),
        ("1", "Nhắc giờ làm", "Văn phòng", "Cả năm"),
        ("Cộng: 1 nhiệm vụ",),
    ])  # fmt: skip
    assert [(t.area, t.task) for t in plan.tasks] == [(5, "Nhắc giờ làm")]
    assert [issue.code for issue in plan.issues if issue.code == "count_mismatch"] == []


def test_bulleted_paragraphs_in_a_task_cell_are_several_tasks() -> None:
    plan = plan_of([
        ("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
        ("1", "- Treo bảng giá phí\n- Bố trí người trực", "Một cửa", "Quý I"),
        ("2", "Dọn kho:\n- Xếp hồ sơ\n- Dán nhãn", "Văn phòng", "Quý II"),
    ])  # fmt: skip
    assert [(t.task, t.lead) for t in plan.tasks] == [
        ("- Treo bảng giá phí", "Một cửa"),
        ("- Bố trí người trực", "Một cửa"),
        ("Dọn kho: - Xếp hồ sơ - Dán nhãn", "Văn phòng"),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("≥ 99", "%", (">=", 99, "%")),
        ("Từ 75 trở lên", "%", (">=", 75, "%")),
        ("> 95", "%", (">", 95, "%")),
        ("02", "Mô hình", ("=", 2, "count")),
        ("Ít nhất 03", "Cuộc", (">=", 3, "count")),
        ("40 trở lên", "Thùng rác", (">=", 40, "count")),
    ],
)
def test_the_value_of_a_table_of_targets(
    value: str, unit: str, expected: tuple[str, int, str]
) -> None:
    plan = plan_of(
        [
            ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2025", "Kế hoạch năm 2026"),
            ("1", "Việc làm được", unit, "1", value),
            ("2", "Hồ sơ đúng hẹn", "%", "90", "100"),
        ],
        papers.TASK_ROWS,
    )
    measure = plan.targets[0].measures[0]
    assert (measure.op, measure.value, measure.unit) == expected


@pytest.mark.parametrize("name", ["A Thút", "Rơ Châm H'Yéo", "Điểu Sang", "K'Brêu Hà"])
def test_names_of_every_people_sign(name: str) -> None:
    paper = papers.new_paper()
    papers.add_table(paper, papers.TASK_ROWS)
    papers.add_signature(paper, name=name)
    assert read_plan(papers.saved(paper)).document.signer == name


def test_a_short_letterhead_and_a_date_in_figures() -> None:
    paper = papers.new_paper(place="An Lạc, ngày 31/12/2025")
    paper.tables[0].cell(0, 0).text = "UBND PHƯỜNG AN LẠC"
    papers.add_table(paper, papers.TASK_ROWS)
    document = read_plan(papers.saved(paper)).document
    found = (document.issuer, document.locality, document.issued_on)
    assert found == ("Ủy ban nhân dân phường An Lạc", "An Lạc", "2025-12-31")


def test_spending_is_not_a_target_though_its_letters_fold_alike() -> None:
    titles = ["Chỉ tiêu", "CHỈ TIÊU", "Quy chế chi tiêu nội bộ", "CHI TIÊU"]
    assert [role_of(title) for title in titles] == ["targets", "targets", None, None]


def test_a_quarter_at_the_start_of_a_wrapped_line_is_no_label() -> None:
    assert split_label("II/2026 và các năm sau") is None
    label = split_label("II/ NHIỆM VỤ")
    assert label is not None and label.rest == "NHIỆM VỤ"


@pytest.mark.parametrize(
    ("label", "other", "expected"),
    [
        ("2. Hai", "1. Một", True),
        ("1.1. Con", "1. Một", True),
        ("1.2. Con", "1. Một", False),
        ("c) Ba", "b) Hai", True),
        ("d) Bốn", "b) Hai", False),
        ("III. BA", "II. HAI", True),
        ("- Gạch", "- Gạch", False),
    ],
)
def test_labels_know_their_neighbours(label: str, other: str, expected: bool) -> None:
    later, earlier = split_label(label), split_label(other)
    assert later is not None and earlier is not None
    assert later.follows(earlier) is expected


def test_a_list_without_levels_prints_nothing() -> None:
    assert ListLabels({}).label("5", 0) == ""
