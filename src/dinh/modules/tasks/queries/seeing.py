"""Which tasks and occurrences a person may see, and which lie in a heap at a moment."""

import uuid
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.clock import Calendar, Limit, Unit, deadline
from dinh.kernel.errors import NotFound
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.queries import OwnValues
from dinh.modules.tasks import states
from dinh.modules.tasks.access import may_see_tasks
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.rules import Reading, due_moment
from dinh.modules.tasks.states import Bucket

KIND = "tasks.task"  # how the journal, the search and record references name a task
_GONE = _("Nhiệm vụ này không có, hoặc bạn không được xem.")


def visible_to(actor: Actor) -> QuerySet[Task]:
    """The tasks of the organisation on the screen; none for who may not see tasks."""
    if not may_see_tasks(actor):
        return Task.objects.none()
    return Task.objects.filter(organisation_id=actor.viewing)


def occurrences_visible_to(actor: Actor) -> QuerySet[Occurrence]:
    """The occurrences of the tasks that the actor may see, by the same rule."""
    if not may_see_tasks(actor):
        return Occurrence.objects.none()
    return Occurrence.objects.filter(organisation_id=actor.viewing)


def task_seen_by(actor: Actor, key: uuid.UUID) -> Task:
    """One task with its lead, in any organisation the actor may read. Raises NotFound."""
    tasks = Task.objects.filter(organisation_id__in=actor.readable, pk=key)
    found = tasks.select_related("lead_unit", "lead_person", "parent", "given_by").first()
    if found is None or not may_see_tasks(actor):
        raise NotFound(_GONE)
    return found


def occurrence_seen_by(actor: Actor, key: uuid.UUID) -> Occurrence:
    """One occurrence with its task. Raises NotFound."""
    rows = Occurrence.objects.filter(organisation_id__in=actor.readable, pk=key)
    found = rows.select_related("task__lead_unit", "task__lead_person").first()
    if found is None or not may_see_tasks(actor):
        raise NotFound(_GONE)
    return found


def in_bucket(rows: QuerySet[Occurrence], bucket: str, now: datetime) -> QuerySet[Occurrence]:
    """The occurrences that the tallies count in a heap at `now`; the same rule as `states.bucket`.

    The heap "counted" is everything that has to be done: the five that add up.
    """
    if bucket == states.COUNTED_TOGETHER:
        return rows.filter(_counted())
    passed = Q(due_at__lt=now)
    may_turn = Q(state__in=_TURNING, past_at_entry=False)
    conditions = {
        Bucket.ON_TIME: Q(state=states.ACCEPTED, is_late=False, is_no_need=False),
        Bucket.LATE: Q(state=states.ACCEPTED, is_late=True, is_no_need=False),
        Bucket.NOT_ARISEN: Q(state=states.ACCEPTED, is_no_need=True),
        Bucket.CANCELLED: Q(state=states.CANCELLED),
        Bucket.PAST: Q(state__in=_TURNING, past_at_entry=True),
        Bucket.OVERDUE: may_turn & passed,
        Bucket.NOT_DUE: Q(state=states.NOT_STARTED, past_at_entry=False) & _not_yet(now),
        Bucket.IN_PROGRESS: Q(state=states.SUBMITTED)
        | Q(state__in=_UNDER_WAY, past_at_entry=False) & _not_yet(now),
    }
    return rows.filter(conditions[Bucket(bucket)])


def _counted() -> Q:
    done = Q(state=states.ACCEPTED, is_no_need=False)
    return done | Q(state=states.SUBMITTED) | Q(state__in=_TURNING, past_at_entry=False)


_UNDER_WAY = (states.IN_PROGRESS, states.RETURNED)
_TURNING = (states.NOT_STARTED, *_UNDER_WAY)


def _not_yet(now: datetime) -> Q:
    return Q(due_at=None) | Q(due_at__gte=now)


def reading_on(at: datetime, own: OwnValues) -> Reading:
    """How due texts are read in an agency on a day: two dated parameters."""
    day = timezone.localdate(at)
    return Reading(
        by_includes_day=own.value("tasks.by_date_includes_day", day),
        rolls=own.value("tasks.day_off_rolls", day),
    )


def soon_before(now: datetime, calendar: Calendar, own: OwnValues) -> datetime:
    """Work due up to this moment is "sắp đến hạn": so many working hours from now, or today."""
    day = timezone.localdate(now)
    hours = own.value("clock.due_soon", day)
    today_at_closing = due_moment(day, calendar).due_at or now
    return max(working_moment_after(now, hours, calendar), today_at_closing)


def working_moment_after(now: datetime, hours: int, calendar: Calendar) -> datetime:
    """The moment a number of working hours from now; `now` itself if the calendar ends before."""
    return deadline(now, Limit(hours, Unit.WORKING_HOUR), calendar).due_at or now
