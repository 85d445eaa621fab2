"""Makes, changes and withdraws targets, and records what was reached."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from dinh.foundation.files.actions import store_file
from dinh.foundation.journal.actions import record_event
from dinh.foundation.search.actions import Findable, index_many, remove
from dinh.kernel.errors import Conflict, Invalid, NotAllowed
from dinh.kernel.measures import from_plan
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import check_may_edit_plans, check_may_record_actuals
from dinh.modules.plans.models import Measure, Observation, Plan, PlanVersion, Target
from dinh.modules.plans.queries.plans import TARGET_KIND
from dinh.modules.plans.states import PlanState

Row = dict[str, Any]
COLUMNS = {"what", "op", "value", "value_max", "unit", "by"}


def add_targets(
    plan: Plan,
    version: PlanVersion,
    rows: Sequence[tuple[Row, int]],
    reading: dict[str, Any] | None = None,
) -> list[Target]:
    """Targets of rows (each with its order) and their measures: two queries however many."""
    made = [_target(plan, version, row, order, reading) for row, order in rows]
    Target.objects.bulk_create(made)
    Measure.objects.bulk_create(
        measure
        for target, (row, _) in zip(made, rows, strict=True)
        for measure in _measures(target, row.get("measures") or [])
    )
    index_many(_findable(target) for target in made)
    return made


def _findable(target: Target) -> Findable:
    return Findable(TARGET_KIND, target.pk, target.organisation_id, target.text)


def _target(
    plan: Plan, version: PlanVersion, row: Row, order: int, reading: dict[str, Any] | None
) -> Target:
    place = None
    if reading and row.get("row_of") is not None:
        place = reading["targets"][row["row_of"]].get("source")
    return Target(
        organisation_id=plan.organisation_id,
        plan=plan,
        version=version,
        area=row.get("area"),
        label=(row.get("label") or "")[:40],
        text=row["text"],
        level=row.get("level") or Target.Level.COMMUNE,
        order=order,
        place=place,
    )


def _measures(target: Target, rows: Sequence[Row]) -> list[Measure]:
    return [_measure(target, row, order) for order, row in enumerate(rows)]


def _measure(target: Target, row: Row, order: int) -> Measure:
    """Checked by the kernel first. Raises Invalid for a measure that cannot be reckoned with."""
    known = from_plan(row)
    return Measure(
        organisation_id=target.organisation_id,
        target=target,
        order=order,
        what=row.get("what") or "",
        op=row["op"],
        value=known.value,
        value_max=known.value_max,
        unit=row.get("unit") or "",
        by_on=known.by,
        detail={name: value for name, value in row.items() if name not in COLUMNS},
    )


def change_target(target: Target, row: Row, version: PlanVersion) -> Target:
    """Give a target the words and measures of a newer version; measures keep their observations.

    A measure in the same place is changed; one that is gone goes only when nothing was observed.
    """
    target.area, target.text = row.get("area"), row["text"]
    target.label, target.version = (row.get("label") or "")[:40], version
    target.level = row.get("level") or target.level
    target.save()
    index_many([_findable(target)])
    old = list(target.measures.order_by("order"))
    new = _measures(target, row.get("measures") or [])
    for was, now in zip(old, new, strict=False):
        now.pk, now.created_at = was.pk, was.created_at
        now.save(force_update=True)
    Measure.objects.bulk_create(new[len(old) :])
    for was in old[len(new) :]:
        if was.observations.exists():
            words = _("Không bỏ được số đo đã có số liệu thực hiện của chỉ tiêu “%(text)s”.")
            raise Conflict(words % {"text": target.text[:80]})
        was.delete()
    return target


def withdraw_target(target: Target, at: datetime) -> None:
    """Take a target out of force; what was recorded for it stays."""
    target.withdrawn_at = at
    target.save(update_fields=["withdrawn_at"])
    remove(TARGET_KIND, target.pk)


def _check_own(actor: Actor, plan: Plan) -> None:
    if plan.organisation_id != actor.organisation_id:
        raise NotAllowed(_("Kế hoạch của đơn vị khác, bạn chỉ xem được."))
    if plan.state != PlanState.IN_FORCE:
        raise Conflict(_("Kế hoạch không còn thực hiện nên không sửa được nữa."))


@transaction.atomic
def save_target(
    *, actor: Actor, at: datetime, plan: Plan, target: Target | None, row: Row, reason: str
) -> Target:
    """Add a target to a plan in force, or change one, with the reason. Raises Refusals."""
    check_may_edit_plans(actor)
    _check_own(actor, plan)
    if not reason:
        raise Invalid(_("Hãy ghi lý do thay đổi chỉ tiêu."))
    version = plan.versions.select_for_update().order_by("-number")[0]
    before = {"text": target.text} if target else None
    again = plan.targets.filter(text=row["text"], withdrawn_at=None).first()
    if target is None and again is not None:
        raise Conflict(_("Kế hoạch đã có chỉ tiêu này; hãy sửa chỉ tiêu ấy."))
    if target is None:
        target = add_targets(plan, version, [(row, plan.targets.count())])[0]
    else:
        change_target(target, row, version)
    _journal(actor, at, target, "plans.target_saved", before, {"text": target.text}, reason)
    return target


@transaction.atomic
def drop_target(*, actor: Actor, at: datetime, target: Target, reason: str) -> Target:
    """Withdraw a target from a plan in force, with the reason. Raises Refusals."""
    check_may_edit_plans(actor)
    _check_own(actor, target.plan)
    if not reason:
        raise Invalid(_("Hãy ghi lý do rút chỉ tiêu."))
    withdraw_target(target, at)
    _journal(actor, at, target, "plans.target_withdrawn", {"text": target.text}, None, reason)
    return target


@transaction.atomic
def record_actual(
    *,
    actor: Actor,
    at: datetime,
    measure: Measure,
    period: tuple[date, date],
    source: str,
    value: Decimal | None = None,
    grade: str = "",
    judged_met: bool | None = None,
    note: str = "",
    evidence: "UploadedFile[bytes] | None" = None,
) -> Observation:
    """Write down what was reached in a period, with its source; a later one does not erase it.

    The same value sent twice running is written once.

    Raises NotAllowed, Invalid without a value or a source.
    """
    check_may_record_actuals(actor)
    _check_own(actor, measure.target.plan)
    _check_said(period, source, is_empty=value is None and not grade and judged_met is None)
    Measure.objects.select_for_update().get(pk=measure.pk)
    said = (*period, value, grade, judged_met, note, source, actor.person_id)
    last = measure.observations.order_by("-recorded_at", "-pk").first()
    if last is not None and _said(last) == said:
        return last
    observation = Observation.objects.create(
        organisation_id=measure.organisation_id,
        measure=measure,
        period_start=period[0],
        period_end=period[1],
        value=value,
        grade=grade,
        judged_met=judged_met,
        note=note,
        source=source,
        evidence_file=_kept(actor, at, evidence),
        recorded_at=at,
        recorded_by_id=actor.person_id,
        recorded_by_name=actor.name,
    )
    after = {"measure": str(measure.pk), "value": value, "grade": grade, "met": judged_met}
    _journal(actor, at, measure.target, "plans.actual_recorded", None, after, note)
    return observation


def _check_said(period: tuple[date, date], source: str, *, is_empty: bool) -> None:
    if not source:
        raise Invalid(_("Hãy ghi nguồn của số liệu."))
    if is_empty:
        raise Invalid(
            _("Hãy ghi kết quả: một con số, một mức xếp loại hoặc đánh giá đạt hay chưa.")
        )
    if period[1] < period[0]:
        raise Invalid(_("Ngày cuối kỳ sớm hơn ngày đầu kỳ."))


def _said(row: Observation) -> tuple[object, ...]:
    judged = (row.value, row.grade, row.judged_met, row.note, row.source, row.recorded_by_id)
    return (row.period_start, row.period_end, *judged)


def _kept(actor: Actor, at: datetime, evidence: "UploadedFile[bytes] | None") -> Any:
    if evidence is None:
        return None
    return store_file(
        organisation_id=actor.organisation_id,
        uploaded=evidence,
        name=evidence.name or "",
        actor_id=actor.person_id,
        at=at,
    )


def _journal(
    actor: Actor,
    at: datetime,
    target: Target,
    kind: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    note: str,
) -> None:
    plan_id: uuid.UUID = target.plan_id
    record_event(
        organisation_id=target.organisation_id,
        actor_id=actor.person_id,
        actor_name=actor.name,
        kind=kind,
        subject_type="plans.target",
        subject_id=target.pk,
        at=at,
        before=before,
        after=after,
        note=note,
        related=[("plans.plan", plan_id)],
    )
