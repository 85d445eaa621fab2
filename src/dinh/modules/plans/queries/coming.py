"""What a draft will bring when it is accepted: its report windows, how many dated occurrences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dinh.law.parameters import value
from dinh.modules.organisation.queries import standing_of
from dinh.modules.plans.queries.drafts import Review
from dinh.modules.plans.rules import content as draft_content
from dinh.modules.plans.rules.windows import Window, asking, windows_for
from dinh.modules.tasks import rules
from dinh.modules.tasks.queries import reading_on
from dinh.modules.tasks.rules import Period


@dataclass(frozen=True)
class Coming:
    """Tasks, and the times they must be done: `dated`, of which `past` are over when entered;
    `undated` wait for a day."""

    tasks: int
    dated: int
    past: int
    undated: int


def windows_in(content: dict[str, Any], first: date, last: date) -> list[Window]:
    """The report windows that a draft's reporting duties ask for in a period.

    Source: NĐ 09/2019/NĐ-CP, Article 12.
    """
    first_day = int(value("reports.window_first_day", on=last))
    last_day = int(value("reports.window_last_day", on=last))
    return [
        window
        for row in draft_content.kept(content, "reporting")
        for year in range(first.year, last.year + 1)
        for window in windows_for(row, year, first_day, last_day)
    ]


def periods_of(windows: Sequence[Window]) -> list[Period]:
    """The periods in which continuous work of the plan is asked for."""
    dated = [(w.label, w.first, w.last) for w in asking(windows)]
    return [Period(label, first, last) for label, first, last in dated if first and last]


def coming_with(review: Review, at: datetime) -> Coming | None:
    """What accepting the draft at a moment would bring; None while it has no period.

    Costs the query of the calendar.
    """
    document = review.content["document"]
    if not (document.get("period_start") and document.get("period_end")):
        return None
    span = (
        date.fromisoformat(document["period_start"]),
        date.fromisoformat(document["period_end"]),
    )
    standing = standing_of(review.draft.organisation_id)
    shared: dict[str, Any] = {
        "plan_period": span,
        "calendar": standing.calendar,
        "entered_at": at,
        "reporting_periods": periods_of(windows_in(review.content, *span)),
        "reading": reading_on(at, standing.own),
    }
    tasks = draft_content.kept(review.content, "tasks")
    schedules = [rules.occurrences(row.get("due") or None, **shared) for row in tasks]
    rows = [one for schedule in schedules for one in schedule.occurrences]
    dated = [row for row in rows if row.due_day]
    past = sum(row.past_at_entry for row in dated)
    return Coming(len(tasks), len(dated), past, len(rows) - len(dated))
