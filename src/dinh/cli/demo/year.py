"""Lives through the demo commune's year: the plan is imported, evidence handed in and judged.

Everything goes through the same acts that the screens call, each at its own moment of 2026, so that
journal, deadlines and figures are what they would be in a commune that had worked with Đình.
"""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dinh.cli.demo.commune import COMMUNE
from dinh.foundation.jobs.running import run_pending
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.models import Organisation, Person, Unit
from dinh.modules.organisation.queries import actor_for
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.actions.drafting import start_from_file
from dinh.modules.plans.actions.reviewing import settle
from dinh.modules.plans.actions.targets import record_actual
from dinh.modules.plans.models import Measure, Plan, PlanDraft
from dinh.modules.plans.queries.drafts import review_of
from dinh.modules.tasks.actions import (
    Proof,
    accept_evidence,
    ask_extension,
    comment,
    decide_extension,
    give_task,
    mark_read,
    return_evidence,
    start_work,
    submit_evidence,
)
from dinh.modules.tasks.models import Occurrence, Task

ENTERED_AT = datetime(2026, 1, 12, 15, 30)  # noqa: DTZ001 -- local, made aware where it is used
Act = Callable[[], object]


def import_plan(path: Path) -> Plan:
    """Bring the plan in as an officer does: upload, reading by a job, review, into force.

    Raises Refusal with its sentence when the reader or the review stops it.
    """
    at = _local(ENTERED_AT)
    actor = _actor("vanphong", at)
    started = start_from_file(actor=actor, at=at, uploaded=path.read_bytes(), name=path.name)
    run_pending(at)
    draft = PlanDraft.objects.get(pk=started.draft.pk)
    draft = settle(actor=actor, at=at, draft=draft, doubts=review_of(draft).open_doubts)
    return accept_draft(actor=actor, at=at, draft=draft).plan


@dataclass
class _Year:
    """The acts of a year in the order in which they happened, and what they are drawn from."""

    words: dict[str, Any]
    until: datetime
    chance: random.Random
    acts: list[tuple[datetime, int, Act]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, at: datetime, act: Act) -> None:
        """Note an act; what would lie in the future does not happen."""
        if at <= self.until:
            self.acts.append((at, len(self.acts), act))

    def number(self, kind: str) -> str:
        """The next document number of a kind: "14/BC-UBND"."""
        self.numbers[kind] = self.numbers.get(kind, 8) + self.chance.randint(1, 5)
        return f"{self.numbers[kind]:02d}/{kind}"


def live_through(plan: Plan, *, until: datetime) -> None:
    """Do everything that happened from the plan's first day to `until`, in order."""
    words = tomllib.loads((settings.BASE_DIR / "demo" / "year-2026.toml").read_text("utf-8"))
    year = _Year(words, until, random.Random(words["seed"]))
    for occurrence in _dated(plan):
        _work(year, occurrence)
    for row in words["comments"]:
        _talk(year, plan, row)
    for row in words["extensions"]:
        _extend(year, plan, row)
    for row in words["assigned"]:
        _assign(year, row)
    for row in words["actuals"]:
        _record(year, plan, row)
    year.add(until - timedelta(days=5), lambda: _read_notices(until - timedelta(days=5)))
    with transaction.atomic():  # one commit: a load that is cut off is made again anyway
        for _at, _order, act in sorted(year.acts, key=lambda entry: entry[:2]):
            act()


def _read_notices(at: datetime) -> None:
    for person in Person.objects.all():
        mark_read(person_id=person.pk, at=at)


def _dated(plan: Plan) -> list[Occurrence]:
    rows = Occurrence.objects.filter(origin_id=plan.pk, due_at__isnull=False)
    return list(rows.select_related("task", "task__lead_unit").order_by("due_at", "pk"))


