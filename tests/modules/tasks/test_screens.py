"""The screens: what they show, to whom, and for how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dinh.foundation.ui import searching, workday
from dinh.foundation.ui.workday import Moment, Section
from dinh.law.calendars import national_calendar
from dinh.modules.tasks import actions
from dinh.modules.tasks.actions import Proof
from dinh.modules.tasks.models import Evidence, Notification, Occurrence, Task
from factories.tasks import by, give, only, whole_year

pytestmark = pytest.mark.django_db
LIST, OCCURRENCES = "/lam-viec/nhiem-vu/", "/lam-viec/nhiem-vu/cac-lan/"


def in_days(number):
    """A due rule: so many days from now."""
    return by((timezone.localdate() + timedelta(days=number)).isoformat())


def fall_due(task, moment):
    """Let the one occurrence of a task fall due at a moment, whatever the calendar of these days is."""
    Occurrence.objects.filter(task=task).update(due_at=moment, due_order=moment)
    Task.objects.filter(pk=task.pk).update(next_due_at=moment, due_order=moment)
    return task


@pytest.fixture
def hand(coordinator, units):
    """`hand(title, **fields)`: work of the culture division, given now."""

    def given(title="Công khai thủ tục mới", **fields):
        fields = {"lead_unit": units["culture"], "area": 3, "due_rule": in_days(20), **fields}
        period = whole_year(timezone.localdate().year)
        return give(coordinator.actor, title, at=timezone.now(), period=period, **fields)

    return given


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (LIST, 10),
        (OCCURRENCES, 9),
        ("/lam-viec/nhiem-vu/cap-tren-giao/", 10),
        ("/lam-viec/thong-bao/", 7),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_three(
    address, queries, hand, officer, django_assert_num_queries
):
    for rounds in (1, 2):
        for number in range(rounds):
            hand(f"Việc {rounds}.{number}", kind="above", assigner="Sở Nội vụ")
        officer.client.get(address)
        with django_assert_num_queries(queries):
            response = officer.client.get(address)
    assert response.status_code == 200


def test_the_page_of_a_task_costs_the_same_for_a_short_and_a_long_story(
    hand, officer, coordinator, django_assert_num_queries
):
    task = hand(due_rule={"type": "periodic", "every": "month"})
    address = f"{LIST}{task.pk}/"
    officer.client.get(address)
    with django_assert_num_queries(13):
        officer.client.get(address)
    for number in range(3):
        actions.comment(
            actor=officer.actor, at=timezone.now(), task=task, text=f"Trao đổi {number}"
        )
        actions.add_subtask(
            actor=officer.actor,
            at=timezone.now(),
            parent=task,
            title=f"Việc con {number}",
            due_rule=in_days(5),
        )
    with django_assert_num_queries(14):  # one more: the occurrences of the pieces
        officer.client.get(address)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Góp ý", "Niêm yết", "Quá hạn rồi"]),
        ("?tinh-trang=overdue", ["Quá hạn rồi"]),
        ("?linh-vuc=7", ["Góp ý"]),
        ("?linh-vuc=0", ["Quá hạn rồi"]),
        ("?q=niem+yet", ["Niêm yết"]),
        ("?q=gop", ["Góp ý"]),
        ("?ky-han=tuan", ["Góp ý"]),
        ("?tinh-trang=not_due&linh-vuc=3", ["Niêm yết"]),
        ("?nguoi=0&tinh-trang=khong-co", ["Góp ý", "Niêm yết", "Quá hạn rồi"]),
        ("?tu=khong-phai-ngay&nguon=abc", ["Góp ý", "Niêm yết", "Quá hạn rồi"]),
    ],
)
@pytest.mark.parametrize("address", [LIST, OCCURRENCES])
def test_the_lists_narrow_by_what_the_address_says(address, query, expected, hand, officer):
    hand("Niêm yết", area=3)
    fall_due(hand("Góp ý", area=7), timezone.now() + timedelta(days=3))
    fall_due(hand("Quá hạn rồi", area=None), timezone.now() - timedelta(days=2))
    page = officer.client.get(address + query).content.decode()
    found = [title for title in ("Góp ý", "Niêm yết", "Quá hạn rồi") if f">{title}</a>" in page]
    assert found == expected


def test_a_list_pages_and_sorts_on_the_server(hand, officer):
    for number in range(23):
        hand(f"Việc số {number:02}", due_rule=in_days(30 - number))
    first = officer.client.get(f"{LIST}?sap-xep=han").content.decode()
    assert "1–20 trong 23" in first
    second = officer.client.get(f"{LIST}?sap-xep=-han&trang=2").content.decode()
    assert "21–23 trong 23" in second
    assert ">Việc số 22</a>" in second
    assert ">Việc số 00</a>" not in second


def test_work_of_another_commune_is_on_no_list_and_in_no_search(hand, other_officer):
    hand("Chỉ của xã Bình Minh")
    for address in (LIST, OCCURRENCES, f"{LIST}?q=binh+minh", f"{LIST}xuat/?dang=csv"):
        response = other_officer.client.get(address)
        assert "Chỉ của xã" not in response.content.decode()
    groups = searching.everywhere(other_officer.actor, "chi cua xa", 10)
    assert groups == []


def test_a_reader_of_the_province_sees_and_gets_no_button(hand, reader, commune):
    task = hand("Niêm yết thủ tục")
    page = reader.client.get(f"{LIST}{task.pk}/").content.decode()
    assert "Niêm yết thủ tục" in page
    assert "btn--main" not in page
    assert reader.client.get(f"{LIST}giao-viec/").status_code == 403


def test_the_one_search_finds_work_without_diacritics(hand, officer):
    task = hand("Rà soát thủ tục hành chính")
    (group,) = searching.everywhere(officer.actor, "ra soat thu tuc", 10)
    assert [hit.url for hit in group.hits] == [f"{LIST}{task.pk}/"]


def test_an_evidence_file_is_for_those_who_see_the_task(hand, officer, other_officer, reader):
    row = only(hand())
    proof = Proof(upload=b"Bien ban niem yet", name="biên bản.txt")
    actions.submit_evidence(actor=officer.actor, at=timezone.now(), occurrence=row, proofs=[proof])
    address = f"{LIST}minh-chung/{Evidence.objects.get().pk}/tep/"
    assert b"".join(officer.client.get(address).streaming_content) == b"Bien ban niem yet"
    assert b"".join(reader.client.get(address).streaming_content) == b"Bien ban niem yet"
    assert other_officer.client.get(address).status_code == 404


def test_a_refused_form_keeps_what_was_typed(hand, officer):
    row = only(hand())
    address = f"{LIST}lan/{row.pk}/nop-minh-chung/"
    response = officer.client.post(address, {"document_number": "187/BC-UBND", "note": "Xin xem"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "187/BC-UBND" in page
    assert "Xin xem" in page
    assert "Ghi cả ngày của văn bản." in page


def test_work_is_given_and_edited_on_the_screen(coordinator, officer, units):
    day = timezone.localdate() + timedelta(days=10)
    sent = {
        "title": "Họp giao ban cải cách",
        "lead_unit": units["culture"].pk,
        "lead_person": officer.person.pk,
        "support_units": [units["economy"].pk],
        "repeats": "once",
        "due_day": f"{day:%d/%m/%Y}",
        "area": "1",
    }
    answer = coordinator.client.post(f"{LIST}giao-viec/", sent)
    task = Task.objects.get()
    assert answer["Location"] == f"{LIST}{task.pk}/"
    assert (task.area, only(task).due_day, task.supports.count()) == (1, day, 1)
    edited = {"title": "Họp giao ban quý", "area": "", "seen_version": task.version}
    coordinator.client.post(f"{LIST}{task.pk}/sua/", edited)
    task.refresh_from_db()
    assert (task.title, task.area) == ("Họp giao ban quý", None)


def test_what_a_superior_assigned_is_written_down_with_its_document(coordinator, units):
    sent = {
        "assigner": "Đảng ủy xã",
        "assigned_document": "45-CV/ĐU",
        "assigned_on": "02/11/2026",
        "title": "Báo cáo kết quả đối thoại",
        "lead_unit": units["office"].pk,
        "repeats": "quarter",
    }
    coordinator.client.post(f"{LIST}cap-tren-giao/ghi/", sent)
    task = Task.objects.get()
    assert (task.kind, task.assigner, task.assigned_document) == ("above", "Đảng ủy xã", "45-CV/ĐU")
    page = coordinator.client.get(f"{LIST}cap-tren-giao/").content.decode()
    assert "Báo cáo kết quả đối thoại" in page


def test_lines_told_are_read_together(hand, officer):
    hand()
    assert "chưa đọc" in officer.client.get("/lam-viec/thong-bao/").content.decode()
    officer.client.post("/lam-viec/thong-bao/da-doc/")
    assert Notification.objects.filter(person=officer.person, read_at=None).count() == 0


# --- the day's work ---


def day_of(member, now=None):
    """What the module adds to a person's day: section → titles."""
    now = now or timezone.now()
    moment = Moment(now, now + timedelta(hours=8), now + timedelta(days=4), national_calendar())
    found = {}
    for share in workday._providers["tasks"](member.actor, moment):
        found.setdefault(share.section, []).extend(item.title for item in share.items)
    return {section: titles for section, titles in found.items() if titles}


