"""The table of states, and how an occurrence reads and is counted at a moment."""

import importlib.util
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dinh.kernel.errors import Conflict
from dinh.modules.tasks import states
from dinh.modules.tasks.states import Bucket, Shown, Step

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 19, 7, 0, tzinfo=UTC)
SOON = NOW + timedelta(hours=8)


@dataclass
class Row:
    """As much of an occurrence as the states look at."""

    state: str = "not_started"
    due_at: datetime | None = NOW + timedelta(days=30)
    period_start: date | None = date(2026, 10, 1)
    is_late: bool | None = None
    is_no_need: bool = False
    past_at_entry: bool = False


rows = some.builds(
    Row,
    state=some.sampled_from(states.STATES),
    due_at=some.none() | some.integers(-500, 500).map(lambda hours: NOW + timedelta(hours=hours)),
    period_start=some.none() | some.dates(date(2026, 9, 1), date(2027, 2, 1)),
    is_late=some.booleans(),
    is_no_need=some.booleans(),
    past_at_entry=some.booleans(),
)


@pytest.mark.parametrize(
    ("step", "allowed_in"),
    [
        (Step.START, {"not_started"}),
        (Step.SUBMIT, {"not_started", "in_progress", "returned", "submitted"}),
        (Step.WITHDRAW, {"submitted"}),
        (Step.ACCEPT, {"submitted"}),
        (Step.RETURN, {"submitted"}),
        (Step.CANCEL, {"not_started", "in_progress", "submitted", "returned"}),
        (Step.REOPEN, {"accepted", "cancelled"}),
    ],
)
def test_each_step_is_allowed_in_these_states_only(step, allowed_in):
    assert {state for state in states.STATES if states.allows(step, state)} == allowed_in
    for state in set(states.STATES) - allowed_in:
        with pytest.raises(Conflict):
            states.move(step, state)


def test_every_state_can_be_reached_and_left():
    assert {move.end for move in states.MOVES} | {states.NOT_STARTED} == set(states.STATES)
    assert {move.begin for move in states.MOVES} == set(states.STATES)


def test_one_step_is_always_the_same_peoples():
    assert {(move.step, move.who) for move in states.MOVES} == set(states.WHO.items())


@pytest.mark.parametrize(
    ("row", "shown", "bucket"),
    [
        (Row(), Shown.NOT_STARTED, Bucket.NOT_DUE),
        (Row(period_start=date(2026, 12, 1)), Shown.NOT_DUE, Bucket.NOT_DUE),
        (Row(state="in_progress"), Shown.DOING, Bucket.IN_PROGRESS),
        (Row(due_at=SOON), Shown.SOON, Bucket.NOT_DUE),
        (Row(due_at=NOW), Shown.SOON, Bucket.NOT_DUE),
        (Row(due_at=NOW - timedelta(minutes=1)), Shown.OVERDUE, Bucket.OVERDUE),
        (Row(state="returned", due_at=NOW - timedelta(1)), Shown.OVERDUE, Bucket.OVERDUE),
        (Row(state="returned"), Shown.RETURNED, Bucket.IN_PROGRESS),
        (Row(state="submitted", due_at=NOW - timedelta(1)), Shown.WAITING, Bucket.IN_PROGRESS),
        (Row(state="accepted", is_late=False), Shown.DONE, Bucket.ON_TIME),
        (Row(state="accepted", is_late=True), Shown.DONE_LATE, Bucket.LATE),
        (
            Row(state="accepted", is_late=True, is_no_need=True),
            Shown.NOT_ARISEN,
            Bucket.NOT_ARISEN,
        ),
        (Row(due_at=NOW - timedelta(9), past_at_entry=True), Shown.PAST, Bucket.PAST),
        (Row(state="cancelled", due_at=NOW - timedelta(9)), Shown.CANCELLED, Bucket.CANCELLED),
        (Row(due_at=None), Shown.NOT_STARTED, Bucket.NOT_DUE),
    ],
)
def test_how_an_occurrence_reads_and_counts(row, shown, bucket):
    read = states.shown(row, NOW, soon_before=SOON, today=date(2026, 11, 19))
    assert (read, states.bucket(row, NOW)) == (shown, bucket)


@given(rows)
def test_only_an_open_heap_ever_turns_overdue(row):
    before, after = states.bucket(row, NOW), states.bucket(row, NOW + timedelta(days=900))
    if before != after:
        assert (after, before in {Bucket.NOT_DUE, Bucket.IN_PROGRESS}) == (Bucket.OVERDUE, True)
    assert before in {*states.COUNTED, *states.APART}


@pytest.mark.parametrize(("done", "late"), [(19, 0), (20, 0), (21, 1), (25, 5)])
def test_days_late(done, late):
    assert states.days_late(date(2026, 11, 20), date(2026, 11, done)) == late


def test_the_diagram_in_the_documentation_is_that_of_the_table():
    place = ROOT / "tools" / "draw_states.py"
    spec = importlib.util.spec_from_file_location("draw_states", place)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = tool.page_of("tasks").read_text(encoding="utf-8")
    assert tool.with_diagram(page, tool.diagram("tasks")) == page
