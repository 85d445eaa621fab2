"""One plan's work: boards by area, unit and person, the year, the month."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinh.foundation.search.queries import matching_subjects
from dinh.foundation.ui.lists import Choice, Column, Listing, Words
from dinh.kernel.errors import NotFound
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.queries import units_of
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.boards import Board, BoardRow, board, tasks_on
from dinh.modules.plans.queries.carrying import tasks_of
from dinh.modules.plans.queries.timeline import LOOK, month_weeks, year_rows
from dinh.modules.plans.rules.areas import AREAS, area_name
from dinh.modules.plans.rules.yearline import months, neighbours, position
from dinh.modules.plans.views.plans import may_change, seen_plan
from dinh.modules.tasks.models import Task
from dinh.modules.tasks.queries import Progress
from dinh.modules.tasks.queries.listing import with_occurrences
from dinh.modules.tasks.states import COUNTED, COUNTED_TOGETHER
from dinh.modules.tasks.views.looks import Now, seen_task

FIGURES = tuple(str(bucket) for bucket in COUNTED)  # they add up to the total
WHOLE = {"tinh-trang": COUNTED_TOGETHER}  # what the total of a row counts
NARROWED_BY = {"area": "linh-vuc", "unit": "don-vi", "person": "nguoi"}
TASKS_A_YEAR_PAGE = 40


def occurrences_url(plan: Plan, **narrowed: str) -> str:
    """The list of the plan's occurrences that a figure counts."""
    given = {"nguon": str(plan.pk), **{key: value for key, value in narrowed.items() if value}}
    return f"{reverse('tasks:occurrences')}?{urlencode(given)}"


@dataclass(frozen=True)
class Figure:
    """A counted number with the records behind it; `share` is its part of the bar in per cent."""

    bucket: str
    look: str
    count: int
    url: str
    share: float
    start: float


def _figures(plan: Plan, progress: Progress, narrowed: dict[str, str]) -> list[Figure]:
    found: list[Figure] = []
    start = 0.0
    for bucket in FIGURES:
        count = getattr(progress, bucket)
        share = count / progress.total * 100 if progress.total else 0.0
        url = occurrences_url(plan, **{"tinh-trang": bucket}, **narrowed)
        found.append(Figure(bucket, LOOK[bucket], count, url, share, start))
        start += share
    return found


def _line(plan: Plan, row: BoardRow, by: str, selected: str) -> dict[str, Any]:
    narrowed = {NARROWED_BY[by]: row.key or NONE}
    return {
        "row": row,
        "figures": _figures(plan, row.figures, narrowed),
        "url": f"?{NARROWED_BY[by]}={row.key or NONE}#nhiem-vu",
        "all_url": occurrences_url(plan, **WHOLE, **narrowed),
        "is_selected": row.key == selected,
    }


NONE = "0"  # in an address: the tasks without an area, a unit or a person


def _selected(request: OfficerRequest, found: Board) -> BoardRow | None:
    """The line whose tasks are listed: the one in the address, else the one with most overdue."""
    wanted = request.GET.get(NARROWED_BY[found.by])
    if wanted is not None:
        key = "" if wanted == NONE else wanted
        return next((row for row in found.rows if row.key == key), None)
    return max(found.rows, key=lambda row: row.figures.overdue, default=None)


def _board(request: OfficerRequest, plan_id: uuid.UUID, by: str) -> HttpResponse:
    plan = seen_plan(request, plan_id)
    now = timezone.now()
    found = board(plan, by, now)
    selected = _selected(request, found)
    listing = _task_listing(request, plan)
    page, rows = None, []
    if selected is not None:
        tasks = with_occurrences(tasks_on(plan, by, selected.key))
        page = listing.page(tasks, total=selected.figures.tasks)
        seen_at = Now.of(request.actor)
        rows = [seen_task(task, seen_at) for task in page.rows]
    context = {
        "plan": plan,
        "tab": by,
        "now": now,
        "board": found,
        "lines": [_line(plan, row, by, selected.key if selected else "-") for row in found.rows],
        "total_figures": _figures(plan, found.total, {}),
        "all_url": occurrences_url(plan, **WHOLE),
        "past_url": occurrences_url(plan, **{"tinh-trang": "past"}),
        "not_arisen_url": occurrences_url(plan, **{"tinh-trang": "not_arisen"}),
        "selected": selected,
        "listing": listing,
        "page": page,
        "rows": rows,
        "may_change": may_change(request, plan),
    }
    return render(request, "plans/board.html", context)


