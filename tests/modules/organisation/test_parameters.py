"""Figures of the law in an agency: what it may set itself, who sets it, and where it counts."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from dinh.kernel.keys import new_key
from dinh.law import parameters
from dinh.modules.organisation import actions, queries, rules
from dinh.modules.organisation.models import Organisation, OwnParameter
from dinh.modules.tasks.actions.reminding import LeadTimes, lead_times_on
from dinh.modules.tasks.queries import reading_on, soon_before
from factories.people import CastMember

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 19, 9, 0, tzinfo=HOME)  # a Thursday
TODAY = date(2026, 11, 19)
SOON, LEADS, BY = "clock.due_soon", "tasks.reminders_before_due", "tasks.by_date_includes_day"


def set_own(member: CastMember, key: str = SOON, value: Any = 16, **more: Any) -> OwnParameter:
    given = {"valid_from": TODAY, "document": "QĐ 12/QĐ-UBND", "at": NOW} | more
    return actions.set_parameter(actor=member.actor, key=key, value=value, **given)


@pytest.mark.parametrize(
    ("value", "law", "fits"),
    [
        (True, False, True),
        (1, False, False),
        (0, 8, True),
        (365, 8, True),
        (366, 8, False),
        (-1, 8, False),
        (True, 8, False),
        ("8", 8, False),
        ([5, 2, 1], [3, 1], True),
        ([], [3, 1], False),
        ([0], [3, 1], False),
        ([2, 2], [3, 1], False),
        ([1, 2, 3, 4, 5, 6], [3, 1], False),
        (["1"], [3, 1], False),
        (3, [3, 1], False),
        ("next", "next", False),
    ],
)
def test_an_own_value_has_the_shape_of_the_laws(value: object, law: object, fits: bool) -> None:
    assert rules.fits_shape(value, law) is fits


def test_every_figure_an_agency_may_set_has_a_shape() -> None:
    held = {key: parameters.parameter(key, TODAY) for key in parameters.all_keys()}
    settable = [key for key, row in held.items() if row.is_uncertain and not rules.is_shared(key)]
    assert settable == [SOON, BY, "tasks.escalations_after_due", LEADS]
    assert all(rules.fits_shape(held[key].value, held[key].value) for key in settable)


def test_without_an_own_value_the_law_rules(commune: Organisation) -> None:
    assert queries.parameter_on(commune.pk, SOON, TODAY) == parameters.parameter(SOON, TODAY)


def test_an_own_value_rules_from_its_day_on_and_only_here(
    administrator: CastMember, commune: Organisation, other_commune: Organisation
) -> None:
    set_own(administrator, note="Họp giao ban")
    eve = TODAY - timedelta(days=1)
    found = [queries.value_on(commune.pk, SOON, day) for day in (eve, TODAY)]
    assert (found, queries.value_on(other_commune.pk, SOON, TODAY)) == ([8, 16], 8)
    own = queries.parameter_on(commune.pk, SOON, TODAY)
    assert (own.source, own.note, own.unit) == ("QĐ 12/QĐ-UBND", "Họp giao ban", "working_hour")
    assert own.is_uncertain


def test_many_values_cost_one_query(
    administrator: CastMember, commune: Organisation, django_assert_num_queries: Any
) -> None:
    set_own(administrator, LEADS, [5, 2])
    set_own(administrator, BY, False)
    with django_assert_num_queries(1):
        found = queries.values_on(commune.pk, [SOON, LEADS, BY], TODAY)
    assert found == {SOON: 8, LEADS: [5, 2], BY: False}


def test_a_later_value_ends_the_one_before_on_the_eve(administrator: CastMember) -> None:
    first = set_own(administrator)
    set_own(administrator, value=24, valid_from=date(2027, 1, 1))
    first.refresh_from_db()
    assert first.valid_to == date(2026, 12, 31)
    kept = list(Event.objects.order_by("sequence").values_list("kind", "before", "after"))
    assert [
        (kind, before["value"], after["value"], after["valid_from"]) for kind, before, after in kept
    ] == [
        ("organisation.parameter_set", 8, 16, "2026-11-19"),
        ("organisation.parameter_set", 16, 24, "2027-01-01"),
    ]
    with pytest.raises(Conflict, match="Đã có giá trị riêng"):
        set_own(administrator, valid_from=date(2026, 12, 1))


def test_one_value_of_a_key_begins_on_a_day(administrator: CastMember) -> None:
    held = set_own(administrator)
    held.pk, held._state.adding = new_key(), True
    with pytest.raises(IntegrityError), transaction.atomic():
        held.save()


def test_a_withdrawn_value_ends_and_the_law_rules_again(
    administrator: CastMember, commune: Organisation
) -> None:
    set_own(administrator, valid_from=date(2026, 11, 2))
    set_own(administrator, value=24, valid_from=date(2027, 1, 1))
    actions.withdraw_parameter(actor=administrator.actor, key=SOON, at=NOW)
    assert [queries.value_on(commune.pk, SOON, day) for day in (date(2026, 11, 18), TODAY)] == [
        16,
        8,
    ]
    assert OwnParameter.objects.get().valid_to == date(2026, 11, 18)
    kinds = list(Event.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["organisation.parameter_set"] * 2 + ["organisation.parameter_withdrawn"] * 2
    with pytest.raises(Conflict, match="giá trị chung"):
        actions.withdraw_parameter(actor=administrator.actor, key=SOON, at=NOW)


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({"key": "khong.co"}, NotFound, "Không có số liệu này"),
        ({"key": "clock.working_day_hours", "value": 7}, Invalid, "QĐ 188/1999/QĐ-TTg quy định"),
        ({"key": "tasks.day_off_rolls", "value": "previous"}, Invalid, "Bộ luật Dân sự 2015"),
        ({"key": "security.lock_minutes"}, Invalid, "dùng chung cho cả hệ thống"),
        ({"key": "files.largest_upload"}, Invalid, "dùng chung cho cả hệ thống"),
        ({"value": -1}, Invalid, "số nguyên từ 0"),
        ({"key": LEADS, "value": [0]}, Invalid, "từ 1 đến 5 số nguyên"),
        ({"key": BY, "value": 1}, Invalid, "có hoặc không"),
        ({"document": " "}, Invalid, "căn cứ"),
        ({"valid_from": date(2019, 1, 1)}, Invalid, "không có giá trị cho ngày 01/01/2019"),
    ],
)
def test_what_setting_refuses(
    administrator: CastMember, given: dict[str, Any], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        set_own(administrator, **given)
    assert not OwnParameter.objects.exists()


def test_only_the_administrator_sets_and_withdraws(
    administrator: CastMember,
    chair: CastMember,
    coordinator: CastMember,
    officer: CastMember,
    reader: CastMember,
) -> None:
    set_own(administrator)
    for member in (chair, coordinator, officer, reader):
        with pytest.raises(NotAllowed):
            set_own(member, value=4, valid_from=date(2027, 1, 1))
        with pytest.raises(NotAllowed):
            actions.withdraw_parameter(actor=member.actor, key=SOON, at=NOW)
    assert OwnParameter.objects.get().valid_to is None


# --- where it counts ---


def test_what_an_agency_has_standing_is_held_until_it_changes(
    administrator: CastMember, commune: Organisation, django_assert_num_queries: Any
) -> None:
    first = queries.standing_of(commune.pk)
    with django_assert_num_queries(1):
        assert queries.standing_of(commune.pk) is first
    set_own(administrator)
    with django_assert_num_queries(4):
        assert queries.standing_of(commune.pk).own.value(SOON, TODAY) == 16


def test_tasks_read_own_values(administrator: CastMember, commune: Organisation) -> None:
    set_own(administrator, LEADS, [5, 2])
    set_own(administrator, BY, False)
    set_own(administrator)
    standing = queries.standing_of(commune.pk)
    assert lead_times_on(TODAY, standing.own) == LeadTimes(before=[5, 2], after=[1, 3])
    assert reading_on(NOW, standing.own).by_includes_day is False
    assert soon_before(NOW, standing.calendar, standing.own) == datetime(
        2026, 11, 23, 9, 0, tzinfo=HOME
    )


# --- the screen ---


def address(key: str) -> str:
    """The page of one figure."""
    return f"{reverse('organisation:parameter')}?ma={key}"


def test_the_list_shows_every_figure_and_costs_the_same_with_own_values(
    administrator: CastMember, officer: CastMember, django_assert_num_queries: Any
) -> None:
    url = reverse("organisation:parameters")
    officer.client.get(url)
    with django_assert_num_queries(5):
        shown = officer.client.get(url).content.decode()
    assert all(parameters.title(key) in shown for key in parameters.all_keys())
    uncertain = [
        key
        for key in parameters.all_keys()
        if parameters.parameter(key, timezone.localdate()).is_uncertain
    ]
    assert shown.count("cần đối chiếu</span>") == len(uncertain)
    today = timezone.localdate()
    for key, value in ((SOON, 16), (LEADS, [5, 2]), (BY, False)):
        set_own(administrator, key, value, valid_from=today)
    officer.client.get(url)
    with django_assert_num_queries(5):
        shown = officer.client.get(url).content.decode()
    assert shown.count("QĐ 12/QĐ-UBND") == 3
    assert "<b>16 giờ làm việc</b>" in shown
    assert "<b>5, 2 ngày làm việc</b>" in shown


def test_the_reader_sees_the_commune_and_not_the_form(
    administrator: CastMember, reader: CastMember, commune: Organisation
) -> None:
    set_own(administrator, valid_from=timezone.localdate())
    url = address(SOON)
    seen = reader.client.get(f"{url}&xa={commune.code}")
    assert [(past.words, past.is_own) for past in seen.context["history"]] == [
        ("16 giờ làm việc", True),
        ("8 giờ làm việc", False),
    ]
    assert "Ghi giá trị riêng" not in seen.content.decode()
    assert reader.client.post(url, {"value": "4"}).status_code == 403


def test_another_commune_does_not_see_it(
    administrator: CastMember, other_officer: CastMember
) -> None:
    set_own(administrator, valid_from=timezone.localdate())
    seen = other_officer.client.get(address(SOON))
    assert [past.is_own for past in seen.context["history"]] == [False]


def test_the_administrator_sets_and_withdraws_on_the_page(
    administrator: CastMember, commune: Organisation
) -> None:
    url = address(LEADS)
    wrong = {"value": "năm", "valid_from": "19/11/2026", "document": "QĐ 12/QĐ-UBND"}
    refused = administrator.client.post(url, wrong)
    assert (refused.status_code, 'value="năm"' in refused.content.decode()) == (422, True)
    done = administrator.client.post(url, wrong | {"value": "5, 2"}, follow=True)
    assert "Đã ghi giá trị riêng" in done.content.decode()
    today = date(2026, 11, 19)
    assert queries.value_on(commune.pk, LEADS, today) == [5, 2]
    administrator.client.post(reverse("organisation:parameter_withdraw"), {"ma": LEADS})
    assert queries.value_on(commune.pk, LEADS, timezone.localdate()) == [3, 1]


def test_yes_and_no_are_chosen(administrator: CastMember, commune: Organisation) -> None:
    url = address(BY)
    given = {"value": "0", "valid_from": "19/11/2026", "document": "QĐ 12/QĐ-UBND"}
    assert administrator.client.post(url, given).status_code == 302
    assert queries.value_on(commune.pk, BY, TODAY) is False


def test_a_fixed_figure_has_no_form_and_an_unknown_one_no_page(administrator: CastMember) -> None:
    url = address("clock.working_day_hours")
    seen = administrator.client.get(url).content.decode()
    assert "QĐ 188/1999/QĐ-TTg quy định" in seen
    assert "Ghi giá trị riêng" not in seen
    unknown = address("khong.co")
    assert administrator.client.get(unknown).status_code == 404
