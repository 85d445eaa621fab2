"""App `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `web` with Django."""

    name = "dinh.web"
    label = "web"
