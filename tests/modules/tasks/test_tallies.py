"""The running tallies equal a count from nothing, whatever people do."""

import random
import uuid
from datetime import timedelta

import pytest

from dinh.kernel.errors import Refusal
from dinh.modules.tasks import actions, facts, states
from dinh.modules.tasks.models import Occurrence, Task, TaskOccurrenceFact, TaskTally
from dinh.modules.tasks.queries import Progress, facts_as_at, in_bucket, overall, progress
from factories.tasks import GIVEN_AT, at, by, give, only, quarters

pytestmark = pytest.mark.django_db


def random_act(dice, cast, units, moment):
    """One act by somebody; what is refused leaves no trace."""
    who = dice.choice(list(cast.values())).actor
    rows = list(Occurrence.objects.select_related("task").order_by("pk"))
    row = dice.choice(rows)
    word = dice.choice(["Chậm số liệu", ""])
    day = (moment + timedelta(days=dice.randint(-5, 90))).date()
    proof = actions.Proof(document_number="12/BC-UBND", document_date=moment.date())
    unit = dice.choice([*units.values(), None])
    act = dice.choice(
        [
            lambda: actions.start_work(actor=who, at=moment, occurrence=row),
            lambda: actions.submit_evidence(actor=who, at=moment, occurrence=row, proofs=[proof]),
            lambda: actions.submit_evidence(actor=who, at=moment, occurrence=row, proofs=[proof]),
            lambda: actions.report_no_need(actor=who, at=moment, occurrence=row, reason=word),
            lambda: actions.withdraw_evidence(actor=who, at=moment, occurrence=row),
            lambda: actions.accept_evidence(actor=who, at=moment, occurrence=row),
            lambda: actions.accept_evidence(actor=who, at=moment, occurrence=row),
            lambda: actions.return_evidence(actor=who, at=moment, occurrence=row, reason=word),
            lambda: actions.reopen_occurrence(actor=who, at=moment, occurrence=row, reason=word),
            lambda: actions.cancel_occurrence(actor=who, at=moment, occurrence=row, reason=word),
            lambda: actions.follow_past(actor=who, at=moment, occurrence=row),
            lambda: actions.extend(
                actor=who, at=moment, occurrence=row, new_due_day=day, reason="Chờ đơn giá"
            ),
            lambda: actions.set_due_day(
                actor=who, at=moment, occurrence=row, due_day=day, reason="Đã có kế hoạch"
            ),
            lambda: actions.edit_task(
                actor=who, at=moment, task=row.task, changes={"area": dice.choice([None, 3, 5])}
            ),
            lambda: actions.reassign(actor=who, at=moment, task=row.task, lead_unit=unit),
            lambda: actions.reschedule(
                actor=who,
                at=moment,
                task=row.task,
                due_rule=quarters(*dice.sample([1, 2, 3, 4], 2)),
                due_printed="Hai quý",
                reason=word,
            ),
            lambda: give(
                who, f"Việc {moment}", at=moment, due_rule=quarters(3, 4), lead_unit=unit, area=2
            ),
            lambda: actions.add_occurrence(
                actor=who, at=moment, task=row.task, label="Khi có yêu cầu", due_day=day, reason="x"
            ),
            lambda: facts.settle_tallies(row.organisation_id, before=moment),
        ]
        + [lambda: actions.cancel_task(actor=who, at=moment, task=row.task, reason="Bỏ")]
        * dice.choice([0, 0, 0, 1])
    )
    try:
        act()
    except Refusal:
        return False
    return True


def settled(cells, moment):
    """Figures at a moment, by origin, dimension, key and heap."""
    found = {}
    for cell, count in cells.items():
        if cell.at < moment:
            name = cell[:5]
            found[name] = found.get(name, 0) + count
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize("seed", range(6))
def test_after_any_acts_the_tallies_equal_a_rebuild(seed, commune, units, cast):
    dice = random.Random(seed)
    plan = uuid.uuid4()
    give(
        cast["coordinator"].actor,
        due_rule=quarters(1, 2, 3, 4),
        lead_unit=units["culture"],
        area=3,
        origin_type="plans.plan",
        origin_id=plan,
    )
    give(cast["coordinator"].actor, due_rule={"type": "per_plan"}, lead_unit=units["economy"])
    give(cast["coordinator"].actor, due_rule=by("2025-12-31"), lead_unit=units["culture"])
    moment, done = GIVEN_AT, 0
    for _step in range(120):
        moment += timedelta(hours=dice.randint(1, 240))
        done += random_act(dice, cast, units, moment)
    stored, computed = facts.stored_tallies(commune.pk), facts.computed_tallies(commune.pk)
    for later in (moment, moment + timedelta(days=60), moment + timedelta(days=900)):
        assert settled(stored, later) == settled(computed, later)
        assert_figures_open_onto_their_rows(commune, later)
    assert done > 5
    facts.rebuild_tallies(commune.pk)
    assert facts.stored_tallies(commune.pk) == computed
    assert_facts_are_what_the_rows_say()


