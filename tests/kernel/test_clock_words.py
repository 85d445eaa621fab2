"""The clock's Vietnamese: what is left, limits, moments, and whole explanations."""

from datetime import datetime

import pytest

from dinh.kernel.clock import (
    Extension,
    Limit,
    Pause,
    Unit,
    deadline,
    say_limit,
    say_moment,
    say_remaining,
    say_worked,
)
from dinh.law.calendars import national_calendar

at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (660, "Còn 1 ngày 3 giờ làm việc"),
        (-300, "Quá 5 giờ làm việc"),
        (480, "Còn 1 ngày làm việc"),
        (959, "Còn 1 ngày 7 giờ làm việc"),
        (539, "Còn 1 ngày làm việc"),
        (239, "Còn 3 giờ làm việc"),
        (59, "Còn 59 phút làm việc"),
        (-1, "Quá 1 phút làm việc"),
        (0, "Đã đến hạn"),
        (-4800, "Quá 10 ngày làm việc"),
    ],
)
def test_say_remaining(minutes: int, words: str) -> None:
    assert say_remaining(minutes) == words


def test_say_worked_rounds_down() -> None:
    assert [say_worked(m) for m in (0, 59, 119, 480)] == ["0 phút", "59 phút", "1 giờ", "1 ngày"]


def test_say_limit() -> None:
    limits = [Limit(5, Unit.WORKING_DAY), Limit(0, Unit.WORKING_DAY), Limit(24, Unit.HOUR)]
    assert [say_limit(limit) for limit in limits] == ["5 ngày làm việc", "trong ngày", "24 giờ"]


def test_say_moment() -> None:
    assert say_moment(at("2026-11-20T17:00")) == "17:00, thứ Sáu 20/11/2026"
    assert say_moment(at("2026-11-20T17:00+00:00")) == "00:00, thứ Bảy 21/11/2026"


def told(received: str, limit: Limit, *ledger: Pause | Extension) -> list[str]:
    found = deadline(at(received), limit, national_calendar(), ledger)
    return [
        f"{reason.day:%d/%m} {'+' if reason.counted else '-'} {reason.why}"
        for reason in found.explanation
    ]


def test_explanation_of_working_days() -> None:
    assert told("2026-04-24T15:30", Limit(3, Unit.WORKING_DAY)) == [
        "24/04 - Nhận lúc 15:30, sau 15:00: tính từ ngày làm việc tiếp theo",
        "25/04 - Thứ Bảy: không phải ngày làm việc",
        "26/04 - Giỗ Tổ Hùng Vương: không phải ngày làm việc",
        "27/04 - Nghỉ bù Giỗ Tổ Hùng Vương: không phải ngày làm việc",
        "28/04 - Tính là ngày tiếp nhận: ngày đầu tiên không tính vào thời hạn",
        "29/04 + Ngày làm việc thứ 1/3",
        "30/04 - Ngày Chiến thắng: không phải ngày làm việc",
        "01/05 - Ngày Quốc tế lao động: không phải ngày làm việc",
        "02/05 - Thứ Bảy: không phải ngày làm việc",
        "03/05 - Chủ nhật: không phải ngày làm việc",
        "04/05 + Ngày làm việc thứ 2/3",
        "05/05 + Ngày làm việc thứ 3/3, hết hạn lúc 17:00",
    ]


def test_explanation_of_calendar_days_that_roll_on() -> None:
    assert told("2026-08-27T10:00", Limit(3, Unit.CALENDAR_DAY)) == [
        "27/08 - Ngày tiếp nhận: ngày đầu tiên không tính vào thời hạn",
        "28/08 + Ngày thứ 1/3",
        "29/08 + Ngày thứ 2/3 (Thứ Bảy)",
        "30/08 + Ngày thứ 3/3 (Chủ nhật)",
        "31/08 - Nghỉ hoán đổi, làm bù 22/08/2026: không phải ngày làm việc, hạn dời tiếp",
        "01/09 - Quốc khánh: không phải ngày làm việc, hạn dời tiếp",
        "02/09 - Quốc khánh: không phải ngày làm việc, hạn dời tiếp",
        "03/09 - Ngày làm việc tiếp theo sau ngày nghỉ, hết hạn lúc 17:00",
    ]


def test_explanation_of_working_hours_with_a_pause_and_an_extension() -> None:
    pause = Pause(at("2026-11-20T09:00"), at("2026-11-20T14:30"))
    extension = Extension(Limit(1, Unit.WORKING_DAY))
    assert told("2026-11-19T17:30", Limit(3, Unit.WORKING_HOUR), pause, extension) == [
        "19/11 - Ngoài giờ làm việc: chưa tính",
        "20/11 + Tính 3 giờ làm việc (07:30–09:00, 14:30–16:00)",
        "21/11 - Thứ Bảy: không phải ngày làm việc",
        "22/11 - Chủ nhật: không phải ngày làm việc",
        "23/11 + Gia hạn, ngày làm việc thứ 1/1, hết hạn lúc 17:00",
    ]


def test_explanation_of_a_paused_day_and_a_month() -> None:
    pause = Pause(at("2026-11-17T16:00"), at("2026-11-18T08:00"))
    lines = told("2026-11-16T08:00", Limit(1, Unit.MONTH), pause)
    assert lines[:3] == [
        "16/11 - Ngày tiếp nhận: ngày đầu tiên không tính vào thời hạn",
        "17/11 - Đồng hồ đang tạm dừng lúc 17:00: không tính ngày này",
        "18/11 + Ngày thứ 1/30 của 1 tháng",
    ]
    assert lines[-1] == "17/12 + Ngày thứ 30/30 của 1 tháng, hết hạn lúc 17:00"


def test_explanation_of_plain_hours() -> None:
    assert told("2026-11-20T22:45", Limit(2, Unit.HOUR)) == [
        "20/11 + Tính 1 giờ 15 phút (22:45–24:00)",
        "21/11 + Tính 45 phút (00:00–00:45)",
    ]


def test_expected_days_say_so() -> None:
    assert told("2027-04-15T08:00", Limit(1, Unit.WORKING_DAY))[1] == (
        "16/04 - Giỗ Tổ Hùng Vương (dự kiến): không phải ngày làm việc"
    )
