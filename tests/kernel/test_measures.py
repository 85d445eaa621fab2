"""Measures: judgement of each operator, figures as shown, plan rows, doubles."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.kernel.measures import (
    OFFICER_GRADES,
    Change,
    Double,
    Level,
    Measure,
    MeasureIncomplete,
    MeasureUnreadable,
    Milestones,
    Missing,
    NotANumber,
    Observation,
    Op,
    RateImpossible,
    State,
    UnknownGrade,
    YearlySteps,
    evaluate,
    figure,
    find_doubles,
    from_plan,
    rate,
    read_number,
    read_unit,
    show,
    show_number,
    to_plan,
    unit_in_words,
)
from dinh.planreader.recognise.measures import UNITS as plan_reader_units

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"
JUNE = date(2026, 6, 30)
LAST_DAY = date(2026, 12, 31)
NEXT_YEAR = date(2027, 1, 1)


def D(text):
    return Decimal(str(text))


def measure(op, value=None, value_max=None, unit="%", **more):
    low, high = (None if v is None else D(v) for v in (value, value_max))
    return Measure(what="chỉ tiêu", op=op, value=low, value_max=high, unit=unit, **more)


def judge(asked, seen, on=NEXT_YEAR, **more):
    observation = seen if isinstance(seen, Observation) else Observation(value=D(seen))
    return evaluate(asked, observation, on=on, period_end=LAST_DAY, **more)


# --- one row per operator and side of the boundary, judged after the end of the year ------------

BOUNDARIES = [
    (measure(Op.AT_LEAST, 95), "95", "94.9999999999"),
    (measure(Op.MORE_THAN, 75), "75.0000000001", "75"),
    (measure(Op.AT_MOST, 5), "5", "5.0000000001"),
    (measure(Op.LESS_THAN, 5), "4.9999999999", "5"),
    (measure(Op.REACH, 100), "100", "99.9999999999"),
    (measure(Op.REACH, 60), "60.1", "59.9"),
    (measure(Op.REACH, 60, may_exceed=False), "60", "60.1"),
    (measure(Op.RANGE, 98, 100), "98", "97.9"),
    (measure(Op.RANGE, 2, 3, "count"), "4", "1"),
    (measure(Op.RANGE, 2, 3, "count", may_exceed=False), "3", "4"),
    (measure(Op.ZERO, unit="count"), "0", "1"),
    (measure(Op.INCREASE, baseline=D(80)), "80.01", "80"),
    (measure(Op.DECREASE, baseline=D(80)), "79.99", "80"),
    (measure(Op.INCREASE, 5, baseline=D(80)), "85", "84.99"),
    (measure(Op.DECREASE, 20, baseline=D(50), change=Change.RELATIVE), "40", "40.01"),
    (measure(Op.INCREASE, 10, baseline=D(50), change=Change.RELATIVE), "55", "54.99"),
    (measure(Op.RANK, 1, 5, None), "5", "6"),
    (measure(Op.RANK, 3, unit=None), "3", "4"),
]


@pytest.mark.parametrize(("asked", "kept", "broken"), BOUNDARIES)
def test_boundary(asked, kept, broken):
    assert judge(asked, kept).state is State.MET
    assert judge(asked, broken).state is State.NOT_MET


@pytest.mark.parametrize(
    ("asked", "seen", "on", "reason"),
    [
        (
            measure(Op.AT_LEAST, 98),
            "97.996",
            NEXT_YEAR,
            "Không đạt: 97,99%, yêu cầu từ 98% trở lên, còn cách 0,01 điểm phần trăm.",
        ),
        (
            measure(Op.AT_LEAST, 98),
            "97",
            JUNE,
            "Có nguy cơ: 97%, yêu cầu từ 98% trở lên, còn cách 1 điểm phần trăm; hạn 31/12/2026.",
        ),
        (measure(Op.AT_LEAST, 98), "98", JUNE, "Đạt: 98%, yêu cầu từ 98% trở lên."),
        (
            measure(Op.AT_LEAST, 2, unit="count"),
            "1",
            JUNE,
            "Đúng tiến độ: 1, yêu cầu từ 2 trở lên, còn cách 1; hạn 31/12/2026.",
        ),
        (
            measure(Op.ZERO, unit="count"),
            "2",
            JUNE,
            "Không đạt: 2, yêu cầu không có trường hợp nào, còn cách 2.",
        ),
        (
            measure(Op.RANK, 1, 5, None),
            "7",
            JUNE,
            "Có nguy cơ: xếp hạng 7, yêu cầu xếp hạng 5 trở lên, còn cách 2 bậc; hạn 31/12/2026.",
        ),
        (
            measure(Op.INCREASE, baseline=D(8), baseline_year=2025),
            "8.001",
            JUNE,
            "Đạt: 8,01%, yêu cầu tăng so với 8% năm 2025.",
        ),
        (
            measure(Op.DECREASE, 3, unit="biên chế", baseline=D(20)),
            "18",
            NEXT_YEAR,
            "Không đạt: 18 biên chế, yêu cầu giảm ít nhất 3 biên chế so với 20 biên chế, "
            "còn cách 1 biên chế.",
        ),
    ],
)
def test_reason(asked, seen, on, reason):
    assert judge(asked, seen, on).reason == reason


def test_verdict_carries_its_figures():
    verdict = judge(measure(Op.AT_LEAST, 95), "94.5")
    assert (verdict.required, verdict.actual, verdict.gap) == (D(95), D("94.5"), D("0.5"))
    assert judge(measure(Op.AT_LEAST, 95), "96").gap == 0


# --- grades, judgements ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "on", "state", "reason"),
    [
        ("Tốt", JUNE, State.MET, "Đạt: loại tốt, yêu cầu loại tốt trở lên."),
        ("loại xuất sắc", JUNE, State.MET, "Đạt: loại xuất sắc, yêu cầu loại tốt trở lên."),
        (
            "khá",
            JUNE,
            State.AT_RISK,
            "Có nguy cơ: loại khá, yêu cầu loại tốt trở lên; hạn 31/12/2026.",
        ),
        ("khá", NEXT_YEAR, State.NOT_MET, "Không đạt: loại khá, yêu cầu loại tốt trở lên."),
    ],
)
def test_grade(grade, on, state, reason):
    verdict = judge(measure(Op.GRADE, unit=None, grade="tốt"), Observation(grade=grade), on)
    assert (verdict.state, verdict.reason) == (state, reason)


def test_grades_of_another_scale_are_refused():
    asked = measure(Op.GRADE, grade="hoàn thành tốt nhiệm vụ", scale=OFFICER_GRADES)
    with pytest.raises(UnknownGrade) as refused:
        judge(asked, Observation(grade="giỏi"))
    assert refused.value.sentence.startswith("“giỏi” không có trong thang xếp loại (không hoàn")


@pytest.mark.parametrize(
    ("is_kept", "note", "on", "state", "reason"),
    [
        (True, "Ban hành đủ quy chế.", JUNE, State.MET, "Đạt: Ban hành đủ quy chế."),
        (True, "", JUNE, State.MET, "Đạt: được đánh giá là đạt."),
        (False, "", JUNE, State.AT_RISK, "Có nguy cơ: được đánh giá là chưa đạt; hạn 31/12/2026."),
        (False, "Chậm.", NEXT_YEAR, State.NOT_MET, "Không đạt: Chậm."),
        (None, "", NEXT_YEAR, State.NO_VALUE, "Chưa có kết quả: chưa đánh giá."),
    ],
)
def test_qualitative(is_kept, note, on, state, reason):
    seen = Observation(is_kept=is_kept, note=note)
    verdict = judge(measure(Op.QUALITATIVE, unit=None), seen, on)
    assert (verdict.state, verdict.reason, verdict.gap) == (state, reason, None)


# --- no value is not zero ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "seen", "missing", "reason"),
    [
        (measure(Op.ZERO), Observation(), Missing.NOT_REPORTED, "chưa có số liệu"),
        (
            measure(Op.AT_LEAST, 5),
            Observation(missing=Missing.NOT_PUBLISHED),
            Missing.NOT_PUBLISHED,
            "chưa công bố",
        ),
        (measure(Op.AT_MOST, 5), rate(0, 0), Missing.NONE_AROSE, "không phát sinh"),
        (
            measure(Op.INCREASE),
            Observation(value=D(5)),
            Missing.NO_BASELINE,
            "chưa có số liệu gốc để so sánh",
        ),
        (measure(Op.GRADE, grade="tốt"), Observation(), Missing.NOT_REPORTED, "chưa có số liệu"),
    ],
)
def test_no_value_gives_its_reason(asked, seen, missing, reason):
    verdict = judge(asked, seen)
    assert (verdict.state, verdict.missing) == (State.NO_VALUE, missing)
    assert verdict.reason == f"Chưa có kết quả: {reason}."
    assert (verdict.actual, verdict.gap) == (None, None)


def test_value_of_another_level_is_not_ours():
    asked = measure(Op.AT_LEAST, 70, level=Level.PROVINCE)
    verdict = judge(asked, "10")
    assert (verdict.state, verdict.missing) == (State.NOT_OURS, Missing.NOT_OURS)
    assert verdict.reason == "Không tính ở cấp xã: đây là chỉ tiêu của cấp tỉnh."
    assert judge(asked, "10", own_level=Level.PROVINCE).state is State.NOT_MET


def test_observation_may_say_that_it_is_not_ours():
    verdict = judge(measure(Op.AT_LEAST, 70), Observation(missing=Missing.NOT_OURS))
    assert (verdict.state, verdict.reason) == (State.NOT_OURS, "Không tính ở cấp xã.")


def test_value_and_reason_for_none_exclude_each_other():
    with pytest.raises(ValueError, match="not both"):
        Observation(value=D(0), missing=Missing.NOT_PUBLISHED)


# --- rates and exclusions ----------------------------------------------------------------------


def test_exclusions_leave_the_denominator():
    assert rate(95, 103, excluded={"văn bản mật": 2, "kiểm tra đột xuất": 1}).value == 95
    assert rate(0, 3, excluded={"văn bản mật": 3}).missing is Missing.NONE_AROSE


@pytest.mark.parametrize(
    ("part", "whole", "excluded"),
    [(11, 10, {}), (-1, 10, {}), (0, 1, {"mật": 2}), (9, 10, {"a": 2})],
)
def test_impossible_counts_are_refused(part, whole, excluded):
    with pytest.raises(RateImpossible):
        rate(part, whole, excluded=excluded)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 100))
def test_rate_is_judged_as_the_counts_are(part, whole, percent):
    part = min(part, whole)
    verdict = judge(measure(Op.AT_LEAST, percent), rate(part, whole))
    assert (verdict.state is State.MET) == (100 * part >= percent * whole)


# --- time --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2026, 9, 30), State.AT_RISK), (date(2026, 10, 1), State.NOT_MET)],
)
def test_deadline_inside_the_period(on, state):
    assert judge(measure(Op.AT_LEAST, 100, by=date(2026, 9, 30)), "99", on).state is state


def test_deadline_beyond_the_period_is_not_yet_due():
    asked = measure(Op.AT_LEAST, 80, by=date(2027, 12, 31))
    assert judge(asked, "50", NEXT_YEAR).state is State.AT_RISK


@pytest.mark.parametrize(
    ("on", "done", "state"),
    [
        (date(2026, 3, 31), 24, State.AT_RISK),  # 90 of 365 days: 24.66 of 100 expected
        (date(2026, 3, 31), 25, State.ON_TRACK),
        (date(2026, 12, 30), 99, State.AT_RISK),
        (LAST_DAY, 99, State.AT_RISK),
        (NEXT_YEAR, 99, State.NOT_MET),
        (date(2026, 1, 1), 100, State.MET),
    ],
)
def test_growing_count_follows_the_linear_path(on, done, state):
    assert judge(measure(Op.REACH, 100, unit="count"), done, on).state is state


@pytest.mark.parametrize(("done", "state"), [(90, State.ON_TRACK), (89, State.AT_RISK)])
def test_linear_path_counts_the_day_itself(done, state):
    asked = measure(Op.REACH, 365, unit="count")
    assert judge(asked, done, date(2026, 3, 31)).state is state


def test_linear_path_begins_where_the_period_does():
    asked = measure(Op.REACH, 100, unit="count")
    assert judge(asked, 60, JUNE, period_start=date(2025, 12, 15)).state is State.ON_TRACK
    assert judge(asked, 50, JUNE, period_start=date(2025, 12, 15)).state is State.AT_RISK


@pytest.mark.parametrize(
    ("warn_below", "state"),
    [("1", State.AT_RISK), ("0.95", State.ON_TRACK), ("0.98", State.AT_RISK)],
)
def test_warning_threshold_is_an_argument(warn_below, state):
    verdict = judge(measure(Op.AT_LEAST, 100), "96", JUNE, warn_below=D(warn_below))
    assert verdict.state is state


@pytest.mark.parametrize(
    ("asked", "seen", "state"),
    [
        (measure(Op.ZERO, unit="count"), 1, State.NOT_MET),
        (measure(Op.AT_MOST, 3, unit="count"), 4, State.NOT_MET),
        (measure(Op.LESS_THAN, 3, unit="count"), 3, State.NOT_MET),
        (measure(Op.RANGE, 2, 3, "count", may_exceed=False), 4, State.NOT_MET),
        (measure(Op.AT_MOST, 3), 4, State.AT_RISK),  # a rate may still fall
        (measure(Op.AT_LEAST, 3, unit="count", accumulates=False), 2, State.AT_RISK),
    ],
)
def test_what_cannot_be_mended_is_lost_before_the_end(asked, seen, state):
    assert judge(asked, seen, JUNE).state is state


# --- values that change over time --------------------------------------------------------------

STEPS = YearlySteps(first_year=2022, baseline=D(15), step=D(20))


@pytest.mark.parametrize(
    ("year", "required"),
    [
        (2021, None),
        (2022, 15),
        (2023, 35),
        (2024, 55),
        (2025, 75),
        (2026, 95),
        (2027, 100),
        (2060, 100),
    ],
)
def test_yearly_steps(year, required):
    assert STEPS.required_in(year) == required


def test_yearly_steps_may_be_relative():
    path = YearlySteps(2022, D(15), D(20), change=Change.RELATIVE)
    assert [path.required_in(year) for year in (2022, 2023, 2024)] == [15, 18, D("21.6")]


def test_yearly_steps_are_due_at_the_end_of_each_year():
    asked = measure(Op.AT_LEAST, path=STEPS)

    def state(seen, on):
        seen = Observation(value=D(seen))
        return evaluate(asked, seen, on=on, period_end=date(2027, 12, 31)).state

    assert state(94, date(2026, 12, 31)) is State.AT_RISK
    assert state(95, date(2026, 12, 31)) is State.MET
    assert state(95, date(2027, 12, 31)) is State.AT_RISK
    assert state(99, date(2028, 1, 1)) is State.NOT_MET
    assert state(99, date(2021, 1, 1)) is State.NO_VALUE


def test_value_that_changes_within_the_period():
    path = Milestones(((date(2022, 1, 1), D(94)), (date(2024, 1, 1), D(97))))
    asked = measure(Op.AT_LEAST, path=path)
    end = date(2025, 12, 31)

    def verdict(on):
        return evaluate(asked, Observation(value=D(95)), on=on, period_end=end)

    assert verdict(date(2021, 12, 31)).missing is Missing.NOT_YET
    assert verdict(date(2023, 12, 31)).state is State.MET
    assert (verdict(date(2024, 1, 1)).state, verdict(date(2024, 1, 1)).required) == (
        State.AT_RISK,
        D(97),
    )
    assert verdict(date(2026, 1, 1)).state is State.NOT_MET


@pytest.mark.parametrize("days", [[], [JUNE, JUNE], [LAST_DAY, JUNE]])
def test_milestones_need_rising_days(days):
    with pytest.raises(ValueError, match="milestones"):
        Milestones(tuple((day, D(1)) for day in days))


@given(
    st.decimals(0, 200, places=2),
    st.decimals(0, 100, places=2),
    st.sampled_from(Change),
    st.integers(2000, 2100),
)
def test_steps_rise_and_never_pass_the_ceiling(baseline, step, change, year):
    path = YearlySteps(2020, baseline, step, change=change)
    levels = [path.required_in(y) for y in (year, year + 1)]
    known = [level for level in levels if level is not None]
    assert known == sorted(known)
    assert all(level <= 100 for level in known)


# --- properties of judging ---------------------------------------------------------------------

BEST_FIRST = [State.MET, State.ON_TRACK, State.AT_RISK, State.NOT_MET]
HIGHER_IS_BETTER = st.sampled_from([Op.AT_LEAST, Op.MORE_THAN, Op.REACH, Op.RANGE, Op.INCREASE])
LOWER_IS_BETTER = st.sampled_from([Op.AT_MOST, Op.LESS_THAN, Op.ZERO, Op.DECREASE, Op.RANK])
VALUES = st.decimals(0, 200, places=3)
DAYS = st.dates(date(2026, 1, 1), date(2027, 3, 1))
UNITS = st.sampled_from(["%", "count"])


def simple(op, unit, required):
    return measure(
        op, required, required + 10 if op is Op.RANGE else None, unit, baseline=Decimal(50)
    )


@given(HIGHER_IS_BETTER, UNITS, VALUES, VALUES, VALUES, DAYS)
def test_more_is_never_worse(op, unit, required, one, other, on):
    asked = simple(op, unit, required)
    low, high = (judge(asked, value, on).state for value in sorted((one, other)))
    assert BEST_FIRST.index(high) <= BEST_FIRST.index(low)


@given(LOWER_IS_BETTER, UNITS, VALUES, VALUES, VALUES, DAYS)
def test_less_is_never_worse(op, unit, required, one, other, on):
    asked = simple(op, unit, required)
    low, high = (judge(asked, value, on).state for value in sorted((one, other)))
    assert BEST_FIRST.index(low) <= BEST_FIRST.index(high)


@given(HIGHER_IS_BETTER | LOWER_IS_BETTER, UNITS, VALUES, VALUES, DAYS, st.integers(0, 100))
def test_time_alone_never_makes_it_better(op, unit, required, value, on, days):
    asked = simple(op, unit, required)
    now, later = (judge(asked, value, d).state for d in (on, on + timedelta(days=days)))
    assert BEST_FIRST.index(now) <= BEST_FIRST.index(later)


@given(HIGHER_IS_BETTER | LOWER_IS_BETTER, UNITS, VALUES, VALUES, DAYS)
def test_nothing_is_lost_before_the_end_unless_it_cannot_be_mended(op, unit, required, value, on):
    verdict = judge(simple(op, unit, required), value, on)
    if verdict.state is State.NOT_MET and unit == "%" and op is not Op.ZERO:
        assert on > LAST_DAY
    assert verdict.reason.startswith(verdict.state.value)
    assert (verdict.gap == 0) or verdict.state is not State.MET


# --- figures -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "required", "shown"),
    [
        ("97.846", "95", "97,84%"),
        ("99.996", "100", "99,99%"),
        ("99.9999999", "100", "99,99%"),
        ("75.0004", "75", "75,01%"),
        ("5.004", "5", "5,01%"),
        ("66.667", "66.667", "66,667%"),
        ("66.6669", "66.667", "66,66%"),
        ("95", "95", "95%"),
        ("97.50", None, "97,5%"),
        ("0", "0", "0%"),
    ],
)
def test_show_never_crosses_the_target(value, required, shown):
    assert show(D(value), None if required is None else D(required), unit="%") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1903", "1.903"), ("1234567.5", "1.234.567,5"), ("-1903.25", "-1.903,25"), ("1E+3", "1.000")],
)
def test_show_number(value, shown):
    assert show_number(D(value)) == shown


def test_show_appends_a_worded_unit():
    assert show(D(1903), unit="hồ sơ") == "1.903 hồ sơ"
    assert show(D(1903), unit="count") == "1.903"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("minute", "15 phút"),
        ("hour", "15 giờ"),
        ("working_hour", "15 giờ làm việc"),
        ("day", "15 ngày"),
        ("working_day", "15 ngày làm việc"),
        ("calendar_day", "15 ngày"),
        ("month", "15 tháng"),
        ("year", "15 năm"),
        ("point", "15 điểm"),
        ("count", "15"),
        ("rank", "15"),
        ("%", "15%"),
        ("hồ sơ", "15 hồ sơ"),
        ("", "15"),
        (None, "15"),
    ],
)
def test_units_are_said_in_vietnamese(unit, shown):
    assert show(D(15), unit=unit) == figure(D(15), unit) == shown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("phút", "minute"),
        (" Ngày  làm việc ", "working_day"),
        ("ngày", "day"),
        ("diem", "point"),
        ("%", "%"),
        ("hồ sơ", "hồ sơ"),
        ("minute", "minute"),
        (" ", None),
    ],
)
def test_a_unit_as_written_gives_its_code(written, code):
    assert read_unit(written) == code


def test_every_unit_of_the_plan_reader_has_a_word():
    codes = set(plan_reader_units.values()) - {"%"}
    assert {code: unit_in_words(code) for code in codes if unit_in_words(code) == code} == {}


def test_a_verdict_names_the_unit_in_vietnamese():
    asked = measure(Op.AT_MOST, 15, unit="minute")
    verdict = judge(asked, Observation(value=D(11)), date(2026, 11, 19))
    assert verdict.reason == "Đạt: 11 phút, yêu cầu không quá 15 phút."


@pytest.mark.parametrize(
    ("text", "value"),
    [("97,84%", "97.84"), ("1.903", "1903"), ("97.84", "97.84"), (" 1.234.567,5 ", "1234567.5")]
    + [("-5", "-5"), ("0,125", "0.125"), ("1903", "1903")],
)
def test_read_number(text, value):
    assert read_number(text) == D(value)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12%%", "1.90.3", "NaN", "1e5"])
def test_read_number_refuses(text):
    with pytest.raises(NotANumber):
        read_number(text)


FINE = st.decimals(-(10**6), 10**6, places=5)


@given(FINE, st.decimals(-(10**6), 10**6, places=3), st.integers(0, 4))
def test_shown_value_stands_on_its_own_side_of_the_target(value, required, places):
    shown = read_number(show(value, required, places=places))
    assert shown.compare(required) == value.compare(required)
    assert abs(shown - value) < Decimal(1).scaleb(-places)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4
    )
)
def test_numbers_round_trip(value):
    text = show_number(value)
    # "1,234" cannot be mistaken, and a whole part of four digits always has its dot
    assert read_number(text) == value


# --- plan rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "same"),
    [
        ({"op": ">=", "value": 98, "unit": "%"}, measure(Op.AT_LEAST, 98)),
        ({"op": "≥", "value": 98, "unit": "%"}, measure(Op.AT_LEAST, 98)),
        ({"op": ">", "value": 75.5, "unit": "%"}, measure(Op.MORE_THAN, "75.5")),
        ({"op": "≤", "value": 5, "unit": "%"}, measure(Op.AT_MOST, 5)),
        ({"op": "=", "value": 0, "unit": "count"}, measure(Op.ZERO, 0, unit="count")),
        (
            {"op": "range", "value": 2, "value_max": 3, "unit": "count", "by": "2026"},
            measure(Op.RANGE, 2, 3, "count", by=LAST_DAY),
        ),
        ({"op": "qualitative"}, measure(Op.QUALITATIVE, unit=None)),
        ({"op": "rank", "value": 1, "value_max": 5}, measure(Op.RANK, 1, 5, None)),
        ({"op": "grade", "grade": "tốt"}, measure(Op.GRADE, unit=None, grade="tốt")),
        (
            {"op": "decrease", "value": 20, "unit": "%", "baseline": 50, "baseline_year": 2021},
            measure(Op.DECREASE, 20, baseline=D(50), baseline_year=2021, change=Change.RELATIVE),
        ),
        (
            {"op": "step", "unit": "%", "steps": {"first_year": 2022, "baseline": 15, "step": 20}},
            measure(Op.AT_LEAST, path=STEPS),
        ),
        (
            {"op": ">=", "value": 90, "unit": "%", "population": "đất đai", "level": "xã"}
            | {"exclusions": ["văn bản mật"]},
            measure(
                Op.AT_LEAST,
                90,
                population="đất đai",
                level=Level.COMMUNE,
                exclusions=("văn bản mật",),
            ),
        ),
    ],
)
def test_from_plan(row, same):
    got = from_plan({"what": "chỉ tiêu"} | row)
    # how a change is meant has no say here, except for increase and decrease
    assert replace(got, change=same.change) == same
    assert got.change is same.change or got.op not in {Op.INCREASE, Op.DECREASE}


def test_change_of_a_rate_counts_in_points():
    row = {"op": "increase", "value": 5, "unit": "%"}
    assert from_plan(row | {"what": "tỷ lệ nộp trực tuyến"}).change is Change.POINTS
    assert from_plan(row | {"what": "số thu ngân sách"}).change is Change.RELATIVE
    assert from_plan(row | {"what": "tỷ lệ", "change": "relative"}).change is Change.RELATIVE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", LAST_DAY),
        (2026, LAST_DAY),
        ("2026-Q3", date(2026, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2026-09-15", date(2026, 9, 15)),
        (None, None),
    ],
)
def test_by_is_the_last_day(text, day):
    assert from_plan({"what": "", "op": "qualitative", "by": text}).by == day


@pytest.mark.parametrize(
    "row",
    [
        {"op": "about", "value": 5},
        {"value": 5},
        {"op": ">=", "value": "nhiều"},
        {"op": ">=", "value": "NaN"},
        {"op": ">=", "value": 5, "by": "cuối năm"},
        {"op": ">=", "value": 5, "by": "2026-02-30"},
        {"op": ">=", "value": 5, "level": "thôn"},
        {"op": "increase", "change": "double"},
        {"op": "steps", "steps": {"first_year": "2022", "baseline": 1, "step": 1}},
    ],
)
def test_unreadable_rows_are_refused(row):
    with pytest.raises(MeasureUnreadable):
        from_plan({"what": "chỉ tiêu"} | row)


@pytest.mark.parametrize(
    ("op", "more"),
    [
        (Op.AT_LEAST, {}),
        (Op.RANGE, {"value": D(2)}),
        (Op.RANGE, {"value": D(3), "value_max": D(2)}),
        (Op.GRADE, {}),
    ],
)
def test_incomplete_measures_are_refused(op, more):
    with pytest.raises(MeasureIncomplete):
        Measure(what="chỉ tiêu", op=op, **more)


@pytest.mark.skipif(not PLANS.exists(), reason="the sample plans are not beside the project")
@pytest.mark.parametrize("name", ["giao-long-2024", "tung-anh-2024", "vinh-khe-2024"])
def test_every_measure_of_the_sample_plans_round_trips(name):
    gold = json.loads((PLANS / f"{name}.gold.json").read_text(encoding="utf-8"))
    rows = [row for target in gold["targets"] for row in target["measures"]]
    again = [to_plan(from_plan(row)) for row in rows]
    keys = ("what", "op", "value", "value_max", "unit")
    assert [[r[k] for k in keys] for r in again] == [[r[k] for k in keys] for r in rows]


# --- doubles -----------------------------------------------------------------------------------


def named(what, value, **more):
    return Measure(what=what, op=Op.AT_LEAST, value=D(value), unit="%", **more)


def test_one_indicator_promised_twice_is_flagged():
    measures = [
        named("số hóa kết quả giải quyết TTHC", 100),
        named("hồ sơ giải quyết đúng hạn", 98),
        named("tỷ lệ số hóa kết quả giải quyết thủ tục hành chính của xã", 80),
        named("Hồ sơ được giải quyết đúng hạn", 98),
        named("hồ sơ giải quyết đúng hạn", 90, population="đất đai"),
    ]
    assert find_doubles(measures) == [Double(0, 2, differs=True), Double(1, 3, differs=False)]


@pytest.mark.parametrize(("op", "differs"), [(Op.REACH, False), (Op.AT_MOST, True)])
def test_a_bare_value_promises_what_at_least_does(op, differs):
    measures = [named("hồ sơ đúng hạn", 98), measure(op, 98)]
    again = replace(measures[1], what="hồ sơ đúng hạn")
    assert find_doubles([measures[0], again]) == [Double(0, 1, differs)]


def test_no_doubles_among_none():
    assert find_doubles([]) == []
