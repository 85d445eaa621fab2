"""`dinh clock deadline`: when a limit runs out, and why, day by day."""

import argparse
import json
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from dinh.kernel.clock import (
    ClockError,
    Deadline,
    Entry,
    Extension,
    Limit,
    Pause,
    Unit,
    deadline,
    known_unit,
    say_limit,
    say_moment,
)
from dinh.law.calendars import NATIONAL, calendar
from dinh.law.dated import LawError

UNITS = ", ".join(Unit)
MOMENT = "%Y-%m-%dT%H:%M"


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `deadline`. Wrong values are judged here, so that people get one Vietnamese sentence."""
    words = "tính hạn và giải thích từng ngày"
    parser = subparsers.add_parser("deadline", help=words, description=words)
    add = partial(parser.add_argument, nargs="?", const="")
    add("--received", metavar="THỜI_ĐIỂM", help="lúc tiếp nhận, ví dụ 2026-04-24T15:30")
    add("--limit", metavar="SỐ", help="thời hạn, số nguyên")
    add("--unit", metavar="ĐƠN_VỊ", help=f"đơn vị: {UNITS}")
    add(
        "--pause",
        metavar="TỪ/ĐẾN",
        action="append",
        default=[],
        help="tạm dừng; bỏ ĐẾN nếu chưa xong",
    )
    add("--extend", metavar="SỐ:ĐƠN_VỊ", action="append", default=[], help="gia hạn")
    add("--calendar", metavar="MÃ", default=NATIONAL, help=f"lịch làm việc, mặc định {NATIONAL}")
    parser.add_argument("--json", action="store_true", help="in JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the deadline; 2 and one sentence on stderr when the question is wrong."""
    try:
        found = _asked(arguments)
        lines = _as_json(found) if arguments.json else _as_words(found)
    except (ClockError, LawError) as error:
        print(error, file=sys.stderr)
        return 2
    print(lines)
    return 0


def _asked(arguments: argparse.Namespace) -> Deadline:
    for name in ("received", "limit", "unit"):
        if getattr(arguments, name) is None:
            raise ClockError(f"Thiếu --{name}; xem cách dùng: dinh clock deadline --help.")
    received = _moment(arguments.received)
    limit = _limit(arguments.limit, arguments.unit)
    ledger: list[Entry] = [_pause(text) for text in arguments.pause]
    ledger.extend(_extension(text) for text in arguments.extend)
    return deadline(received, limit, calendar(arguments.calendar), tuple(ledger))


def _moment(text: str) -> datetime:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None and "T" in text:
            return moment
    raise ClockError(
        f"Thời điểm “{text}” không đúng; viết theo giờ địa phương như 2026-04-24T15:30."
    )


def _limit(value: str, unit: str) -> Limit:
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise ClockError(f"Thời hạn “{value}” không đúng; viết số nguyên không âm như 5.")
    return Limit(int(value), known_unit(unit))


def _pause(text: str) -> Pause:
    begin, slash, end = text.partition("/")
    if not slash:
        raise ClockError(
            f"Lần tạm dừng “{text}” không đúng; viết TỪ/ĐẾN như 2026-04-27T08:00/2026-04-28T17:00."
        )
    return Pause(_moment(begin), _moment(end) if end else None)


def _extension(text: str) -> Extension:
    value, colon, unit = text.partition(":")
    if not colon:
        raise ClockError(f"Gia hạn “{text}” không đúng; viết SỐ:ĐƠN_VỊ như 2:working_day.")
    return Extension(_limit(value, unit))


def _as_json(found: Deadline) -> str:
    answer: dict[str, Any] = {
        "due_at": _written(found.due_at),
        "receipt_day": found.receipt_day.isoformat(),
        "stands_since": _written(found.stands_since),
        "lapsed_at": _written(found.lapsed_at),
        "is_expected": found.is_expected,
        "explanation": [
            {**reason._asdict(), "day": reason.day.isoformat()} for reason in found.explanation
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime(MOMENT)


def _as_words(found: Deadline) -> str:
    received = say_moment(found.received_at)
    lines = [f"Tiếp nhận: {received}. Thời hạn: {say_limit(found.limit)}.", _result(found)]
    for reason in found.explanation:
        mark = "+" if reason.counted else "·"
        clause = f" [{reason.clause}]" if reason.clause else ""
        lines.append(f"  {mark} {reason.day:%d/%m/%Y}  {reason.why}{clause}")
    return "\n".join(lines)


def _result(found: Deadline) -> str:
    if found.due_at is None:
        lapsed = f" Đã quá hạn từ {say_moment(found.lapsed_at)}." if found.lapsed_at else ""
        return f"Chưa có hạn: đồng hồ đang tạm dừng.{lapsed}"
    expected = " (dự kiến: có ngày chưa có lịch nghỉ chính thức)" if found.is_expected else ""
    return f"Hạn: {say_moment(found.due_at)}{expected}."
