"""Named reads about agencies, units, people and calendars; access is decided in them."""

from dinh.modules.organisation.queries.actors import (
    actor_for,
    communes_below,
    home_of,
    is_administrator,
)
from dinh.modules.organisation.queries.agencies import (
    AgencyMoment,
    ReadableAgency,
    display_name,
    history_of,
    name_on,
    place_of,
    readable_agencies,
)
from dinh.modules.organisation.queries.calendars import (
    calendar_days_of,
    calendar_of,
    working_weeks_of,
)
from dinh.modules.organisation.queries.people import (
    PersonRow,
    contacts_of,
    leaders_of,
    memberships_seen_by,
    people_of,
    people_seen_by,
    person_kept_by,
    search_people,
    superiors_of,
)
from dinh.modules.organisation.queries.units import (
    UnitGuess,
    match_unit,
    match_units,
    names_of_units,
    units_of,
    units_seen_by,
)

__all__ = [
    "AgencyMoment",
    "PersonRow",
    "ReadableAgency",
    "UnitGuess",
    "actor_for",
    "calendar_days_of",
    "calendar_of",
    "communes_below",
    "contacts_of",
    "display_name",
    "history_of",
    "home_of",
    "is_administrator",
    "leaders_of",
    "match_unit",
    "match_units",
    "memberships_seen_by",
    "name_on",
    "names_of_units",
    "people_of",
    "people_seen_by",
    "person_kept_by",
    "place_of",
    "readable_agencies",
    "search_people",
    "superiors_of",
    "units_of",
    "units_seen_by",
    "working_weeks_of",
]
