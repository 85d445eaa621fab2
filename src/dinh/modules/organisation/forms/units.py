"""Forms about units and how their names are printed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.modules.organisation.forms.base import DayField, PlainForm
from dinh.modules.organisation.models import Unit


class UnitForm(PlainForm):
    """A unit's name, kind and place in the order."""

    name = forms.CharField(label=_("Tên đơn vị"), max_length=200)
    short_name = forms.CharField(label=_("Tên gọn"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=Unit.Kind.choices, initial=Unit.Kind.DIVISION)
    order = forms.IntegerField(
        label=_("Thứ tự"),
        min_value=0,
        max_value=9999,
        initial=0,
        help_text=_("Số nhỏ đứng trước"),
    )


class NewUnitForm(UnitForm):
    """A new unit, from a day on."""

    valid_from = DayField(label=_("Từ ngày"), required=False)


class CloseUnitForm(PlainForm):
    """The end of a unit, and who goes on with its work."""

    last_day = DayField(label=_("Ngày cuối cùng"))
    successor = forms.ChoiceField(label=_("Đơn vị kế thừa"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Không có đơn vị kế thừa")),
            *((str(unit.pk), unit.name) for unit in units),
        ]


class AliasForm(PlainForm):
    """A name as documents print it."""

    printed = forms.CharField(label=_("Tên như in trong văn bản"), max_length=300)
