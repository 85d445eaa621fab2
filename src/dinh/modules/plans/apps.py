"""App `plans`."""

import uuid

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dinh.foundation.ui import menu
from dinh.modules.organisation.access import Actor
from dinh.modules.tasks import references


class PlansConfig(AppConfig):
    """Registers `plans` with Django, in the menu and as the origin of tasks."""

    name = "dinh.modules.plans"
    label = "plans"

    def ready(self) -> None:
        """Menu entries, and how a plan is named where a task came from it."""
        from dinh.foundation.ui import searching  # noqa: PLC0415 -- apps must be ready
        from dinh.modules.plans.access import may_edit_plans, may_see_plans  # noqa: PLC0415
        from dinh.modules.plans.views import finding, journal_words  # noqa: PLC0415

        menu.register(
            menu.MenuEntry(
                20,
                _("Kế hoạch"),
                "plans:list",
                "plan",
                children=(
                    menu.MenuEntry(21, _("Các kế hoạch"), "plans:list"),
                    menu.MenuEntry(29, _("Nhập kế hoạch"), "plans:upload", visible=may_edit_plans),
                ),
                visible=may_see_plans,
            )
        )
        references.register("plans.plan", resolve_plan)
        searching.register("plans", _("Kế hoạch"), finding.find_plans, order=10)
        searching.register("targets", _("Chỉ tiêu"), finding.find_targets, order=30)
        journal_words.register()


def resolve_plan(actor: Actor, key: uuid.UUID) -> references.Resolved | None:
    """A plan's title and address for a reader; None when it is not there or not to be seen."""
    from dinh.modules.plans.queries.plans import visible_to  # noqa: PLC0415 -- apps first

    plan = visible_to(actor).filter(pk=key).first()
    if plan is None:
        return None
    return references.Resolved(plan.title, reverse("plans:board", args=[plan.pk]))