def _work(year: _Year, occurrence: Occurrence) -> None:
    """One occurrence: begun, handed in, perhaps returned once, accepted."""
    due_at = occurrence.due_at
    if due_at is None or occurrence.task.lead_unit is None:
        return
    doer = _doer(year, occurrence.task.lead_unit)
    lucky = year.chance.random()
    begun = _working_time(year, due_at - timedelta(days=year.chance.randint(9, 18)))
    done = _working_time(year, due_at - timedelta(days=year.chance.randint(1, 5)))
    if lucky > year.words["accepted_on_time"] + year.words["accepted_late"]:
        done = _working_time(year, due_at + timedelta(days=4))
    elif lucky > year.words["accepted_on_time"]:
        done = _working_time(year, due_at + timedelta(days=year.chance.randint(1, 3)), forward=True)
    year.add(begun, partial(_begin, occurrence, doer, begun))
    ending = _left_open(year, occurrence, due_at)
    if ending != "overdue":
        year.add(done, partial(_hand_in, year, occurrence, doer, done))
        _judge(year, occurrence, doer, done, ending)


def _judge(year: _Year, occurrence: Occurrence, doer: str, done: datetime, ending: str) -> None:
    """What the office answers to evidence handed in: nothing yet, a return, acceptance."""
    if ending == "waiting":
        return
    decided = _next_day(year, done)
    if ending == "returned" or year.chance.random() < year.words["returned_first"]:
        reason = year.chance.choice(year.words["reasons_returned"])
        year.add(decided, partial(_return, occurrence, decided, reason))
        if ending == "returned":
            return
        again = decided + timedelta(hours=1)
        year.add(again, partial(_hand_in, year, occurrence, doer, again))
        decided = _next_day(year, again)
    year.add(decided, partial(_accept, occurrence, decided))


def _left_open(year: _Year, occurrence: Occurrence, due_at: datetime) -> str:
    """Which of the last occurrences stays overdue, waiting or returned; "" for the rest."""
    if due_at < year.until - timedelta(days=40):
        return ""
    for ending, starts in year.words["open"].items():
        if occurrence.task.title.startswith(tuple(starts)):
            return str(ending)
    return ""


def _doer(year: _Year, unit: Unit) -> str:
    people = {
        "VP": ["vanthu"], "TKT": ["vanthu"], "TP": ["tuphap"], "KT": ["taichinh", "kinhte"],
        "VHXH": ["vanhoa"], "PVHCC": ["motcua", "giamdoc"],
    }  # fmt: skip
    return year.chance.choice(people.get(unit.code, ["vanphong"]))


def _begin(occurrence: Occurrence, doer: str, at: datetime) -> None:
    start_work(actor=_actor(doer, at), at=at, occurrence=occurrence)


def _hand_in(year: _Year, occurrence: Occurrence, doer: str, at: datetime) -> None:
    kinds = year.words["documents"]
    output = occurrence.task.output
    kind, title = next(kinds[start] for start in kinds if output.startswith(start))
    proof = Proof(
        title=f"{title}: {occurrence.task.title} ({occurrence.label.lower()})"[:300],
        document_number=year.number(kind),
        document_date=timezone.localdate(at),
    )
    submit_evidence(actor=_actor(doer, at), at=at, occurrence=occurrence, proofs=[proof])


def _return(occurrence: Occurrence, at: datetime, reason: str) -> None:
    return_evidence(actor=_actor("vanphong", at), at=at, occurrence=occurrence, reason=reason)


def _accept(occurrence: Occurrence, at: datetime) -> None:
    accept_evidence(actor=_actor("vanphong", at), at=at, occurrence=occurrence)


def _talk(year: _Year, plan: Plan, row: dict[str, Any]) -> None:
    task, at = _task(plan, row["task"]), _local(datetime.fromisoformat(row["at"]))
    year.add(at, lambda: comment(actor=_actor(row["by"], at), at=at, task=task, text=row["text"]))


