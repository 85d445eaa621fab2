"""Single rules of the legal clock, one small case each."""

from datetime import UTC, date, datetime, time

import pytest

from dinh.kernel.clock import (
    ZONE,
    Calendar,
    ClockError,
    DayEntry,
    DayKind,
    Deadline,
    Extension,
    LateReceipt,
    Ledger,
    Limit,
    Move,
    OpenDeadline,
    Pause,
    Resume,
    Unit,
    Week,
    deadline,
    moved_deadlines,
    parse_hours,
    remaining,
    worked_between,
    working_minutes_left,
)
from dinh.law.calendars import national_calendar

at = datetime.fromisoformat
FULL = parse_hours(["07:30-11:30", "13:00-17:00"])
MORNING = parse_hours(["07:30-11:30"])


def due(received: str, limit: str, calendar: Calendar | None = None, *ledger: object) -> Deadline:
    value, unit = limit.split()
    entries: Ledger = ledger  # type: ignore[assignment]  # cases write their entries bare
    return deadline(
        at(received), Limit(int(value), Unit(unit)), calendar or national_calendar(), entries
    )


def with_day(day: str, kind: DayKind, **more: object) -> Calendar:
    entry = DayEntry(date.fromisoformat(day), kind, "Ngày riêng của xã", **more)  # type: ignore[arg-type]
    return national_calendar().with_days([entry])


@pytest.mark.parametrize(
    ("received", "receipt_day"),
    [
        ("2026-11-19T06:00", "2026-11-19"),
        ("2026-11-19T12:00", "2026-11-19"),
        ("2026-11-19T15:00", "2026-11-19"),
        ("2026-11-19T15:00:59", "2026-11-19"),
        ("2026-11-19T15:01", "2026-11-20"),
        ("2026-11-20T15:01", "2026-11-23"),
        ("2026-11-21T09:00", "2026-11-23"),
        ("2026-11-24T09:00", "2026-11-25"),
        ("2026-08-22T09:00", "2026-08-22"),
        ("2026-08-22T15:01", "2026-08-24"),
    ],
)
def test_receipt_day(received: str, receipt_day: str) -> None:
    assert due(received, "1 working_day").receipt_day == date.fromisoformat(receipt_day)


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-11-19T08:00", "0 working_day", "2026-11-19T17:00"),
        ("2026-11-19T16:00", "0 working_day", "2026-11-20T17:00"),
        ("2026-11-19T16:00", "0 calendar_day", "2026-11-20T17:00"),
        ("2026-11-19T12:00", "0 working_hour", "2026-11-19T13:00"),
        ("2026-11-19T09:00", "0 working_hour", "2026-11-19T09:00"),
        ("2026-11-19T17:00", "8 working_hour", "2026-11-20T17:00"),
        ("2026-01-31T08:00", "1 month", "2026-03-02T17:00"),
        ("2026-01-30T08:00", "1 month", "2026-03-02T17:00"),
        ("2023-12-29T08:00", "2 month", "2024-02-29T17:00"),
        ("2026-10-30T08:00", "12 month", "2027-11-01T17:00"),
        ("2026-10-30T08:00", "0 month", "2026-10-30T17:00"),
    ],
)
def test_due(received: str, limit: str, expected: str) -> None:
    assert due(received, limit).due_at == at(expected)


def test_half_day_closes_at_noon() -> None:
    calendar = with_day("2026-11-20", DayKind.HALF_DAY)
    assert due("2026-11-19T08:00", "1 working_day", calendar).due_at == at("2026-11-20T11:30")
    assert due("2026-11-20T08:00", "6 working_hour", calendar).due_at == at("2026-11-23T10:00")


def test_a_receipt_after_a_half_day_closed_counts_for_the_next_day() -> None:
    calendar = with_day("2026-11-19", DayKind.HALF_DAY)
    found = due("2026-11-19T14:00", "0 working_day", calendar)
    assert found.due_at == at("2026-11-20T17:00")
    assert found.explanation[0].why == "Nhận lúc 14:00, sau 11:30: tính từ ngày làm việc tiếp theo"


def test_a_counter_open_on_saturday_does_not_make_a_working_day() -> None:
    calendar = with_day("2026-11-21", DayKind.OPEN_NOT_COUNTED, hours=MORNING)
    saturday = calendar.day(date(2026, 11, 21))
    assert (saturday.hours, saturday.is_working) == (MORNING, False)
    assert due("2026-11-20T08:00", "1 working_day", calendar).due_at == at("2026-11-23T17:00")
    assert due("2026-11-21T08:00", "1 working_day", calendar).due_at == at("2026-11-25T17:00")
    assert worked_between(at("2026-11-21T00:00"), at("2026-11-22T00:00"), calendar) == 0


