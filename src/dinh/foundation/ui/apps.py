"""App `ui`."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers `ui` with Django."""

    name = "dinh.foundation.ui"
    label = "ui"
