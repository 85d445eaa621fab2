"""Tables: agencies with dated names and parents, units, people and their places, own calendars."""

from dinh.modules.organisation.models.agencies import (
    Organisation,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
)
from dinh.modules.organisation.models.calendars import CalendarDay, WorkingWeek
from dinh.modules.organisation.models.dated import Dated, holding_on, order_of_dates
from dinh.modules.organisation.models.parameters import OwnParameter
from dinh.modules.organisation.models.people import (
    Membership,
    Person,
    PersonManager,
    Position,
)
from dinh.modules.organisation.models.sign_in import OldPassword, SignInFailure, SignInSession
from dinh.modules.organisation.models.units import Unit, UnitAlias

__all__ = [
    "CalendarDay",
    "Dated",
    "Membership",
    "OldPassword",
    "Organisation",
    "OrganisationName",
    "OrganisationParent",
    "OrganisationSuccession",
    "OwnParameter",
    "Person",
    "PersonManager",
    "Position",
    "SignInFailure",
    "SignInSession",
    "Unit",
    "UnitAlias",
    "WorkingWeek",
    "holding_on",
    "order_of_dates",
]
