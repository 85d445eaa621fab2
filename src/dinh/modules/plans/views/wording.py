"""How a due rule reads on the screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dinh.foundation.ui.wording import day
from dinh.modules.plans.forms.drafts import DUE_TYPES, EVERY
from dinh.modules.plans.forms.fields import day_of
from dinh.modules.plans.rules.areas import ROMAN


def due_words(due: Mapping[str, Any] | None) -> str:
    """`Trước 30/11/2026`, `Quý II, III/2026`, `Thường xuyên`; empty for a text not understood."""
    kind = (due or {}).get("type")
    if due is None or not kind:
        return ""
    year = f"/{due['year']}" if due.get("year") else ""
    if kind == "by":
        return _("Trước %(day)s") % {"day": day(day_of(due.get("date"))) or "…"}
    if kind == "month":
        return _("Tháng %(month)s") % {"month": f"{due.get('month')}{year}"}
    if kind == "quarters":
        numbers = ", ".join(ROMAN[number] for number in due.get("quarters") or [])
        return _("Quý %(quarters)s") % {"quarters": f"{numbers}{year}"}
    if kind == "year" and year:
        return _("Trong năm %(year)s") % {"year": due["year"]}
    if kind == "periodic" and due.get("every"):
        return str(dict(EVERY).get(due["every"], ""))
    return str(dict(DUE_TYPES).get(kind, ""))
