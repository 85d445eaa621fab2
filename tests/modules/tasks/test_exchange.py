"""Tasks out to a table file and back in."""

import csv
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from hypothesis import given as each
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from dinh.foundation.files.actions import store_file
from dinh.kernel.errors import Invalid
from dinh.modules.tasks import actions, exchange
from dinh.modules.tasks.exchange.columns import HEADS, rows_of
from dinh.modules.tasks.exchange.coming import _clean
from dinh.modules.tasks.exchange.going import _harmless
from dinh.modules.tasks.models import Occurrence, Task
from factories.tasks import give, quarters

LIST = "/lam-viec/nhiem-vu/"


@pytest.fixture
def task(coordinator, officer, units):
    """One task with every changeable field filled."""
    return give(
        coordinator.actor,
        "=Niêm yết thủ tục",
        output="Biên bản",
        lead_unit=units["culture"],
        lead_person=officer.person,
        area=3,
        budget="6.000.000 đồng",
        note="-",
        due_printed="Trước 30/11/2026",
    )


def written(commune, member, kind="csv"):
    """The export as stored again, as a person would bring it back."""
    rows = rows_of(Task.objects.order_by("id"), timezone.now())
    content = exchange.write_csv(rows) if kind == "csv" else exchange.write_xlsx(rows)
    return kept(commune, member, content, f"nhiem-vu.{kind}")


def kept(commune, member, content, name="nhiem-vu.csv"):
    return store_file(
        organisation_id=commune.pk,
        uploaded=content,
        name=name,
        actor_id=member.person.pk,
        at=timezone.now(),
    )


def changed(member, response, **cells):
    """The CSV of a response with cells of its first line changed by head."""
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    for head, text in cells.items():
        rows[1][HEADS.index(head.replace("_", " "))] = text
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_back_without_a_difference(kind, task, commune, coordinator):
    stored = written(commune, coordinator, kind)
    reading = exchange.read_table(coordinator.actor, stored, timezone.localdate())
    assert (reading.differences, reading.same) == ([], 1)


@pytest.mark.django_db
def test_the_workbook_holds_texts_not_formulas(task):
    content = exchange.write_xlsx(rows_of(Task.objects.all(), timezone.now()))
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == HEADS
    assert rows[1][HEADS.index("Nhiệm vụ")] == "=Niêm yết thủ tục"


