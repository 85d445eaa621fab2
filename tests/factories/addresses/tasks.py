"""Records of the tasks module for the access matrix."""

from datetime import timedelta

from django.utils import timezone

from dinh.foundation.files.actions import store_file
from dinh.foundation.files.models import StoredFile
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.queries import actor_for
from dinh.modules.tasks import actions
from dinh.modules.tasks.actions import Proof
from dinh.modules.tasks.models import Evidence, Extension, Occurrence, Task
from factories.addresses import Side


def _actor(side: Side, role: str) -> Actor:
    actor = actor_for(side.people[role], timezone.localdate())
    assert actor is not None
    return actor


def _make_task(side: Side) -> Task:
    due = timezone.localdate() + timedelta(days=30)
    return actions.give_task(
        actor=_actor(side, "coordinator"),
        at=timezone.now(),
        title="Công khai thủ tục mới",
        lead_unit=side.units["culture"],
        due_rule={"type": "by", "date": due.isoformat()},
        kind="plan",
    )


def _make_occurrence(side: Side) -> Occurrence:
    return Occurrence.objects.get(task=side.once("task", _make_task))


def _make_evidence(side: Side) -> Evidence:
    occurrence = Occurrence.objects.get(task=_make_task(side))
    proof = Proof(upload=b"Bien ban niem yet", name="bien-ban.txt")
    actions.submit_evidence(
        actor=_actor(side, "officer"), at=timezone.now(), occurrence=occurrence, proofs=[proof]
    )
    return Evidence.objects.get(occurrence=occurrence)


def _make_extension(side: Side) -> Extension:
    occurrence = Occurrence.objects.get(task=_make_task(side))
    return actions.ask_extension(
        actor=_actor(side, "officer"),
        at=timezone.now(),
        occurrence=occurrence,
        new_due_day=timezone.localdate() + timedelta(days=60),
        reason="Chờ đơn giá mới",
    )


def _make_table(side: Side) -> StoredFile:
    return store_file(
        organisation_id=side.organisation.pk,
        uploaded="Mã,Bản,TT,Lĩnh vực,Nhiệm vụ\n,,,3,Việc mới\n".encode(),
        name="nhiem-vu.csv",
        actor_id=side.people["coordinator"].pk,
        at=timezone.now(),
    )


def _task(side: Side) -> dict[str, object]:
    return {"key": side.once("task", _make_task).pk}


def _occurrence(side: Side) -> dict[str, object]:
    return {"key": side.once("occurrence", _make_occurrence).pk}


def _evidence(side: Side) -> dict[str, object]:
    return {"key": side.once("evidence", _make_evidence).pk}


def _extension(side: Side) -> dict[str, object]:
    return {"key": side.once("extension", _make_extension).pk}


def _table(side: Side) -> dict[str, object]:
    return {"key": side.once("table", _make_table).pk}


ON_TASK = ["task", "comment", "edit", "reassign", "add_subtask", "add_occurrence", "cancel_task"]
ON_OCCURRENCE = [
    "submit",
    "no_need",
    "accept",
    "return",
    "ask_extension",
    "extend",
    "set_due_day",
    "reopen",
    "cancel_occurrence",
    "start",
    "withdraw",
    "follow",
]
ADDRESSES = {
    **{f"tasks:{name}": _task for name in ON_TASK},
    **{f"tasks:{name}": _occurrence for name in ON_OCCURRENCE},
    "tasks:evidence_file": _evidence,
    "tasks:answer_extension": _extension,
    "tasks:import_preview": _table,
}
