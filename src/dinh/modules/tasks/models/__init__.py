"""Tables of `tasks`: the work given, its dated occurrences, what proves them, what is counted."""

from dinh.modules.tasks.models.counted import TaskOccurrenceFact, TaskTally
from dinh.modules.tasks.models.given import NO_DUE, Occurrence, Task, TaskSupport
from dinh.modules.tasks.models.said import (
    Comment,
    Evidence,
    Extension,
    Notification,
    Reminder,
)

__all__ = [
    "NO_DUE",
    "Comment",
    "Evidence",
    "Extension",
    "Notification",
    "Occurrence",
    "Reminder",
    "Task",
    "TaskOccurrenceFact",
    "TaskSupport",
    "TaskTally",
]
