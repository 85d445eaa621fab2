"""The difference between a draft and the plan that it is a newer version of."""

from dataclasses import dataclass, field
from typing import Any

from dinh.modules.plans.queries.carrying import target_rows, task_rows
from dinh.modules.plans.queries.drafts import Review
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.difference import TARGET_FIELDS, TASK_FIELDS, Pair, compare

Row = dict[str, Any]
KEEP = "keep"


@dataclass
class Difference:
    """The pairs of both sections, and what the officer chose for each (taken unless kept).

    The choice is remembered under the key of the new row, or `gone.<id>` of the removed one.
    """

    pairs: dict[str, list[Pair]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)

    def is_taken(self, pair: Pair) -> bool:
        """Whether the newer version's reading of this row is to be followed."""
        return self.choices.get(choice_key(pair)) != KEEP

    def _taken(self, section: str, kind: str) -> list[Pair]:
        return [p for p in self.pairs.get(section, []) if p.kind == kind and self.is_taken(p)]

    def adds(self, row: Row) -> bool:
        """Whether a row of the draft becomes a new target or task."""
        if not self.pairs:
            return True
        pairs = [pair for section in self.pairs for pair in self._taken(section, "added")]
        return any(pair.new is not None and pair.new["key"] == row["key"] for pair in pairs)

    def changes(self, section: str) -> list[tuple[str, Row]]:
        """The rows to change: the key of the record and the new row."""
        pairs = self._taken(section, "changed")
        return [(pair.old["id"], dict(pair.new)) for pair in pairs if pair.old and pair.new]

    def changed_fields(self, record_id: str) -> frozenset[str]:
        """The fields of that record that read differently."""
        found = (p for p in self._taken("tasks", "changed") if p.old and p.old["id"] == record_id)
        return frozenset(change.field for pair in found for change in pair.changes)

    def removals(self, section: str) -> list[str]:
        """The keys of the records that the newer version no longer has."""
        return [pair.old["id"] for pair in self._taken(section, "removed") if pair.old]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind are followed, for the journal: `tasks_added` and so on."""
        return {
            f"{section}_{kind}": len(self._taken(section, kind))
            for section in self.pairs
            for kind in ("added", "changed", "removed")
        }

    def of_kind(self, section: str, kind: str) -> list[Pair]:
        """The pairs of one kind, chosen or not, for the screen."""
        return [pair for pair in self.pairs.get(section, []) if pair.kind == kind]


def choice_key(pair: Pair) -> str:
    """Under which key the choice about a pair is kept."""
    if pair.new is not None:
        return str(pair.new["key"])
    return f"gone.{pair.old['id']}" if pair.old else ""


def difference_of(review: Review) -> Difference:
    """Draft against plan: four queries; for a draft of a new plan no pairs and none."""
    draft = review.draft
    if draft.plan is None:
        return Difference()
    tasks = draft_content.kept(review.content, "tasks")
    targets = draft_content.kept(review.content, "targets")
    return Difference(
        pairs={
            "targets": compare(target_rows(draft.plan), targets, text="text", fields=TARGET_FIELDS),
            "tasks": compare(task_rows(draft.plan), tasks, text="task", fields=TASK_FIELDS),
        },
        choices=draft.choices,
    )
