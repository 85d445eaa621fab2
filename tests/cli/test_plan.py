"""`dinh plan read`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dinh.cli import main
from planreader import papers


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    paper = papers.new_paper()
    papers.add_table(paper, papers.TASK_ROWS)
    file = tmp_path / "ke-hoach.docx"
    file.write_bytes(papers.saved(paper))
    return file


def test_a_plan_is_printed_as_json(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(plan_file)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed)[:5] == ["document", "targets", "tasks", "responsibilities", "reporting"]
    assert printed["tasks"][0]["task"] == "Soạn thảo và trình ký kế hoạch tuyên truyền năm"
    assert printed["tasks"][0]["due"] == {
        "type": "month", "date": None, "month": 1, "quarters": None, "year": 2026, "every": None,
    }  # fmt: skip


def test_the_same_can_go_into_a_file(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = plan_file.with_suffix(".json")
    assert main(["plan", "read", str(plan_file), "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert len(json.loads(out.read_text(encoding="utf-8"))["tasks"]) == 5


def test_a_table_for_people(plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(plan_file), "--format", "table"]) == 0
    printed = capsys.readouterr().out
    assert "Số, ký hiệu: 07/KH-UBND" in printed
    assert "== Nhiệm vụ (5) ==" in printed


def test_bad_input_ends_with_code_2_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "trong.docx"
    empty.touch()
    assert main(["plan", "read", str(empty)]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "Tệp trống; hãy chọn lại tệp kế hoạch.\n")


def test_a_place_that_cannot_be_written_ends_with_code_2(
    plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "read", str(plan_file), "--out", str(plan_file / "x.json")]) == 2
    assert capsys.readouterr().err == "Không ghi được kết quả; hãy chọn nơi ghi khác.\n"
