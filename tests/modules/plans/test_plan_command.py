"""`dinh plans import`: in force, left for review, or refused."""

from pathlib import Path

import pytest

from dinh.cli import main
from dinh.modules.organisation.models import Organisation
from dinh.modules.plans.models import Plan, PlanDraft
from dinh.modules.tasks.models import Task
from factories.people import CastMember
from factories.plans import plan_docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan with nothing doubtful in it."""
    place = tmp_path / "ke-hoach.docx"
    place.write_bytes(plan_docx())
    return place


def _run(file: Path, member: CastMember, *more: str) -> int:
    words = ["plans", "import", str(file), "--organisation", "H99.12"]
    return main([*words, "--as", member.person.username, *more])


def test_a_doubtful_plan_is_left_for_a_person_unless_told_otherwise(
    commune: Organisation,
    coordinator: CastMember,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = (
        (
            "III. THỦ TỤC HÀNH CHÍNH",
            (("Rà soát thủ tục của xã", "", "Văn phòng", "", "Quý II/2026"),),
        ),
    )
    file = tmp_path / "thieu.docx"
    file.write_bytes(plan_docx(rows))
    assert _run(file, coordinator) == 1
    assert "Chưa nêu sản phẩm." in capsys.readouterr().out
    assert PlanDraft.objects.get().state == "review"
    assert _run(file, coordinator, "--settle") == 0
    assert Task.objects.get(origin_id=Plan.objects.get().pk).title == "Rà soát thủ tục của xã"


def test_the_same_file_twice_makes_one_plan(
    commune: Organisation, coordinator: CastMember, plan_file: Path
) -> None:
    assert [_run(plan_file, coordinator, "--settle") for _time in range(2)] == [0, 0]
    assert (Plan.objects.count(), Task.objects.count()) == (1, 5)


def test_what_cannot_be_done_is_said_in_one_sentence(
    commune: Organisation,
    coordinator: CastMember,
    officer: CastMember,
    plan_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    guests = tmp_path / "khach.txt"
    guests.write_text("Danh sách khách mời\n1. Ông A\n", encoding="utf-8")
    codes = [
        _run(tmp_path / "khong-co.docx", coordinator),
        _run(plan_file, officer),
        _run(guests, coordinator),
        main(["plans", "import", str(plan_file), "--organisation", "X", "--as", "ai-do"]),
    ]
    assert codes == [2, 2, 2, 2]
    sentences = capsys.readouterr().err.strip().splitlines()
    assert len(sentences) == 4
    assert all(sentence.endswith(".") for sentence in sentences)
