"""Due texts as plans print them."""

from __future__ import annotations

import pytest

from dinh.planreader.recognise.due import understand_due

CASES = [
    ("Trước 15/01/2026", ("by", "2026-01-15", None, None, None)),
    ("Chậm nhất ngày 30/6", ("by", "2026-06-30", None, None, None)),
    ("Xong trước ngày 05 tháng 12 năm 2026", ("by", "2026-12-05", None, None, None)),
    ("Trước tháng 6/2026", ("by", "2026-05-31", None, None, None)),
    ("Tháng 3", ("month", None, 3, None, 2026)),
    ("Tháng 02/2027", ("month", None, 2, None, 2027)),
    ("Tháng 3 - tháng 5", ("month", None, 5, None, 2026)),
    ("Quý I", ("quarters", None, None, (1,), 2026)),
    ("Quí II/2026", ("quarters", None, None, (2,), 2026)),
    ("Quý III,IV năm 2026", ("quarters", None, None, (3, 4), 2026)),
    ("Quý I, II, III, IV/2026", ("quarters", None, None, (1, 2, 3, 4), 2026)),
    ("Quý II-IV năm 2026", ("quarters", None, None, (2, 3, 4), 2026)),
    ("6 tháng đầu năm", ("quarters", None, None, (1, 2), 2026)),
    ("Năm 2026", ("year", None, None, None, 2026)),
    ("Trong năm", ("year", None, None, None, 2026)),
    ("Thường xuyên", ("continuous", None, None, None, None)),
    ("Thường xuyên trong năm", ("continuous", None, None, None, 2026)),
    ("Năm 2026 (Thường xuyên)", ("continuous", None, None, None, 2026)),
    ("Hàng tháng", ("periodic", None, None, None, None)),
    ("Định kỳ", ("periodic", None, None, None, None)),
    ("Khi có chỉ đạo của tỉnh", ("on_demand", None, None, None, None)),
    ("Theo yêu cầu", ("on_demand", None, None, None, None)),
    ("Theo kế hoạch thẩm định hằng năm", ("per_plan", None, None, None, None)),
    ("Theo quy định của Sở Nội vụ", ("per_plan", None, None, None, None)),
    ("Tháng 01/2026; Thường xuyên", ("month", None, 1, None, 2026)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_due_text_is_understood(text: str, expected: tuple[object, ...]) -> None:
    due = understand_due(text, 2026)
    assert due is not None
    assert (due.type, due.date, due.month, due.quarters, due.year) == expected


@pytest.mark.parametrize("text", [None, "", "sớm", "31/02/2026", "Tháng 13"])
def test_what_is_no_due_text_stays_unknown(text: str | None) -> None:
    assert understand_due(text, 2026) is None
