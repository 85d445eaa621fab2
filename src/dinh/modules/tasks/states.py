"""The states of an occurrence, who may move it, and how it reads at a moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinh.kernel.errors import Conflict


class Step(StrEnum):
    """An act that moves an occurrence."""

    START = "start"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    CANCEL = "cancel"
    REOPEN = "reopen"


class Who(StrEnum):
    """Whose act it is; `access` says which people that means."""

    LEAD = "lead"
    OFFICE = "office"


@dataclass(frozen=True)
class Move:
    """One arrow of the diagram."""

    step: Step
    begin: str
    end: str
    who: Who


NOT_STARTED, IN_PROGRESS, SUBMITTED = "not_started", "in_progress", "submitted"
RETURNED, ACCEPTED, CANCELLED = "returned", "accepted", "cancelled"
OPEN = frozenset({NOT_STARTED, IN_PROGRESS, SUBMITTED, RETURNED})
STATES = (NOT_STARTED, IN_PROGRESS, SUBMITTED, RETURNED, ACCEPTED, CANCELLED)

MOVES = (
    Move(Step.START, NOT_STARTED, IN_PROGRESS, Who.LEAD),
    Move(Step.SUBMIT, NOT_STARTED, SUBMITTED, Who.LEAD),
    Move(Step.SUBMIT, IN_PROGRESS, SUBMITTED, Who.LEAD),
    Move(Step.SUBMIT, RETURNED, SUBMITTED, Who.LEAD),
    Move(Step.SUBMIT, SUBMITTED, SUBMITTED, Who.LEAD),
    Move(Step.WITHDRAW, SUBMITTED, IN_PROGRESS, Who.LEAD),
    Move(Step.ACCEPT, SUBMITTED, ACCEPTED, Who.OFFICE),
    Move(Step.RETURN, SUBMITTED, RETURNED, Who.OFFICE),
    Move(Step.CANCEL, NOT_STARTED, CANCELLED, Who.OFFICE),
    Move(Step.CANCEL, IN_PROGRESS, CANCELLED, Who.OFFICE),
    Move(Step.CANCEL, SUBMITTED, CANCELLED, Who.OFFICE),
    Move(Step.CANCEL, RETURNED, CANCELLED, Who.OFFICE),
    Move(Step.REOPEN, ACCEPTED, IN_PROGRESS, Who.OFFICE),
    Move(Step.REOPEN, CANCELLED, IN_PROGRESS, Who.OFFICE),
)
WHO = {move.step: move.who for move in MOVES}  # one step is always the same people's
_TABLE = {(move.step, move.begin): move for move in MOVES}
_WORDS = {
    NOT_STARTED: gettext_lazy("chưa bắt đầu"),
    IN_PROGRESS: gettext_lazy("đang làm"),
    SUBMITTED: gettext_lazy("đang chờ công nhận"),
    RETURNED: gettext_lazy("đã bị trả lại"),
    ACCEPTED: gettext_lazy("đã được công nhận"),
    CANCELLED: gettext_lazy("đã hủy"),
}


def move(step: Step, begin: str) -> Move:
    """The arrow for an act in a state. Raises Conflict when the state does not allow the act."""
    found = _TABLE.get((step, begin))
    if found is None:
        text = _(
            "Lần việc này %(state)s, nên không làm được bước đó nữa. Hãy tải lại trang để xem tình trạng mới."
        )
        raise Conflict(text % {"state": _WORDS[begin]})
    return found


def allows(step: Step, begin: str) -> bool:
    """Whether the state allows the act."""
    return (step, begin) in _TABLE


class Shown(StrEnum):
    """How an occurrence reads at a moment; computed, never stored."""

    NOT_DUE = "not_due"
    NOT_STARTED = "not_started"
    DOING = "doing"
    SOON = "soon"
    OVERDUE = "overdue"
    WAITING = "waiting"
    RETURNED = "returned"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_ARISEN = "not_arisen"
    PAST = "past"
    CANCELLED = "cancelled"


class Bucket(StrEnum):
    """The heap that an occurrence is counted in at a moment: five add up, three stand apart."""

    ON_TIME = "on_time"
    LATE = "late"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    PAST = "past"
    NOT_ARISEN = "not_arisen"
    CANCELLED = "cancelled"


COUNTED_TOGETHER = "counted"  # in an address: the sum of the five
COUNTED = (Bucket.ON_TIME, Bucket.LATE, Bucket.IN_PROGRESS, Bucket.OVERDUE, Bucket.NOT_DUE)
APART = (Bucket.PAST, Bucket.NOT_ARISEN, Bucket.CANCELLED)


class Countable(Protocol):
    """What `shown` and `bucket` need of an occurrence."""

    state: str
    due_at: datetime | None
    period_start: date | None
    is_late: bool | None
    is_no_need: bool
    past_at_entry: bool


def settled_bucket(*, state: str, is_late: bool, is_no_need: bool, past_at_entry: bool) -> Bucket:
    """The heap before the due date passes; only the last two kinds ever become overdue."""
    if state == CANCELLED:
        return Bucket.CANCELLED
    if state == ACCEPTED:
        return _closed_bucket(is_late=is_late, is_no_need=is_no_need)
    if state == SUBMITTED:
        return Bucket.IN_PROGRESS
    if past_at_entry:
        return Bucket.PAST
    return Bucket.NOT_DUE if state == NOT_STARTED else Bucket.IN_PROGRESS


def _closed_bucket(*, is_late: bool, is_no_need: bool) -> Bucket:
    if is_no_need:
        return Bucket.NOT_ARISEN
    return Bucket.LATE if is_late else Bucket.ON_TIME


def becomes_overdue(state: str, *, past_at_entry: bool) -> bool:
    """Whether the passing of the due moment makes it overdue: handed in, the clock is the office's."""
    return state in OPEN and state != SUBMITTED and not past_at_entry


