"""Who may see plans, and who may bring them in and change them."""

from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed
from dinh.modules.organisation.access import Actor
from dinh.modules.plans.states import EDITORS


def may_see_plans(actor: Actor) -> bool:
    """Those who work in the committee, and readers of a superior level; not an administrator alone."""
    return actor.works_here or actor.has_role("reader")


def check_may_see_plans(actor: Actor) -> None:
    """Raise NotAllowed unless `may_see_plans`."""
    if not may_see_plans(actor):
        raise NotAllowed(
            _("Kế hoạch do người làm việc trong Ủy ban xem; tài khoản quản trị thì không.")
        )


def may_edit_plans(actor: Actor) -> bool:
    """The standing body of the reform and the chairperson bring plans in and change them."""
    return actor.has_role(*EDITORS)


def check_may_edit_plans(actor: Actor) -> None:
    """Raise NotAllowed unless `may_edit_plans`."""
    if not may_edit_plans(actor):
        raise NotAllowed(
            _("Việc này do Thường trực cải cách hành chính hoặc Chủ tịch làm; bạn chỉ xem được.")
        )


def may_record_actuals(actor: Actor) -> bool:
    """Officers who work here record the actual value of a target, with its source."""
    return actor.works_here


def check_may_record_actuals(actor: Actor) -> None:
    """Raise NotAllowed unless `may_record_actuals`."""
    if not may_record_actuals(actor):
        raise NotAllowed(_("Bạn chỉ xem được; số liệu do công chức của xã ghi."))
