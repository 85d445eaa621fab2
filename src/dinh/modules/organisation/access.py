"""Who acts, and what that lets them do. Every module's `access.py` starts from an `Actor`."""

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dinh.kernel.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """A person acting for one organisation, with the roles and units valid today.

    `readable` holds the keys of the organisations whose records the person may see: the own
    one, and for a superior level the communes below it. Acts are done in `organisation_id` only.
    `viewing` is the one of them that screens show: the own one unless a reader chose another.
    """

    person_id: uuid.UUID
    name: str
    organisation_id: uuid.UUID
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[uuid.UUID] = frozenset()
    headed_unit_ids: frozenset[uuid.UUID] = frozenset()
    readable: frozenset[uuid.UUID] = field(default_factory=frozenset)
    place: str = ""  # "xã Bình Minh", as the agency is called today
    title: str = ""  # the position, else the unit: the second line under the name
    chosen_id: uuid.UUID | None = None
    chosen_place: str = ""  # what `chosen_id` is called today

    @property
    def viewing(self) -> uuid.UUID:
        """The organisation whose records the screens show."""
        return self.chosen_id or self.organisation_id

    def may_read(self, organisation_id: uuid.UUID) -> bool:
        """Whether records of that organisation may be seen at all."""
        return organisation_id in self.readable

    def has_role(self, *roles: str) -> bool:
        """Whether the person holds any of these roles here today."""
        return not self.roles.isdisjoint(roles)

    @property
    def leads(self) -> bool:
        """Chairperson or vice-chairperson."""
        return self.has_role("chair", "vice_chair")

    @property
    def coordinates(self) -> bool:
        """The standing body of the reform: imports plans, accepts evidence, sees all work."""
        return self.has_role("coordinator")

    @property
    def works_here(self) -> bool:
        """Takes part in the committee's work, rather than only reading or administering."""
        return self.has_role("chair", "vice_chair", "coordinator", "head", "officer")

    @property
    def only_reads(self) -> bool:
        """A superior-level reader: sees, edits nothing."""
        return self.roles <= {"reader"}


def may_administer(actor: Actor) -> bool:
    """People, units, aliases and the calendar are kept by the administrator."""
    return actor.has_role("administrator")


def check_may_administer(actor: Actor) -> None:
    """Raise NotAllowed unless `may_administer`."""
    if not may_administer(actor):
        raise NotAllowed(_("Việc này do người quản trị hệ thống của đơn vị làm."))


def check_acts_in(actor: Actor, organisation_id: uuid.UUID) -> None:
    """Raise NotAllowed unless the record is of the actor's own agency: a superior level only sees."""
    if organisation_id != actor.organisation_id:
        raise NotAllowed(_("Cấp trên xem được, không sửa được."))


def may_match_units(actor: Actor) -> bool:
    """A printed unit name is matched by the administrator or the standing body."""
    return actor.has_role("administrator", "coordinator")


def check_may_match_units(actor: Actor) -> None:
    """Raise NotAllowed unless `may_match_units`."""
    if not may_match_units(actor):
        raise NotAllowed(_("Việc ghép tên đơn vị do thường trực cải cách hành chính làm."))


def may_keep_calendar(actor: Actor) -> bool:
    """The agency's calendar is kept by the administrator or the standing body."""
    return actor.has_role("administrator", "coordinator")


def check_may_keep_calendar(actor: Actor) -> None:
    """Raise NotAllowed unless `may_keep_calendar`."""
    if not may_keep_calendar(actor):
        raise NotAllowed(_("Lịch làm việc do người quản trị hoặc thường trực cải cách sửa."))


def may_set_parameters(actor: Actor) -> bool:
    """The agency's own figures, where the law's are uncertain, are kept by the administrator."""
    return may_administer(actor)


def check_may_set_parameters(actor: Actor) -> None:
    """Raise NotAllowed unless `may_set_parameters`."""
    if not may_set_parameters(actor):
        raise NotAllowed(_("Giá trị riêng của đơn vị do người quản trị hệ thống ghi."))


def may_move_deadlines(actor: Actor) -> bool:
    """Due dates already given move by decision of the leaders, carried out by them or the office."""
    return actor.has_role("chair", "vice_chair", "coordinator")


def check_may_move_deadlines(actor: Actor) -> None:
    """Raise NotAllowed unless `may_move_deadlines`."""
    if not may_move_deadlines(actor):
        raise NotAllowed(
            _(
                "Hạn đã giao chỉ dời khi có quyết định; lãnh đạo hoặc thường trực cải cách thực hiện."
            )
        )


def may_read_journal(actor: Actor) -> bool:
    """The whole journal is read by the administrator and the leaders, each in the own agency."""
    return actor.has_role("administrator", "chair", "vice_chair")


def check_may_read_journal(actor: Actor) -> None:
    """Raise NotAllowed unless `may_read_journal`."""
    if not may_read_journal(actor):
        raise NotAllowed(_("Nhật ký của đơn vị do lãnh đạo và người quản trị xem."))


def may_reveal_contacts(actor: Actor) -> bool:
    """Phone and address in full: those who work here and the administrator; seeing is journalled."""
    return actor.works_here or may_administer(actor)


def check_may_reveal_contacts(actor: Actor) -> None:
    """Raise NotAllowed unless `may_reveal_contacts`."""
    if not may_reveal_contacts(actor):
        raise NotAllowed(_("Số điện thoại và thư điện tử chỉ người trong đơn vị được xem."))
