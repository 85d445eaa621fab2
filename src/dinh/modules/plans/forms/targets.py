"""The form of an actual value, shaped by what the measure asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.modules.plans.forms.fields import Day, Line, Lines, Number, Pick
from dinh.modules.plans.models import Measure


class ActualForm(forms.Form):
    """What was reached in a period: a number, a grade or a judgement; always with a source."""

    value = Number(label=_("Kết quả"))
    grade = Line(label=_("Xếp loại"), max_length=40, css="w-s")
    judged = Pick(
        label=_("Đánh giá"),
        choices=[("", _("Chưa đánh giá")), ("yes", _("Đạt")), ("no", _("Chưa đạt"))],
    )
    period_start = Day(label=_("Từ ngày"), required=True)
    period_end = Day(label=_("Đến ngày"), required=True)
    source = Line(label=_("Nguồn số liệu"), max_length=300, required=True)
    note = Lines(label=_("Ghi chú"), rows=2)
    evidence = forms.FileField(label=_("Tệp minh chứng"), required=False)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"do-{measure.pk}-%s")
        super().__init__(*args, **kwargs)
        wanted = {"qualitative": "judged", "grade": "grade"}.get(measure.op, "value")
        for name in {"value", "grade", "judged"} - {wanted}:
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """The arguments of the act."""
        given = self.cleaned_data
        judged = {"yes": True, "no": False}.get(given.get("judged") or "")
        return {
            "period": (given["period_start"], given["period_end"]),
            "source": given["source"],
            "value": given.get("value"),
            "grade": given.get("grade") or "",
            "judged_met": judged,
            "note": given["note"],
            "evidence": given["evidence"],
        }


class ReasonForm(forms.Form):
    """Why something in force is changed."""

    reason = Line(label=_("Lý do thay đổi"), max_length=500, required=True)
