"""How many deadlines one core computes in a second; the last line is one JSON object.

Limits in all units, one in three with a pause, one in six with an extension, received over
three years. The best of five runs is told, since the machine may be busy.
"""

import json
import random
import time
from datetime import datetime, timedelta

from dinh.kernel.clock import Extension, Ledger, Limit, Pause, Unit, deadline
from dinh.law.calendars import national_calendar

COUNT, RUNS = 50_000, 5
FIRST = datetime.fromisoformat("2024-01-01T00:00")
LARGEST = {"hour": 72, "working_hour": 40, "calendar_day": 60, "working_day": 45, "month": 6}


def questions(count: int) -> list[tuple[datetime, Limit, Ledger]]:
    """A mix that stays the same from run to run."""
    draw = random.Random(2026)
    return [_question(draw) for _ in range(count)]


def _question(draw: random.Random) -> tuple[datetime, Limit, Ledger]:
    received = FIRST + timedelta(minutes=draw.randrange(3 * 365 * 1440))
    unit = draw.choice(list(Unit))
    ledger: Ledger = ()
    if draw.random() < 1 / 3:
        start = received + timedelta(minutes=draw.randrange(4 * 1440))
        ledger += (Pause(start, start + timedelta(minutes=draw.randrange(1, 10 * 1440))),)
    if draw.random() < 1 / 6:
        ledger += (Extension(Limit(draw.randint(1, 5), Unit.WORKING_DAY)),)
    return received, Limit(draw.randint(1, LARGEST[unit]), unit), ledger


def seconds(asked: list[tuple[datetime, Limit, Ledger]]) -> float:
    """Wall time for one pass."""
    calendar = national_calendar()
    began = time.perf_counter()
    for received, limit, ledger in asked:
        deadline(received, limit, calendar, ledger)
    return time.perf_counter() - began


if __name__ == "__main__":
    asked = questions(COUNT)
    best = min(seconds(asked) for _ in range(RUNS))
    print(f"{COUNT} deadlines, best of {RUNS} runs: {best:.3f} s")
    print(json.dumps({"deadlines_per_s": round(COUNT / best)}))
