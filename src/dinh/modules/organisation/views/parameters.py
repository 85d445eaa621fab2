"""Figures of the law: what is in force, whence, what is uncertain, and what the agency set itself."""

from collections.abc import Iterator
from datetime import date, time
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from dinh.foundation.ui.wording import number
from dinh.kernel.errors import NotFound
from dinh.kernel.measures import unit_in_words
from dinh.law import parameters
from dinh.law.dated import Dated, LawError
from dinh.modules.organisation import actions, queries, rules
from dinh.modules.organisation.access import check_may_set_parameters, may_set_parameters
from dinh.modules.organisation.forms.parameters import ParameterForm, typed
from dinh.modules.organisation.middleware import OfficerRequest, for_officers
from dinh.modules.organisation.models import OwnParameter
from dinh.modules.organisation.views.acting import attempt, page, posted

_GROUPS = {
    "clock": gettext_lazy("Tính thời hạn"),
    "files": gettext_lazy("Tệp tải lên"),
    "reports": gettext_lazy("Kỳ số liệu báo cáo"),
    "security": gettext_lazy("Đăng nhập, mật khẩu"),
    "tasks": gettext_lazy("Theo dõi nhiệm vụ"),
}
_UNITS = {
    "megabyte": gettext_lazy("MB"),
    "character": gettext_lazy("ký tự"),
    "password": gettext_lazy("mật khẩu"),
    "times": gettext_lazy("lần"),
    "day_of_month": gettext_lazy("hằng tháng"),
    "boolean": "",
    "time": "",
    "direction": "",
}
_DIRECTIONS = {
    "next": gettext_lazy("sang ngày làm việc sau"),
    "previous": gettext_lazy("về ngày làm việc trước"),
}


class Row(NamedTuple):
    """A figure as the list shows it: the law's datum, and over it the agency's own."""

    key: str
    title: str
    law: Dated
    words: str
    own: OwnParameter | None
    own_words: str
    is_shared: bool

    @property
    def is_settable(self) -> bool:
        """Whether an agency may set its own value."""
        return self.law.is_uncertain and not self.is_shared


class Past(NamedTuple):
    """A value of the history, the law's or the agency's own."""

    words: str
    valid_from: date | None
    valid_to: date | None
    source: str
    note: str
    is_own: bool


@for_officers
@require_safe
def list_page(request: OfficerRequest) -> HttpResponse:
    """Every figure that is in force today, by group."""
    actor, today = request.actor, timezone.localdate()
    own = queries.standing_of(actor.viewing).own
    return page(request, "parameters", groups=list(_groups(own, today)), tab="parameters")


def _groups(own: queries.OwnValues, today: date) -> Iterator[tuple[str, Any, list[Row]]]:
    for name, keys in groupby(parameters.all_keys(), lambda key: key.partition(".")[0]):
        yield name, _GROUPS.get(name, name), [_row(key, own, today) for key in keys]


def _row(key: str, own: queries.OwnValues, today: date) -> Row:
    law, held = parameters.parameter(key, today), own.own(key, today)
    return Row(
        key=key,
        title=parameters.title(key),
        law=law,
        words=_words(law.value, law.unit),
        own=held,
        own_words=_words(held.value, law.unit) if held is not None else "",
        is_shared=rules.is_shared(key),
    )


def _words(value: Any, unit: str) -> str:
    """A value with its unit: "8 giờ làm việc", "3, 1 ngày làm việc", "có", "15:00", "ngày 14"."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, str):
        return str(_DIRECTIONS.get(value, value))
    said = ", ".join(map(number, value if isinstance(value, list) else [value]))
    if unit == "day_of_month":
        return _("ngày %(number)s") % {"number": said}
    return f"{said} {_unit(unit)}".strip()


def _unit(unit: str) -> str:
    return str(_UNITS[unit]) if unit in _UNITS else unit_in_words(unit)


def _address(key: str) -> str:
    return f"{reverse('organisation:parameter')}?{urlencode({'ma': key})}"


@for_officers
def parameter_page(request: OfficerRequest) -> HttpResponse:
    """One figure through time (`?ma=clock.due_soon`); the administrator sets the own value here."""
    key = request.GET.get("ma", "")
    actor, today = request.actor, timezone.localdate()
    if request.method == "POST":
        check_may_set_parameters(actor)
    row = _known(key, queries.standing_of(actor.viewing).own, today)
    may_set = may_set_parameters(actor) and actor.viewing == actor.organisation_id
    form = _form(request, row, today)

    def act(given: dict[str, Any]) -> None:
        actions.set_parameter(actor=actor, key=key, at=timezone.now(), **given)

    if attempt(form, act):
        messages.success(request, _("Đã ghi giá trị riêng. Hạn đã giao chưa thay đổi."))
        return redirect(_address(key))
    owned = list(queries.own_parameters_of(actor.viewing, key))
    return page(
        request,
        "parameter",
        form,
        row=row,
        history=_history(key, owned, row.law.unit),
        may_set=may_set and row.is_settable,
        may_withdraw=may_set
        and any(one.valid_to is None or one.valid_to >= today for one in owned),
        tab="parameters",
    )


def _known(key: str, own: queries.OwnValues, today: date) -> Row:
    try:
        return _row(key, own, today)
    except LawError:
        raise NotFound(_("Không có số liệu này.")) from None


def _form(request: OfficerRequest, row: Row, today: date) -> ParameterForm:
    held = row.law.value if row.own is None else row.own.value
    initial = {"value": typed(held), "valid_from": today}
    return ParameterForm(posted(request), initial=initial, law=row.law, unit=_unit(row.law.unit))


def _history(key: str, owned: list[OwnParameter], unit: str) -> list[Past]:
    """The law's and the own values, the latest first."""
    own = [
        Past(_words(r.value, unit), r.valid_from, r.valid_to, r.document, r.note, True)
        for r in owned
    ]
    law = [
        Past(_words(r.value, unit), r.in_force_from, r.in_force_to, r.source, r.note, False)
        for r in parameters.history(key)
    ]
    return sorted(own + law, key=lambda past: past.valid_from or date.min, reverse=True)


@for_officers
@require_POST
def withdraw(request: OfficerRequest) -> HttpResponse:
    """The figure follows the law again from today."""
    key = request.POST.get("ma", "")
    actions.withdraw_parameter(actor=request.actor, key=key, at=timezone.now())
    messages.success(request, _("Số liệu này theo giá trị chung từ hôm nay."))
    return redirect(_address(key))
