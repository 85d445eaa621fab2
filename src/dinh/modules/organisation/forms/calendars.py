"""Forms about the working calendar."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.kernel.clock import ClockError, parse_hours
from dinh.modules.organisation.actions import DayEdit, WeekEdit
from dinh.modules.organisation.forms.base import DayField, PlainForm
from dinh.modules.organisation.models import CalendarDay

WEEKDAYS = [
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
]


class HoursField(forms.CharField):
    """Shifts of a day, "07:30-11:30, 13:00-17:00", as a list of texts; [] for an empty field."""

    is_blank_told = False  # whether the page itself says what an empty field means

    def to_python(self, value: Any) -> Any:
        """The shifts as `["07:30-11:30", …]`."""
        text = (super().to_python(value) or "").replace("–", "-").replace(" - ", "-")
        shifts = text.replace(";", " ").replace(",", " ").split()
        try:
            parse_hours(shifts)
        except ClockError as wrong:
            raise forms.ValidationError(str(wrong)) from None
        return shifts


class DayForm(PlainForm):
    """How one day differs."""

    day = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Ngày này"), choices=CalendarDay.Kind.choices)
    hours = HoursField(
        label=_("Giờ làm việc"),
        required=False,
        help_text=_("Ví dụ 07:30-11:30, 13:00-17:00; để trống nếu như ngày thường"),
    )
    reason = forms.CharField(label=_("Lý do"), max_length=300)
    document = forms.CharField(label=_("Theo văn bản"), max_length=200, required=False)

    def edit(self) -> DayEdit:
        """What the act takes, from a valid form."""
        return DayEdit(**self.cleaned_data)


class WeekForm(PlainForm):
    """Weekly hours from a day on; seven fields `day_0` … `day_6`, and the days that count."""

    valid_from = DayField(label=_("Từ ngày"))
    document = forms.CharField(label=_("Theo văn bản"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in enumerate(WEEKDAYS):
            attrs = {"class": "input"}
            hours = HoursField(label=label, required=False, widget=forms.TextInput(attrs=attrs))
            hours.is_blank_told = True
            self.fields[f"day_{number}"] = hours
        self.fields["counted"] = forms.MultipleChoiceField(
            label=_("Những ngày được tính vào thời hạn"),
            choices=[(str(number), label) for number, label in enumerate(WEEKDAYS)],
            widget=forms.CheckboxSelectMultiple,
        )

    def edit(self) -> WeekEdit:
        """What the act takes, from a valid form."""
        given = self.cleaned_data
        return WeekEdit(
            valid_from=given["valid_from"],
            hours=[given[f"day_{number}"] for number in range(7)],
            counted=[int(day) for day in given["counted"]],
            document=given["document"],
        )


class MoveForm(PlainForm):
    """The decision by which due dates move, and why."""

    document = forms.CharField(label=_("Quyết định"), max_length=200)
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput)
