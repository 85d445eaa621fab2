"""The states of a draft and of a plan, and who moves them: *from → to → who*."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

EDITORS: Final = frozenset({"coordinator", "chair"})
ROLES: Final = {"editor": EDITORS, "chair": frozenset({"chair"})}


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


@dataclass(frozen=True)
class Move:
    """One arrow: the act, from where to where, and who does it (`ROLES`, or the worker)."""

    step: str
    begin: str
    end: str
    who: str


# Of a draft; the diagram in docs/modules/plans.md is drawn from these two.
STATES: Final = tuple(DraftState.values)
MOVES: Final = (
    Move("read", "reading", "review", "worker"),
    Move("refuse", "reading", "refused", "worker"),
    Move("accept", "review", "accepted", "editor"),
    Move("abandon", "reading", "abandoned", "editor"),
    Move("abandon", "review", "abandoned", "editor"),
    Move("abandon", "refused", "abandoned", "editor"),
)
PLAN_MOVES: Final = (
    Move("close", "in_force", "closed", "editor"),
    Move("replace", "in_force", "replaced", "editor"),
    Move("reopen", "closed", "in_force", "chair"),
)


def move_between(moves: Iterable[Move], begin: str, end: str) -> Move | None:
    """The arrow from one state to another; None when there is none."""
    return next((move for move in moves if (move.begin, move.end) == (begin, end)), None)
