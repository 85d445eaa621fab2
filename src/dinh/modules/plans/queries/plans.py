"""Plans that a person may see, one plan with its document, and what stands around it."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dinh.foundation.search.queries import matching_subjects
from dinh.kernel.errors import NotFound
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.models import Plan, PlanReference, PlanVersion, ReportingPeriod

PLAN_KIND = "plans.plan"
TARGET_KIND = "plans.target"
NOT_THERE = _("Không có kế hoạch này, hoặc bạn không được xem.")


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the own commune, and for a superior reader those of the communes below."""
    return Plan.objects.filter(organisation_id__in=actor.readable)


def get_plan(actor: Actor, plan_id: uuid.UUID) -> Plan:
    """One visible plan with its current version: one query. Raises NotFound."""
    plan = visible_to(actor).select_related("current", "parent").filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(str(NOT_THERE))
    return plan


def listed(actor: Actor) -> QuerySet[Plan]:
    """The plans of the commune on the screen with their current version."""
    plans = Plan.objects.filter(organisation_id=actor.viewing)
    return plans.select_related("current", "parent")


def in_year(plans: QuerySet[Plan], year: int) -> QuerySet[Plan]:
    """The plans whose period has days in a year."""
    return plans.filter(period_start__lte=date(year, 12, 31), period_end__gte=date(year, 1, 1))


def with_words(actor: Actor, plans: QuerySet[Plan], words: str) -> QuerySet[Plan]:
    """The plans whose title, number or theme has the words, typed with or without diacritics."""
    return plans.filter(pk__in=matching_subjects(words, PLAN_KIND, actor.readable))


def years_of(organisation_id: uuid.UUID) -> list[int]:
    """The years in which the commune has a plan, newest first: one query."""
    spans = Plan.objects.filter(organisation_id=organisation_id).values_list(
        "period_start__year", "period_end__year"
    )
    years = {year for first, last in spans for year in range(first, last + 1)}
    return sorted(years, reverse=True)


def multi_year_plans(organisation_id: uuid.UUID) -> QuerySet[Plan]:
    """The commune's plans of several years, newest first: the possible parents of an annual one."""
    plans = Plan.objects.filter(
        organisation_id=organisation_id, horizon=Plan.Horizon.MULTI_YEAR
    ).select_related("current")
    return plans.order_by("-period_start", "-id")


def plans_in_force(organisation_id: uuid.UUID) -> QuerySet[Plan]:
    """The commune's plans in force, newest first: those a newer version may belong to."""
    plans = Plan.objects.filter(organisation_id=organisation_id, state="in_force")
    return plans.select_related("current").order_by("-period_start", "-id")


@dataclass(frozen=True)
class Paper:
    """Everything the document page of a plan shows."""

    plan: Plan
    versions: list[PlanVersion]
    references: list[PlanReference]
    reporting: list[ReportingPeriod]
    responsibilities: list[tuple[str, list[str]]]
    children: list[Plan]


def paper_of(plan: Plan) -> Paper:
    """The document, its versions (newest first), references, report windows: five queries."""
    duties: dict[str, list[str]] = {}
    for row in plan.responsibilities.select_related("unit").order_by("order"):
        duties.setdefault(row.unit.name if row.unit else row.printed_unit, []).append(row.text)
    return Paper(
        plan=plan,
        versions=list(plan.versions.select_related("source_file").order_by("-number")),
        references=list(PlanReference.objects.filter(version_id=plan.current_id).order_by("order")),
        reporting=list(plan.reporting_periods.order_by("order")),
        responsibilities=list(duties.items()),
        children=list(plan.children.select_related("current").order_by("-period_start")),
    )
