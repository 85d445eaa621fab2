"""Named reads of `tasks`; what a person may see is decided here."""

from dinh.modules.tasks.queries.counting import Progress, facts_as_at, overall, progress
from dinh.modules.tasks.queries.seeing import (
    KIND,
    in_bucket,
    occurrence_seen_by,
    occurrences_visible_to,
    reading_on,
    soon_before,
    task_seen_by,
    visible_to,
)

__all__ = [
    "KIND",
    "Progress",
    "facts_as_at",
    "in_bucket",
    "occurrence_seen_by",
    "occurrences_visible_to",
    "overall",
    "progress",
    "reading_on",
    "soon_before",
    "task_seen_by",
    "visible_to",
]
