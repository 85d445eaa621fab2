"""Why a deadline falls where it does: one reason per day, made only when someone asks.

It walks day by day, apart from the tables that find the date, so each checks the other.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dinh.kernel.clock import words
from dinh.kernel.clock.calendar import Calendar, WorkDay
from dinh.kernel.clock.counting import COUNTERS, months_after
from dinh.kernel.clock.ledger import Limit, Stretch, Unit, merge, settle
from dinh.kernel.clock.moments import DAY, from_minute, say_clock, to_minute

if TYPE_CHECKING:
    from dinh.kernel.clock.deadlines import Deadline

FOREVER = 10**12


class Reason(NamedTuple):
    """One day of an explanation; `counted` says whether it uses up any of the limit."""

    day: date
    counted: bool
    why: str
    clause: str


class Leg(NamedTuple):
    """The limit or one extension: counted from `start` (day `receipt`) to `due`."""

    limit: Limit
    start: int
    receipt: int
    due: int
    is_extension: bool


class Walk(NamedTuple):
    """What every step of a walk needs."""

    calendar: Calendar
    pauses: list[Stretch]

    def day(self, ordinal: int) -> WorkDay:
        """The calendar's word on a day."""
        return self.calendar.day(date.fromordinal(ordinal))

    def is_paused_at(self, minute: int) -> bool:
        """Whether the clock stands at that minute."""
        return any(begin <= minute < end for begin, end in self.pauses)

    def is_paused_on(self, ordinal: int) -> bool:
        """Whether the clock stands at that day's closing."""
        return self.is_paused_at(ordinal * DAY + self.closing(ordinal))

    def closing(self, ordinal: int) -> int:
        """Minute of the day at which a day closes."""
        return self.calendar.closing(date.fromordinal(ordinal))


def explain(due: "Deadline") -> tuple[Reason, ...]:
    """The days from receipt to due in order; an open pause ends the list where it began."""
    settled = settle(due.ledger)
    walk = Walk(due.calendar, settled.pauses)
    start, receipt = to_minute(due.received_at), due.receipt_day.toordinal()
    reasons = list(_receipt_reasons(walk, due, start, receipt))
    for leg in _legs(walk, start, receipt, [due.limit, *settled.extensions]):
        if leg.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR):
            reasons.extend(_hour_reasons(walk, leg))
        else:
            reasons.extend(_day_reasons(walk, leg))
    if settled.open_from is None:
        return tuple(reasons)
    return (*_until(reasons, settled.open_from), _standing(settled.open_from))


def _legs(walk: Walk, start: int, receipt: int, limits: list[Limit]) -> Iterator[Leg]:
    for index, limit in enumerate(limits):
        due = _leg_due(walk, start, receipt, limit)
        yield Leg(limit, start, receipt, due, index > 0)
        start, receipt = due, due // DAY


def _leg_due(walk: Walk, start: int, receipt: int, limit: Limit) -> int:
    first = last = start // DAY
    while True:
        span = walk.calendar.span(first, last)
        try:
            return COUNTERS[limit.unit](span, start, receipt, limit.value, walk.pauses)
        except IndexError:
            last = span.end + DAY


def _receipt_reasons(walk: Walk, due: "Deadline", start: int, receipt: int) -> Iterator[Reason]:
    if due.limit.unit in (Unit.HOUR, Unit.WORKING_HOUR):
        return
    first = start // DAY
    if first < receipt:
        yield _late_reason(walk, start)
    for ordinal in range(first + 1, receipt):
        yield _off_reason(walk, ordinal)
    said = "Ngày tiếp nhận" if first == receipt else "Tính là ngày tiếp nhận"
    why = f"{said}: ngày đầu tiên không tính vào thời hạn"
    if not due.limit.value:
        why = f"{said}: thời hạn trong ngày, {_closes(walk, receipt)}"
    yield Reason(date.fromordinal(receipt), False, why, words.FIRST_DAY_CLAUSE)