def test_the_day_shows_own_work_by_due_moment_and_what_waits_for_others(
    hand, officer, coordinator, chair
):
    soon = hand("Sắp tới", lead_person=officer.person)
    fall_due(soon, timezone.now() + timedelta(days=2))
    hand("Còn lâu", due_rule=in_days(40))
    waiting = only(hand("Đã nộp"))
    proof = Proof(upload=b"Bao cao", name="bc.txt")
    actions.submit_evidence(
        actor=officer.actor, at=timezone.now(), occurrence=waiting, proofs=[proof]
    )
    later = timezone.now() + timedelta(days=1)
    mine = day_of(officer, later)
    assert mine[Section.WAITING] == ["Đã nộp"]
    assert mine[Section.NEXT] == ["Sắp tới"]
    assert day_of(coordinator) == {Section.APPROVE: ["Đã nộp"]}
    assert day_of(chair) == {Section.APPROVE: ["Đã nộp"]}


def test_what_was_past_when_entered_is_not_on_anybody_s_day(hand, officer):
    hand("Việc cũ", due_rule=in_days(-30))
    assert day_of(officer) == {}


def test_the_day_costs_a_fixed_number_of_queries(hand, officer, django_assert_num_queries):
    for rounds in (1, 3):
        for number in range(rounds):
            hand(f"Việc {rounds}.{number}", due_rule=in_days(1))
        with django_assert_num_queries(7):
            day_of(officer)
