"""App `web`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dinh.foundation.ui import menu


class WebConfig(AppConfig):
    """Registers `web` with Django, and the day's work in the menu."""

    name = "dinh.web"
    label = "web"

    def ready(self) -> None:
        """The first entry of the menu."""
        menu.register(menu.MenuEntry(10, _("Việc hôm nay"), "web:today", "today", is_exact=True))
