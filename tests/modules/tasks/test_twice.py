"""A button pressed twice, two officers at once, and what an error leaves in the form."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.modules.tasks import actions
from dinh.modules.tasks.models import Comment, Evidence, Occurrence, Task
from factories.tasks import by, give, only

pytestmark = pytest.mark.django_db
TASKS = "/lam-viec/nhiem-vu/"


@pytest.fixture
def task(coordinator, units):
    """Work of the culture division, due in twenty days."""
    due = (timezone.localdate() + timedelta(days=20)).isoformat()
    now = timezone.now()
    return give(coordinator.actor, lead_unit=units["culture"], due_rule=by(due), at=now)


def twice(client, address, typed):
    """Send the same form twice; files are sent anew."""
    for _press in range(2):
        files = {
            name: SimpleUploadedFile(f"{name}.txt", given)
            for name, given in typed.items()
            if isinstance(given, bytes)
        }
        client.post(address, typed | files)


def day(number):
    """So many days from now, as one types it."""
    return (timezone.localdate() + timedelta(days=number)).strftime("%d/%m/%Y")


@pytest.mark.parametrize(
    ("slug", "typed", "kind"),
    [
        ("trao-doi", {"text": "Đã hỏi thôn Nam."}, "tasks.commented"),
        ("viec-con", {"title": "Hỏi thôn Nam", "due_day": day(5)}, "tasks.given"),
        ("phat-sinh", {"label": "Đợt 1", "due_day": day(5), "reason": "CV 5"}, None),
    ],
)
def test_an_act_on_a_task_sent_twice_is_done_once(slug, typed, kind, task, officer):
    before = Event.objects.count()
    twice(officer.client, f"{TASKS}{task.pk}/{slug}/", typed)
    assert Event.objects.count() - before == 1
    assert Comment.objects.count() == (1 if slug == "trao-doi" else 0)
    assert Task.objects.filter(parent=task).count() == (1 if slug == "viec-con" else 0)
    assert Occurrence.objects.filter(task=task).count() == (2 if slug == "phat-sinh" else 1)


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("nop-minh-chung", {"uploads": b"Bien ban niem yet\n"}),
        ("nop-minh-chung", {"document_number": "9/BC-UBND", "document_date": day(0)}),
        ("khong-phat-sinh", {"reason": "Không có thủ tục mới"}),
    ],
)
def test_evidence_sent_twice_is_handed_in_once(slug, typed, task, officer):
    before = Event.objects.count()
    twice(officer.client, f"{TASKS}lan/{only(task).pk}/{slug}/", typed)
    assert Evidence.objects.filter(occurrence=only(task)).count() == 1
    assert Event.objects.count() - before == 1


def test_more_evidence_is_still_added(task, officer):
    for number in ("9/BC-UBND", "10/BC-UBND"):
        typed = {"document_number": number, "document_date": day(0)}
        officer.client.post(f"{TASKS}lan/{only(task).pk}/nop-minh-chung/", typed)
    assert Evidence.objects.filter(occurrence=only(task), round=1).count() == 2


@pytest.mark.parametrize(
    ("address", "more"), [("giao-viec/", {}), ("cap-tren-giao/ghi/", {"assigner": "Sở Nội vụ"})]
)
def test_work_given_twice_is_one_task(address, more, coordinator, units):
    typed = {"title": "Kiểm tra bảng niêm yết", "repeats": "once", "due_day": day(9), **more}
    twice(coordinator.client, TASKS + address, typed | {"lead_unit": units["culture"].pk})
    assert Task.objects.filter(title="Kiểm tra bảng niêm yết").count() == 1


def test_a_decision_sent_twice_is_taken_once(task, officer, coordinator):
    occurrence = only(task)
    proof = actions.Proof(document_number="9/BC", document_date=timezone.localdate())
    actions.submit_evidence(
        actor=officer.actor, at=timezone.now(), occurrence=occurrence, proofs=[proof]
    )
    before = Event.objects.count()
    first = coordinator.client.post(f"{TASKS}lan/{occurrence.pk}/cong-nhan/", {})
    second = coordinator.client.post(f"{TASKS}lan/{occurrence.pk}/cong-nhan/", {})
    assert (first.status_code, second.status_code) == (302, 422)
    assert "đã được công nhận" in second.content.decode()
    assert Event.objects.count() - before == 1


def lead_form(task, **changed):
    """What the page of reassignment sends."""
    return {"lead_unit": task.lead_unit_id, "seen_version": task.version, **changed}


def test_who_reassigns_at_the_same_time_is_told_what_changed(task, coordinator, chair, units):
    address = f"{TASKS}{task.pk}/phan-cong/"
    mine = lead_form(task, lead_unit=units["office"].pk)
    chair.client.post(address, lead_form(task, lead_unit=units["economy"].pk))
    told = coordinator.client.post(address, mine)
    text = told.content.decode()
    assert told.status_code == 422
    assert chair.person.full_name in text
    assert units["economy"].name in text
    form = told.context["form"]
    assert form["lead_unit"].value() == str(units["office"].pk)  # what was chosen is still there
    coordinator.client.post(address, mine | {"seen_version": form["seen_version"].value()})
    task.refresh_from_db()
    assert task.lead_unit_id == units["office"].pk


def test_who_edits_at_the_same_time_is_told_what_changed(task, coordinator, chair):
    address = f"{TASKS}{task.pk}/sua/"
    seen = {"title": task.title, "seen_version": task.version}
    chair.client.post(address, seen | {"output": "Biên bản niêm yết"})
    twice(
        chair.client, address, seen | {"output": "Biên bản niêm yết"}
    )  # the same again: no quarrel
    told = coordinator.client.post(address, seen | {"note": "Ghi chú dài"})
    assert told.status_code == 422
    text = told.content.decode()
    assert "sản phẩm: Biên bản niêm yết" in text
    assert "Ghi chú dài" in text
    assert Event.objects.filter(kind="tasks.edited").count() == 1


def test_an_empty_comment_keeps_the_page_of_the_task(task, officer):
    page = officer.client.post(f"{TASKS}{task.pk}/trao-doi/", {"text": "  "})
    assert page.status_code == 422
    assert page.context["comment_form"].errors["text"]
    assert task.title in page.content.decode()
