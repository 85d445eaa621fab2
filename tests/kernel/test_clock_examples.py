"""The worked examples of the legal clock, as a clerk could check them with a wall calendar."""

from datetime import date, datetime

import pytest

from dinh.kernel.clock import Extension, Limit, Pause, Unit, deadline
from dinh.law.calendars import national_calendar

EXAMPLES = """
2026-08-23T10:59 | 3 working_day | – | – | 2026-08-27T17:00
2025-04-28T14:01 | 10 working_day | – | – | 2025-05-15T17:00
2024-04-30T10:30 | 25 working_day | – | 5 working_day | 2024-06-12T17:00
2024-04-30T13:01 | 1 working_day | – | 1 working_day | 2024-05-04T17:00
2024-02-07T14:30 | 10 working_day | 2024-02-09T16:30 → 2024-02-18T05:30; 2024-02-19T05:30 → 2024-02-20T08:30 | – | 2024-03-04T17:00
2025-04-06T13:00 | 1 working_day | 2025-04-07T18:00 → 2025-04-13T10:00 | – | 2025-04-14T17:00
2026-04-23T20:01 | 15 calendar_day | – | – | 2026-05-11T17:00
2025-08-30T11:15 | 15 calendar_day | – | – | 2025-09-18T17:00
2024-04-27T08:59 | 1 calendar_day | 2024-05-01T10:59 → 2024-05-07T00:59; 2024-05-08T00:59 → 2024-05-09T03:59 | – | 2024-05-07T17:00
2026-05-01T08:15 | 1 calendar_day | 2026-05-04T11:15 → 2026-05-06T22:15 | – | 2026-05-07T17:00
2026-02-16T12:30 | 12 working_hour | – | – | 2026-02-24T11:30
2026-08-23T08:15 | 4 working_hour | – | – | 2026-08-24T11:30
2026-11-23T10:59 | 4 working_hour | 2026-11-26T15:59 → 2026-11-29T08:59 | – | 2026-11-23T16:29
2025-01-24T08:00 | 20 working_hour | 2025-01-27T11:00 → 2025-02-03T00:00 | – | 2025-02-04T13:30
2026-06-10T11:59 | 1 month | – | – | 2026-07-10T17:00
2025-04-05T15:59 | 1 month | – | – | 2025-05-08T17:00
2026-11-20T12:15 | 1 hour | – | – | 2026-11-20T13:15
2026-11-19T14:01 | 72 hour | – | – | 2026-11-22T14:01
2025-04-26T13:59 | 2 month | 2025-04-28T16:59 → 2025-05-01T22:59 | – | 2025-06-30T17:00
2025-01-23T16:30 | 2 month | 2025-01-27T17:30 → 2025-02-06T06:30; 2025-02-07T06:30 → 2025-02-08T09:30 | – | 2025-04-03T17:00
2024-02-10T12:30 | 2 working_day | 2024-02-12T17:30 → 2024-02-16T11:30 | 3 working_day | 2024-02-22T17:00
2024-04-28T11:59 | 25 working_day | 2024-05-02T13:59 → 2024-05-05T06:59 | 1 working_day | 2024-06-10T17:00
"""
ROWS = [line.split(" | ") for line in EXAMPLES.strip().splitlines()]


def limit_of(text: str) -> Limit:
    value, unit = text.split()
    return Limit(int(value), Unit(unit))


def ledger_of(pauses: str, extension: str) -> tuple[Pause | Extension, ...]:
    entries: list[Pause | Extension] = []
    for pause in pauses.split("; ") if pauses != "–" else []:
        start, end = pause.split(" → ")
        entries.append(Pause(datetime.fromisoformat(start), datetime.fromisoformat(end)))
    if extension != "–":
        entries.append(Extension(limit_of(extension)))
    return tuple(entries)


@pytest.mark.parametrize(
    ("received", "limit", "pauses", "extension", "due"), ROWS, ids=[f"{r[0]} {r[1]}" for r in ROWS]
)
def test_worked_example(received: str, limit: str, pauses: str, extension: str, due: str) -> None:
    found = deadline(
        datetime.fromisoformat(received),
        limit_of(limit),
        national_calendar(),
        ledger_of(pauses, extension),
    )
    assert found.due_at == datetime.fromisoformat(due)
    last = found.explanation[-1]
    assert last.day == date.fromisoformat(due[:10])
    assert last.why


def test_all_examples_are_here() -> None:
    assert len(ROWS) == 22