def assert_figures_open_onto_their_rows(commune, moment):
    rows = Occurrence.objects.filter(organisation=commune)
    figures = overall(commune.pk, now=moment)
    for bucket in states.Bucket:
        listed = list(in_bucket(rows, bucket, moment))
        assert getattr(figures, bucket) == len(listed), bucket
        assert all(states.bucket(row, moment) == bucket for row in listed)
    assert figures.tasks == Task.objects.exclude(state="cancelled").count()


def assert_facts_are_what_the_rows_say():
    for fact in TaskOccurrenceFact.objects.filter(recorded_to=None):
        row = Occurrence.objects.get(pk=fact.occurrence_id)
        assert (fact.state, fact.due_at, fact.area) == (row.state, row.due_at, row.area)
        history = TaskOccurrenceFact.objects.filter(occurrence_id=row.pk)
        ends = list(history.order_by("recorded_from", "pk").values_list("recorded_to", flat=True))
        starts = list(
            history.order_by("recorded_from", "pk").values_list("recorded_from", flat=True)
        )
        assert ends[:-1] == starts[1:]


def test_a_due_date_that_passes_moves_the_figure_without_any_act(commune, units, coordinator):
    give(coordinator.actor, lead_unit=units["culture"], area=3)
    before, after = at("2026-11-30 17:00"), at("2026-11-30 17:01")
    assert overall(commune.pk, now=before) == Progress(not_due=1, tasks=1)
    assert overall(commune.pk, now=after) == Progress(overdue=1, tasks=1)


def test_figures_by_unit_area_and_person_add_up_to_the_same(commune, units, coordinator, officer):
    give(coordinator.actor, lead_unit=units["culture"], area=3, due_rule=quarters(1, 2, 3, 4))
    give(coordinator.actor, lead_unit=units["economy"], area=6)
    give(coordinator.actor, lead_unit=units["culture"], lead_person=officer.person)
    now = at("2026-08-01 08:00")
    whole = overall(commune.pk, now=now)
    assert (whole.total, whole.overdue, whole.not_due, whole.tasks) == (6, 2, 4, 3)
    for by_what in ("area", "unit", "person"):
        parts = progress(commune.pk, by=by_what, now=now)
        assert sum(parts.values(), Progress()) == whole
    assert set(progress(commune.pk, by="area", now=now)) == {"3", "6", ""}


def test_settling_folds_steps_and_changes_no_later_figure(commune, units, coordinator):
    give(coordinator.actor, lead_unit=units["culture"], due_rule=quarters(1, 2, 3, 4))
    now = at("2026-10-10 08:00")
    before = progress(commune.pk, by="unit", now=now)
    steps = TaskTally.objects.count()
    assert facts.settle_tallies(commune.pk, before=now) == 3 * 3 * 2
    assert TaskTally.objects.count() == steps - 3 * 3 * 2 + 3
    assert progress(commune.pk, by="unit", now=now) == before
    year_end = at("2027-01-05 08:00")
    assert overall(commune.pk, now=year_end) == Progress(overdue=4, tasks=1)


def test_figures_of_one_plan_and_of_work_outside_any(commune, units, coordinator):
    plan = uuid.uuid4()
    give(coordinator.actor, origin_type="plans.plan", origin_id=plan, due_rule=quarters(1, 2))
    give(coordinator.actor)
    assert overall(commune.pk, now=GIVEN_AT, origin_id=plan).total == 2
    assert overall(commune.pk, now=GIVEN_AT).total == 3
    outside = progress(commune.pk, by="area", now=GIVEN_AT, any_origin=False)
    assert outside == {"": Progress(not_due=1, tasks=1)}


def test_one_query_whatever_the_number(commune, units, coordinator, django_assert_num_queries):
    give(coordinator.actor)
    with django_assert_num_queries(1):
        overall(commune.pk, now=GIVEN_AT)
    give(coordinator.actor, due_rule=quarters(1, 2, 3))
    with django_assert_num_queries(1):
        overall(commune.pk, now=GIVEN_AT)


def test_facts_tell_what_was_known_at_a_cut_off(commune, units, coordinator, officer):
    row = only(give(coordinator.actor, lead_unit=units["culture"]))
    proof = actions.Proof(document_number="1/BC-UBND", document_date=GIVEN_AT.date())
    moment = GIVEN_AT + timedelta(days=10)
    actions.submit_evidence(actor=officer.actor, at=moment, occurrence=row, proofs=[proof])
    actions.accept_evidence(actor=coordinator.actor, at=moment + timedelta(days=5), occurrence=row)

    def known(days):
        found = facts_as_at(commune.pk, GIVEN_AT + timedelta(days=days))
        return [(fact.state, fact.is_done) for fact in found]

    assert known(-1) == []
    assert known(0) == [("not_started", False)]
    assert known(12) == [("submitted", False)]
    assert known(15) == [("accepted", True)]
