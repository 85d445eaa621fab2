"""The targets of a plan with the verdict on each measure."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from dinh.kernel import measures as kernel
from dinh.kernel.errors import Invalid, NotFound
from dinh.kernel.measures import Verdict, evaluate, from_plan, required_in_words
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.models import Measure, Observation, Plan, Target
from dinh.modules.plans.rules.areas import area_name

State = kernel.State
# how each verdict is drawn: the codes of `ui.states`
LOOK = {
    State.MET: "met",
    State.ON_TRACK: "safe",
    State.AT_RISK: "risk",
    State.NOT_MET: "lost",
    State.NO_VALUE: "none",
    State.NOT_OURS: "none",
}


@dataclass(frozen=True)
class Judged:
    """A measure with what it asks for, the last observation and the verdict on it."""

    measure: Measure
    required: str
    latest: Observation | None
    verdict: Verdict | None
    refusal: str = ""

    @property
    def look(self) -> str:
        """The code of `ui.states`."""
        return LOOK[self.verdict.state] if self.verdict else "none"

    @property
    def words(self) -> str:
        """The state in a word or two."""
        return self.verdict.state.value if self.verdict else State.NO_VALUE.value

    @property
    def reason(self) -> str:
        """Why it stands so."""
        return self.verdict.reason if self.verdict else self.refusal


@dataclass(frozen=True)
class JudgedTarget:
    """A target with its judged measures."""

    target: Target
    measures: list[Judged]


def judged_targets(plan: Plan, on: date) -> list[tuple[str, list[JudgedTarget]]]:
    """The targets in force by area, each measure judged on a day: three queries."""
    targets = plan.targets.filter(withdrawn_at=None).order_by("order")
    groups: dict[int | None, list[JudgedTarget]] = {}
    for target in _with_measures(targets):
        judged = [_judged(measure, target, plan, on) for measure in target.measures.all()]
        groups.setdefault(target.area, []).append(JudgedTarget(target, judged))
    ordered = sorted(groups.items(), key=lambda item: (item[0] is None, item[0] or 0))
    return [(area_name(area), found) for area, found in ordered]


def tally_of(groups: list[tuple[str, list[JudgedTarget]]]) -> dict[str, int]:
    """How many measures stand in each state, by the words of the state; every state is there."""
    counts = {state.value: 0 for state in State}
    for _area, targets in groups:
        for judged in (measure for target in targets for measure in target.measures):
            counts[judged.words] += 1
    return counts


def doubles_of(
    groups: list[tuple[str, list[JudgedTarget]]],
) -> list[tuple[Target, Target, bool]]:
    """Pairs of targets that promise the same indicator, and whether they promise unlike values."""
    rows: list[tuple[Target, kernel.Measure]] = []
    for target, judged in ((t, j) for _area, found in groups for t in found for j in t.measures):
        if not judged.refusal:
            rows.append((target.target, from_plan(judged.measure.as_row())))
    pairs = kernel.find_doubles([measure for _target, measure in rows])
    found = [(rows[pair.first][0], rows[pair.second][0], pair.differs) for pair in pairs]
    return [(one, two, differs) for one, two, differs in found if one.pk != two.pk]


def _with_measures(targets: QuerySet[Target]) -> QuerySet[Target]:
    latest = Observation.objects.filter(pk__in=_latest_of(targets)).select_related("evidence_file")
    return targets.prefetch_related(
        Prefetch("measures", Measure.objects.order_by("order")),
        Prefetch("measures__observations", latest, to_attr="latest_rows"),
    )


def _latest_of(targets: QuerySet[Target]) -> Any:
    """The key of the newest observation of each measure, as a subquery."""
    newest = Observation.objects.filter(measure=OuterRef("pk")).order_by("-period_end", "-id")
    measures = Measure.objects.filter(target__in=targets.order_by().values("pk"))
    return measures.annotate(latest_id=Subquery(newest.values("pk")[:1])).values("latest_id")


def _judged(measure: Measure, target: Target, plan: Plan, on: date) -> Judged:
    rows: list[Observation] = getattr(measure, "latest_rows", [])
    latest = rows[0] if rows else None
    try:
        known = from_plan(measure.as_row())
    except Invalid as refusal:
        return Judged(measure, "", latest, None, refusal.sentence)
    verdict = evaluate(
        known,
        observed(latest, target),
        on=on,
        period_end=plan.period_end,
        period_start=plan.period_start,
    )
    day = min(on, plan.period_end)
    return Judged(measure, required_in_words(known, known.value_on(day)), latest, verdict)


def observed(latest: Observation | None, target: Target) -> kernel.Observation:
    """The last observation as the kernel takes it; a superior level's target is not judged here."""
    if target.level == Target.Level.SUPERIOR and latest is None:
        return kernel.Observation(missing=kernel.Missing.NOT_OURS)
    if latest is None:
        return kernel.Observation(missing=kernel.Missing.NOT_REPORTED)
    return kernel.Observation(
        value=latest.value,
        grade=latest.grade or None,
        is_kept=latest.judged_met,
        note=latest.note,
    )


def get_target(actor: Actor, plan: Plan, target_id: uuid.UUID) -> Target:
    """One target of a visible plan, with its measures. Raises NotFound."""
    targets = Target.objects.filter(plan=plan, pk=target_id)
    found = targets.prefetch_related(Prefetch("measures", Measure.objects.order_by("order")))
    target = found.first()
    if target is None or plan.organisation_id not in actor.readable:
        raise NotFound(_("Không có chỉ tiêu này, hoặc bạn không được xem."))
    return target


def judged_target(target: Target, plan: Plan, on: date) -> JudgedTarget:
    """One target with its judged measures."""
    found = next(iter(_with_measures(Target.objects.filter(pk=target.pk))))
    return JudgedTarget(found, [_judged(m, found, plan, on) for m in found.measures.all()])


def history_of(target: Target) -> list[Observation]:
    """Everything recorded for a target, newest period first: one query."""
    rows = Observation.objects.filter(measure__target=target)
    return list(rows.select_related("measure", "evidence_file").order_by("-period_end", "-id"))
