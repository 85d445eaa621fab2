"""App `organisation`."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Registers `organisation` with Django."""

    name = "dinh.modules.organisation"
    label = "organisation"
