"""What the module adds to *Việc của tôi hôm nay*, to the one search, and to the menu's figures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.search.queries import search
from dinh.foundation.ui.searching import Hit
from dinh.foundation.ui.workday import Change, Moment, Section, Share, WorkItem
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks import states
from dinh.modules.tasks.access import may_see_tasks
from dinh.modules.tasks.models import Notification, Occurrence, Task
from dinh.modules.tasks.queries import KIND, visible_to
from dinh.modules.tasks.queries.day import (
    asked_extensions,
    overdue_count,
    own_turn,
    own_waiting,
    to_judge,
)
from dinh.modules.tasks.queries.listing import with_occurrences
from dinh.modules.tasks.rules import area_name
from dinh.modules.tasks.views.looks import Now, seen_task


def shares(actor: Actor, moment: Moment) -> Iterator[Share]:
    """The person's tasks by what falls due first, and what waits for their decision."""
    if not actor.works_here:
        return
    turn, days = own_turn(actor), _days(actor, moment)
    more = _("Xem hết nhiệm vụ của tôi"), _list(nguoi=str(actor.person_id))
    spans = [
        (Section.LATE, turn.filter(due_order__lt=moment.now), {}),
        (Section.TODAY, _between(turn, moment.now, moment.today_ends_at), {}),
        (Section.NEXT, _between(turn, moment.today_ends_at, moment.next_ends_at), days),
    ]
    for section, rows, counted in spans:
        yield _share(section, rows, moment, _to_do, more, counted)
    judge = _("Xem hết việc chờ công nhận"), _list(**{"tinh-trang": "in_progress"})
    asked = asked_extensions(actor)
    yield _share(Section.APPROVE, to_judge(actor), moment, _to_judge, judge)
    yield _share(Section.APPROVE, asked, moment, _to_answer, judge)
    yield _share(Section.WAITING, own_waiting(actor), moment, _waiting, more)


def _between(rows: QuerySet[Occurrence], first: datetime, last: datetime) -> QuerySet[Occurrence]:
    return rows.filter(due_order__gte=first, due_order__lt=last)


def _share(
    section: Section,
    rows: QuerySet[Occurrence],
    moment: Moment,
    item: Any,
    more: tuple[str, str],
    days: Mapping[date, int] | None = None,
) -> Share:
    """One query for the items, one more only when they fill the limit."""
    shown = list(rows[: moment.limit])
    total = rows.count() if len(shown) == moment.limit else len(shown)
    return Share(section, [item(row) for row in shown], total, *more, days or {})


def _days(actor: Actor, moment: Moment) -> dict[date, int]:
    """How many of the person's tasks fall due on each of the next days."""
    until = moment.now + timedelta(days=14)
    rows = own_turn(actor).filter(due_order__gte=moment.now, due_order__lt=until)
    counted = rows.order_by().annotate(day=TruncDate("due_order")).values("day")
    return {row["day"]: row["n"] for row in counted.annotate(n=Count("pk"))}


def _to_do(row: Occurrence) -> WorkItem:
    is_returned = row.state == states.RETURNED
    return WorkItem(
        icon="plan",
        title=row.task.title,
        url=_page(row),
        line=_line(row),
        due_at=row.due_at,
        action=_("Nộp lại minh chứng") if is_returned else _("Nộp minh chứng"),
        action_url=reverse("tasks:submit", args=[row.pk]),
        is_main=row.due_at is not None and row.due_at < timezone.now(),
    )


def _to_judge(row: Occurrence) -> WorkItem:
    return WorkItem(
        icon="plan",
        title=row.task.title,
        url=_page(row),
        line=_line(row),
        due_at=None,  # handed in: what runs is the office's time, not the lead's
        action=_("Công nhận"),
        action_url=reverse("tasks:accept", args=[row.pk]),
        waits_for=_("Chờ bạn công nhận minh chứng"),
        since=row.submitted_at,
    )


def _to_answer(row: Any) -> WorkItem:
    """`row` is an occurrence that bears its request (`asked_extensions`)."""
    return WorkItem(
        icon="plan",
        title=row.task.title,
        url=_page(row),
        line=_line(row),
        action=_("Trả lời"),
        action_url=reverse("tasks:answer_extension", args=[row.asked_id]),
        waits_for=_("Chờ bạn trả lời đề nghị gia hạn"),
        since=row.asked_at,
    )


def _waiting(row: Occurrence) -> WorkItem:
    return WorkItem(
        icon="plan",
        title=row.task.title,
        url=_page(row),
        line=_line(row),
        due_at=row.due_at,
        waits_for=_("Đang chờ công nhận"),
        since=row.submitted_at,
    )


def _line(row: Occurrence) -> str:
    """Kind, area, occurrence and output of a task, in one line."""
    output = _("sản phẩm: %(output)s") % {"output": row.task.output} if row.task.output else ""
    area = area_name(row.area) if row.area else ""
    return " · ".join(filter(None, [_("Nhiệm vụ"), area, row.label, output]))


def _page(row: Occurrence) -> str:
    return reverse("tasks:task", args=[row.task_id]) + f"?lan={row.order}"


def _list(**filters: str) -> str:
    query = "&".join(f"{name}={quote(value)}" for name, value in filters.items())
    return f"{reverse('tasks:occurrences')}?{query}"


def changes(actor: Actor, limit: int) -> list[Change]:
    """What happened lately to the person's work, told in the lines left for them."""
    if not may_see_tasks(actor):
        return []
    rows = Notification.objects.filter(person_id=actor.person_id).order_by("-told_at", "-pk")
    return [Change(row.told_at, "bell", row.text, row.url, "") for row in rows[:limit]]


def find(actor: Actor, query: str, limit: int) -> Sequence[Hit]:
    """The tasks that hold the words, best first."""
    if not may_see_tasks(actor):
        return []
    found = search(query, organisation_ids=[actor.viewing], kinds=[KIND], limit=limit)
    keys = [one.subject_id for one in found]
    tasks = with_occurrences(visible_to(actor)).in_bulk(keys)
    now = Now.of(actor)
    return [_hit(tasks[key], now) for key in keys if key in tasks]


def _hit(task: Task, now: Now) -> Hit:
    seen = seen_task(task, now)
    line = " · ".join(filter(None, [task.lead_words, task.origin_label]))
    url = reverse("tasks:task", args=[task.pk])
    return Hit(task.title, url, line, "plan", seen.code, seen.words)


def more_found(query: str) -> str:
    """The list of tasks narrowed by the same words."""
    return f"{reverse('tasks:list')}?q={quote(query)}"


def overdue_badge(actor: Actor) -> int:
    """The number beside the menu entry."""
    return overdue_count(actor, timezone.now()) if actor.works_here else 0


def unread(actor: Actor) -> int:
    """The number beside the bell."""
    return Notification.objects.filter(person_id=actor.person_id, read_at=None).count()
