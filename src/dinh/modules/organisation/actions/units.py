"""Acts on units: make, change and close them, and remember how their names are printed."""

import uuid
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.kernel.vietnamese import fold, fold_words, squeeze
from dinh.modules.organisation.access import (
    Actor,
    check_acts_in,
    check_may_administer,
    check_may_match_units,
)
from dinh.modules.organisation.actions.journalled import record, state_of
from dinh.modules.organisation.models import Position, Unit, UnitAlias
from dinh.modules.organisation.queries import unit_seen_by

_UNIT = ("name", "short_name", "order", "valid_from", "valid_to")


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    name: str,
    kind: str,
    at: datetime,
    short_name: str = "",
    order: int = 0,
    valid_from: date | None = None,
) -> Unit:
    """A new unit of the actor's agency. Raises NotAllowed, Invalid."""
    check_may_administer(actor)
    name = _checked(name, kind)
    unit = Unit.objects.create(
        organisation_id=actor.organisation_id,
        code=_free_code(actor.organisation_id, name),
        name=name,
        short_name=squeeze(short_name),
        kind=kind,
        order=order,
        valid_from=valid_from,
    )
    record(actor, "unit_created", unit, at=at, after=_state(unit))
    return unit


def _state(unit: Unit) -> dict[str, object]:
    """The unit in words and days, as the journal keeps it."""
    return {
        **state_of(unit, *_UNIT),
        "kind": str(unit.get_kind_display()),
        "successor": unit.successor.name if unit.successor is not None else None,
    }


def _checked(name: str, kind: str) -> str:
    name = squeeze(name)
    if not name:
        raise Invalid(_("Hãy ghi tên đơn vị."))
    if kind not in Unit.Kind.values:
        raise Invalid(_("Hãy chọn loại đơn vị."))
    return name


def _free_code(organisation_id: uuid.UUID, name: str) -> str:
    """The folded name as a code, numbered when another unit has it."""
    base = "-".join(fold_words(name))[:36] or "don-vi"
    taken = set(
        Unit.objects.filter(organisation_id=organisation_id, code__startswith=base).values_list(
            "code", flat=True
        )
    )
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (base, *numbered) if code not in taken)


def _own_unit(actor: Actor, unit_id: uuid.UUID, check: Callable[[Actor], None]) -> Unit:
    """The unit to act on. Raises NotFound for one not to be seen, then NotAllowed."""
    unit = unit_seen_by(actor, unit_id)
    check(actor)
    check_acts_in(actor, unit.organisation_id)
    return unit


@transaction.atomic
def change_unit(
    *,
    actor: Actor,
    unit_id: uuid.UUID,
    name: str,
    kind: str,
    short_name: str,
    order: int,
    at: datetime,
) -> Unit:
    """Correct a unit's name, kind or order; a new name by decision is a new unit with a successor."""
    unit = _own_unit(actor, unit_id, check_may_administer)
    before = _state(unit)
    unit.name, unit.kind = _checked(name, kind), kind
    unit.short_name, unit.order = squeeze(short_name), order
    unit.save()
    record(actor, "unit_changed", unit, at=at, before=before, after=_state(unit))
    return unit


@transaction.atomic
def close_unit(
    *,
    actor: Actor,
    unit_id: uuid.UUID,
    last_day: date,
    at: datetime,
    successor_id: uuid.UUID | None = None,
) -> Unit:
    """End a unit on a day; its work goes to the successor where one is named.

    Raises NotAllowed, NotFound, Invalid (a day before its first), Conflict (its own successor).
    """
    unit = _own_unit(actor, unit_id, check_may_administer)
    if successor_id == unit_id:
        raise Conflict(_("Đơn vị không thể kế thừa chính mình."))
    if unit.valid_from is not None and last_day < unit.valid_from:
        raise Invalid(_("Ngày kết thúc phải sau ngày thành lập."))
    before = _state(unit)
    unit.successor = (
        None if successor_id is None else _own_unit(actor, successor_id, check_may_administer)
    )
    unit.valid_to = last_day
    unit.save()
    record(actor, "unit_closed", unit, at=at, before=before, after=_state(unit))
    return unit


@transaction.atomic
def remember_alias(*, actor: Actor, unit_id: uuid.UUID, printed: str, at: datetime) -> UnitAlias:
    """Remember that this printed name means this unit; moves it from the unit that had it.

    Returns the alias that was there already when nothing changes. Raises NotAllowed, NotFound,
    Invalid for a blank name.
    """
    unit, printed = _own_unit(actor, unit_id, check_may_match_units), squeeze(printed)
    if not printed:
        raise Invalid(_("Hãy ghi tên như in trong văn bản."))
    held = UnitAlias.objects.filter(
        organisation_id=actor.organisation_id, folded=fold(printed)
    ).first()
    if held is not None and held.unit_id == unit.pk:
        return held
    before = {"unit": held.unit.name} if held is not None else None
    alias = held or UnitAlias(organisation_id=actor.organisation_id, printed=printed)
    alias.unit = unit
    alias.save()
    after = {"unit": unit.name, "printed": printed}
    record(actor, "alias_remembered", alias, at=at, before=before, after=after, related=[unit])
    return alias


@transaction.atomic
def forget_alias(*, actor: Actor, alias_id: uuid.UUID, at: datetime) -> Unit:
    """Drop a printed name that was matched by mistake; the unit that it meant."""
    rows = UnitAlias.objects.filter(organisation_id__in=actor.readable, pk=alias_id)
    alias = rows.select_related("unit").first()
    if alias is None:
        raise NotFound(_("Không có tên gọi này, hoặc bạn không được xem."))
    check_may_match_units(actor)
    check_acts_in(actor, alias.organisation_id)
    before = {"unit": alias.unit.name, "printed": alias.printed}
    record(actor, "alias_forgotten", alias, at=at, before=before, related=[alias.unit])
    alias.delete()
    return alias.unit


@transaction.atomic
def create_position(*, actor: Actor, title: str, at: datetime, order: int = 0) -> Position:
    """A title that people of the agency can hold. Raises NotAllowed, Invalid, Conflict."""
    check_may_administer(actor)
    title = squeeze(title)
    if not title:
        raise Invalid(_("Hãy ghi chức danh."))
    own = Position.objects.filter(organisation_id=actor.organisation_id, title=title)
    if own.exists():
        raise Conflict(_("Chức danh “%(title)s” đã có.") % {"title": title})
    made = Position.objects.create(organisation_id=actor.organisation_id, title=title, order=order)
    record(actor, "position_created", made, at=at, after=state_of(made, "title", "order"))
    return made


@transaction.atomic
def close_position(
    *, actor: Actor, position_id: uuid.UUID, last_day: date, at: datetime
) -> Position:
    """End a title on a day; places held with it keep it."""
    check_may_administer(actor)
    found = Position.objects.filter(pk=position_id, organisation_id=actor.organisation_id).first()
    if found is None:
        raise NotFound(_("Không có chức danh này trong cơ quan của bạn."))
    found.valid_to = last_day
    found.save()
    record(actor, "position_closed", found, at=at, after=state_of(found, "title", "valid_to"))
    return found
