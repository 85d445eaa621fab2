"""The states of a plan and of a draft, and who may move them: *from → to → roles*."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

EDITORS: Final = frozenset({"coordinator", "chair"})


class PlanState(models.TextChoices):
    """A plan exists once it is put into force; until then it is a draft."""

    IN_FORCE = "in_force", _("Đang thực hiện")
    REPLACED = "replaced", _("Đã được thay thế")
    CLOSED = "closed", _("Đã kết thúc")


class DraftState(models.TextChoices):
    """A draft is read from a file, carried over from a plan or typed by hand."""

    READING = "reading", _("Đang đọc tệp")
    REVIEW = "review", _("Đang soát")
    ACCEPTED = "accepted", _("Đã ghi vào hệ thống")
    ABANDONED = "abandoned", _("Đã bỏ")
    REFUSED = "refused", _("Không đọc được")


PLAN_MOVES: Final = {
    (PlanState.IN_FORCE, PlanState.CLOSED): EDITORS,
    (PlanState.IN_FORCE, PlanState.REPLACED): EDITORS,
    (PlanState.CLOSED, PlanState.IN_FORCE): frozenset({"chair"}),
}

DRAFT_MOVES: Final = {
    (DraftState.READING, DraftState.REVIEW): frozenset({"worker"}),
    (DraftState.READING, DraftState.REFUSED): frozenset({"worker"}),
    (DraftState.READING, DraftState.ABANDONED): EDITORS,
    (DraftState.REVIEW, DraftState.ACCEPTED): EDITORS,
    (DraftState.REVIEW, DraftState.ABANDONED): EDITORS,
    (DraftState.REFUSED, DraftState.ABANDONED): EDITORS,
}
