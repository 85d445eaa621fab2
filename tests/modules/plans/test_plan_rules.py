"""The plan rules as a clerk could read them: difference, doubts, windows, carrying, the year."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.modules.plans.rules import carrying, content, difference, doubts, windows, yearline
from dinh.modules.plans.rules.areas import AREAS, area_name
from factories.plans import measure, read_task, reading

WORDS = st.lists(
    st.sampled_from(["rà", "soát", "thủ", "tục", "niêm", "yết", "hồ", "sơ", "xã"]),
    min_size=1,
    max_size=8,
).map(" ".join)
ROWS = st.lists(WORDS, max_size=12, unique=True).map(
    lambda texts: [{"task": text, "row": n, "area": 3} for n, text in enumerate(texts)]
)


@given(ROWS)
def test_a_plan_compared_with_itself_is_the_same(rows: list[dict[str, Any]]) -> None:
    pairs = difference.compare(rows, rows, text="task", fields=("task", "area"))
    assert [pair.kind for pair in pairs] == ["same"] * len(rows)


@given(ROWS, ROWS)
def test_every_row_stands_in_exactly_one_pair(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> None:
    pairs = difference.compare(old, new, text="task", fields=("task",))
    texts = [pair.old["task"] for pair in pairs if pair.old]
    assert sorted(texts) == sorted(row["task"] for row in old)
    assert [pair.new for pair in pairs if pair.new] == new


def test_unlike_texts_are_two_things_even_in_the_same_row() -> None:
    old, new = read_task(5, "Tập huấn một cửa"), read_task(5, "Công khai ngân sách quý")
    kinds = [p.kind for p in difference.compare([old], [new], text="task", fields=("task",))]
    assert kinds == ["added", "removed"]


def test_tone_placement_and_spacing_are_no_change() -> None:
    old, new = read_task(1, "Số hoá  hồ sơ"), read_task(1, "Số hóa hồ sơ")
    (pair,) = difference.compare([old], [new], text="task", fields=("task",))
    assert pair.kind == "same"


def _doubts(**fields: Any) -> list[str]:
    read = reading([read_task(1, "Báo cáo", **fields)])
    found = doubts.all_doubts(content.from_reading(read), read, {})
    return [doubt.key for doubt in found]


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({}, []),
        ({"outputs": None}, ["n1.outputs.missing"]),
        ({"area": None}, ["n1.area.missing"]),
        ({"lead": None}, ["n1.lead.missing"]),
        ({"due": None}, ["n1.due.unknown"]),
        ({"due": {"type": "by", "date": None}}, ["n1.due.no_day"]),
        ({"due": {"type": "by", "date": "2025-10-30"}}, ["n1.due.before_issue"]),
        ({"due": {"type": "by", "date": "2026-01-12"}}, []),
        ({"confidence": 0.4}, ["n1.row.confidence"]),
    ],
)
def test_what_is_doubtful_in_a_task(fields: dict[str, Any], keys: list[str]) -> None:
    assert _doubts(**fields) == keys


def test_a_remark_of_the_reader_belongs_to_the_row_at_its_place() -> None:
    read = reading([read_task(n, f"Việc {n}") for n in (1, 2)])
    read["issues"] = [
        {
            "code": "split",
            "message": "Ô bị tách.",
            "field": "due",
            "source": {"table": 1, "row": 2},
        },
        {"code": "lost", "message": "Dòng lẻ.", "field": None, "source": {"paragraph": 9}},
    ]
    found = doubts.all_doubts(content.from_reading(read), read, {})
    assert [(d.section, d.row, d.field, d.code) for d in found] == [
        ("tasks", "n2", "due", "split"),
        ("rest", "x1", "remark", "lost"),
    ]


def test_a_measure_without_its_value_must_be_changed() -> None:
    read = reading(targets=[{"text": "Đạt chuẩn", "measures": [measure("chuẩn", value=None)]}])
    (found,) = doubts.all_doubts(content.from_reading(read), read, {})
    assert (found.key, found.must_change) == ("c1.m0.unreadable", True)
    assert doubts.open_doubts([found], [found.key]) == [found]


def test_an_unmatched_lead_is_one_doubt_however_many_rows() -> None:
    read = reading([])
    found = doubts.all_doubts(content.from_reading(read), read, {"VP-TK": ["n1", "n2"]})
    assert [(doubt.section, doubt.field) for doubt in found] == [("units", "VP-TK")]


def test_keys_of_rows_are_never_used_again() -> None:
    made = content.from_reading(reading())
    content.add_row(made, "tasks", {"task": "A"})
    made["tasks"][-1]["gone"] = True
    assert content.add_row(made, "tasks", {"task": "B"})["key"] == "n3"


@pytest.mark.parametrize(
    ("printed", "month", "day"),
    [
        ("trước ngày 10/6", 6, date(2026, 6, 10)),
        ("trước ngày 12 của tháng cuối kỳ báo cáo", 9, date(2026, 9, 12)),
        ("theo yêu cầu", 9, None),
        ("trước ngày 31", 6, None),
    ],
)
def test_the_due_day_of_a_report(printed: str, month: int, day: date | None) -> None:
    assert windows.due_day(printed, 2026, month) == day


def test_quarter_windows_run_from_the_15th_to_the_14th() -> None:
    found = windows.windows_for({"period": "quarter", "due": "trước ngày 12"}, 2026, 15, 14)
    assert [(w.label, w.first, w.last, w.due_on) for w in found] == [
        ("Quý I/2026", date(2025, 12, 15), date(2026, 3, 14), date(2026, 3, 12)),
        ("Quý II/2026", date(2026, 3, 15), date(2026, 6, 14), date(2026, 6, 12)),
        ("Quý III/2026", date(2026, 6, 15), date(2026, 9, 14), date(2026, 9, 12)),
        ("Quý IV/2026", date(2026, 9, 15), date(2026, 12, 14), date(2026, 12, 12)),
    ]


@pytest.mark.parametrize(("kind", "last"), [("6m", 6), ("9m", 9), ("year", 12)])
def test_longer_windows_are_cumulative(kind: str, last: int) -> None:
    (found,) = windows.windows_for({"period": kind, "due": ""}, 2026, 15, 14)
    assert (found.first, found.last) == (date(2025, 12, 15), date(2026, last, 14))


@pytest.mark.parametrize(
    ("due", "carried"),
    [
        ({"type": "by", "date": "2027-03-31"}, True),
        ({"type": "by", "date": "2026-03-31"}, False),
        ({"type": "quarters", "quarters": [1], "year": 2026}, False),
        ({"type": "quarters", "quarters": [1], "year": None}, True),
        ({"type": "continuous", "year": None}, True),
        (None, True),
    ],
)
def test_which_due_texts_are_carried_into_2027(due: dict[str, Any] | None, carried: bool) -> None:
    assert (carrying.carried_due(due, 2027) is not None) == carried


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_a_day_stands_within_its_month_on_the_line(day: date) -> None:
    here = yearline.months(day.year)[day.month - 1]
    following = [m.start for m in yearline.months(day.year) if m.number == day.month + 1] or [100.0]
    assert here.start < yearline.position(day, day.year) <= following[0] + 0.01


def test_days_outside_the_year_stand_at_its_ends() -> None:
    assert yearline.position(date(2025, 5, 1), 2026) == 0
    assert yearline.position(date(2027, 5, 1), 2026) == 100


def test_area_names() -> None:
    assert area_name(3) == "3. Cải cách thủ tục hành chính"
    assert area_name(None) == "Chưa xếp lĩnh vực"
    assert list(AREAS) == list(range(1, 9))
