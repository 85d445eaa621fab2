"""Places on a chart: they fill it, keep their order, and say in words what they show."""

from hypothesis import given
from hypothesis import strategies as st

from dinh.foundation.ui.charts import Figure, against_target, spark, stacked


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_slices_fill_the_bar_in_order(counts: list[int]) -> None:
    slices = stacked([Figure("việc", count, "ok") for count in counts]).slices
    assert len(slices) == sum(count > 0 for count in counts)
    end = 0.0
    for part in slices:
        assert abs(float(part.x[:-1]) - end) < 0.011
        end = float(part.x[:-1]) + float(part.width[:-1])
    assert abs(end - 100) < 0.011 if slices else end == 0


def test_a_bar_says_its_figures() -> None:
    bar = stacked(
        [Figure("Xong", 1200, "ok"), Figure("Trễ", 0, "late"), Figure("Đang làm", 3, "doing")]
    )
    assert bar.words == "1.200 xong, 3 đang làm"
    assert stacked([]).words == "chưa có gì"


def test_a_value_against_its_target() -> None:
    bar = against_target(54.2, 60, unit="%", full=100)
    assert (bar.width, bar.target_x, bar.words) == ("54.20%", "60.00%", "54,2% so với mục tiêu 60%")
    assert against_target(130, 98, unit="%", full=100).width == "100.00%"
    assert against_target(1, 98, unit="%", full=100).target_anchor == "end"


def test_a_series_breaks_where_a_value_is_unknown() -> None:
    line = spark([1, 2, None, 4], 3)
    assert [len(run.split()) for run in line.runs] == [2, 1]
    assert (line.last_x, line.last_y) == ("94.0", "2.0")
    assert spark([None, None]).runs == []


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=24), st.floats(-1e6, 1e6))
def test_points_stay_inside_the_box(values: list[float | None], target: float) -> None:
    for run in spark(values, target).runs:
        for point in run.split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 96 and 0 <= y <= 24
