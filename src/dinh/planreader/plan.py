"""What a reading yields: a plan as plain values, each with its place and how sure the reader is."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

Source = dict[str, object]


class _Record:
    """Turns a frozen dataclass into plain dictionaries and lists."""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields in order, nested records included."""
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}  # type: ignore[arg-type]  # mixed into dataclasses only


def _plain(value: Any) -> Any:
    if isinstance(value, _Record):
        return value.as_dict()
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value


@dataclass(frozen=True)
class Reference(_Record):
    """A cited document; `date` is ISO or None, `number` may be missing for a law cited by name."""

    number: str | None
    date: str | None
    name: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class DocumentFields(_Record):
    """What identifies the plan; dates are ISO, what is not printed is None."""

    kind: str | None = None
    number: str | None = None
    issued_on: str | None = None
    issuer: str | None = None
    locality: str | None = None
    title: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    confidence: float = 1.0


@dataclass(frozen=True)
class Measure(_Record):
    """One measurable demand.

    `op` is =, >=, >, <=, <, range, increase, decrease, grade, rank or qualitative; `=` 0 stands for
    "no occurrence". `exclusions` are the cases left out ("trừ …").
    """

    what: str
    op: str
    value: float | int | None = None
    value_max: float | int | None = None
    unit: str | None = None
    by: str | None = None
    grade: str | None = None
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target(_Record):
    """A target sentence; `area` is 1 to 8 or None, `label` as printed."""

    area: int | None
    label: str | None
    text: str
    measures: tuple[Measure, ...]
    confidence: float = 1.0
    source: Source | None = None


@dataclass(frozen=True)
class Due(_Record):
    """A due text understood: by, month, quarters, year, continuous, periodic, on_demand or per_plan."""

    type: str
    date: str | None = None
    month: int | None = None
    quarters: tuple[int, ...] | None = None
    year: int | None = None
    every: str | None = None


@dataclass(frozen=True)
class PlanTask(_Record):
    """One task; texts as printed, `row` the printed row number (None when lost)."""

    area: int | None
    row: int | None
    task: str
    outputs: str | None = None
    lead: str | None = None
    support: str | None = None
    due_text: str | None = None
    due: Due | None = None
    budget: str | None = None
    note: str | None = None
    sub_area: str | None = None
    objective: str | None = None
    activities: tuple[str, ...] = ()
    confidence: float = 1.0
    source: Source | None = None


@dataclass(frozen=True)
class Responsibility(_Record):
    """What the plan asks of a unit."""

    unit: str
    items: tuple[str, ...]
    confidence: float = 1.0
    source: Source | None = None


@dataclass(frozen=True)
class ReportDuty(_Record):
    """A report that the plan demands: period (month, quarter, 6m, 9m, year, ad_hoc …) and when."""

    period: str
    due: str
    source: Source | None = None


@dataclass(frozen=True)
class Issue(_Record):
    """Something to look at: a code, a Vietnamese sentence, the place, and the field it concerns."""

    code: str
    message: str
    source: Source | None = None
    field: str | None = None


@dataclass(frozen=True)
class Plan(_Record):
    """A plan read from a file. `format` tells which reader was used; `pages` where known."""

    document: DocumentFields
    targets: tuple[Target, ...] = ()
    tasks: tuple[PlanTask, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    reporting: tuple[ReportDuty, ...] = ()
    issues: tuple[Issue, ...] = ()
    format: str = ""
    pages: int | None = None
