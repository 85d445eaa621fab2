"""Dated parameters: the value of a day, its mark, and files that contradict themselves."""

from datetime import date, time, timedelta

import pytest

from dinh.law import parameters
from dinh.law.dated import Confidence, LawError, read_dated

TODAY = date(2026, 11, 19)
SEEDS = {
    "clock.due_soon": 8,
    "clock.late_receipt_time": time(15, 0),
    "clock.working_day_hours": 8,
    "files.largest_upload": 50,
    "files.largest_upload_at_once": 200,
    "reports.nine_months": True,
    "reports.window_first_day": 15,
    "reports.window_last_day": 14,
    "tasks.escalations_after_due": [1, 3],
    "tasks.reminders_before_due": [3, 1],
}


def test_values_in_force_today() -> None:
    assert {key: parameters.value(key, TODAY) for key in SEEDS} == SEEDS


def test_a_rule_changes_on_its_day() -> None:
    sources = [
        parameters.parameter("clock.late_receipt_time", day).source
        for day in (date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert sources == ["NĐ 61/2018/NĐ-CP", "NĐ 118/2025/NĐ-CP, Điều 18 khoản 2"]


def test_local_practice_is_shown_as_to_be_checked() -> None:
    unsure = [key for key in SEEDS if parameters.parameter(key, TODAY).is_uncertain]
    assert unsure == [
        "clock.due_soon",
        "files.largest_upload",
        "files.largest_upload_at_once",
        "tasks.escalations_after_due",
        "tasks.reminders_before_due",
    ]
    assert parameters.parameter(unsure[0], TODAY).confidence.words == "cần đối chiếu"
    assert Confidence.HIGH.words == ""


def test_every_row_has_unit_source_title_and_follows_the_one_before() -> None:
    for key in parameters.all_keys():
        rows = parameters.history(key)
        assert all(row.unit and row.source for row in rows)
        assert parameters.title(key)
        ends = [row.in_force_to for row in rows[:-1]]
        starts = [row.in_force_from for row in rows[1:]]
        assert [end and end + timedelta(days=1) for end in ends] == starts
        assert rows[-1].in_force_to is None


def test_unknown_keys_and_uncovered_days_are_told() -> None:
    with pytest.raises(LawError) as unknown:
        parameters.value("clock.nothing", TODAY)
    assert str(unknown.value) == "Không có tham số “clock.nothing”."
    with pytest.raises(LawError) as uncovered:
        parameters.value("clock.late_receipt_time", date(2018, 6, 20))
    assert str(uncovered.value) == (
        "Tham số “clock.late_receipt_time” không có giá trị cho ngày 20/06/2018."
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"value": 1}, "thiếu mục 'in_force_from'"),
        (
            {"value": 1, "in_force_from": TODAY, "source": "", "confidence": "sure"},
            "ghi sai: 'sure'",
        ),
    ],
)
def test_a_row_that_lacks_something_is_refused(row: dict[str, object], words: str) -> None:
    with pytest.raises(LawError, match=words):
        read_dated(row)
