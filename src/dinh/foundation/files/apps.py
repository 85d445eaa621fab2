"""App `files`."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers `files` with Django."""

    name = "dinh.foundation.files"
    label = "files"
