"""App `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers `journal` with Django."""

    name = "dinh.foundation.journal"
    label = "journal"
