"""How forms look and what they accept: our markup for every Django form, days typed as 31/12/2026.

`{{ form }}` gives a summary of what is wrong, then the fields; `{% field form.name %}` one field:
label, control, hint, error, tied together for screen readers. Settings name `Renderer` as
FORM_RENDERER.
"""

from datetime import date
from typing import Any

from django import forms
from django.forms import widgets
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template import loader
from django.utils.translation import gettext_lazy as _

from dinh.kernel.errors import Refusal

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (widgets.CheckboxInput, ""),
    (widgets.RadioSelect, ""),
    (widgets.CheckboxSelectMultiple, ""),
    (widgets.FileInput, "file"),
    (widgets.Select, "select"),
    (widgets.Textarea, "area"),
    (widgets.DateInput, "input w-date"),
    (widgets.Input, "input"),
]
_KINDS: list[tuple[type[forms.Widget], str]] = [
    (widgets.CheckboxInput, "check"),
    (widgets.RadioSelect, "choices"),
    (widgets.CheckboxSelectMultiple, "choices"),
    (widgets.FileInput, "file"),
]


class Renderer(DjangoTemplates):
    """Draws forms with the templates in `ui/form/`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our templates come from the project's engine, Django's widgets from its own."""
        if template_name.startswith("ui/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)


class DayField(forms.DateField):
    """A day typed as dd/mm/yyyy; also taken with dashes or points, and as browsers send it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("error_messages", {"invalid": _("Viết ngày như 31/12/2026.")})
        attributes = {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format="%d/%m/%Y", attrs=attributes),
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        """A date; None for an empty field."""
        found: date | None = super().to_python(value)
        return found


def dressed(field: BoundField) -> str:
    """The control with the CSS class of its kind."""
    given = str(field.field.widget.attrs.get("class", ""))
    own = next((css for kind, css in _CLASSES if isinstance(field.field.widget, kind)), "")
    css = given if own and own.split()[0] in given.split() else f"{own} {given}".strip()
    attributes: dict[str, str | bool] = {"class": css} if css else {}
    if isinstance(field.field.widget, widgets.Textarea):
        attributes["rows"] = _rows(field.field.widget)
    return field.as_widget(attrs=attributes)


def _rows(widget: forms.Widget) -> str:
    """As many rows as asked for; Django's own ten are too many, the field grows as one types."""
    rows = str(widget.attrs.get("rows", ""))
    return "4" if rows in ("", "10") else rows


def kind_of(field: BoundField) -> str:
    """How the field is laid out: check, choices, file or line."""
    return next((name for kind, name in _KINDS if isinstance(field.field.widget, kind)), "line")


def refuse(form: forms.BaseForm, refusal: Refusal) -> None:
    """Show a refused act in the form that asked for it, above the fields; nothing typed is lost."""
    form.add_error(None, refusal.sentence)
