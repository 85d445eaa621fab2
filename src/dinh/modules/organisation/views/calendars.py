"""The working calendar: a year at a glance, one day, the weekly hours, and moving due dates."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from dinh.kernel.clock import Calendar, WorkDay
from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation import actions, deadlines, queries
from dinh.modules.organisation.access import (
    check_may_keep_calendar,
    check_may_move_deadlines,
    may_keep_calendar,
    may_move_deadlines,
)
from dinh.modules.organisation.actions.calendars import pending
from dinh.modules.organisation.forms.calendars import WEEKDAYS, DayForm, MoveForm, WeekForm
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import CalendarDay
from dinh.modules.organisation.views.acting import attempt, page, posted

FIRST_YEAR, LAST_YEAR = 2020, 2035
SHOWN = 50
SHORT_WEEKDAYS = [
    gettext_lazy("T2"),
    gettext_lazy("T3"),
    gettext_lazy("T4"),
    gettext_lazy("T5"),
    gettext_lazy("T6"),
    gettext_lazy("T7"),
    gettext_lazy("CN"),
]


class Cell(NamedTuple):
    """A day in the year view: its number, how it works, whether the agency set it."""

    day: date
    look: str  # "work", "part", "open", "off", "weekend"
    why: str
    is_own: bool


class Month(NamedTuple):
    """A month of the year view: weeks of seven cells, Monday first, None outside the month."""

    first: date
    weeks: list[list[Cell | None]]
    working: int


@for_officers
@require_safe
def year_page(request: OfficerRequest) -> HttpResponse:
    """Twelve months, the days that differ listed with their reasons, the weekly hours."""
    actor, today = request.actor, timezone.localdate()
    year = _year(request.GET.get("nam", ""), today)
    calendar = queries.calendar_of(actor.viewing)
    own = {row.day: row for row in queries.calendar_days_of(actor.viewing)}
    is_own = actor.viewing == actor.organisation_id
    months = [_month(calendar, year, number, own) for number in range(1, 13)]
    return page(
        request,
        "calendar",
        year=year,
        previous=year - 1 if year > FIRST_YEAR else None,
        following=year + 1 if year < LAST_YEAR else None,
        months=months,
        weekday_labels=SHORT_WEEKDAYS,
        working=sum(month.working for month in months),
        differing=_differing(calendar, year, own),
        week=_week_rows(calendar, today),
        may_keep=is_own and may_keep_calendar(actor),
        may_move=is_own and may_move_deadlines(actor),
        tab="calendar",
    )


def _year(text: str, today: date) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else today.year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _month(calendar: Calendar, year: int, number: int, own: dict[date, CalendarDay]) -> Month:
    first = date(year, number, 1)
    following = date(year + number // 12, number % 12 + 1, 1)
    days = [first + timedelta(days=n) for n in range((following - first).days)]
    cells: list[Cell | None] = [None] * first.weekday()
    cells += [_cell(calendar.day(day), own) for day in days]
    cells += [None] * (-len(cells) % 7)
    working = sum(calendar.is_working_day(day) for day in days)
    return Month(first, [cells[n : n + 7] for n in range(0, len(cells), 7)], working)


def _cell(found: WorkDay, own: dict[date, CalendarDay]) -> Cell:
    return Cell(found.day, _look(found), found.why, found.day in own)


def _look(found: WorkDay) -> str:
    if found.is_working:
        return "work" if len(found.hours) > 1 else "part"
    if found.hours:
        return "open"
    return "weekend" if found.day.weekday() > 4 else "off"


class Differing(NamedTuple):
    """A day that does not follow its weekday."""

    found: WorkDay
    look: str
    row: CalendarDay | None


def _differing(calendar: Calendar, year: int, own: dict[date, CalendarDay]) -> list[Differing]:
    days = sorted(day for day in calendar.days if day.year == year)
    found = [calendar.day(day) for day in days]
    return [Differing(one, _look(one), own.get(one.day)) for one in found]


def _week_rows(calendar: Calendar, today: date) -> list[tuple[Any, str, bool]]:
    """Name, hours and whether it counts, for each weekday of the pattern in force."""
    week = next(w for w in reversed(calendar.weeks) if w.is_in_force(today))
    return [
        (label, ", ".join(_span(*shift) for shift in week.hours[number]), number in week.counted)
        for number, label in enumerate(WEEKDAYS)
    ]


def _span(opens: int, closes: int) -> str:
    return f"{opens // 60:02}:{opens % 60:02}–{closes // 60:02}:{closes % 60:02}"


@for_officers
def day_page(request: OfficerRequest) -> HttpResponse:
    """Write how a day differs: first the preview of what would move, then the act (`save` = 1)."""
    actor = request.actor
    check_may_keep_calendar(actor)
    day = parse_date(request.GET.get("ngay", ""))
    form = DayForm(posted(request), initial=_initial(request, day))
    moves: Sequence[Any] = ()
    is_preview = False
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("save") == "1":
                actions.set_calendar_day(actor=actor, edit=form.edit(), at=timezone.now())
                messages.success(request, _("Đã ghi vào lịch. Hạn đã giao chưa thay đổi."))
                return redirect("organisation:calendar")
            changed = actions.calendar_with(actor, form.edit())
            moves = deadlines.pending_moves(actor.organisation_id, changed)
            is_preview = True
        except (Invalid, Conflict) as refused:
            form.add_error(None, refused.sentence)
    number = sum(len(moved) for _mover, moved in moves)
    return page(
        request,
        "calendar_day",
        form,
        is_preview=is_preview,
        moves=_shown(moves),
        number=number,
        hidden=max(0, number - SHOWN),
        tab="calendar",
    )


def _initial(request: OfficerRequest, day: date | None) -> dict[str, Any]:
    if day is None:
        return {}
    held = queries.calendar_days_of(request.actor.organisation_id).filter(day=day).first()
    if held is None:
        return {"day": day}
    return {
        "day": held.day,
        "kind": held.kind,
        "hours": ", ".join(held.hours),
        "reason": held.reason,
        "document": held.document,
    }


def _shown(
    moves: Sequence[tuple[deadlines.Mover, Sequence[deadlines.MovedDeadline]]],
) -> list[deadlines.MovedDeadline]:
    return [one for _mover, moved in moves for one in moved][:SHOWN]


@for_officers
@require_POST
def remove_day(request: OfficerRequest) -> HttpResponse:
    """The day follows the national calendar again."""
    check_may_keep_calendar(request.actor)
    day = parse_date(request.POST.get("day", ""))
    if day is None:
        raise Invalid(_("Ngày phải có dạng 31/12/2026."))
    actions.remove_calendar_day(actor=request.actor, day=day, at=timezone.now())
    messages.success(request, _("Ngày này theo lịch chung. Hạn đã giao chưa thay đổi."))
    return redirect("organisation:calendar")


@for_officers
def week_page(request: OfficerRequest) -> HttpResponse:
    """The agency's own weekly hours from a day on."""
    actor, today = request.actor, timezone.localdate()
    check_may_keep_calendar(actor)
    rows = _week_rows(queries.calendar_of(actor.organisation_id), today)
    initial: dict[str, Any] = {
        f"day_{number}": hours for number, (_label, hours, _counted) in enumerate(rows)
    }
    initial["counted"] = [str(n) for n, (_l, _h, counted) in enumerate(rows) if counted]
    form = WeekForm(posted(request), initial=initial)

    def act(_given: dict[str, Any]) -> None:
        actions.set_working_week(actor=actor, edit=form.edit(), at=timezone.now())

    if attempt(form, act):
        messages.success(request, _("Đã ghi giờ làm việc. Hạn đã giao chưa thay đổi."))
        return redirect("organisation:calendar")
    return page(request, "calendar_week", form, tab="calendar")


@for_officers
def moves_page(request: OfficerRequest) -> HttpResponse:
    """The due dates that differ from the calendar of today, and the act that moves them."""
    actor = request.actor
    check_may_move_deadlines(actor)
    moves = pending(actor.organisation_id)
    number = sum(len(moved) for _mover, moved in moves)
    form = MoveForm(posted(request), initial={"seen": number})
    moved: list[int] = []

    def act(given: dict[str, Any]) -> None:
        moved.append(actions.move_deadlines(actor=actor, at=timezone.now(), **given))

    if attempt(form, act):
        words = ngettext("Đã dời %(number)s hạn.", "Đã dời %(number)s hạn.", moved[0])
        messages.success(request, words % {"number": moved[0]})
        return redirect("organisation:calendar_moves")
    return page(
        request,
        "calendar_moves",
        form,
        moves=_shown(moves),
        number=number,
        hidden=max(0, number - SHOWN),
        tab="calendar",
    )
