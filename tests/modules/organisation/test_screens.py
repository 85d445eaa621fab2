"""The internal screens: what they show, to whom, and what they cost."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.models import Organisation, Person, Unit
from factories.people import CastMember, give_place, make_person

NOW = timezone.now()
FRAME = 4  # the session, the person, their place, the count of waiting work in the menu


def page(client: Client, name: str, *args: object, **query: str) -> str:
    url = reverse(f"organisation:{name}", args=args)
    response = client.get(f"{url}?{urlencode(query)}" if query else url)
    assert response.status_code == 200, response.content.decode()[:400]
    return response.content.decode()


@pytest.fixture
def two_more(chair: CastMember, commune: Organisation, units: dict[str, Unit]) -> None:
    """Two more officers, each with two places and a printed name for their unit."""
    for number, name in enumerate(("Hà Văn Sơn", "Lý Thị Tư")):
        person = make_person(f"them{number}", name, phone="0987654321")
        give_place(person, commune, "officer", unit=units["economy"], title="Kế toán")
        give_place(person, commune, "officer", unit=units["one-stop"])


@pytest.mark.parametrize(
    ("name", "queries_made"),
    [("people", 4), ("units", 3), ("agency", 7), ("calendar", 2), ("journal", 4)],
)
def test_a_list_costs_the_same_with_one_row_and_three(
    name: str,
    queries_made: int,
    chair: CastMember,
    commune: Organisation,
    units: dict[str, Unit],
    administrator: CastMember,
    django_assert_num_queries: object,
    request: pytest.FixtureRequest,
) -> None:
    actions.set_calendar_day(
        actor=administrator.actor,
        edit=actions.DayEdit(day=date(2026, 11, 26), kind="closed", reason="Bão"),
        at=NOW,
    )
    page(chair.client, name)
    with django_assert_num_queries(FRAME + queries_made):  # type: ignore[operator]
        page(chair.client, name)
    request.getfixturevalue("two_more")
    for day in (27, 30):
        actions.set_calendar_day(
            actor=administrator.actor,
            edit=actions.DayEdit(day=date(2026, 11, day), kind="closed", reason="Bão"),
            at=NOW,
        )
    queries.calendar_of(commune.pk)
    with django_assert_num_queries(FRAME + queries_made):  # type: ignore[operator]
        page(chair.client, name)


def test_the_list_of_people_masks_contacts(chair: CastMember, officer: CastMember) -> None:
    shown = page(officer.client, "people")
    assert "091•••••78" in shown
    assert "0912345678" not in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "do minh tuan"}, ["Đỗ Minh Tuấn"]),
        ({"q": "không có ai"}, []),
        ({"vai-tro": "chair"}, ["Nguyễn Văn Thành"]),
    ],
)
def test_people_are_filtered_in_the_address(
    chair: CastMember, officer: CastMember, query: dict[str, str], found: list[str]
) -> None:
    response = chair.client.get(reverse("organisation:people"), query)
    assert [row.person.full_name for row in response.context["rows"]] == found


def test_people_are_filtered_by_unit(
    chair: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    response = chair.client.get(
        reverse("organisation:people"), {"don-vi": str(units["culture"].pk)}
    )
    assert [row.person for row in response.context["rows"]] == [officer.person]


def test_seeing_contacts_in_full_is_an_act(officer: CastMember, chair: CastMember) -> None:
    before = page(officer.client, "person", chair.person.pk)
    assert "0912345678" not in before
    assert "việc xem được ghi nhật ký" in before
    url = reverse("organisation:person_contacts", args=[chair.person.pk])
    assert "0912345678" in officer.client.post(url).content.decode()
    assert "0912345678" not in page(officer.client, "person", chair.person.pk)
    assert Event.objects.get().kind == "organisation.contacts_revealed"


def test_the_administrator_adds_a_person_who_then_works(
    administrator: CastMember, units: dict[str, Unit]
) -> None:
    url = reverse("organisation:person_add")
    given = {
        "full_name": "Trần Thị Hoa",
        "username": "hoatt",
        "phone": "0911222333",
        "role": "officer",
        "unit": str(units["economy"].pk),
        "title": "Kế toán",
        "valid_from": "01/07/2025",
    }
    shown = administrator.client.post(url, given)
    one_time = shown.context["one_time"]
    assert one_time in shown.content.decode()
    person = Person.objects.get(username="hoatt")
    assert person.check_password(one_time)
    again = administrator.client.post(url, given)
    assert again.status_code == 422
    assert "đã có người dùng" in again.content.decode()
    assert 'value="Trần Thị Hoa"' in again.content.decode()


def test_a_wrong_date_is_said_beside_the_field_and_nothing_is_lost(
    administrator: CastMember, officer: CastMember
) -> None:
    held = officer.person.memberships.get()
    url = reverse("organisation:place_end", args=[held.pk])
    refused = administrator.client.post(url, {"last_day": "31/02/2026"})
    assert refused.status_code == 422
    assert "Ngày phải có dạng" in refused.content.decode()
    assert 'value="31/02/2026"' in refused.content.decode()


def test_a_place_is_given_and_ended(
    administrator: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    give = reverse("organisation:place_give", args=[officer.person.pk])
    unit = str(units["one-stop"].pk)
    administrator.client.post(give, {"role": "head", "unit": unit, "valid_from": "01/10/2026"})
    held = officer.person.memberships.get(role="head")
    end = reverse("organisation:place_end", args=[held.pk])
    administrator.client.post(end, {"last_day": "31/12/2026"})
    held.refresh_from_db()
    assert (held.valid_from, held.valid_to) == (date(2026, 10, 1), date(2026, 12, 31))
    assert "31/12/2026" in page(administrator.client, "person", officer.person.pk)


def test_units_show_their_people_and_printed_names(
    head: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    shown = page(head.client, "units")
    assert "Lê Thị Mai (trưởng), Đỗ Minh Tuấn" in shown
    assert "VP-TK; Văn phòng – Thống kê" in shown


def test_a_printed_name_is_remembered_and_dropped(
    coordinator: CastMember, units: dict[str, Unit]
) -> None:
    unit = units["police"]
    url = reverse("organisation:alias_remember", args=[unit.pk])
    coordinator.client.post(url, {"printed": "CAX"})
    alias = unit.aliases.get()
    assert "CAX" in page(coordinator.client, "unit", unit.pk)
    coordinator.client.post(reverse("organisation:alias_forget", args=[alias.pk]))
    assert not unit.aliases.exists()


def test_a_unit_is_added_changed_and_closed(
    administrator: CastMember, units: dict[str, Unit]
) -> None:
    client = administrator.client
    client.post(
        reverse("organisation:unit_add"),
        {"name": "Ban Chỉ huy Quân sự", "kind": "other", "order": "9", "valid_from": "01/07/2025"},
    )
    unit = Unit.objects.get(name="Ban Chỉ huy Quân sự")
    client.post(
        reverse("organisation:unit_change", args=[unit.pk]),
        {"name": "Ban CHQS xã", "kind": "other", "order": "9"},
    )
    client.post(
        reverse("organisation:unit_close", args=[unit.pk]),
        {"last_day": "31/10/2026", "successor": str(units["police"].pk)},
    )
    unit.refresh_from_db()
    assert (unit.name, unit.valid_to, unit.successor) == (
        "Ban CHQS xã",
        date(2026, 10, 31),
        units["police"],
    )
    assert "đến hết 31/10/2026" in page(client, "units")


def test_the_name_of_a_day_is_shown_with_what_stood_before(
    officer: CastMember, predecessors: list[Organisation]
) -> None:
    before = page(officer.client, "agency", ngay="2025-06-30")
    assert "Ngày đó chưa có đơn vị này" in before
    assert "Ủy ban nhân dân xã Minh Tâm" in before
    assert "Ủy ban nhân dân xã Bình Minh" in page(officer.client, "agency", ngay="2026-11-19")


def test_history_is_written_by_the_administrator(
    administrator: CastMember, commune: Organisation
) -> None:
    client = administrator.client
    client.post(
        reverse("organisation:agency_predecessor"),
        {
            "code": "27001",
            "kind": "xa",
            "name": "Minh Tâm",
            "effective_on": "01/07/2025",
            "document": "Nghị quyết số 1234/NQ-UBTVQH15",
        },
    )
    client.post(
        reverse("organisation:agency_name"),
        {"kind": "phuong", "name": "Bình Minh", "valid_from": "01/01/2027", "document": "NQ 9"},
    )
    told = [one.words for one in queries.history_of(commune.pk) if one.kind in {"name", "from"}]
    assert told == ["phường Bình Minh", "xã Bình Minh", "xã Minh Tâm"]


def test_the_year_shows_holidays_swaps_and_own_days(
    administrator: CastMember, officer: CastMember
) -> None:
    actions.set_calendar_day(
        actor=administrator.actor,
        edit=actions.DayEdit(day=date(2026, 11, 26), kind="half", reason="Tổng vệ sinh"),
        at=NOW,
    )
    response = officer.client.get(reverse("organisation:calendar"), {"nam": "2026"})
    november = response.context["months"][10]
    looks = {cell.day.day: cell.look for week in november.weeks for cell in week if cell}
    assert (looks[23], looks[24], looks[26], looks[28]) == ("work", "off", "part", "weekend")
    listed = {one.found.day: bool(one.row) for one in response.context["differing"]}
    assert listed[date(2026, 11, 26)] is True
    assert listed[date(2026, 11, 24)] is False
    assert [year in response.content.decode() for year in ("?nam=2025", "?nam=2027")] == [True] * 2


def test_the_day_is_previewed_before_it_is_written(
    coordinator: CastMember, commune: Organisation
) -> None:
    url = reverse("organisation:calendar_day")
    given = {"day": "26/11/2026", "kind": "closed", "reason": "Bão số 9", "document": "CĐ 5"}
    preview = coordinator.client.post(url, given)
    assert preview.context["is_preview"] is True
    assert not queries.calendar_days_of(commune.pk).exists()
    saved = coordinator.client.post(url, given | {"save": "1"})
    assert saved["Location"] == reverse("organisation:calendar")
    row = queries.calendar_days_of(commune.pk).get()
    assert (row.day, row.kind, row.reason) == (date(2026, 11, 26), "closed", "Bão số 9")
    coordinator.client.post(reverse("organisation:calendar_day_remove"), {"day": "2026-11-26"})
    assert not queries.calendar_days_of(commune.pk).exists()


def test_weekly_hours_are_written_as_people_type_them(
    coordinator: CastMember, commune: Organisation
) -> None:
    given: dict[str, object] = {
        "valid_from": "01/12/2026",
        "document": "QĐ 88/QĐ-UBND",
        "counted": ["0", "1", "2", "3", "4"],
    }
    given |= {f"day_{number}": "08:00–12:00, 13:30–17:30" for number in range(5)}
    given |= {"day_5": "08:00-11:00"}
    response = coordinator.client.post(reverse("organisation:calendar_week"), given)
    assert response.status_code == 302
    saturday = queries.calendar_of(commune.pk).day(date(2026, 12, 5))
    assert (len(saturday.hours), saturday.is_working) == (1, False)


def test_the_journal_is_read_by_leaders_and_filtered(
    chair: CastMember, administrator: CastMember, officer: CastMember, units: dict[str, Unit]
) -> None:
    actions.create_unit(actor=administrator.actor, name="Đội A", kind="other", at=NOW)
    actions.reveal_contacts(actor=officer.actor, person_id=chair.person.pk, at=NOW)
    url = reverse("organisation:journal")

    def kinds(**query: str) -> list[str]:
        response = chair.client.get(url, query)
        return [line.event.kind.partition(".")[2] for line in response.context["lines"]]

    assert kinds() == ["contacts_revealed", "unit_created"]
    assert kinds(nguoi=str(officer.person.pk)) == ["contacts_revealed"]
    assert kinds(nhom="tasks") == []
    today = timezone.localdate()
    assert kinds(ngay=f"{today:%d/%m/%Y}") == ["contacts_revealed", "unit_created"]
    assert kinds(ngay="01/01/2020") == kinds(ngay="hôm nay") == []


def test_the_journal_of_another_commune_is_not_shown(
    chair: CastMember, other_officer: CastMember
) -> None:
    actions.reveal_contacts(actor=other_officer.actor, person_id=other_officer.person.pk, at=NOW)
    assert chair.client.get(reverse("organisation:journal")).context["lines"] == []


# --- the superior level ---


def test_a_reader_chooses_a_commune_and_it_is_kept(
    reader: CastMember, chair: CastMember, other_officer: CastMember, commune: Organisation
) -> None:
    assert "xã Bình Minh" in page(reader.client, "communes")
    chosen = page(reader.client, "people", xa="H99.12")
    assert "Nguyễn Văn Thành" in chosen
    assert "Vũ Thị Hồng" not in chosen
    assert "Nguyễn Văn Thành" in page(reader.client, "people")
    assert "Vũ Thị Hồng" in page(reader.client, "people", xa="H99.13")


def test_a_reader_finds_no_button_to_change_anything(
    reader: CastMember, chair: CastMember, units: dict[str, Unit]
) -> None:
    for name, args in (
        ("people", []),
        ("person", [chair.person.pk]),
        ("units", []),
        ("unit", [units["office"].pk]),
        ("agency", []),
        ("calendar", []),
    ):
        shown = page(reader.client, name, *args, xa="H99.12")
        main = shown.partition("<main")[2]
        assert 'method="post"' not in main
        assert "btn--main" not in main


def test_nobody_of_a_commune_looks_at_another(
    officer: CastMember, other_commune: Organisation
) -> None:
    url = reverse("organisation:people")
    assert officer.client.get(url, {"xa": other_commune.code}).status_code == 404
    assert officer.client.get(url, {"xa": "khong-co"}).status_code == 404


def test_people_are_in_the_search_for_everything(officer: CastMember, chair: CastMember) -> None:
    response = officer.client.get(reverse("web:search"), {"q": "nguyen van thanh"})
    shown = response.content.decode()
    assert reverse("organisation:person", args=[chair.person.pk]) in shown
    assert "Chủ tịch UBND xã" in shown


def test_the_search_never_leads_to_people_of_another_commune(
    officer: CastMember, other_officer: CastMember
) -> None:
    response = officer.client.get(reverse("web:search"), {"q": "vu thi hong"})
    assert str(other_officer.person.pk) not in response.content.decode()


def test_the_journal_speaks_vietnamese(administrator: CastMember, units: dict[str, Unit]) -> None:
    actions.close_unit(
        actor=administrator.actor,
        unit_id=units["economy"].pk,
        last_day=date(2026, 12, 31),
        successor_id=units["office"].pk,
        at=NOW,
    )
    response = administrator.client.get(reverse("organisation:journal"))
    (line,) = response.context["lines"]
    assert str(line.words) == "Kết thúc đơn vị"
    assert [(str(name), before, after) for name, before, after in line.changes] == [
        ("đến hết ngày", None, "2026-12-31"),
        ("đơn vị kế thừa", None, "Văn phòng HĐND và UBND"),
    ]
