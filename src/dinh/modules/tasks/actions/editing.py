"""Acts on the words and the lead of a task, and what people say about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.journal.queries import events_about
from dinh.foundation.journal.words import column_words
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Person, Unit
from dinh.modules.tasks.access import (
    check_may_comment,
    check_may_edit,
    may_edit,
    may_reassign,
)
from dinh.modules.tasks.actions import writing
from dinh.modules.tasks.facts import add_tasks, refresh_facts, remove_tasks
from dinh.modules.tasks.models import Comment, Occurrence, Task, TaskSupport
from dinh.modules.tasks.queries import KIND

EDITABLE = frozenset(
    [
        "title",
        "output",
        "area",
        "code",
        "order",
        "budget",
        "note",
        "lead_printed",
        "support_printed",
        "due_printed",
        "assigner",
        "assigned_document",
        "assigned_on",
        "result",
    ]
)


@transaction.atomic
def edit_task(
    *,
    actor: Actor,
    at: datetime,
    task: Task,
    changes: Mapping[str, Any],
    seen_version: int | None = None,
) -> Task:
    """Change words of a task (`EDITABLE`). Nothing changed: nothing written.

    Raises NotAllowed, Invalid, and Conflict when the task was changed since `seen_version`.
    """
    task = writing.held_task(task)
    check_may_edit(actor, task)
    _check_changes(task, changes)
    before = {name: getattr(task, name) for name in changes if getattr(task, name) != changes[name]}
    if not before:
        return task
    check_seen(task, seen_version)
    remove_tasks([task])
    for name in before:
        setattr(task, name, changes[name])
    _rewrite(task, at)
    after = {name: changes[name] for name in before}
    writing.journal(actor, "edited", task, at=at, before=before, after=after)
    return task


@transaction.atomic
def reassign(
    *,
    actor: Actor,
    at: datetime,
    task: Task,
    lead_unit: Unit | None,
    lead_person: Person | None = None,
    support_units: Sequence[Unit] | None = None,
    seen_version: int | None = None,
) -> Task:
    """Give the task another lead, or other support (None: as it is). A head does so among own people.

    Nothing changed: nothing written. Raises Conflict when it was changed since `seen_version`.
    """
    task = writing.held_task(task)
    _check_reassign(actor, task, lead_unit, support_units)
    writing.check_open(task)
    if _leads_already(task, lead_unit, lead_person, support_units):
        return task
    check_seen(task, seen_version)
    before = _lead(task)
    remove_tasks([task])
    task.lead_unit, task.lead_person = lead_unit, lead_person
    if support_units is not None:
        _replace_supports(task, support_units)
    _rewrite(task, at)
    text = _("Bạn được giao nhiệm vụ: %(title)s") % {"title": task.title}
    writing.tell(writing.people_of_lead(task, at), text, task=task, actor=actor, at=at)
    writing.journal(actor, "reassigned", task, at=at, before=before, after=_lead(task))
    return task


@transaction.atomic
def comment(*, actor: Actor, at: datetime, task: Task, text: str) -> Comment:
    """Write a word that lead, support and the office read. Raises NotAllowed, Invalid.

    The same words sent twice running are written once.
    """
    task = writing.held_task(task)
    support = set(TaskSupport.objects.filter(task=task).values_list("unit_id", flat=True))
    check_may_comment(actor, task, support)
    if not text.strip():
        raise Invalid(_("Hãy viết nội dung trao đổi."))
    last = Comment.objects.filter(task=task).order_by("-said_at", "-pk").first()
    if last and (last.author_id, last.text) == (actor.person_id, text.strip()):
        return last
    row = Comment(
        organisation_id=task.organisation_id,
        task=task,
        author_id=actor.person_id,
        text=text.strip(),
        said_at=at,
    )
    row.save()
    words = _("%(who)s viết về nhiệm vụ: %(title)s") % {"who": actor.name, "title": task.title}
    writing.tell(writing.people_of_lead(task, at), words, task=task, actor=actor, at=at)
    writing.journal(actor, "commented", task, at=at, note=row.text)
    return row


def check_seen(task: Task, seen_version: int | None) -> None:
    """Raise Conflict, naming who changed the task last and when, if that was after what was seen."""
    if seen_version is None or seen_version == task.version:
        return
    kinds = [f"tasks.{name}" for name in ("edited", "reassigned", "rescheduled")]
    last = events_about(KIND, task.pk).filter(kind__in=kinds).order_by("-sequence").first()
    if last is None:
        raise Conflict(
            _("Nhiệm vụ vừa được sửa; chữ bạn gõ vẫn còn. Vẫn muốn lưu thì bấm lần nữa.")
        )
    told = _(
        "%(who)s vừa sửa nhiệm vụ này lúc %(when)s: %(what)s. "
        "Chữ bạn gõ vẫn còn; xem lại, nếu vẫn muốn lưu như vậy thì bấm lần nữa."
    )
    when = f"{timezone.localtime(last.at):%H:%M %d/%m/%Y}"
    what = "; ".join(
        f"{column_words(last.kind, name)}: {said}" for name, said in (last.after or {}).items()
    )
    raise Conflict(told % {"who": last.actor_name, "when": when, "what": what})


def _check_changes(task: Task, changes: Mapping[str, Any]) -> None:
    if not EDITABLE.issuperset(changes):
        raise ValueError(f"not editable: {sorted(set(changes) - EDITABLE)}")
    if not str(changes.get("title", task.title)).strip():
        raise Invalid(_("Hãy ghi nội dung nhiệm vụ."))


def _check_reassign(
    actor: Actor, task: Task, lead_unit: Unit | None, support_units: Sequence[Unit] | None
) -> None:
    if not may_reassign(actor, task):
        check_may_edit(actor, task)
    if not may_edit(actor, task) and lead_unit != task.lead_unit:
        raise NotAllowed(_("Bạn chỉ phân công lại trong đơn vị do mình phụ trách."))
    named = [lead_unit, *(support_units or ())]
    if any(unit and unit.organisation_id != task.organisation_id for unit in named):
        raise NotAllowed(_("Đơn vị này không thuộc cơ quan của bạn."))


def _leads_already(
    task: Task,
    lead_unit: Unit | None,
    lead_person: Person | None,
    support_units: Sequence[Unit] | None,
) -> bool:
    if (task.lead_unit, task.lead_person) != (lead_unit, lead_person):
        return False
    held = set(TaskSupport.objects.filter(task=task).values_list("unit_id", flat=True))
    return support_units is None or held == {unit.pk for unit in support_units}


def _lead(task: Task) -> dict[str, object]:
    person = task.lead_person.full_name if task.lead_person else ""
    return {"lead": task.lead_words, "person": person}


def _replace_supports(task: Task, units: Sequence[Unit]) -> None:
    TaskSupport.objects.filter(task=task).delete()
    TaskSupport.objects.bulk_create(
        TaskSupport(organisation_id=task.organisation_id, task=task, unit=unit)
        for unit in dict.fromkeys(units)
    )


def _rewrite(task: Task, at: datetime) -> None:
    """Save a changed task, copy area and lead to its occurrences, and count them there."""
    task.version += 1
    task.save()
    add_tasks([task])
    rows = list(Occurrence.objects.filter(task=task))
    for row in rows:
        row.task = task
        row.area, row.unit_id, row.person_id = task.area, task.lead_unit_id, task.lead_person_id
    Occurrence.objects.bulk_update(rows, ["area", "unit_id", "person_id"])
    refresh_facts(rows, at=at)
    writing.index_tasks([task])
