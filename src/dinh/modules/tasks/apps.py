"""App `tasks`."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Registers `tasks` with Django."""

    name = "dinh.modules.tasks"
    label = "tasks"
