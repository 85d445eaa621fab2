"""Plans and targets for the one search."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from dinh.foundation.search.queries import search
from dinh.foundation.ui.searching import Hit
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.access import may_see_plans
from dinh.modules.plans.models import Target
from dinh.modules.plans.queries.plans import PLAN_KIND, TARGET_KIND, visible_to
from dinh.modules.plans.rules.areas import area_name


def _found(actor: Actor, query: str, kind: str, limit: int) -> list[UUID]:
    if not may_see_plans(actor):
        return []
    hits = search(query, organisation_ids=actor.readable, kinds=[kind], limit=limit)
    return [hit.subject_id for hit in hits]


def find_plans(actor: Actor, query: str, limit: int) -> list[Hit]:
    """Plans whose title, number or theme matches, best first: three queries."""
    keys = _found(actor, query, PLAN_KIND, limit)
    plans = visible_to(actor).select_related("current").in_bulk(keys)
    return [
        Hit(
            plan.title,
            reverse("plans:board", args=[plan.pk]),
            f"{plan.current.name if plan.current else ''} · {plan.period_words}",
            "plan",
        )
        for key in keys
        if (plan := plans.get(key))
    ]


def find_targets(actor: Actor, query: str, limit: int) -> list[Hit]:
    """Targets in force whose words match, best first: three queries."""
    keys = _found(actor, query, TARGET_KIND, limit)
    rows = Target.objects.filter(organisation_id__in=actor.readable, withdrawn_at=None)
    targets = rows.select_related("plan").in_bulk(keys)
    return [
        Hit(
            target.text,
            reverse("plans:target", args=[target.plan_id, target.pk]),
            _("%(area)s · %(plan)s") % {"area": area_name(target.area), "plan": target.plan.title},
            "target",
        )
        for key in keys
        if (target := targets.get(key))
    ]
