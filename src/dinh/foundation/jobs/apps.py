"""App `jobs`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers `jobs` with Django."""

    name = "dinh.foundation.jobs"
    label = "jobs"