def _late_reason(walk: Walk, start: int) -> Reason:
    found, clock = walk.day(start // DAY), say_clock(start % DAY)
    if not found.is_working:
        why = f"{_noted(found)}: nhận lúc {clock}, tính như nhận vào ngày làm việc tiếp theo"
        return Reason(found.day, False, why, found.source)
    last, late = walk.calendar.last_receipt(found.day), walk.calendar.late_receipt(found.day)
    why = f"Nhận lúc {clock}, sau {say_clock(last)}: tính từ ngày làm việc tiếp theo"
    return Reason(found.day, False, why, late.source if late else words.RECEIPT_CLAUSE)


def _day_reasons(walk: Walk, leg: Leg) -> Iterator[Reason]:
    counted, due = 0, leg.due // DAY
    target = months_after(leg.receipt, leg.limit.value) if leg.limit.unit is Unit.MONTH else 0
    total = target - leg.receipt if target else leg.limit.value
    for ordinal in range(leg.receipt + 1, due + 1):
        found = walk.day(ordinal)
        if leg.limit.unit is Unit.WORKING_DAY and not found.is_working:
            yield _off_reason(walk, ordinal)
        elif counted == total:
            yield _roll_reason(walk, ordinal, due)
        elif walk.is_paused_on(ordinal):
            yield _paused_reason(walk, ordinal)
        else:
            counted += 1
            yield _counted_reason(walk, leg, ordinal, counted, total)


def _counted_reason(walk: Walk, leg: Leg, ordinal: int, counted: int, total: int) -> Reason:
    found = walk.day(ordinal)
    clause = words.MONTH_CLAUSE if leg.limit.unit is Unit.MONTH else words.DAYS_CLAUSE
    unit = "ngày làm việc" if leg.limit.unit is Unit.WORKING_DAY else "ngày"
    why = f"{'Gia hạn, ' if leg.is_extension else ''}{unit} thứ {counted}/{total}"
    if leg.limit.unit is Unit.MONTH:
        why += f" của {words.say_limit(leg.limit)}"
    special = found.day in walk.calendar.days
    if special or not found.is_working:
        why += f" ({_noted(found)})"
    if ordinal == leg.due // DAY:
        why += f", {_closes(walk, ordinal)}"
    return Reason(found.day, True, _capital(why), clause)


def _roll_reason(walk: Walk, ordinal: int, due: int) -> Reason:
    found = walk.day(ordinal)
    if ordinal == due:
        why = f"Ngày làm việc tiếp theo sau ngày nghỉ, {_closes(walk, ordinal)}"
    else:
        why = f"{_noted(found)}: không phải ngày làm việc, hạn dời tiếp"
    return Reason(found.day, False, why, words.ROLL_CLAUSE)


def _paused_reason(walk: Walk, ordinal: int) -> Reason:
    clock = say_clock(walk.closing(ordinal))
    why = f"Đồng hồ đang tạm dừng lúc {clock}: không tính ngày này"
    return Reason(date.fromordinal(ordinal), False, why, words.PAUSE_CLAUSE)


def _off_reason(walk: Walk, ordinal: int) -> Reason:
    found = walk.day(ordinal)
    return Reason(found.day, False, f"{_noted(found)}: không phải ngày làm việc", found.source)


def _hour_reasons(walk: Walk, leg: Leg) -> Iterator[Reason]:
    for ordinal in range(leg.start // DAY, leg.due // DAY + 1):
        found = walk.day(ordinal)
        if leg.limit.unit is Unit.WORKING_HOUR and not found.is_working:
            yield _off_reason(walk, ordinal)
        else:
            yield _hours_of_day(walk, leg, ordinal, found)


def _hours_of_day(walk: Walk, leg: Leg, ordinal: int, found: WorkDay) -> Reason:
    midnight = ordinal * DAY
    shifts = found.hours if leg.limit.unit is Unit.WORKING_HOUR else ((0, DAY),)
    open_parts = [
        (max(opens + midnight, leg.start), min(closes + midnight, leg.due))
        for opens, closes in shifts
    ]
    parts = _outside(merge(open_parts), walk.pauses)
    minutes = sum(end - begin for begin, end in parts)
    if not minutes:
        return Reason(found.day, False, _no_minutes(walk, open_parts), words.HOURS_CLAUSE)
    spans = ", ".join(f"{say_clock(b - midnight)}–{say_clock(e - midnight)}" for b, e in parts)
    unit = words.UNIT_WORDS[leg.limit.unit]
    why = f"{'Gia hạn, tính' if leg.is_extension else 'Tính'} {_exact(minutes, unit)} ({spans})"
    return Reason(found.day, True, why, words.HOURS_CLAUSE)


def _no_minutes(walk: Walk, parts: list[Stretch]) -> str:
    if any(begin < end for begin, end in parts):
        return "Đồng hồ đang tạm dừng: không tính"
    return "Ngoài giờ làm việc: chưa tính"


def _outside(parts: list[Stretch], pauses: list[Stretch]) -> list[Stretch]:
    """The parts without the minutes that lie in a pause."""
    for begin, end in pauses:
        cut = [(low, min(high, begin)) for low, high in parts]
        cut += [(max(low, end), high) for low, high in parts]
        parts = merge(cut)
    return parts


def _until(reasons: list[Reason], minute: int) -> list[Reason]:
    return [reason for reason in reasons if reason.day.toordinal() < minute // DAY]


def _standing(minute: int) -> Reason:
    at = words.say_moment(from_minute(minute))
    why = f"Đồng hồ dừng từ {at}, chưa có lúc chạy lại: chưa có hạn"
    return Reason(date.fromordinal(minute // DAY), False, why, words.PAUSE_CLAUSE)


def _noted(found: WorkDay) -> str:
    return f"{found.why} (dự kiến)" if found.is_expected else found.why


def _closes(walk: Walk, ordinal: int) -> str:
    return f"hết hạn lúc {say_clock(walk.closing(ordinal))}"


def _exact(minutes: int, unit: str) -> str:
    hours, rest = divmod(minutes, 60)
    if not rest:
        return f"{hours} {unit}"
    tail = unit.removeprefix("giờ")
    return f"{hours} giờ {rest} phút{tail}" if hours else f"{rest} phút{tail}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
