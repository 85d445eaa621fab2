"""People in the search for everything."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from dinh.foundation.ui.searching import Hit
from dinh.modules.organisation import queries
from dinh.modules.organisation.access import Actor


def find_people(actor: Actor, query: str, limit: int) -> list[Hit]:
    """People of the agency on the screen whose name holds the words. Two queries."""
    found = queries.search_people(actor, timezone.localdate(), query)[:limit]
    return [
        Hit(
            title=row.person.full_name,
            url=reverse("organisation:person", args=[row.person.pk]),
            line="; ".join(queries.title_of(place) for place in row.places),
            icon="user",
        )
        for row in map(queries.person_row, found)
    ]


def more_people(query: str) -> str:
    """The list of people with the same words."""
    return f"{reverse('organisation:people')}?{urlencode({'q': query})}"
