"""What every act of this module does at its end: keep the sums, index, tell, and journal."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.foundation.search.actions import Findable, index_many
from dinh.kernel.errors import Conflict, Invalid
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Membership, holding_on
from dinh.modules.tasks import states
from dinh.modules.tasks.access import check_may_step
from dinh.modules.tasks.facts import refresh_facts
from dinh.modules.tasks.models import NO_DUE, Notification, Occurrence, Task
from dinh.modules.tasks.queries import KIND
from dinh.modules.tasks.states import Step

OCCURRENCE = "tasks.occurrence"


def held(occurrence: Occurrence) -> Occurrence:
    """The occurrence with its task as they stand now, locked until the act is done."""
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("task")
    return rows.get(pk=occurrence.pk)


def held_task(task: Task) -> Task:
    """The task as it stands now, locked until the act is done."""
    return Task.objects.select_for_update().get(pk=task.pk)


def step(actor: Actor, occurrence: Occurrence, what: Step) -> None:
    """Check who and in which state, and move the occurrence. Raises NotAllowed, Conflict."""
    check_may_step(actor, occurrence.task, states.WHO[what])
    occurrence.state = states.move(what, occurrence.state).end


def check_open(task: Task) -> None:
    """Raise Conflict for a cancelled task."""
    if task.state == Task.State.CANCELLED:
        raise Conflict(_("Nhiệm vụ này đã hủy."))


def reason_given(reason: str) -> str:
    """The reason without spaces around it. Raises Invalid when there is none."""
    if not reason.strip():
        raise Invalid(_("Hãy ghi lý do."))
    return reason.strip()


def keep(occurrences: Sequence[Occurrence], *, at: datetime) -> None:
    """Save changed occurrences, then their facts, tallies and tasks."""
    for occurrence in occurrences:
        occurrence.due_order = occurrence.due_at or NO_DUE
        occurrence.save()
    refresh_facts(occurrences, at=at)
    refresh_tasks({occurrence.task_id for occurrence in occurrences})


def refresh_tasks(keys: Collection[uuid.UUID]) -> None:
    """Count the occurrences of tasks anew: how many, how many closed, the nearest due moment."""
    is_open = Q(occurrences__state__in=states.OPEN)
    counted = Task.objects.filter(pk__in=keys).annotate(
        whole=Count("occurrences", filter=~Q(occurrences__state=states.CANCELLED)),
        closed=Count("occurrences", filter=Q(occurrences__state=states.ACCEPTED)),
        nearest=Min("occurrences__due_at", filter=is_open & Q(occurrences__past_at_entry=False)),
    )
    changed = []
    for task in counted:
        task.occurrence_count, task.done_count = task.whole, task.closed
        task.next_due_at, task.due_order = task.nearest, task.nearest or NO_DUE
        task.state = _state_of(task)
        changed.append(task)
    Task.objects.bulk_update(
        changed,
        ["occurrence_count", "done_count", "next_due_at", "due_order", "state"],
        batch_size=200,
    )


def _state_of(task: Task) -> str:
    if task.state == Task.State.CANCELLED:
        return task.state
    is_done = task.occurrence_count > 0 and task.done_count == task.occurrence_count
    return Task.State.DONE if is_done and not waits_for_call(task) else Task.State.OPEN


def waits_for_call(task: Task) -> bool:
    """Whether it comes up on demand, so that it is never done for good."""
    return (task.due_rule or {}).get("type") == "on_demand"


def index_tasks(tasks: Iterable[Task]) -> None:
    """Make tasks findable by title, output, lead and document number."""
    index_many(_findable(task) for task in tasks)


def _findable(task: Task) -> Findable:
    words = (
        task.output,
        task.lead_words,
        task.support_printed,
        task.code,
        task.assigned_document,
        task.assigner,
        task.note,
    )
    return Findable(KIND, task.pk, task.organisation_id, task.title, " ".join(filter(None, words)))


def journal(
    actor: Actor,
    kind: str,
    task: Task,
    *,
    at: datetime,
    occurrence: Occurrence | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    note: str = "",
) -> None:
    """One event about the task ("evidence_accepted"): the last thing in the transaction."""
    related = [(OCCURRENCE, occurrence.pk)] if occurrence is not None else []
    if task.origin_id is not None:
        related.append((task.origin_type, task.origin_id))
    label = {"occurrence": occurrence.label} if occurrence is not None else {}
    record_event(
        organisation_id=task.organisation_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        kind=f"tasks.{kind}",
        subject_type=KIND,
        subject_id=task.pk,
        at=at,
        before=before,
        after={**label, **(after or {})},
        note=note,
        related=related,
    )


def tell(
    people: Collection[uuid.UUID], text: str, *, task: Task, actor: Actor, at: datetime
) -> None:
    """Leave a line with a link to the task for each of these people, but not for who acts."""
    url = reverse("tasks:task", args=[task.pk])
    Notification.objects.bulk_create(
        Notification(
            organisation_id=task.organisation_id,
            person_id=person,
            text=text[:500],
            url=url,
            told_at=at,
        )
        for person in sorted(set(people) - {actor.person_id})
    )


def people_of_lead(task: Task, at: datetime) -> set[uuid.UUID]:
    """Whom a word about the task reaches: the lead person, else everyone in the lead unit."""
    if task.lead_person_id is not None:
        return {task.lead_person_id}
    return _people(task, at, Q(unit_id=task.lead_unit_id, unit__isnull=False))


def people_of_office(task: Task, at: datetime) -> set[uuid.UUID]:
    """The standing body, which accepts; for work outside a plan, whoever gave it."""
    if task.kind != Task.Kind.PLAN and task.given_by_id is not None:
        return {task.given_by_id}
    return _people(task, at, Q(role="coordinator"))


def _people(task: Task, at: datetime, which: Q) -> set[uuid.UUID]:
    rows = Membership.objects.filter(
        which,
        holding_on(timezone.localdate(at)),
        organisation_id=task.organisation_id,
        person__is_active=True,
    )
    return set(rows.values_list("person_id", flat=True))