@each(some.text(alphabet=some.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
def test_a_guarded_cell_is_read_back_as_it_was(text):
    plain = _clean(text)
    assert _clean(_harmless(plain)) == plain or plain.startswith("'")


@pytest.mark.django_db
def test_differences_are_shown_and_only_the_chosen_ones_taken_over(task, coordinator, units):
    exported = coordinator.client.get(f"{LIST}xuat/?dang=csv")
    content = changed(
        coordinator, exported, Nhiệm_vụ="Niêm yết mới", Chủ_trì="Phòng Kinh tế", Người_làm=""
    )
    upload = BytesIO(content)
    upload.name = "nhiem-vu.csv"
    sent = coordinator.client.post(f"{LIST}nhap/", {"table": upload})
    preview = coordinator.client.get(sent["Location"])
    page = preview.content.decode()
    assert "Niêm yết mới" in page
    assert "Phòng Kinh tế" in page
    coordinator.client.post(sent["Location"], {"dong": []})
    assert Task.objects.get().title == "=Niêm yết thủ tục"
    coordinator.client.post(sent["Location"], {"dong": ["2"]})
    after = Task.objects.get()
    assert (after.title, after.lead_unit, after.lead_person) == (
        "Niêm yết mới",
        units["economy"],
        None,
    )
    assert Occurrence.objects.get().unit == units["economy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cells", "trouble"),
    [
        ({"Chủ_trì": "Phòng Không Có"}, "Không thấy đơn vị “Phòng Không Có”."),
        ({"Người_làm": "tanlap"}, "Không thấy tên đăng nhập “tanlap”."),
        ({"Lĩnh_vực": "9"}, "Lĩnh vực “9” không phải số từ 1 đến 8."),
        ({"Nhiệm_vụ": ""}, "Nội dung nhiệm vụ bị để trống."),
        (
            {"Mã": "0190b000-0000-7000-8000-000000000000"},
            "Mã nhiệm vụ này không có trong danh sách.",
        ),
        ({"Mã": "", "Nhiệm_vụ": ""}, "Dòng mới chưa có nội dung nhiệm vụ."),
    ],
)
def test_a_line_with_a_fault_is_kept_out_and_says_why(
    cells, trouble, task, commune, coordinator, other_officer
):
    exported = coordinator.client.get(f"{LIST}xuat/?dang=csv")
    stored = kept(commune, coordinator, changed(coordinator, exported, **cells))
    reading = exchange.read_table(coordinator.actor, stored, timezone.localdate())
    assert [one.trouble for one in reading.differences] == [trouble]
    assert reading.ready == []


@pytest.mark.django_db
def test_a_task_of_another_commune_is_not_found_by_its_key(
    task, coordinator, other_commune, other_officer
):
    exported = coordinator.client.get(f"{LIST}xuat/?dang=csv").content
    stored = kept(other_commune, other_officer, exported)
    reading = exchange.read_table(other_officer.actor, stored, timezone.localdate())
    assert [one.task for one in reading.differences] == [None]
    assert reading.ready == []


@pytest.mark.django_db
def test_a_task_changed_since_the_export_is_marked(task, commune, coordinator):
    exported = coordinator.client.get(f"{LIST}xuat/?dang=csv")
    actions.edit_task(
        actor=coordinator.actor, at=timezone.now(), task=task, changes={"note": "Sửa sau"}
    )
    stored = kept(commune, coordinator, changed(coordinator, exported, Ghi_chú="Của tệp"))
    (one,) = exchange.read_table(coordinator.actor, stored, timezone.localdate()).differences
    assert one.is_outdated


@pytest.mark.django_db
def test_a_new_line_gives_work_whose_due_text_is_understood(commune, coordinator, units):
    year = timezone.localdate().year
    cells = [
        "",
        "",
        "",
        "3",
        "Đối thoại với người dân",
        "",
        "Văn phòng HĐND và UBND",
        "",
        "",
        "Quý II, IV",
    ]
    out = StringIO()
    csv.writer(out).writerows([HEADS, cells])
    stored = kept(commune, coordinator, out.getvalue().encode())
    reading = exchange.read_table(coordinator.actor, stored, timezone.localdate())
    actions.take_over(actor=coordinator.actor, at=timezone.now(), differences=reading.ready)
    labels = Occurrence.objects.order_by("order").values_list("label", flat=True)
    assert list(labels) == [f"Quý II/{year}", f"Quý IV/{year}"]
    assert Task.objects.get().lead_unit == units["office"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b,c\n1,2,3\n", "Không thấy cột"),
        ("Mã,Bản\n".encode("utf-16"), "UTF-8"),
    ],
)
def test_another_table_is_refused_with_one_sentence(content, words, commune, coordinator):
    try:
        stored = kept(commune, coordinator, content)
    except Invalid as refused:
        assert refused.sentence
        return
    with pytest.raises(Invalid, match=words):
        exchange.read_table(coordinator.actor, stored, timezone.localdate())


@pytest.mark.django_db
def test_a_file_brought_in_is_seen_by_who_brought_it_only(task, commune, coordinator, chair):
    stored = written(commune, coordinator)
    address = f"{LIST}nhap/{stored.pk}/"
    assert coordinator.client.get(address).status_code == 200
    assert chair.client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_export_follows_the_filters_of_the_list(task, coordinator):
    give(coordinator.actor, "Việc khác", area=7, due_rule=quarters(1))
    text = coordinator.client.get(f"{LIST}xuat/?dang=csv&linh-vuc=7").content.decode()
    assert "Việc khác" in text
    assert "Niêm yết" not in text
