"""The agency's calendar: over the national one, held by processes, never moving due dates by itself."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.clock import Limit, deadline
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.kernel.keys import new_key
from dinh.law.calendars import national_calendar
from dinh.modules.organisation import actions, deadlines, queries
from dinh.modules.organisation.models import Organisation
from factories.people import CastMember

NOW = timezone.now()
HOME = ZoneInfo("Asia/Ho_Chi_Minh")
STORM = date(2026, 11, 26)  # a Thursday


def set_day(member: CastMember, day: date = STORM, kind: str = "closed", **more: object) -> object:
    edit = actions.DayEdit(day=day, kind=kind, reason="Bão số 9", **more)  # type: ignore[arg-type]
    return actions.set_calendar_day(actor=member.actor, edit=edit, at=NOW)


def test_without_own_days_it_is_the_national_calendar(commune: Organisation) -> None:
    assert queries.calendar_of(commune.pk).fingerprint == national_calendar().fingerprint


@pytest.mark.parametrize(
    ("kind", "day", "hours", "is_working", "shifts"),
    [
        ("closed", STORM, (), False, 0),
        ("half", STORM, (), True, 1),
        ("half", STORM, ("08:00-10:00",), True, 1),
        ("open", date(2026, 11, 28), ("07:30-11:30",), False, 1),
        ("working", date(2026, 11, 28), (), True, 2),
        ("working", date(2026, 11, 24), (), True, 2),
    ],
)
def test_each_kind_of_own_day(
    administrator: CastMember,
    commune: Organisation,
    kind: str,
    day: date,
    hours: tuple[str, ...],
    is_working: bool,
    shifts: int,
) -> None:
    set_day(administrator, day, kind, hours=hours)
    found = queries.calendar_of(commune.pk).day(day)
    assert (found.is_working, len(found.hours), found.why) == (is_working, shifts, "Bão số 9")


def test_the_calendar_is_held_until_it_changes(
    administrator: CastMember,
    commune: Organisation,
    django_assert_num_queries: object,
) -> None:
    first = queries.calendar_of(commune.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queries.calendar_of(commune.pk) is first
    set_day(administrator)
    assert not queries.calendar_of(commune.pk).is_working_day(STORM)
    actions.remove_calendar_day(actor=administrator.actor, day=STORM, at=NOW)
    assert queries.calendar_of(commune.pk).is_working_day(STORM)


def test_a_second_edit_of_a_day_replaces_the_first(
    administrator: CastMember, commune: Organisation
) -> None:
    set_day(administrator)
    set_day(administrator, kind="half")
    assert queries.calendar_days_of(commune.pk).get().kind == "half"
    before = Event.objects.order_by("sequence").values_list("before", flat=True)
    assert [row and row["kind"] for row in before] == [None, "closed"]


def test_another_commune_keeps_its_own(
    administrator: CastMember, other_commune: Organisation
) -> None:
    set_day(administrator)
    assert queries.calendar_of(other_commune.pk).is_working_day(STORM)


def test_winter_hours_from_a_day_on(administrator: CastMember, commune: Organisation) -> None:
    day = ["08:00-12:00", "13:30-17:30"]
    edit = actions.WeekEdit(
        valid_from=date(2026, 12, 1),
        hours=[day] * 5 + [[], []],
        counted=range(5),
        document="Quyết định số 88/QĐ-UBND",
    )
    actions.set_working_week(actor=administrator.actor, edit=edit, at=NOW)
    calendar = queries.calendar_of(commune.pk)
    assert [
        calendar.closing(date(2026, month, 30 if month == 11 else 1)) for month in (11, 12)
    ] == [
        17 * 60,
        17 * 60 + 30,
    ]
    with pytest.raises(Conflict):
        actions.set_working_week(actor=administrator.actor, edit=edit, at=NOW)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hours": [[]] * 7}, "ít nhất một ngày"),
        ({"hours": [["07:30-11:30"]] * 6}, "bảy ngày"),
        ({"hours": [["11:30-07:30"]] * 7}, "nối tiếp nhau"),
        ({"document": " "}, "văn bản"),
    ],
)
def test_weekly_hours_that_cannot_be(
    administrator: CastMember, changes: dict[str, object], words: str
) -> None:
    given = {
        "valid_from": date(2026, 12, 1),
        "hours": [["07:30-11:30"]] * 7,
        "counted": range(5),
        "document": "QĐ 88",
    } | changes
    with pytest.raises(Invalid, match=words):
        actions.set_working_week(
            actor=administrator.actor,
            edit=actions.WeekEdit(**given),  # type: ignore[arg-type]
            at=NOW,
        )


@pytest.mark.parametrize(
    "changes",
    [{"kind": "khac"}, {"reason": " "}, {"hours": ("7h-11h",)}, {"hours": ("07:30-11:30",)}],
)
def test_a_day_that_cannot_be(administrator: CastMember, changes: dict[str, object]) -> None:
    given = {"day": STORM, "kind": "closed", "reason": "Bão"} | changes
    with pytest.raises(Invalid):
        edit = actions.DayEdit(**given)  # type: ignore[arg-type]
        actions.set_calendar_day(actor=administrator.actor, edit=edit, at=NOW)


def test_who_keeps_the_calendar(
    chair: CastMember, officer: CastMember, reader: CastMember, coordinator: CastMember
) -> None:
    for member in (chair, officer, reader):
        with pytest.raises(NotAllowed):
            set_day(member)
    assert set_day(coordinator)


def test_a_day_on_the_common_calendar_cannot_be_removed(administrator: CastMember) -> None:
    with pytest.raises(NotFound):
        actions.remove_calendar_day(actor=administrator.actor, day=STORM, at=NOW)


# --- due dates already given ---

RECEIVED = datetime(2026, 11, 23, 9, 0, tzinfo=HOME)


class Counter:
    """A module with one due date: five working days from the 23rd of November."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.due_at = self.compute(queries.calendar_of(organisation.pk))
        self.reasons: list[str] = []

    def compute(self, calendar: object) -> datetime | None:
        limit = Limit(5, "working_day")
        return deadline(RECEIVED, limit, calendar).due_at  # type: ignore[arg-type]

    def open_items(self, organisation_id: object) -> Iterator[deadlines.OpenDeadline]:
        if organisation_id == self.organisation.pk:
            yield deadlines.OpenDeadline(
                new_key(), "Việc mẫu", "/lam-viec/", self.due_at, self.compute
            )

    def move(
        self, moved: Sequence[deadlines.MovedDeadline], *, reason: str, **_more: object
    ) -> None:
        self.due_at = moved[0].new_due_at
        self.reasons.append(reason)