def test_every_saturday_open_by_the_week_is_apart_from_counting() -> None:
    hours = (FULL, FULL, FULL, FULL, FULL, MORNING, ())
    open_only = national_calendar().with_week(Week(hours))
    counted = national_calendar().with_week(Week(hours, frozenset(range(6))))
    assert due("2026-11-20T08:00", "1 working_day", open_only).due_at == at("2026-11-23T17:00")
    assert due("2026-11-20T08:00", "1 working_day", counted).due_at == at("2026-11-21T11:30")
    assert open_only.day(date(2026, 11, 21)).why == (
        "Thứ Bảy (mở cửa tiếp nhận, không tính vào thời hạn)"
    )


def test_a_swap_day_takes_the_hours_of_the_day_it_replaces() -> None:
    short_friday = (FULL, FULL, FULL, FULL, MORNING, (), ())
    calendar = national_calendar().with_week(Week(short_friday))
    assert calendar.day(date(2025, 4, 26)).hours == MORNING
    assert calendar.day(date(2026, 8, 22)).hours == FULL


def test_a_closed_day_of_the_commune_lies_over_the_national_calendar() -> None:
    closed = with_day("2026-11-20", DayKind.CLOSED)
    assert due("2026-11-19T08:00", "1 working_day", closed).due_at == at("2026-11-23T17:00")
    reopened = closed.without_days([date(2026, 11, 20)])
    assert due("2026-11-19T08:00", "1 working_day", reopened).due_at == at("2026-11-20T17:00")


def test_summer_hours_rule_only_in_their_months() -> None:
    summer = parse_hours(["07:00-11:00", "13:30-17:30"])
    week = Week(
        (summer, summer, summer, summer, summer, (), ()),
        in_force_from=date(2026, 5, 1),
        in_force_to=date(2026, 9, 30),
    )
    calendar = national_calendar().with_week(week)
    assert due("2026-07-01T08:00", "1 working_day", calendar).due_at == at("2026-07-02T17:30")
    assert due("2026-10-01T08:00", "1 working_day", calendar).due_at == at("2026-10-02T17:00")


def test_a_province_may_set_its_own_late_receipt_time() -> None:
    calendar = national_calendar().with_late_receipt(
        LateReceipt(time(16, 0), date(2026, 7, 1), source="Quyết định của tỉnh")
    )
    assert due("2026-11-19T15:30", "1 working_day", calendar).receipt_day == date(2026, 11, 19)
    assert due("2026-06-18T15:30", "1 working_day", calendar).receipt_day == date(2026, 6, 19)


def test_without_a_late_rule_a_receipt_after_closing_counts_for_the_next_day() -> None:
    calendar = Calendar("T", (Week((FULL, FULL, FULL, FULL, FULL, (), ())),))
    found = due("2026-11-19T17:01", "0 working_day", calendar)
    assert found.due_at == at("2026-11-20T17:00")
    assert found.explanation[0].clause == "NĐ 118/2025/NĐ-CP, Điều 17 khoản 3"


def test_a_pause_that_begins_at_the_due_minute_changes_nothing() -> None:
    pause = Pause(at("2026-11-19T10:00"), at("2026-11-19T11:00"))
    assert due("2026-11-19T08:00", "2 working_hour", None, pause).due_at == at("2026-11-19T10:00")
    assert due("2026-11-19T08:00", "2 hour", None, pause).due_at == at("2026-11-19T10:00")


def test_a_pause_may_outlast_the_years_of_the_calendar() -> None:
    pause = Pause(at("2026-11-19T09:00"), at("2031-01-06T09:00"))
    assert due("2026-11-19T08:00", "2 working_hour", None, pause).due_at == at("2031-01-06T10:00")
    assert due("2026-11-18T08:00", "2 working_day", None, pause).due_at == at("2031-01-07T17:00")
    assert due("2026-11-18T08:00", "2 calendar_day", None, pause).due_at == at("2031-01-07T17:00")


def test_an_extension_of_hours_runs_on_from_the_moment() -> None:
    extension = Extension(Limit(3, Unit.WORKING_HOUR))
    assert due("2026-11-19T08:00", "1 working_day", None, extension).due_at == at(
        "2026-11-23T10:30"
    )


def test_the_clock_stands_while_a_pause_has_no_end() -> None:
    found = due("2026-11-18T08:00", "5 working_day", None, Pause(at("2026-11-19T09:00")))
    assert (found.due_at, found.stands_since, found.lapsed_at) == (
        None,
        at("2026-11-19T09:00"),
        None,
    )
    assert remaining(found, at("2026-11-20T08:00")) is None
    assert [reason.day.day for reason in found.explanation] == [18, 19]
    assert found.explanation[-1].why == (
        "Đồng hồ dừng từ 09:00, thứ Năm 19/11/2026, chưa có lúc chạy lại: chưa có hạn"
    )


def test_a_pause_that_begins_after_the_due_moment_does_not_hide_lateness() -> None:
    found = due("2026-11-16T08:00", "1 working_day", None, Pause(at("2026-11-19T09:00")))
    assert (found.due_at, found.lapsed_at) == (None, at("2026-11-17T17:00"))


