"""What a person has to do: their own work by due moment, and what waits for their decision."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from dinh.modules.organisation.access import Actor
from dinh.modules.tasks import states
from dinh.modules.tasks.models import NO_DUE, Occurrence, Task

TURN_OF_LEAD = (states.NOT_STARTED, states.IN_PROGRESS, states.RETURNED)


def own_turn(actor: Actor) -> QuerySet[Occurrence]:
    """Open occurrences that the actor is to work on: their own, and their units' without a person.

    What was past when entered alarms nobody, so it is left out.
    """
    rows = _own(actor).filter(state__in=TURN_OF_LEAD, past_at_entry=False).exclude(due_order=NO_DUE)
    return rows.select_related("task").order_by("due_order", "pk")


def own_waiting(actor: Actor) -> QuerySet[Occurrence]:
    """What the actor handed in, or their unit did, and waits for somebody else's judgement."""
    rows = _own(actor).filter(state=states.SUBMITTED).exclude(pk__in=to_judge(actor).values("pk"))
    return rows.select_related("task").order_by("submitted_at", "pk")


def to_judge(actor: Actor) -> QuerySet[Occurrence]:
    """Evidence that waits for the actor's decision, the longest waiting first.

    The standing body and the chairperson see all of it except what they handed in themselves; anybody
    else, what they gave outside a plan.
    """
    rows = Occurrence.objects.filter(
        organisation_id=actor.organisation_id, state=states.SUBMITTED
    ).select_related("task")
    if not actor.has_role("coordinator", "chair"):
        rows = rows.filter(task__given_by_id=actor.person_id).exclude(task__kind=Task.Kind.PLAN)
    mine = Q(evidence__state="submitted", evidence__submitted_by_id=actor.person_id)
    return rows.exclude(pk__in=rows.filter(mine).values("pk")).order_by("submitted_at", "pk")


def asked_extensions(actor: Actor) -> QuerySet[Occurrence]:
    """Occurrences whose lead asks for a later day, as far as the actor decides about them.

    Each bears the request: `asked_id` and `asked_at`; the longest waiting first.
    """
    rows = Occurrence.objects.filter(
        organisation_id=actor.organisation_id, extensions__state="asked"
    ).select_related("task")
    if not actor.has_role("coordinator", "chair"):
        rows = rows.filter(task__given_by_id=actor.person_id).exclude(task__kind=Task.Kind.PLAN)
    asked = rows.annotate(asked_id=F("extensions__pk"), asked_at=F("extensions__asked_at"))
    return asked.order_by("asked_at", "pk")


def overdue_count(actor: Actor, now: datetime) -> int:
    """How many of the actor's own occurrences are overdue; one query."""
    return own_turn(actor).filter(due_order__lt=now).count()


def _own(actor: Actor) -> QuerySet[Occurrence]:
    mine = Q(person_id=actor.person_id) | Q(person_id=None, unit_id__in=actor.unit_ids)
    return Occurrence.objects.filter(mine, organisation_id=actor.organisation_id)
