"""Acts on agencies: names and parents from a day on, predecessors, the end of an agency."""

import uuid
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.kernel.errors import Conflict, Invalid, NotFound
from dinh.kernel.vietnamese import squeeze
from dinh.modules.organisation.access import Actor, check_may_administer
from dinh.modules.organisation.actions.journalled import record, state_of
from dinh.modules.organisation.models import (
    Membership,
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
)

_NAME = ("kind", "name", "locality", "document", "valid_from", "valid_to")
_ONE_DAY = timedelta(days=1)


@transaction.atomic
def found_organisation(
    *,
    code: str,
    level: str,
    kind: str,
    name: str,
    at: datetime,
    parent: Organisation | None = None,
    valid_from: date | None = None,
) -> Organisation:
    """Set up an agency when the product is installed; the system itself is the actor.

    Raises Conflict when the code is taken.
    """
    if Organisation.objects.filter(code=code).exists():
        raise Conflict(_("Mã cơ quan “%(code)s” đã có.") % {"code": code})
    made = _make(code, level, kind, name, valid_from=valid_from, valid_to=None)
    if parent is not None:
        OrganisationParent.objects.create(organisation=made, parent=parent, valid_from=valid_from)
    record_event(
        organisation_id=made.pk,
        actor_id=None,
        actor_name=_("Hệ thống"),
        kind="organisation.organisation_founded",
        subject_type="organisation.organisation",
        subject_id=made.pk,
        at=at,
        after={"code": code, "level": level, "kind": kind, "name": name},
    )
    return made


def _make(
    code: str, level: str, kind: str, name: str, *, valid_from: date | None, valid_to: date | None
) -> Organisation:
    if kind not in OrganisationName.Kind.values or level not in Organisation.Level.values:
        raise Invalid(_("Hãy chọn cấp và loại đơn vị hành chính."))
    made = Organisation.objects.create(
        code=code, level=level, valid_from=valid_from, valid_to=valid_to
    )
    OrganisationName.objects.create(
        organisation=made, kind=kind, name=name, valid_from=valid_from, valid_to=valid_to
    )
    return made


def _kept_agency(actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """The actor's own agency, or one that it took over from."""
    check_may_administer(actor)
    if organisation_id != actor.organisation_id and not _may_speak_for(actor, organisation_id):
        raise NotFound(_("Không có cơ quan này, hoặc bạn không được sửa."))
    return Organisation.objects.get(pk=organisation_id)


def _may_speak_for(actor: Actor, organisation_id: uuid.UUID) -> bool:
    """Whether the agency is a dissolved one that the actor's took over, with nobody of its own."""
    inherited = OrganisationSuccession.objects.filter(
        predecessor_id=organisation_id,
        predecessor__valid_to__isnull=False,
        successor_id=actor.organisation_id,
    )
    staffed = Membership.objects.filter(organisation_id=organisation_id)
    return inherited.exists() and not staffed.exists()


def _open_rows(
    rows: QuerySet[OrganisationName] | QuerySet[OrganisationParent], first_day: date
) -> None:
    """End the open row on the eve of a new one. Raises Conflict when a later row exists."""
    if rows.filter(valid_from__gte=first_day).exists():
        raise Conflict(_("Đã có một dòng bắt đầu từ ngày đó hoặc sau đó."))
    if rows.filter(valid_to__gte=first_day).exists():
        raise Conflict(_("Ngày bắt đầu nằm trong thời gian của một dòng đã kết thúc."))
    rows.filter(valid_to=None).update(valid_to=first_day - _ONE_DAY)


@transaction.atomic
def record_name(
    *,
    actor: Actor,
    organisation_id: uuid.UUID,
    kind: str,
    name: str,
    valid_from: date,
    document: str,
    at: datetime,
    locality: str = "",
) -> OrganisationName:
    """The agency is called otherwise from a day on; the name before ends on the eve.

    Raises NotAllowed, NotFound, Invalid, Conflict.
    """
    agency, name = _kept_agency(actor, organisation_id), squeeze(name)
    if not name or kind not in OrganisationName.Kind.values:
        raise Invalid(_("Hãy chọn loại và ghi tên đơn vị hành chính."))
    _open_rows(agency.names.all(), valid_from)
    made = OrganisationName.objects.create(
        organisation=agency,
        kind=kind,
        name=name,
        locality=squeeze(locality),
        document=squeeze(document),
        valid_from=valid_from,
        valid_to=agency.valid_to,
    )
    record(actor, "name_recorded", agency, at=at, after=state_of(made, *_NAME))
    return made


@transaction.atomic
def record_parent(
    *,
    actor: Actor,
    organisation_id: uuid.UUID,
    parent_code: str,
    valid_from: date,
    at: datetime,
) -> OrganisationParent:
    """The agency stands under another one from a day on. Raises as `record_name`."""
    agency = _kept_agency(actor, organisation_id)
    parent = Organisation.objects.filter(code=parent_code.strip()).first()
    if parent is None or parent.pk == agency.pk:
        raise Invalid(_("Không có cơ quan cấp trên mang mã “%(code)s”.") % {"code": parent_code})
    _open_rows(agency.parents.all(), valid_from)
    made = OrganisationParent.objects.create(
        organisation=agency, parent=parent, valid_from=valid_from, valid_to=agency.valid_to
    )
    after = {"parent": parent.code, "valid_from": valid_from}
    record(actor, "parent_recorded", agency, at=at, after=after, related=[parent])
    return made


@transaction.atomic
def record_predecessor(
    *,
    actor: Actor,
    code: str,
    kind: str,
    name: str,
    effective_on: date,
    document: str,
    at: datetime,
) -> OrganisationSuccession:
    """The actor's agency took over from another, dissolved on the eve; made when unknown.

    Raises NotAllowed, Invalid, Conflict (the same succession is there already).
    """
    check_may_administer(actor)
    own = Organisation.objects.get(pk=actor.organisation_id)
    code, name = code.strip(), squeeze(name)
    if not code or not name or code == own.code:
        raise Invalid(_("Hãy ghi mã và tên của đơn vị trước khi sắp xếp."))
    old = Organisation.objects.filter(code=code).first() or _make(
        code, own.level, kind, name, valid_from=None, valid_to=effective_on - _ONE_DAY
    )
    if old.valid_to is None or old.valid_to >= effective_on:
        raise Conflict(_("Đơn vị mang mã “%(code)s” vẫn hoạt động vào ngày đó.") % {"code": code})
    if OrganisationSuccession.objects.filter(predecessor=old, successor=own).exists():
        raise Conflict(_("Đơn vị này đã được ghi là đơn vị trước khi sắp xếp."))
    made = OrganisationSuccession.objects.create(
        predecessor=old, successor=own, effective_on=effective_on, document=squeeze(document)
    )
    after = {"predecessor": old.code, "effective_on": effective_on, "document": document}
    record(actor, "predecessor_recorded", own, at=at, after=after, related=[old])
    return made


@transaction.atomic
def close_organisation(
    *, actor: Actor, organisation_id: uuid.UUID, last_day: date, document: str, at: datetime
) -> Organisation:
    """End an agency on a day, with its open names and parents; its records stay.

    Raises NotAllowed, NotFound.
    """
    agency = _kept_agency(actor, organisation_id)
    agency.names.filter(valid_to=None).update(valid_to=last_day)
    agency.parents.filter(valid_to=None).update(valid_to=last_day)
    agency.valid_to = last_day
    agency.save()
    after = {"valid_to": last_day, "document": document}
    record(actor, "organisation_closed", agency, at=at, after=after)
    return agency
