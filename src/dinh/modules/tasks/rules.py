"""How a due text becomes dated occurrences, and when each of them falls due. Values in, values out."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dinh.kernel.clock import ZONE, Calendar, Deadline, Limit, Unit, deadline

# Source: NQ 76/NQ-CP of 15/7/2021, section II (six contents), with steering in front as the plans of
# communes have it; area 8 is the one some plans add.
AREAS = {
    1: "Chỉ đạo, điều hành",
    2: "Cải cách thể chế",
    3: "Cải cách thủ tục hành chính",
    4: "Cải cách tổ chức bộ máy",
    5: "Cải cách chế độ công vụ",
    6: "Cải cách tài chính công",
    7: "Xây dựng chính quyền số",
    8: "Nâng cao các chỉ số",
}
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_DETAIL = {"month": "month", "quarters": "quarters"}
MONTHS_EACH = {"week": 1, "month": 1, "quarter": 3, "half_year": 6, "year": 12}


def area_name(area: int | None) -> str:
    """`3. Cải cách thủ tục hành chính`, or the words for work without an area."""
    return f"{area}. {AREAS[area]}" if area in AREAS else "Chưa xếp lĩnh vực"


@dataclass(frozen=True)
class Period:
    """A stretch of days with its name; both ends included."""

    label: str
    first: date
    last: date


@dataclass(frozen=True)
class Reading:
    """How an office reads due texts: two dated parameters (`tasks.by_date_includes_day`,
    `tasks.day_off_rolls`: "next" or "previous")."""

    by_includes_day: bool = True
    rolls: str = "next"


@dataclass(frozen=True)
class PlannedOccurrence:
    """One time to be done; `due_day` is the day meant, `due_at` the closing it falls on (aware)."""

    label: str
    first: date | None
    last: date | None
    due_day: date | None
    due_at: datetime | None
    past_at_entry: bool


@dataclass(frozen=True)
class Schedule:
    """The occurrences in order, and what a person still has to settle ("" when nothing)."""

    occurrences: tuple[PlannedOccurrence, ...]
    issue: str = ""


@dataclass(frozen=True)
class _Asked:
    period: Period
    due_day: date | None
    shows_period: bool = True


def occurrences(
    due: Mapping[str, Any] | None,
    *,
    plan_period: tuple[date, date] | None,
    calendar: Calendar,
    entered_at: datetime,
    reporting_periods: Sequence[Period] = (),
    reading: Reading = Reading(),
) -> Schedule:
    """The dated occurrences that a due text asks for.

    `due` has the shape of the plan reader's `Due` (`type`, `date`, `month`, `quarters`, `year`,
    `every`); None is a text not understood. `plan_period` gives the year where none is printed;
    without it, the year of entry. Continuous and periodic work is asked for in every reporting
    period, or by quarter when the plan names none. On demand yields nothing until it is called;
    work dated by another plan yields one occurrence without a date. What was due before
    `entered_at` (aware) is marked, so that it alarms nobody.

    Source: Bộ luật Dân sự 2015, Điều 147–148.
    """
    year = entered_at.astimezone(ZONE).year
    span = plan_period or whole_year(year)
    asked, issue = _asked(due or {}, span, tuple(reporting_periods), reading)
    planned = tuple(_planned(one, calendar, entered_at, reading) for one in asked)
    return Schedule(planned, issue)


def called_up(
    period: Period, due_day: date | None, calendar: Calendar, at: datetime, reading: Reading
) -> Schedule:
    """The one occurrence of work on demand, called up at `at`; it may have no due day."""
    return Schedule((_planned(_Asked(period, due_day), calendar, at, reading),))


def due_moment(day: date, calendar: Calendar, rolls: str = "next") -> Deadline:
    """When work due on a day falls due: at closing; a day off rolls to the next working day.

    `rolls="previous"` is for an office that asks for work before the day off. The answer carries
    its explanation.
    Source: Bộ luật Dân sự 2015, Điều 148 khoản 5.
    """
    while rolls == "previous" and not calendar.is_working_day(day):
        day -= timedelta(days=1)
    midnight = datetime.combine(day, time.min, tzinfo=ZONE)
    return deadline(midnight, Limit(0, Unit.WORKING_DAY), calendar)


@dataclass(frozen=True)
class WhyDay:
    """One day on the way from the day meant to the due moment; the last one is the due day."""

    day: date
    is_off: bool
    why: str
    source: str


ROLL_CLAUSE = "Bộ luật Dân sự 2015, Điều 148 khoản 5"
CLOSE_SOURCE = "Lịch làm việc của cơ quan"


def why_due(day: date, due_at: datetime, calendar: Calendar) -> list[WhyDay]:
    """Every day from the one meant to the one it fell on, in the words of work rather than receipt.

    Source: Bộ luật Dân sự 2015, Điều 148 khoản 5.
    """
    end = due_at.astimezone(ZONE)
    step = timedelta(days=1 if end.date() >= day else -1)
    found = []
    while day != end.date():
        off = calendar.day(day)
        found.append(WhyDay(day, True, f"{off.why}: không tính là ngày cuối", ROLL_CLAUSE))
        day += step
    what = "Ngày làm việc gần nhất" if found else "Ngày ghi trong thời hạn"
    last = f"{what}, hết giờ làm việc lúc {end:%H:%M}"
    return [*found, WhyDay(day, False, last, CLOSE_SOURCE)]


def _planned(
    asked: _Asked, calendar: Calendar, entered_at: datetime, reading: Reading
) -> PlannedOccurrence:
    due_at = None
    if asked.due_day is not None:
        due_at = due_moment(asked.due_day, calendar, reading.rolls).due_at
    period = asked.period
    return PlannedOccurrence(
        label=period.label,
        first=period.first if asked.shows_period else None,
        last=period.last if asked.shows_period else None,
        due_day=asked.due_day,
        due_at=due_at,
        past_at_entry=due_at is not None and due_at < entered_at,
    )


def _asked(
    due: Mapping[str, Any],
    span: tuple[date, date],
    reporting: tuple[Period, ...],
    reading: Reading,
) -> tuple[list[_Asked], str]:
    kind = due.get("type")
    if kind == "on_demand":
        return [], ""
    if kind == "by" and due.get("date"):
        return [_by_date(date.fromisoformat(due["date"]), span, reading)], ""
    if kind == "continuous":
        return _ends(_within_year(reporting or quarters_in(span), due.get("year"))), ""
    if kind == "periodic":
        return _periodic(due.get("every"), span, reporting)
    if kind == "year" or (kind in {"month", "quarters"} and due.get(_DETAIL[kind])):
        return _ends(_named(kind, due, span)), ""
    return [_Asked(Period("Chưa có ngày", *span), None, shows_period=False)], _why_undated(kind)


def _why_undated(kind: str | None) -> str:
    if kind == "per_plan":
        return "Thời hạn theo một kế hoạch hoặc quy định khác: cần ghi ngày khi đã biết."
    return "Chưa hiểu được thời hạn in trong văn bản: cần ghi ngày."


def _by_date(day: date, span: tuple[date, date], reading: Reading) -> _Asked:
    due_day = day if reading.by_includes_day else day - timedelta(days=1)
    return _Asked(Period(f"Trước {day:%d/%m/%Y}", min(span[0], due_day), due_day), due_day)


def _periodic(
    every: str | None, span: tuple[date, date], reporting: tuple[Period, ...]
) -> tuple[list[_Asked], str]:
    if every in MONTHS_EACH:
        return _ends(stretches(span, MONTHS_EACH[every])), ""
    issue = "Văn bản không ghi bao lâu một lần: đang hỏi theo từng kỳ báo cáo."
    return _ends(reporting or quarters_in(span)), issue


def _named(kind: str, due: Mapping[str, Any], span: tuple[date, date]) -> list[Period]:
    year = due.get("year")
    if kind == "year":
        return [_year(year, span)]
    printed_or_plan = year or span[0].year
    if kind == "month":
        return [month(printed_or_plan, due["month"])]
    return [quarter(printed_or_plan, number) for number in due["quarters"]]


def _year(year: int | None, span: tuple[date, date]) -> Period:
    if year is None and span[0].year != span[1].year:
        return Period(f"{span[0].year}–{span[1].year}", *span)
    year = year or span[1].year
    return Period(f"Năm {year}", date(year, 1, 1), date(year, 12, 31))


def _ends(periods: Iterable[Period]) -> list[_Asked]:
    return [_Asked(period, period.last) for period in periods]


def _within_year(periods: Sequence[Period], year: int | None) -> list[Period]:
    """Those ending in the printed year; all of them where no year, or no such period, is given."""
    chosen = [period for period in periods if year is None or period.last.year == year]
    return chosen or list(periods)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    last = date(year, number, monthrange(year, number)[1])
    return Period(f"Tháng {number}/{year}", date(year, number, 1), last)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter."""
    last = month(year, number * 3).last
    return Period(f"Quý {ROMAN[number]}/{year}", date(year, number * 3 - 2, 1), last)