def _extend(year: _Year, plan: Plan, row: dict[str, Any]) -> None:
    occurrence = _task(plan, row["task"]).occurrences.get()
    asked = _at(row["asked_on"], 9)

    def act() -> None:
        asking = ask_extension(
            actor=_actor(row["by"], asked),
            at=asked,
            occurrence=occurrence,
            new_due_day=date.fromisoformat(row["new_due_day"]),
            reason=row["reason"],
        )
        decided = asked + timedelta(hours=5)
        decider = _actor(row["decided_by"], decided)
        decide_extension(actor=decider, at=decided, extension=asking, is_granted=True)

    year.add(asked, act)


def _assign(year: _Year, row: dict[str, Any]) -> None:
    """Work given from above, outside the plan; done where the row says so."""
    at = _at(row["given_on"], 8)
    unit = Unit.objects.get(organisation__code=COMMUNE, code=row["lead"])

    def give() -> None:
        give_task(
            actor=_actor("vanphong", at),
            at=at,
            kind=Task.Kind.ABOVE,
            title=row["title"],
            output=row["output"],
            area=row["area"],
            lead_unit=unit,
            assigner=row["assigner"],
            assigned_document=row["document"],
            assigned_on=date.fromisoformat(row["given_on"]),
            due_rule={"type": "by", "date": row["due"]},
            due_printed=f"Trước {date.fromisoformat(row['due']):%d/%m/%Y}",
            period=(date(2026, 1, 1), date(2026, 12, 31)),
        )

    year.add(at, give)
    if "done_on" in row:
        done = _at(row["done_on"], 9)
        year.add(done, lambda: _finish_assigned(year, row, done))


def _finish_assigned(year: _Year, row: dict[str, Any], at: datetime) -> None:
    occurrence = Occurrence.objects.get(task__title=row["title"])
    _hand_in(year, occurrence, row["done_by"], at)
    _accept(occurrence, at + timedelta(hours=6))


def _record(year: _Year, plan: Plan, row: dict[str, Any]) -> None:
    measures = Measure.objects.filter(target__plan=plan, target__text__contains=row["target"])
    measure = measures.order_by("order")[0]
    for last_day, value in row["values"]:
        day = date.fromisoformat(last_day)
        at = _local(datetime.combine(day + timedelta(days=5), time(10, 15)))
        act = _recorder(measure, row, day, Decimal(str(value)), at)
        year.add(at, act)


def _recorder(
    measure: Measure, row: dict[str, Any], day: date, value: Decimal, at: datetime
) -> Act:
    return lambda: record_actual(
        actor=_actor(row["by"], at),
        at=at,
        measure=measure,
        period=(date(2026, 1, 1), day),
        source=row["source"],
        value=value,
    )


def _task(plan: Plan, start: str) -> Task:
    return Task.objects.get(origin_id=plan.pk, title__startswith=start)


def _actor(username: str, at: datetime) -> Actor:
    person = Person.objects.get(username=username)
    agency = Organisation.objects.get(code=COMMUNE)
    actor = actor_for(person, timezone.localdate(at), agency.pk)
    if actor is None:
        raise LookupError(username)
    return actor


def _local(moment: datetime) -> datetime:
    return timezone.make_aware(moment)


def _at(day: str, hour: int) -> datetime:
    return _local(datetime.combine(date.fromisoformat(day), time(hour)))


def _working_time(year: _Year, moment: datetime, *, forward: bool = False) -> datetime:
    """A believable minute of a weekday: the moment's, or the nearest one before (or after) it."""
    day = timezone.localdate(moment)
    while day.weekday() > 4:
        day += timedelta(days=1 if forward else -1)
    hour = year.chance.choice([8, 9, 10, 14, 15])
    return _local(datetime.combine(day, time(hour, year.chance.randrange(60))))


def _next_day(year: _Year, moment: datetime) -> datetime:
    return _working_time(year, moment + timedelta(days=1), forward=True)
