"""App `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers `search` with Django."""

    name = "dinh.foundation.search"
    label = "search"
