"""App `plans`."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers `plans` with Django."""

    name = "dinh.modules.plans"
    label = "plans"
