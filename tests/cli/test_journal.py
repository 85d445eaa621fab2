"""`dinh journal verify` and `digest`, as typed."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from dinh.cli import main
from dinh.foundation.journal import guards
from dinh.foundation.journal.actions import record_event
from dinh.foundation.journal.models import DayDigest, Event
from dinh.modules.organisation.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_guards(db: None) -> None:
    """As in an installation; rolled back with the test."""
    guards.put_up(connection)


@pytest.fixture
def acts(commune: Organisation, other_commune: Organisation) -> None:
    """One act in each commune, yesterday."""
    for organisation in (commune, other_commune):
        act(organisation, timezone.now() - timedelta(days=1))


def act(organisation: Organisation, at: datetime) -> Event:
    return record_event(
        organisation_id=organisation.pk,
        actor_id=None,
        actor_name="Đỗ Minh Tuấn",
        kind="tasks.noted",
        subject_type="tasks.task",
        subject_id=uuid.uuid4(),
        at=at,
    )


def tamper(organisation: Organisation) -> None:
    guards.take_down(connection)
    QuerySet(Event).filter(organisation_id=organisation.pk).update(note="thêm")
    guards.put_up(connection)


def test_an_empty_journal_is_intact(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "verify"]) == 0
    assert capsys.readouterr().out == "Nhật ký chưa có sự kiện nào.\n"


@pytest.mark.usefixtures("acts")
def test_an_intact_journal(capsys: pytest.CaptureFixture[str], commune: Organisation) -> None:
    assert main(["journal", "verify", "--organisation", commune.code]) == 0
    assert capsys.readouterr().out == (
        f"{commune.code}: toàn vẹn (1 sự kiện, 0 ngày đã niêm phong).\n"
    )


@pytest.mark.usefixtures("acts")
def test_a_changed_event_is_named(
    capsys: pytest.CaptureFixture[str], commune: Organisation, other_commune: Organisation
) -> None:
    tamper(commune)
    assert main(["journal", "verify"]) == 1
    assert sorted(capsys.readouterr().out.splitlines()) == [
        f"{commune.code}: Nội dung sự kiện số 1 đã bị sửa sau khi ghi.",
        f"{other_commune.code}: toàn vẹn (1 sự kiện, 0 ngày đã niêm phong).",
    ]


@pytest.mark.usefixtures("acts")
def test_missing_guards_are_told(capsys: pytest.CaptureFixture[str], commune: Organisation) -> None:
    guards.take_down(connection)
    assert main(["journal", "verify", "--organisation", commune.code]) == 1
    assert capsys.readouterr().out.startswith("Cơ sở dữ liệu thiếu chốt chống sửa nhật ký: journal")


@pytest.mark.usefixtures("acts")
def test_published_lines_are_held_against_the_journal(
    capsys: pytest.CaptureFixture[str], commune: Organisation, tmp_path: Path
) -> None:
    assert main(["journal", "digest", "--organisation", commune.code]) == 0
    file = tmp_path / "published.txt"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["journal", "verify", "--against", str(file)]) == 0
    capsys.readouterr()
    guards.take_down(connection)
    QuerySet(DayDigest).all().delete()
    guards.put_up(connection)
    assert main(["journal", "verify", "--organisation", commune.code, "--against", str(file)]) == 1
    yesterday = timezone.localdate() - timedelta(days=1)
    assert capsys.readouterr().out == (
        f"{commune.code}: Ngày {yesterday:%d/%m/%Y} đã công bố nhưng không còn trong sổ.\n"
    )


@pytest.mark.usefixtures("acts")
def test_a_digest_for_each_agency(
    capsys: pytest.CaptureFixture[str], commune: Organisation, other_commune: Organisation
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    assert main(["journal", "digest", "--day", yesterday.isoformat()]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[:5] for line in printed] == [
        ["dinh-journal-1", str(key), yesterday.isoformat(), "1", "1"]
        for key in sorted([commune.pk, other_commune.pk])
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["verify", "--organisation", "Z1"], "Không có đơn vị nào mang mã “Z1”."),
        (["verify", "--against", "khong-co"], "Không đọc được tệp “khong-co”."),
        (["verify", "--against", "/dev/null"], "Tệp “/dev/null” không có dòng niêm phong nào."),
        (
            ["digest", "--day", "hôm qua"],
            "“hôm qua” không phải là một ngày; hãy viết như 2026-11-19.",
        ),
        (["digest", "--day", "2999-01-01"], "Ngày đó chưa kết thúc nên chưa niêm phong được."),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert main(["journal", *words]) == 2
    assert capsys.readouterr().err == f"{sentence}\n"