def _task_listing(request: OfficerRequest, plan: Plan) -> Listing:
    return Listing(
        request.GET,
        columns=[
            Column("viec", _("Nhiệm vụ và sản phẩm"), order=("order",)),
            Column("chu-tri", _("Chủ trì")),
            Column("han", _("Hạn gần nhất"), order=("due_order",)),
            Column("xong", _("Đã xong"), numeric=True),
            Column("tinh-trang", _("Tình trạng")),
        ],
        filters=[
            Words("q", _("Tìm nhiệm vụ, sản phẩm"), apply=matching_tasks(request)),
        ],
        sort="han",
    )


def matching_tasks(request: OfficerRequest) -> Any:
    """Narrows tasks to those whose words match, typed with or without diacritics."""
    readable = request.actor.readable
    return lambda rows, q: rows.filter(pk__in=matching_subjects(q, "tasks.task", readable))


@require_safe
@for_officers
def by_area(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The board by area: the first page of a plan."""
    return _board(request, plan_id, "area")


@require_safe
@for_officers
def by_unit(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The board by lead unit."""
    return _board(request, plan_id, "unit")


@require_safe
@for_officers
def by_person(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The board by lead person."""
    return _board(request, plan_id, "person")


@require_safe
@for_officers
def year(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Twelve months of the plan, with today marked; the same as a table for print and screen readers."""
    plan = seen_plan(request, plan_id)
    now = timezone.now()
    today = timezone.localdate(now)
    years = list(range(plan.period_start.year, plan.period_end.year + 1))
    shown = _year_asked(request, years, today)
    units = [(str(unit.pk), unit.name) for unit in units_of(plan.organisation_id, today)]
    listing = Listing(
        request.GET,
        filters=[
            Choice(
                "linh-vuc",
                _("Lĩnh vực"),
                field="area",
                options=[(str(area), area_name(area)) for area in AREAS],
                any_label=_("Mọi lĩnh vực"),
            ),
            Choice(
                "don-vi",
                _("Chủ trì"),
                field="lead_unit",
                options=units,
                any_label=_("Tất cả đơn vị"),
            ),
        ],
        per_page=TASKS_A_YEAR_PAGE,
    )
    rows = tasks_of(plan).select_related("lead_unit").order_by("area", "order", "id")
    page = listing.page(rows)
    found: list[Task] = page.rows
    context = {
        "plan": plan,
        "tab": "year",
        "year": shown,
        "years": years,
        "today": today,
        "today_x": position(today, shown) if today.year == shown else None,
        "months": months(shown),
        "groups": year_rows(found, shown, now),
        "listing": listing,
        "page": page,
        "may_change": may_change(request, plan),
    }
    return render(request, "plans/year.html", context)


def _year_asked(request: OfficerRequest, years: list[int], today: date) -> int:
    given = request.GET.get("nam", "")
    if given.isdecimal() and int(given) in years:
        return int(given)
    return today.year if today.year in years else years[0]


@require_safe
@for_officers
def month(request: OfficerRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The due days of one month as a calendar."""
    plan = seen_plan(request, plan_id)
    now = timezone.now()
    today = timezone.localdate(now)
    first = _month_asked(request, plan, today)
    before, after = neighbours(first.year, first.month)
    context = {
        "plan": plan,
        "tab": "month",
        "first": first,
        "today": today,
        "before": before,
        "after": after,
        "weeks": month_weeks(plan, first.year, first.month, now),
        "list_url": reverse("tasks:occurrences"),
        "may_change": may_change(request, plan),
    }
    return render(request, "plans/month.html", context)


def _month_asked(request: OfficerRequest, plan: Plan, today: date) -> date:
    """The month in the address (`2026-11`), else this month, else the first of the plan."""
    given = request.GET.get("thang", "")
    if given:
        try:
            return date.fromisoformat(f"{given}-01")
        except ValueError:
            raise NotFound(_("Không có tháng này.")) from None
    inside = plan.period_start <= today <= plan.period_end
    return (today if inside else plan.period_start).replace(day=1)