def whole_year(year: int) -> tuple[date, date]:
    """Its first and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def quarters_in(span: tuple[date, date]) -> list[Period]:
    """The calendar quarters that end within a span."""
    return stretches(span, 3)


def stretches(span: tuple[date, date], months: int) -> list[Period]:
    """Each month, quarter, half-year or year of the calendar that ends within a span.

    The first may have begun before the span. A span too short to hold an end yields itself.
    """
    found = []
    for year in range(span[0].year, span[1].year + 1):
        for last_month in range(months, 13, months):
            period = _stretch(year, last_month, months)
            if span[0] <= period.last <= span[1]:
                found.append(period)
    return found or [Period(f"Đến {span[1]:%d/%m/%Y}", *span)]


def _stretch(year: int, last_month: int, months: int) -> Period:
    if months == 1:
        return month(year, last_month)
    if months == 3:
        return quarter(year, last_month // 3)
    last = month(year, last_month).last
    if months == 12:
        return Period(f"Năm {year}", date(year, 1, 1), last)
    half = "6 tháng đầu năm" if last_month == 6 else "6 tháng cuối năm"
    return Period(f"{half} {year}", date(year, last_month - 5, 1), last)


def done_late(done_at: datetime, due_at: datetime | None) -> bool:
    """Whether work handed in at `done_at` came after its due moment; without one, never late."""
    return due_at is not None and done_at > due_at


def moment_of_document(day: date) -> datetime:
    """The moment that stands for work done on a day of which only the date is known: its start, so
    that a document dated on the due day is on time."""
    return datetime.combine(day, time.min, tzinfo=ZONE)
