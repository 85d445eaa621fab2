"""Who acts, and what that lets them do. Every module's `access.py` starts from an `Actor`."""

import uuid
from dataclasses import dataclass, field

from dinh.kernel.errors import NotAllowed


@dataclass(frozen=True)
class Actor:
    """A person acting for one organisation, with the roles and units valid today.

    `readable` holds the keys of the organisations whose records the person may see: the own
    one, and for a superior level the communes below it. Acts are done in `organisation_id` only.
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
        raise NotAllowed("Việc này do người quản trị hệ thống của đơn vị làm.")


def may_match_units(actor: Actor) -> bool:
    """A printed unit name is matched by the administrator or the standing body."""
    return actor.has_role("administrator", "coordinator")
