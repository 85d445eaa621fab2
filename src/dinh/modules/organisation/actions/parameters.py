"""Acts on figures that the agency sets for itself where the law's own are uncertain."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.kernel.vietnamese import squeeze
from dinh.law import parameters
from dinh.law.dated import Dated, LawError
from dinh.modules.organisation import rules
from dinh.modules.organisation.access import Actor, check_may_set_parameters
from dinh.modules.organisation.actions.journalled import record, state_of
from dinh.modules.organisation.models import Organisation, OwnParameter
from dinh.modules.organisation.queries.parameters import own_parameters_of, own_values_of

_COLUMNS = ("key", "value", "valid_from", "valid_to", "document", "note")


@transaction.atomic
def set_parameter(
    *,
    actor: Actor,
    key: str,
    value: Any,
    valid_from: date,
    document: str,
    at: datetime,
    note: str = "",
) -> OwnParameter:
    """Write the agency's own value of a figure from a day on; the one before ends on the eve.

    `value` has the shape of the law's: a number, a list of numbers, or true/false. Due dates
    already given stay. Raises NotAllowed, NotFound (no such figure), Invalid (a figure fixed by its
    clause or shared by all agencies, a wrong value, no basis), Conflict (a later own value).
    """
    check_may_set_parameters(actor)
    law = _settable(key, valid_from)
    checked = _checked(law, value)
    if not squeeze(document):
        raise Invalid(_("Hãy ghi căn cứ: văn bản hoặc cuộc họp đã quyết định giá trị này."))
    _stamp(actor)  # first: two acts at once wait for each other here
    rows = own_parameters_of(actor.organisation_id, key)
    if rows.filter(valid_from__gte=valid_from).exists():
        raise Conflict(_("Đã có giá trị riêng bắt đầu từ ngày đó hoặc sau đó."))
    before = own_values_of(actor.organisation_id).parameter(key, valid_from)
    covering = rows.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from))
    covering.update(valid_to=valid_from - timedelta(days=1))
    made = OwnParameter.objects.create(
        organisation_id=actor.organisation_id,
        key=key,
        value=checked,
        valid_from=valid_from,
        document=squeeze(document),
        note=squeeze(note),
    )
    was = {"value": before.value, "document": before.source}
    record(actor, "parameter_set", made, at=at, before=was, after=state_of(made, *_COLUMNS))
    return made


@transaction.atomic
def withdraw_parameter(*, actor: Actor, key: str, at: datetime) -> None:
    """The figure follows the law again from today; own values that have not begun are dropped.

    Raises NotAllowed, Conflict (no own value today or later).
    """
    check_may_set_parameters(actor)
    _stamp(actor)
    today = timezone.localdate(at)
    rows = own_parameters_of(actor.organisation_id, key)
    running = list(rows.filter(Q(valid_to=None) | Q(valid_to__gte=today)))
    if not running:
        raise Conflict(_("Số liệu này đang theo giá trị chung."))
    for row in running:
        _end(actor, row, today, at)


def _end(actor: Actor, row: OwnParameter, today: date, at: datetime) -> None:
    before = state_of(row, *_COLUMNS)
    if row.valid_from is not None and row.valid_from >= today:
        record(actor, "parameter_withdrawn", row, at=at, before=before)
        row.delete()
        return
    row.valid_to = today - timedelta(days=1)
    row.save(update_fields=["valid_to"])
    after = state_of(row, *_COLUMNS)
    record(actor, "parameter_withdrawn", row, at=at, before=before, after=after)


def _settable(key: str, on: date) -> Dated:
    """The law's row that an own value may stand over on a day."""
    if key not in parameters.all_keys():
        raise NotFound(_("Không có số liệu này."))
    try:
        law = parameters.parameter(key, on)
    except LawError as missing:
        raise Invalid(str(missing)) from None
    if not law.is_uncertain:
        words = _("“%(title)s” do %(source)s quy định; đơn vị không đặt giá trị riêng.")
        raise Invalid(words % {"title": parameters.title(key), "source": law.source})
    if rules.is_shared(key):
        words = _("“%(title)s” dùng chung cho cả hệ thống; đơn vị không đặt giá trị riêng.")
        raise Invalid(words % {"title": parameters.title(key)})
    return law


def _checked(law: Dated, value: Any) -> Any:
    if not rules.fits_shape(value, law.value):
        raise Invalid(_SENTENCES[type(law.value)]())
    return value


_SENTENCES = {
    bool: lambda: _("Hãy chọn có hoặc không."),
    int: lambda: _("Giá trị phải là số nguyên từ 0 đến 365."),
    list: lambda: _("Giá trị phải gồm từ 1 đến 5 số nguyên khác nhau, mỗi số từ 1 đến 365."),
}


def _stamp(actor: Actor) -> None:
    """Tell every process that what it holds of the agency is old."""
    Organisation.objects.filter(pk=actor.organisation_id).update(
        calendar_stamp=F("calendar_stamp") + 1
    )
