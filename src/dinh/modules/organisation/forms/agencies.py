"""Forms about what the agency is called, what stands above it and what it came from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dinh.modules.organisation.forms.base import DayField, PlainForm
from dinh.modules.organisation.models import OrganisationName


class OnDayForm(PlainForm):
    """The day whose name is asked for."""

    ngay = DayField(label=_("Xem tên ngày khác"))


class NameForm(PlainForm):
    """A name from a day on."""

    kind = forms.ChoiceField(label=_("Loại"), choices=OrganisationName.Kind.choices)
    name = forms.CharField(label=_("Tên"), max_length=120, help_text=_("Ví dụ: Bình Minh"))
    locality = forms.CharField(label=_("Địa danh trên văn bản"), max_length=120, required=False)
    valid_from = DayField(label=_("Từ ngày"))
    document = forms.CharField(label=_("Theo văn bản"), max_length=200)


class ParentForm(PlainForm):
    """What stands directly above from a day on."""

    parent_code = forms.CharField(
        label=_("Mã cơ quan cấp trên"),
        max_length=20,
        help_text=_("Mã định danh của cơ quan, ví dụ H99"),
    )
    valid_from = DayField(label=_("Từ ngày"))


class PredecessorForm(PlainForm):
    """An agency that was merged into this one."""

    code = forms.CharField(
        label=_("Mã đơn vị cũ"),
        max_length=20,
        help_text=_("Mã đơn vị hành chính, ví dụ 27001"),
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=OrganisationName.Kind.choices)
    name = forms.CharField(label=_("Tên đơn vị cũ"), max_length=120)
    effective_on = DayField(label=_("Ngày sắp xếp có hiệu lực"))
    document = forms.CharField(label=_("Theo văn bản"), max_length=200)