def bucket(occurrence: Countable, now: datetime) -> Bucket:
    """The heap at a moment. Due exactly now is not overdue."""
    if is_overdue(occurrence, now):
        return Bucket.OVERDUE
    return settled_bucket(
        state=occurrence.state,
        is_late=bool(occurrence.is_late),
        is_no_need=occurrence.is_no_need,
        past_at_entry=occurrence.past_at_entry,
    )


def is_overdue(occurrence: Countable, now: datetime) -> bool:
    """Whether the lead has let the due moment pass."""
    passed = occurrence.due_at is not None and occurrence.due_at < now
    return passed and becomes_overdue(occurrence.state, past_at_entry=occurrence.past_at_entry)


_BY_BUCKET = {
    Bucket.ON_TIME: Shown.DONE,
    Bucket.LATE: Shown.DONE_LATE,
    Bucket.OVERDUE: Shown.OVERDUE,
    Bucket.PAST: Shown.PAST,
    Bucket.NOT_ARISEN: Shown.NOT_ARISEN,
    Bucket.CANCELLED: Shown.CANCELLED,
}


def shown(occurrence: Countable, now: datetime, *, soon_before: datetime, today: date) -> Shown:
    """How the occurrence reads: due up to `soon_before` is "sắp đến hạn"."""
    if occurrence.state == SUBMITTED:
        return Shown.WAITING
    settled = _BY_BUCKET.get(bucket(occurrence, now))
    if settled is not None:
        return settled
    if occurrence.state == RETURNED:
        return Shown.RETURNED
    if occurrence.due_at is not None and occurrence.due_at <= soon_before:
        return Shown.SOON
    if occurrence.state == IN_PROGRESS:
        return Shown.DOING
    begun = occurrence.period_start is None or occurrence.period_start <= today
    return Shown.NOT_STARTED if begun else Shown.NOT_DUE


def days_late(due_day: date, done_day: date) -> int:
    """How many calendar days after the due day it was done; 0 when not after it."""
    return max((done_day - due_day) // timedelta(days=1), 0)
