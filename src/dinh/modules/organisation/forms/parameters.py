"""The form of an agency's own figure: its value has the shape of the law's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.law.dated import Dated
from dinh.modules.organisation.forms.base import DayField, PlainForm


class NumbersField(forms.CharField):
    """Whole numbers with commas between them, "3, 1", as a list."""

    def to_python(self, value: Any) -> Any:
        """The numbers in the order typed; [] for an empty field."""
        words = (super().to_python(value) or "").replace(";", ",").replace(",", " ").split()
        if not all(word.isdecimal() and len(word) < 5 for word in words):
            raise forms.ValidationError(_("Ghi các số nguyên, cách nhau bằng dấu phẩy: 3, 1."))
        return [int(word) for word in words]


class ParameterForm(PlainForm):
    """An own value from a day on, with its basis."""

    valid_from = DayField(label=_("Từ ngày"))
    document = forms.CharField(
        label=_("Căn cứ"),
        max_length=200,
        help_text=_("Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2027"),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, law: Dated, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _value_field(law)
        field.help_text = unit
        self.fields = {"value": field, **self.fields}
        for name, classes in (("value", "select" if isinstance(law.value, bool) else "input"),):
            self.fields[name].widget.attrs.setdefault("class", classes)


def _value_field(law: Dated) -> forms.Field:
    if isinstance(law.value, bool):
        return forms.TypedChoiceField(
            label=_("Giá trị riêng"),
            choices=[("1", _("có")), ("0", _("không"))],
            coerce=lambda typed: typed == "1",
        )
    if isinstance(law.value, list):
        return NumbersField(label=_("Giá trị riêng"), max_length=40)
    return forms.IntegerField(label=_("Giá trị riêng"), min_value=0, max_value=365)


def typed(value: Any) -> Any:
    """A value as the form's field shows it at first."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return ", ".join(map(str, value)) if isinstance(value, list) else value
