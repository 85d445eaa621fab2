"""Random calendars, limits and ledgers around 2026 for the clock's property tests."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from dinh.kernel.clock import (
    Calendar,
    DayEntry,
    DayKind,
    Extension,
    LateReceipt,
    Ledger,
    Limit,
    Pause,
    Unit,
    Week,
    parse_hours,
)

FIRST = datetime.fromisoformat("2026-01-15T00:00")
LARGEST = {
    Unit.HOUR: 60,
    Unit.WORKING_HOUR: 20,
    Unit.CALENDAR_DAY: 40,
    Unit.WORKING_DAY: 30,
    Unit.MONTH: 3,
}

hours = st.sampled_from(
    [
        (),
        parse_hours(["07:30-11:30", "13:00-17:00"]),
        parse_hours(["07:00-11:30", "13:30-17:00"]),
        parse_hours(["08:00-16:45"]),
        parse_hours(["07:30-11:30"]),
        parse_hours(["07:00-09:00", "09:10-11:00", "13:00-15:30", "15:45-18:00"]),
    ]
)


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    days = [draw(hours) for _ in range(7)]
    days[2] = days[2] or parse_hours(["07:30-11:30", "13:00-17:00"])
    counted = frozenset(draw(st.sets(st.integers(0, 6)))) | {2}
    start = draw(st.sampled_from([date.min, date(2026, 2, 3), date(2026, 3, 1)]))
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    return Week((monday, tuesday, wednesday, thursday, friday, saturday, sunday), counted, start)


@st.composite
def day_entries(draw: st.DrawFn) -> DayEntry:
    day = FIRST.date() + timedelta(days=draw(st.integers(-5, 150)))
    return DayEntry(
        day,
        draw(st.sampled_from(DayKind)),
        "Ngày riêng",
        draw(st.none() | hours),
        draw(st.none() | st.just(day + timedelta(days=4))),
    )


lates = st.builds(
    LateReceipt, st.sampled_from([time(11, 30), time(15, 0), time(16, 30)]), st.just(date.min)
)
calendars = st.builds(
    lambda weeks, days, lates: Calendar("T", tuple(weeks), late_receipts=tuple(lates)).with_days(
        days
    ),
    st.lists(weeks(), min_size=1, max_size=3),
    st.lists(day_entries(), max_size=25),
    st.lists(lates, max_size=1),
)
EDGES = [450, 451, 690, 780, 900, 901, 990, 991, 1005, 1019, 1020, 1021]
moments = st.builds(
    lambda day, minute: FIRST + timedelta(days=day, minutes=minute),
    st.integers(0, 60),
    st.sampled_from(EDGES) | st.integers(0, 1439),
)
limits = st.sampled_from(Unit).flatmap(
    lambda unit: st.builds(Limit, st.integers(0, LARGEST[unit]), st.just(unit))
)
lengths = st.builds(
    lambda days, minutes: timedelta(days=days, minutes=minutes),
    st.integers(0, 12),
    st.sampled_from([0, 1, 60, 240, 480]) | st.integers(0, 1439),
)
pauses = st.builds(lambda start, length: Pause(start, start + length), moments, lengths)
extensions = st.builds(
    lambda limit: Extension(Limit(max(1, min(limit.value, 6)), limit.unit)),
    limits,
)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    return tuple(draw(st.lists(pauses, max_size=3)) + draw(st.lists(extensions, max_size=2)))
