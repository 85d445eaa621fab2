"""Every figure of the three boards opens exactly as many rows as it says; the calendar's days."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dinh.modules.organisation.models import Membership, Unit
from dinh.modules.plans.actions.accepting import accept_draft
from dinh.modules.plans.models import Plan
from dinh.modules.plans.queries.coming import Coming, coming_with
from dinh.modules.plans.queries.drafts import review_of
from dinh.modules.plans.queries.timeline import falls_due_on, month_weeks, year_rows
from dinh.modules.tasks import actions
from dinh.modules.tasks.actions import Proof
from dinh.modules.tasks.models import Occurrence, Task
from factories.people import CastMember
from factories.plans import draft_of, plan_in_force, read_task, reading, settle_all
from factories.tasks import at, by

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<a class="(?:stat__value )?fig[^"]*" href="([^"]+)">(?:<b>)?([\d.]+)<')
BOARDS = ("", "don-vi/", "nguoi/")


def due(kind: str, **fields: Any) -> dict[str, Any]:
    """A due rule as the reader gives it, in this year."""
    blank = {"date": None, "month": None, "quarters": [], "year": timezone.localdate().year}
    return {"type": kind, **blank, **fields}


@pytest.fixture
def plan(coordinator: CastMember) -> Plan:
    """A plan of this year entered in March: every due text, some of it past when entered."""
    year = timezone.localdate().year
    rules = [
        due("quarters", quarters=[1, 2, 3, 4]),
        due("continuous"),
        due("on_demand"),
        due("per_plan"),
        {"type": "by", "date": f"{year}-11-30"},
        due("month", month=12),
        due("year"),
        {"type": "periodic", "every": "month"},
    ]
    tasks = [
        read_task(n, f"Nhiệm vụ thứ {n}", due=rule, area=n % 4 + 1 if n != 4 else None)
        for n, rule in enumerate(rules, 1)
    ]
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    return plan_in_force(coordinator.actor, reading(tasks, **period))


def live(plan: Plan, coordinator: CastMember, chair: CastMember, officer: CastMember) -> None:
    """A year of work: accepted, waiting, returned, struck, not arisen; a unit and a person gone."""
    now = timezone.now()
    tasks = list(Task.objects.filter(origin_id=plan.pk).order_by("order"))
    rows = list(Occurrence.objects.filter(task=tasks[7]).order_by("order"))
    proof = Proof(document_number="9/BC-UBND", document_date=date(2026, 2, 2))
    both: dict[str, Any] = {"actor": coordinator.actor, "at": now}
    for row in rows[:5]:
        actions.submit_evidence(**both, occurrence=row, proofs=[proof])
    for row in rows[:2]:
        done_on = date(2026, 2, 2) if row.past_at_entry else None
        actions.accept_evidence(actor=chair.actor, at=now, occurrence=row, done_on=done_on)
    actions.return_evidence(actor=chair.actor, at=now, occurrence=rows[2], reason="Thiếu số")
    actions.cancel_occurrence(**both, occurrence=rows[5], reason="Bỏ theo chỉ đạo")
    actions.report_no_need(**both, occurrence=rows[6], reason="Không có việc")
    done_on = date(2026, 2, 2) if rows[6].past_at_entry else None
    actions.accept_evidence(actor=chair.actor, at=now, occurrence=rows[6], done_on=done_on)
    actions.cancel_task(**both, task=tasks[6], reason="Trùng việc")
    gone = Unit.objects.get(code="culture", organisation_id=plan.organisation_id)
    actions.reassign(**both, task=tasks[0], lead_unit=gone, lead_person=officer.person)
    Unit.objects.filter(pk=gone.pk).update(valid_to=date(2026, 6, 30))
    Membership.objects.filter(person=officer.person).update(valid_to=date(2026, 6, 30))


def rows_listed(client: Client, address: str) -> int:
    """How many rows a list has, over all its pages."""
    return int(client.get(address).context["page"].total)


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("member", ["coordinator", "reader"])
def test_every_figure_opens_as_many_rows_as_it_says(
    request: pytest.FixtureRequest,
    plan: Plan,
    coordinator: CastMember,
    chair: CastMember,
    officer: CastMember,
    board: str,
    member: str,
) -> None:
    live(plan, coordinator, chair, officer)
    client = request.getfixturevalue(member).client
    page = client.get(f"/lam-viec/ke-hoach/{plan.pk}/{board}").content.decode()
    figures = [
        (address.replace("&amp;", "&"), int(count.replace(".", "")))
        for address, count in FIGURE.findall(page)
    ]
    assert len(figures) > 12
    assert [(address, rows_listed(client, address)) for address, _count in figures] == figures


def test_the_calendar_and_the_year_show_the_day_on_which_time_runs_out(
    coordinator: CastMember,
) -> None:
    """31 October 2026 is a Saturday: the work is due on Monday 2 November."""
    rule = by("2026-10-31")
    plan = plan_in_force(coordinator.actor, reading([read_task(1, "Báo cáo", due=rule)]))
    now = at("2026-10-20 08:00")
    days = {
        cell.day: len(cell.items)
        for week in month_weeks(plan, 2026, 11, now)
        for cell in week.cells
        if cell.items
    }
    assert days == {date(2026, 11, 2): 1}
    tasks = list(Task.objects.filter(origin_id=plan.pk))
    ((_area, (row,)),) = year_rows(tasks, 2026, now)
    assert [mark.day for mark in row.marks] == [date(2026, 11, 2)]


def test_work_beyond_the_calendar_stands_on_the_day_it_means() -> None:
    assert falls_due_on(Occurrence(due_day=date(2026, 5, 4))) == date(2026, 5, 4)
    assert falls_due_on(Occurrence()) is None


def test_the_review_says_how_much_will_come(coordinator: CastMember) -> None:
    """Four quarters, one undated, nothing on demand; accepting then makes just that."""
    year = timezone.localdate().year
    rules = [due("quarters", quarters=[1, 2, 3, 4]), due("per_plan"), due("on_demand")]
    tasks = [read_task(n, f"Nhiệm vụ thứ {n}", due=rule) for n, rule in enumerate(rules, 1)]
    period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    draft = draft_of(coordinator.actor, reading(tasks, **period))
    said = coming_with(review_of(draft), at(f"{year}-05-05 08:00"))
    assert said == Coming(tasks=3, dated=4, past=1, undated=1)
    page = coordinator.client.get(f"/lam-viec/ke-hoach/nhap/{draft.pk}/soat/").content.decode()
    assert "4 lần có hạn" in page
    settle_all(coordinator.actor, draft)
    accept_draft(actor=coordinator.actor, at=at(f"{year}-05-05 08:00"), draft=draft)
    rows = Occurrence.objects.filter(task__title__startswith="Nhiệm vụ thứ")
    assert rows.count() == said.dated + said.undated
    assert rows.filter(past_at_entry=True).count() == said.past
