"""The legal clock: work calendars, limits, pauses, extensions, and the reason for every day.

One engine for tasks, dossiers, petitions and reports. All moments are local time
(Asia/Ho_Chi_Minh) to the minute: a naive moment is taken as local, an aware one is
converted, and the answer is naive or aware as the question was.
"""

from dinh.kernel.clock.calendar import (
    Calendar,
    DayEntry,
    DayKind,
    Hours,
    LateReceipt,
    Shift,
    Week,
    WorkDay,
    parse_hours,
)
from dinh.kernel.clock.deadlines import (
    Deadline,
    deadline,
    remaining,
    worked_between,
    working_minutes_left,
)
from dinh.kernel.clock.explain import Reason
from dinh.kernel.clock.ledger import (
    Entry,
    Extension,
    Ledger,
    Limit,
    Pause,
    Resume,
    Unit,
    known_unit,
)
from dinh.kernel.clock.moments import ZONE, ClockError
from dinh.kernel.clock.moves import Move, OpenDeadline, moved_deadlines
from dinh.kernel.clock.words import (
    MINUTES_PER_WORKING_DAY,
    say_limit,
    say_moment,
    say_remaining,
    say_worked,
)

__all__ = [
    "MINUTES_PER_WORKING_DAY",
    "ZONE",
    "Calendar",
    "ClockError",
    "DayEntry",
    "DayKind",
    "Deadline",
    "Entry",
    "Extension",
    "Hours",
    "LateReceipt",
    "Ledger",
    "Limit",
    "Move",
    "OpenDeadline",
    "Pause",
    "Reason",
    "Resume",
    "Shift",
    "Unit",
    "Week",
    "WorkDay",
    "deadline",
    "known_unit",
    "moved_deadlines",
    "parse_hours",
    "remaining",
    "say_limit",
    "say_moment",
    "say_remaining",
    "say_worked",
    "worked_between",
    "working_minutes_left",
]
