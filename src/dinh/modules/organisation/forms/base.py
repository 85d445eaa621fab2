"""How every form of this module looks: our classes on the fields, dates as dd/mm/yyyy."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.Select, "select"),
    (forms.Textarea, "area"),
    (forms.DateInput, "input w-date"),
    (forms.widgets.Input, "input"),
]


def dress(form: forms.BaseForm) -> None:
    """Put our classes on the widgets, and tie hints and errors to their fields."""
    for field in form.fields.values():
        for kind, classes in _CLASSES:
            if isinstance(field.widget, kind):
                if classes:
                    field.widget.attrs.setdefault("class", classes)
                break


class PlainForm(forms.Form):
    """A form of ours; shown by `organisation/parts/fields.html`."""

    required_css_class = "is-required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"})
        errors = {"invalid": _("Ngày phải có dạng 31/12/2026.")}
        super().__init__(input_formats=DAY_FORMATS, widget=widget, error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """A date, or None for an empty field."""
        found: date | None = super().to_python(value)
        return found
