"""`dinh clock deadline` as a clerk or a script runs it."""

import json

import pytest

from dinh.cli import main

ASK = ["clock", "deadline", "--received", "2026-08-23T10:59", "--limit", "3"]


def test_json_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--unit", "working_day", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due_at"] == "2026-08-27T17:00"
    assert answer["receipt_day"] == "2026-08-24"
    assert [(row["day"], row["counted"]) for row in answer["explanation"]] == [
        ("2026-08-23", False),
        ("2026-08-24", False),
        ("2026-08-25", True),
        ("2026-08-26", True),
        ("2026-08-27", True),
    ]
    assert answer["explanation"][0]["why"] == (
        "Chủ nhật: nhận lúc 10:59, tính như nhận vào ngày làm việc tiếp theo"
    )


def test_pauses_and_extensions(capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "clock deadline --received 2024-02-10T12:30 --limit 2 --unit working_day --calendar vn "
        "--pause 2024-02-12T17:30/2024-02-16T11:30 --extend 3:working_day --json"
    )
    assert main(words.split()) == 0
    assert json.loads(capsys.readouterr().out)["due_at"] == "2024-02-22T17:00"


def test_words_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK[:-1], "1", "--unit", "working_day"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Tiếp nhận: 10:59, Chủ nhật 23/08/2026. Thời hạn: 1 ngày làm việc.",
        "Hạn: 17:00, thứ Ba 25/08/2026.",
        "  · 23/08/2026  Chủ nhật: nhận lúc 10:59, tính như nhận vào ngày làm việc tiếp theo"
        " [QĐ 188/1999/QĐ-TTg: tuần làm việc 40 giờ]",
        "  · 24/08/2026  Tính là ngày tiếp nhận: ngày đầu tiên không tính vào thời hạn"
        " [Bộ luật Dân sự 2015, Điều 147 khoản 2]",
        "  + 25/08/2026  Ngày làm việc thứ 1/1, hết hạn lúc 17:00"
        " [Bộ luật Dân sự 2015, Điều 148 khoản 2]",
    ]


def test_an_open_pause_has_no_due_date(capsys: pytest.CaptureFixture[str]) -> None:
    words = [*ASK, "--unit", "hour", "--pause", "2026-08-25T08:00/"]
    assert main(words) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "Chưa có hạn: đồng hồ đang tạm dừng. Đã quá hạn từ 13:59, Chủ nhật 23/08/2026."
    )


def test_an_expected_holiday_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    words = "clock deadline --received 2027-02-03T08:00 --limit 1 --unit working_day"
    assert main(words.split()) == 0
    assert capsys.readouterr().out.splitlines()[1] == (
        "Hạn: 17:00, thứ Năm 11/02/2027 (dự kiến: có ngày chưa có lịch nghỉ chính thức)."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--limit 3 --unit hour", "Thiếu --received; xem cách dùng: dinh clock deadline --help."),
        (
            "--received 24/04/2026 --limit 3 --unit hour",
            "Thời điểm “24/04/2026” không đúng; viết theo giờ địa phương như 2026-04-24T15:30.",
        ),
        (
            "--received 2026-04-24T15:30Z --limit 3 --unit hour",
            "Thời điểm “2026-04-24T15:30Z” không đúng; viết theo giờ địa phương như "
            "2026-04-24T15:30.",
        ),
        (
            "--received 2026-04-24 --limit 3 --unit hour",
            "Thời điểm “2026-04-24” không đúng; viết theo giờ địa phương như 2026-04-24T15:30.",
        ),
        (
            "--received 2026-04-24T15:30 --limit -3 --unit hour",
            "Thời hạn “-3” không đúng; viết số nguyên không âm như 5.",
        ),
        (
            "--received 2026-04-24T15:30 --limit 99999 --unit hour",
            "Thời hạn phải là số nguyên từ 0 đến 20000.",
        ),
        (
            "--received 2026-04-24T15:30 --limit --unit hour",
            "Thời hạn “” không đúng; viết số nguyên không âm như 5.",
        ),
        (
            "--received 2026-04-24T15:30 --limit 3 --unit week",
            "Đơn vị thời hạn “week” không có; dùng một trong: hour, working_hour, calendar_day, "
            "working_day, month.",
        ),
        (
            "--received 2026-04-24T15:30 --limit 3 --unit hour --pause 2026-04-24T15:30",
            "Lần tạm dừng “2026-04-24T15:30” không đúng; viết TỪ/ĐẾN như "
            "2026-04-27T08:00/2026-04-28T17:00.",
        ),
        (
            "--received 2026-04-24T15:30 --limit 3 --unit hour --extend 5",
            "Gia hạn “5” không đúng; viết SỐ:ĐƠN_VỊ như 2:working_day.",
        ),
        (
            "--received 2026-04-24T15:30 --limit 3 --unit hour --calendar XX",
            "Không có lịch làm việc “XX”; có: VN.",
        ),
    ],
)
def test_a_wrong_question_ends_with_2_and_one_sentence(
    words: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", "deadline", *words.split()]) == 2
    answer = capsys.readouterr()
    assert (answer.out, answer.err) == ("", sentence + "\n")
