"""Carries the targets and tasks of a plan of several years into the plan of one year."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dinh.kernel.measures import from_plan, to_plan
from dinh.modules.plans.rules import content as draft_content

Row = dict[str, Any]
EVERY_YEAR: Final = {"continuous", "periodic", "on_demand", "per_plan"}


@dataclass(frozen=True)
class PlanRows:
    """The rows of a plan in the shape of a reading, as they stand now."""

    document: Row
    targets: list[Row]
    tasks: list[Row]


def annual_title(year: int) -> str:
    """What the annual plan is called until a person says otherwise."""
    return f"Kế hoạch cải cách hành chính năm {year}"


def annual_content(rows: PlanRows, *, title: str, year: int) -> draft_content.Content:
    """The content of the annual draft: every target that still asks something of that year, every
    task whose time is that year or every year.

    Source: NQ 76/NQ-CP of 15/7/2021, section IV (annual plans concretise the programme).
    """
    content = draft_content.empty(title, year)
    content["document"] |= {
        name: rows.document.get(name) for name in ("issuer", "locality", "theme", "signer")
    }
    content["document"]["references"] = [_parent_reference(rows.document)]
    for row in rows.targets:
        measures = [carried_measure(measure, year) for measure in row["measures"]]
        draft_content.add_row(content, "targets", {**row, "measures": measures})
    for row in rows.tasks:
        due = carried_due(row.get("due"), year)
        if due is not None:
            draft_content.add_row(content, "tasks", {**row, "due": due})
    return content


def _parent_reference(document: Row) -> Row:
    return {
        "number": document.get("number"),
        "date": document.get("issued_on"),
        "name": document.get("title"),
        "relation": "implements",
    }


def carried_measure(measure: Row, year: int) -> Row:
    """The measure as that year asks it: of yearly steps, the value required at its end."""
    if not measure.get("steps"):
        return dict(measure)
    required = from_plan(measure).value_on(date(year, 12, 31))
    if required is None:
        return dict(measure)
    plain = {name: value for name, value in measure.items() if name != "steps"}
    return to_plan(from_plan({**plain, "op": ">=", "value": str(required)}))


def carried_due(due: Row | None, year: int) -> Row | None:
    """The due rule within that year; None when its time is another year.

    A rule without a year holds in every year of the plan; a text not understood is carried as `{}`.
    """
    if not due:
        return {}
    if due["type"] == "by":
        return due if str(due.get("date") or "").startswith(str(year)) else None
    if due["type"] in EVERY_YEAR or not due.get("year"):
        return {**due, "year": year if due["type"] not in EVERY_YEAR else due.get("year") and year}
    return due if due["year"] == year else None