@pytest.fixture
def counter(commune: Organisation) -> Iterator[Counter]:
    kept = dict(deadlines._movers)
    deadlines._movers.clear()
    made = Counter(commune)
    deadlines.register_deadlines("mẫu", made.open_items, made.move)
    yield made
    deadlines._movers.clear()
    deadlines._movers.update(kept)


def test_the_preview_tells_what_would_move_and_moves_nothing(
    administrator: CastMember, counter: Counter
) -> None:
    promised = counter.due_at
    edit = actions.DayEdit(day=STORM, kind="closed", reason="Bão số 9")
    changed = actions.calendar_with(administrator.actor, edit)
    ((_mover, moved),) = deadlines.pending_moves(administrator.actor.organisation_id, changed)
    assert [(one.item.due_at, one.new_due_at) for one in moved] == [
        (promised, datetime(2026, 12, 2, 17, 0, tzinfo=HOME))
    ]
    assert counter.due_at == promised == datetime(2026, 12, 1, 17, 0, tzinfo=HOME)
    assert queries.calendar_of(administrator.actor.organisation_id).is_working_day(STORM)


def test_editing_keeps_the_promise_and_a_decision_moves_it(
    administrator: CastMember, chair: CastMember, counter: Counter
) -> None:
    promised = counter.due_at
    set_day(administrator)
    assert counter.due_at == promised
    moved = actions.move_deadlines(
        actor=chair.actor, reason="Nghỉ tránh bão", document="QĐ 12/QĐ-UBND", at=NOW, seen=1
    )
    assert moved == 1
    assert counter.due_at == datetime(2026, 12, 2, 17, 0, tzinfo=HOME)
    assert counter.reasons == ["Nghỉ tránh bão (QĐ 12/QĐ-UBND)"]
    last = Event.objects.order_by("sequence").last()
    assert last is not None
    assert (last.kind, last.after) == ("organisation.deadlines_moved", {"number": 1})


def test_what_moving_refuses(
    administrator: CastMember, chair: CastMember, officer: CastMember, counter: Counter
) -> None:
    given = {"reason": "Bão", "document": "QĐ 12", "at": NOW}
    with pytest.raises(Conflict, match="Không có hạn"):
        actions.move_deadlines(actor=chair.actor, **given)
    set_day(administrator)
    for actor in (administrator.actor, officer.actor):
        with pytest.raises(NotAllowed):
            actions.move_deadlines(actor=actor, **given)
    with pytest.raises(Invalid):
        actions.move_deadlines(actor=chair.actor, **(given | {"document": ""}))
    with pytest.raises(Conflict, match="đã thay đổi"):
        actions.move_deadlines(actor=chair.actor, seen=7, **given)