def test_resume_closes_the_open_pause() -> None:
    pause, resume = Pause(at("2026-11-19T09:00")), Resume(at("2026-11-23T08:00"))
    whole = Pause(at("2026-11-19T09:00"), at("2026-11-23T08:00"))
    resumed = due("2026-11-18T08:00", "5 working_day", None, pause, resume)
    assert resumed.due_at == due("2026-11-18T08:00", "5 working_day", None, whole).due_at
    assert resumed.due_at == at("2026-11-30T17:00")
    assert remaining(resumed, at("2026-11-18T08:00")) == 450 + 90 + 450 + 4 * 480


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: Limit(-1, Unit.MONTH), "Thời hạn phải là số nguyên từ 0 đến 20000."),
        (lambda: Limit(1.5, Unit.HOUR), "Thời hạn phải là số nguyên từ 0 đến 20000."),
        (
            lambda: Limit(1, "week"),
            "Đơn vị thời hạn “week” không có; dùng một trong: hour, working_hour, calendar_day, "
            "working_day, month.",
        ),
        (
            lambda: Extension(Limit(0, Unit.WORKING_DAY)),
            "Gia hạn phải từ 1 đơn vị trở lên.",
        ),
        (
            lambda: Pause(at("2026-01-02T00:00"), at("2026-01-01T00:00")),
            "Lần tạm dừng kết thúc trước khi bắt đầu.",
        ),
        (
            lambda: due("2026-11-18T08:00", "1 hour", None, Resume(at("2026-11-19T08:00"))),
            "Không có lần tạm dừng nào đang mở để kết thúc.",
        ),
        (
            lambda: due(
                "2026-11-18T08:00",
                "1 hour",
                None,
                Pause(at("2026-11-20T08:00")),
                Resume(at("2026-11-19T08:00")),
            ),
            "Lần tạm dừng kết thúc trước khi bắt đầu.",
        ),
        (lambda: due("1899-12-31T08:00", "1 hour"), "Đồng hồ chỉ tính các năm từ 1900 đến 2199."),
        (lambda: due("2199-12-31T16:00", "9 month"), "Thời hạn kéo dài quá năm 2199."),
        (lambda: due("2026-12-31T16:00", "20000 month"), "Thời hạn kéo dài quá năm 2199."),
        (lambda: parse_hours(["7h30"]), "Giờ làm việc “7h30” phải có dạng 07:30-11:30."),
        (
            lambda: parse_hours(["13:00-17:00", "07:30-11:30"]),
            "Các buổi làm việc trong ngày phải nối tiếp nhau và không chồng lên nhau.",
        ),
        (
            lambda: Calendar("T", (Week(((), (), (), (), (), FULL, ())),)),
            "Lịch làm việc phải có ít nhất một ngày làm việc trong tuần.",
        ),
    ],
)
def test_wrong_questions_are_answered_in_words(wrong: object, sentence: str) -> None:
    with pytest.raises(ClockError) as caught:
        wrong()  # type: ignore[operator]
    assert str(caught.value) == sentence


def test_aware_moments_are_taken_as_local_and_answered_aware() -> None:
    received = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)
    found = deadline(received, Limit(1, Unit.WORKING_DAY), national_calendar())
    assert found.receipt_day == date(2026, 11, 19)
    assert found.due_at == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert found.due_at is not None and found.due_at.tzinfo is ZONE
    assert working_minutes_left(received, found.due_at, national_calendar()) == 150 + 480


def test_minutes_left_go_below_zero_when_overdue() -> None:
    left = working_minutes_left(at("2026-11-23T10:00"), at("2026-11-20T15:00"), national_calendar())
    assert left == -(120 + 150)


def test_a_calendar_edit_tells_what_it_would_move() -> None:
    old = national_calendar()
    new = with_day("2026-11-20", DayKind.CLOSED)
    one_day = Limit(1, Unit.WORKING_DAY)
    items = [
        OpenDeadline("moved", at("2026-11-19T08:00"), one_day),
        OpenDeadline("kept", at("2026-11-16T08:00"), one_day),
        OpenDeadline("standing", at("2026-11-19T08:00"), one_day, (Pause(at("2026-11-19T09:00")),)),
    ]
    assert list(moved_deadlines(items, old, new)) == [
        Move("moved", at("2026-11-20T17:00"), at("2026-11-23T17:00"))
    ]


def test_a_day_that_is_only_expected_marks_the_answer() -> None:
    assert due("2027-02-03T08:00", "1 working_day").is_expected
    assert due("2028-03-01T08:00", "1 working_day").is_expected
    assert not due("2026-11-19T08:00", "5 working_day").is_expected


def test_the_fingerprint_follows_what_the_calendar_answers() -> None:
    calendar = national_calendar()
    edited = with_day("2026-11-20", DayKind.CLOSED)
    assert calendar.fingerprint == calendar.with_days([]).fingerprint
    assert calendar.fingerprint != edited.fingerprint
    assert edited.without_days([date(2026, 11, 20)]).fingerprint == calendar.fingerprint


def test_next_working_day_is_the_day_itself_or_the_next_open_one() -> None:
    calendar = national_calendar()
    assert calendar.next_working_day(date(2026, 11, 19)) == date(2026, 11, 19)
    assert calendar.next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
