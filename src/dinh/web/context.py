"""What the frame of every page shows: the agency, the menu, who is signed in, messages.

All of it is worked out only when a template asks, so a page without the frame costs no query.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.translation import gettext as _

from dinh.foundation.ui import menu
from dinh.modules.organisation.access import Actor
from dinh.web.navigation import Place, places


@dataclass(frozen=True)
class Agency:
    """The agency's name for the frame: `name` in full, `short` with the usual abbreviation."""

    name: str
    short: str


class Shell:
    """The frame's words for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)

    @property
    def agency(self) -> Agency | None:
        """The agency under the name it bears today, or the one looked at; None for a visitor."""
        if self.actor is None or not self.actor.place:
            return None
        if self.actor.chosen_place:
            place = self.actor.chosen_place
            return Agency(name=place, short=_("Đang xem %(place)s") % {"place": place})
        place = self.actor.place
        return Agency(
            name=_("Ủy ban nhân dân %(place)s") % {"place": place},
            short=_("UBND %(place)s") % {"place": place},
        )

    @cached_property
    def menu(self) -> list[Place]:
        """The entries this person may see, with the selected one marked."""
        return places(menu.entries(), self.actor, self.request.path) if self.actor else []

    @cached_property
    def messages(self) -> list[Message]:
        """What earlier requests had to say; reading them clears them."""
        return list(get_messages(self.request))

    @property
    def toasts(self) -> list[Message]:
        """Confirmations: shown for a moment."""
        return [message for message in self.messages if message.level_tag == "success"]

    @property
    def notices(self) -> list[Message]:
        """Everything else: stays on the page."""
        return [message for message in self.messages if message.level_tag != "success"]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` and `actor` in every template."""
    frame = Shell(request)
    return {"shell": frame, "actor": frame.actor}
