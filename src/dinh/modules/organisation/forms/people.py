"""Forms about people and their places."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.modules.organisation.actions import Place
from dinh.modules.organisation.forms.base import DayField, PlainForm
from dinh.modules.organisation.models import Membership, Unit

Options = list[tuple[str, Any]]


def unit_options(units: Iterable[Unit]) -> Options:
    """The units to choose from, after an empty one."""
    return [("", _("Không thuộc đơn vị nào")), *((str(unit.pk), unit.name) for unit in units)]


class ContactForm(PlainForm):
    """A person's name and how to reach them."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    phone = forms.RegexField(
        r"^[0-9+ .]{8,20}$",
        label=_("Điện thoại"),
        required=False,
        error_messages={"invalid": _("Số điện thoại chỉ gồm chữ số, ví dụ 0912345678.")},
    )


class PlaceForm(PlainForm):
    """A place: role, unit, title, from when to when."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=Membership.Role.choices)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    title = forms.CharField(
        label=_("Chức danh"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: Phó Trưởng phòng Kinh tế"),
    )
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = unit_options(units)


class AddPersonForm(ContactForm, PlaceForm):
    """A new person with a first place."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        required=False,
        help_text=_("Chữ thường không dấu, ví dụ tuandm; để trống thì đặt theo họ tên"),
    )
    field_order = [  # Django reads it from the class
        "full_name",
        "username",
        "phone",
        "email",
        "role",
        "unit",
        "title",
        "valid_from",
        "valid_to",
    ]


class LastDayForm(PlainForm):
    """The last day of something that ends."""

    last_day = DayField(label=_("Ngày cuối cùng"))


def place_of(given: dict[str, Any]) -> Place:
    """The place that a valid `PlaceForm` describes."""
    unit = given["unit"]
    return Place(
        role=given["role"],
        unit_id=uuid.UUID(unit) if unit else None,
        title=given["title"],
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
    )
