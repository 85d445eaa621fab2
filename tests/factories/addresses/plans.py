"""Records of the plans module for the access matrix."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.queries import actor_for
from dinh.modules.plans.actions.targets import record_actual
from dinh.modules.plans.models import Measure, Observation, Plan, PlanDraft, PlanReference, Target
from factories.addresses import Side
from factories.plans import draft_of, plan_in_force


def _coordinator(side: Side) -> Actor:
    actor = actor_for(side.people["coordinator"], timezone.localdate())
    assert actor is not None
    return actor


def _make_plan(side: Side) -> Plan:
    return plan_in_force(_coordinator(side))


def _make_draft(side: Side) -> PlanDraft:
    return draft_of(_coordinator(side))


def _make_observation(side: Side) -> Observation:
    return record_actual(
        actor=_coordinator(side),
        at=timezone.now(),
        measure=_first_measure(side),
        period=(date(2026, 1, 1), date(2026, 3, 31)),
        source="Báo cáo số 12/BC-UBND",
        value=Decimal("98.5"),
        evidence=SimpleUploadedFile("so-lieu.csv", b"a,b\n1,2\n"),
    )


def _held_plan(side: Side) -> Plan:
    plan: Plan = side.once("plan", _make_plan)
    return plan


def _first_target(side: Side) -> Target:
    return _held_plan(side).targets.order_by("order")[0]


def _first_measure(side: Side) -> Measure:
    return _first_target(side).measures.order_by("order")[0]


def _plan(side: Side) -> dict[str, object]:
    return {"plan_id": _held_plan(side).pk}


def _draft(side: Side) -> dict[str, object]:
    return {"draft_id": side.once("draft", _make_draft).pk}


def _row(side: Side, section: str) -> dict[str, object]:
    draft = side.once("draft", _make_draft)
    return {"draft_id": draft.pk, "key": draft.content[section][0]["key"]}


def _target(side: Side) -> dict[str, object]:
    return _plan(side) | {"target_id": _first_target(side).pk}


def _measure(side: Side) -> dict[str, object]:
    return _target(side) | {"measure_id": _first_measure(side).pk}


def _observation(side: Side) -> dict[str, object]:
    return _plan(side) | {"observation_id": side.once("observation", _make_observation).pk}


def _version(side: Side) -> dict[str, object]:
    return _plan(side) | {"version_id": _held_plan(side).versions.get().pk}


def _reference(side: Side) -> dict[str, object]:
    found = PlanReference.objects.filter(version__plan=_held_plan(side))
    return _plan(side) | {"reference_id": found[0].pk}


ON_PLAN = [
    "board",
    "by_unit",
    "by_person",
    "year",
    "month",
    "targets",
    "target_add",
    "paper",
    "parent",
    "move",
    "task_add",
    "carry",
]
ON_DRAFT = [
    "draft",
    "abandon",
    "draft_file",
    "review",
    "review_next",
    "review_units",
    "review_targets",
    "review_tasks",
    "review_duties",
    "review_rest",
    "review_difference",
    "accept",
]
ADDRESSES = {
    **{f"plans:{name}": _plan for name in ON_PLAN},
    **{f"plans:{name}": _draft for name in ON_DRAFT},
    "plans:annex": lambda side: _plan(side) | {"extension": "xlsx"},
    "plans:review_target": lambda side: _row(side, "targets"),
    "plans:review_task": lambda side: _row(side, "tasks"),
    "plans:review_drop": lambda side: _row(side, "tasks") | {"section": "tasks"},
    "plans:target": _target,
    "plans:target_edit": _target,
    "plans:target_withdraw": _target,
    "plans:target_record": _measure,
    "plans:observation_file": _observation,
    "plans:version_file": _version,
    "plans:reference": _reference,
}
