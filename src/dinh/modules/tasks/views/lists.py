"""The lists: tasks, their occurrences one by one, and what was assigned from above."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dinh.foundation.ui.lists import Choice, Column, Filter, Listing, Words
from dinh.foundation.ui.wording import day as day_words
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.queries import (
    people_of,
    people_seen_by,
    units_of,
    units_seen_by,
)
from dinh.modules.tasks.access import check_may_see_tasks, may_give
from dinh.modules.tasks.models import NO_DUE, Task
from dinh.modules.tasks.queries import in_bucket, occurrences_visible_to, visible_to
from dinh.modules.tasks.queries.listing import (
    due_within,
    looking_at,
    occurrences_matching,
    origins_among,
    tasks_in_bucket,
    tasks_matching,
    with_occurrences,
    with_task,
)
from dinh.modules.tasks.rules import AREAS, area_name
from dinh.modules.tasks.views.looks import BUCKETS, Now, Seen, seen_task

TASK_COLUMNS = [
    Column("viec", _("Nhiệm vụ và sản phẩm"), order=("id",)),
    Column("chu-tri", _("Chủ trì")),
    Column("han", _("Hạn gần nhất"), order=("due_order",)),
    Column("xong", _("Đã xong"), numeric=True),
    Column("tinh-trang", _("Tình trạng")),
]
OCCURRENCE_COLUMNS = [
    Column("viec", _("Nhiệm vụ")),
    Column("lan", _("Kỳ, lần")),
    Column("chu-tri", _("Chủ trì")),
    Column("han", _("Hạn"), order=("due_order",)),
    Column("tinh-trang", _("Tình trạng")),
]
ABOVE_COLUMNS = [
    Column("viec", _("Việc được giao"), order=("id",)),
    Column("nguoi-giao", _("Người giao, văn bản")),
    Column("chu-tri", _("Chủ trì")),
    Column("han", _("Hạn"), order=("due_order",)),
    Column("tinh-trang", _("Tình trạng")),
]


@require_safe
@for_officers
def task_list(request: OfficerRequest) -> HttpResponse:
    """Every task, one line each."""
    return _show_tasks(request, visible_to(request.actor), TASK_COLUMNS, "tasks/list.html")


@require_safe
@for_officers
def from_above(request: OfficerRequest) -> HttpResponse:
    """Work that a superior assigned outside the plan."""
    rows = visible_to(request.actor).filter(kind=Task.Kind.ABOVE)
    return _show_tasks(request, rows, ABOVE_COLUMNS, "tasks/from_above.html")


@require_safe
@for_officers
def occurrence_list(request: OfficerRequest) -> HttpResponse:
    """Every occurrence, one line each: what the figures of the boards open onto."""
    request.actor = actor = looking_at(request.actor, _key(request.GET.get("nguon", "")))
    check_may_see_tasks(actor)
    now = Now.of(actor)
    listing = occurrence_listing(request, now)
    page = listing.page(with_task(occurrences_visible_to(actor)))
    rows = [Seen(row, now) for row in page.rows]
    context = {"listing": listing, "page": page, "rows": rows, "may_give": may_give(actor)}
    return render(request, "tasks/occurrences.html", context)


def _show_tasks(
    request: OfficerRequest, rows: QuerySet[Task], columns: Sequence[Column], template: str
) -> HttpResponse:
    actor = request.actor
    check_may_see_tasks(actor)
    now = Now.of(actor)
    listing = task_listing(request, now, columns)
    page = listing.page(with_occurrences(rows))
    context = {
        "listing": listing,
        "page": page,
        "rows": [seen_task(task, now) for task in page.rows],
        "may_give": may_give(actor),
    }
    return render(request, template, context)


def task_listing(request: OfficerRequest, now: Now, columns: Sequence[Column] = ()) -> Listing:
    """The state that the address gives a list of tasks; also what an export narrows by."""
    actor = request.actor
    buckets = [*BUCKETS.items(), ("none", _("Chưa phát sinh lần nào"))]
    filters: list[Filter] = [
        Words("q", _("Tìm nhiệm vụ, sản phẩm"), apply=_apply(tasks_matching, actor)),
        Choice(
            "tinh-trang",
            _("Tình trạng"),
            apply=_apply(tasks_in_bucket, now.at),
            options=buckets,
            any_label=_("Mọi tình trạng"),
        ),
        *_place_filters(request, "lead_unit_id", "lead_person_id"),
    ]
    return Listing(request.GET, columns=columns, filters=filters, sort="han")


def occurrence_listing(request: OfficerRequest, now: Now) -> Listing:
    """The state that the address gives the list of occurrences."""
    filters: list[Filter] = [
        Words("q", _("Tìm nhiệm vụ, sản phẩm"), apply=_apply(occurrences_matching, request.actor)),
        Choice(
            "tinh-trang",
            _("Tình trạng"),
            apply=_apply(in_bucket, now.at),
            options=list(BUCKETS.items()),
            any_label=_("Mọi tình trạng"),
        ),
        *_place_filters(request, "unit_id", "person_id"),
    ]
    return Listing(request.GET, columns=OCCURRENCE_COLUMNS, filters=filters, sort="han")


def _place_filters(request: OfficerRequest, unit: str, person: str) -> list[Filter]:
    """Area, unit, person and due days: the same for tasks and occurrences."""
    actor, today = request.actor, timezone.localdate()
    areas = [(str(area), area_name(area)) for area in AREAS] + [("0", area_name(None))]
    units = [(str(row.pk), row.label) for row in units_of(actor.viewing, today)]
    people = [(str(row.pk), row.full_name) for row in people_of(actor.viewing, today)]
    units += _in_address(request, "don-vi", units, units_seen_by(actor), "label")
    people += _in_address(request, "nguoi", people, people_seen_by(actor), "full_name")
    no_unit, no_person = ("0", _("Chưa giao đơn vị")), ("0", _("Chưa phân công người"))
    return [
        _choice("linh-vuc", _("Lĩnh vực"), "area", areas, _("Mọi lĩnh vực")),
        _choice("don-vi", _("Chủ trì"), unit, [*units, no_unit], _("Mọi đơn vị")),
        _choice("nguoi", _("Người làm"), person, [*people, no_person], _("Mọi người")),
        Choice(
            "ky-han",
            _("Hạn trong"),
            apply=_within(today),
            options=PERIODS,
            any_label=_("Mọi thời hạn"),
        ),
        *_given_in_address(request),
    ]


def _in_address(
    request: OfficerRequest,
    name: str,
    options: list[tuple[str, str]],
    rows: QuerySet[Any],
    words: str,
) -> list[tuple[str, str]]:
    """The unit or person that a board links with, though dissolved or gone: else all would show."""
    key = _key(request.GET.get(name, ""))
    if key is None or any(str(key) == value for value, _words in options):
        return []
    return [(str(row.pk), getattr(row, words)) for row in rows.filter(pk=key)]


def _choice(
    name: str, label: Any, field: str, options: list[tuple[str, Any]], any_label: Any
) -> Choice:
    """A choice where "0" stands for none."""

    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(**{f"{field}__isnull": True} if value == "0" else {field: value})

    return Choice(name, label, apply=narrow, options=options, any_label=any_label)


PERIODS = [
    ("tuan", _("7 ngày tới")),
    ("thang", _("Tháng này")),
    ("thang-sau", _("Tháng sau")),
    ("quy", _("Quý này")),
    ("chua-co", _("Chưa có ngày")),
]


def _within(today: date) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if value == "chua-co":
            return rows.filter(due_order=NO_DUE)
        return rows.filter(due_within(*days_of(value, today)))

    return narrow


def days_of(value: str, today: date) -> tuple[date, date]:
    """First and last day of one of `PERIODS` as seen from a day."""
    if value == "tuan":
        return today, today + timedelta(days=7)
    months = {"thang": 1, "thang-sau": 1, "quy": 3}[value]
    first_month = today.month if months == 1 else (today.month - 1) // 3 * 3 + 1
    first = date(today.year, first_month, 1)
    if value == "thang-sau":
        first = _months_later(first, 1)
    return first, _months_later(first, months) - timedelta(days=1)


def _months_later(first: date, months: int) -> date:
    number = first.month - 1 + months
    return date(first.year + number // 12, number % 12 + 1, 1)


def _given_in_address(request: OfficerRequest) -> list[Filter]:
    """Filters that boards and calendars link with: they show as chips only when they are there."""
    found: list[Filter] = []
    for name, label, is_last in (("tu", _("Hạn từ"), False), ("den", _("Hạn đến"), True)):
        day = _day(request.GET.get(name, ""))
        if day is not None:
            condition = due_within(None, day) if is_last else due_within(day, None)
            options = [(request.GET[name].strip(), day_words(day))]
            found.append(Choice(name, label, apply=_where(condition), options=options))
    origin = _key(request.GET.get("nguon", ""))
    options = origins_among(visible_to(request.actor), [origin]) if origin else []
    if options:
        found.append(Choice("nguon", _("Kế hoạch"), field="origin_id", options=options))
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _key(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _where(condition: Any) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    return lambda rows, _value: rows.filter(condition)


def _apply(
    narrow: Callable[[Any, str, Any], QuerySet[Any]], given: Any
) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    return lambda rows, value: narrow(rows, value, given)
