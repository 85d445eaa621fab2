"""Fields that speak Vietnamese: days as 30/10/2026, numbers as 97,5, classes of the components."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.kernel.errors import Invalid
from dinh.kernel.measures import read_number, show_number
from dinh.modules.plans.rules.areas import AREAS

DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]


class Day(forms.DateField):
    """A day typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(
            format="%d/%m/%Y", attrs={"class": "input w-date", "inputmode": "numeric"}
        )
        options.setdefault("required", False)
        super().__init__(
            input_formats=DAY_FORMATS,
            widget=widget,
            error_messages={"invalid": _("Viết ngày như 30/10/2026.")},
            **options,
        )


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, *, css: str = "", **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.TextInput(attrs={"class": f"input {css}".strip()})
        super().__init__(widget=widget, **options)


class Lines(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.Textarea(attrs={"class": "area", "rows": rows}), **options)


class Pick(forms.ChoiceField):
    """One of several, in a select."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(widget=forms.Select(attrs={"class": "select"}), **options)


class Number(forms.CharField):
    """A number as written in Vietnam (97,5 or 1.903); cleans to a Decimal or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        widget = forms.TextInput(attrs={"class": "input w-time", "inputmode": "decimal"})
        super().__init__(widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        """A stored number the way people write it; what was typed stays as typed."""
        if isinstance(value, (int, float, Decimal)):
            return show_number(Decimal(str(value)))
        return value

    def clean(self, value: Any) -> Any:
        """Read it. Raises ValidationError with the kernel's sentence."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text)
        except Invalid as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


def iso(day: date | None) -> str | None:
    """The day as the draft keeps it."""
    return day.isoformat() if day else None


def day_of(text: object) -> date | None:
    """The day that the draft keeps, or None when it keeps none (or nonsense)."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def plain(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def area_choices() -> list[tuple[str, Any]]:
    """The areas for a select, with an empty one."""
    return [("", _("Chưa rõ")), *((str(key), f"{key}. {name}") for key, name in AREAS.items())]
