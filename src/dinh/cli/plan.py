"""`dinh plan read FILE`: prints a plan as JSON, or as tables for people."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dinh.planreader import Plan, UnreadablePlan, read_plan

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

BAD_INPUT = 2


def add_to(subparsers: Subparsers) -> None:
    """Add `read` to the commands of `dinh plan`."""
    read = subparsers.add_parser("read", help="read a plan from DOCX, PDF, scanned PDF or text")
    read.add_argument("file", metavar="FILE", type=Path)
    read.add_argument("--format", choices=["json", "table"], default="json")
    read.add_argument("--out", metavar="FILE", type=Path, help="write there instead of printing")
    read.set_defaults(run=run_read)


def run_read(arguments: argparse.Namespace) -> int:
    """Read one file; returns 0, or 2 after one sentence on stderr for a file that cannot be read."""
    try:
        plan = read_plan(arguments.file)
        text = as_json(plan) if arguments.format == "json" else as_table(plan)
        _put(text, arguments.out)
    except UnreadablePlan as refusal:
        print(refusal.sentence, file=sys.stderr)
        return BAD_INPUT
    except OSError:
        print("Không ghi được kết quả; hãy chọn nơi ghi khác.", file=sys.stderr)
        return BAD_INPUT
    return 0


def _put(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text + "\n")
    else:
        out.write_text(text + "\n", encoding="utf-8")


def as_json(plan: Plan) -> str:
    """Return the plan as indented JSON."""
    return json.dumps(plan.as_dict(), ensure_ascii=False, indent=1)


def as_table(plan: Plan) -> str:
    """Return the plan as text for people: document, targets, tasks, duties, what to check."""
    document = plan.document
    parts = [
        _heading("Văn bản"),
        *(f"{name}: {value or '–'}" for name, value in _document_lines(plan)),
        f"Căn cứ, viện dẫn: {len(document.references)}",
        _heading(f"Chỉ tiêu ({len(plan.targets)})"),
        *_rows(("Lĩnh vực", "Số", "Chỉ tiêu", "Mức"), _target_rows(plan)),
        _heading(f"Nhiệm vụ ({len(plan.tasks)})"),
        *_rows(
            ("Lĩnh vực", "TT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời hạn"),
            _task_rows(plan),
        ),
        _heading(f"Phân công ({len(plan.responsibilities)})"),
        *(f"- {duty.unit}: {len(duty.items)} việc" for duty in plan.responsibilities),
        _heading(f"Báo cáo ({len(plan.reporting)})"),
        *(f"- {duty.period}: {duty.due}" for duty in plan.reporting),
        _heading(f"Cần xem lại ({len(plan.issues)})"),
        *(f"- {issue.message}" for issue in plan.issues),
    ]
    return "\n".join(parts)


def _heading(words: str) -> str:
    return f"\n== {words} =="


def _document_lines(plan: Plan) -> list[tuple[str, str | None]]:
    document = plan.document
    period = f"{document.period_start} – {document.period_end}" if document.period_start else None
    return [
        ("Loại", document.kind),
        ("Số, ký hiệu", document.number),
        ("Ngày ban hành", document.issued_on),
        ("Cơ quan ban hành", document.issuer),
        ("Trích yếu", document.title),
        ("Thời kỳ", period),
        ("Người ký", document.signer),
    ]


def _target_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (
            _shown(target.area),
            _shown(target.label),
            target.text,
            "; ".join(f"{m.op} {_shown(m.value)} {m.unit or ''}".strip() for m in target.measures),
        )
        for target in plan.targets
    ]


def _task_rows(plan: Plan) -> list[tuple[str, ...]]:
    return [
        (
            _shown(task.area),
            _shown(task.row),
            task.task,
            _shown(task.outputs),
            _shown(task.lead),
            _shown(task.support),
            _shown(task.due_text),
        )
        for task in plan.tasks
    ]


def _shown(value: object) -> str:
    return "–" if value is None else str(value)


WIDEST = 48


def _rows(names: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    cut = [tuple(_cut(text) for text in row) for row in [names, *rows]]
    widths = [max(len(row[column]) for row in cut) for column in range(len(names))]
    return [
        " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cut
    ]


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
