"""The fact table of `tasks`: one current row per occurrence, and how an act refreshes it.

The running tallies are sums of current facts: each refresh applies the difference between the old row
and the new one, in the same transaction.
"""

from dinh.modules.tasks.facts.rows import refresh_facts
from dinh.modules.tasks.facts.tallies import (
    NO_ORIGIN,
    add_tasks,
    computed_tallies,
    rebuild_tallies,
    remove_tasks,
    settle_tallies,
    stored_tallies,
)

__all__ = [
    "NO_ORIGIN",
    "add_tasks",
    "computed_tallies",
    "rebuild_tallies",
    "refresh_facts",
    "remove_tasks",
    "settle_tallies",
    "stored_tallies",
]
