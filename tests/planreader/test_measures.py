"""Measures inside target sentences."""

from __future__ import annotations

import pytest

from dinh.kernel.measures import from_plan
from dinh.planreader.recognise.measures import find_measures, has_quantity

CASES = [
    ("100% văn bản được đăng", [("=", 100, None, "%")]),
    ("Tỷ lệ đúng hạn đạt từ 98% trở lên", [(">=", 98, None, "%")]),
    ("Tối thiểu 70% hồ sơ nộp qua mạng", [(">=", 70, None, "%")]),
    ("Trên 95,5% dân hài lòng", [(">", 95.5, None, "%")]),
    ("Không quá 2% hồ sơ trễ", [("<=", 2, None, "%")]),
    ("Hồ sơ trễ dưới 1%", [("<", 1, None, "%")]),
    ("Từ 80% đến 90% công chức được học", [("range", 80, 90, "%")]),
    ("Ít nhất từ 02 đến 03 cuộc đối thoại", [("range", 2, 3, "count")]),
    ("Ít nhất có 02 sáng kiến", [(">=", 2, None, "count")]),
    ("Cắt giảm ít nhất 20% thời gian chờ", [("decrease", 20, None, "%")]),
    ("Tăng thêm 5% hồ sơ qua mạng", [("increase", 5, None, "%")]),
    ("Nộp qua mạng đạt 60%; toàn trình đạt 70%", [("=", 60, None, "%"), ("=", 70, None, "%")]),
    ("Không có đơn thư vượt cấp", [("=", 0, None, "count")]),
    ("Xếp loại tốt trở lên", [("grade", None, None, None)]),
    ("Xếp thứ hạng từ 10", [("rank", 10, None, "rank")]),
    ("Giảm chi thường xuyên so với năm trước", [("decrease", None, None, None)]),
    ("Nâng cao chỉ số hài lòng", [("increase", None, None, None)]),
    ("Làm đúng quy định theo Nghị định số 61/2018/NĐ-CP", [("qualitative", None, None, None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_measures_of_a_sentence(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [(m.op, m.value, m.value_max, m.unit) for m in find_measures(text, 2026)] == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_kernel_takes_every_measure(text: str, expected: list[tuple[object, ...]]) -> None:
    kept = [from_plan(measure.as_dict()) for measure in find_measures(text, 2026)]
    assert len(kept) == len(expected)


def test_each_measure_has_its_own_year_and_exclusions() -> None:
    text = "Đến năm 2028 đạt 90% hồ sơ (trừ hồ sơ mật); đến năm 2030 đạt 100%"
    assert [(m.by, m.exclusions) for m in find_measures(text)] == [
        ("2028", ("hồ sơ mật",)),
        ("2030", ()),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 5% trở lên", True),
        ("Tổ chức ít nhất 2 cuộc", True),
        ("Tổ chức 2 cuộc", False),
        ("Áp dụng ISO 9001:2015", False),
        ("Dịch vụ công mức độ 3, 4", False),
        ("Năm 2026", False),
    ],
)
def test_quantified_sentences_are_told_from_others(text: str, expected: bool) -> None:
    assert has_quantity(text) is expected
