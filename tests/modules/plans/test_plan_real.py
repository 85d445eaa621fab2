"""The plans of three communes, as issued, all the way to work that can be followed."""

from pathlib import Path

import pytest

from dinh.modules.plans.actions.importing import import_plan
from dinh.modules.tasks.models import Occurrence, Task
from factories.people import CastMember
from factories.tasks import at

PLANS = Path(__file__).resolve().parents[4] / "shared" / "plans"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PLANS.is_dir(), reason="the plans of the communes are not beside us"),
]


@pytest.mark.parametrize(
    ("name", "tasks"),
    [("vinh-khe-2024.docx", 28), ("giao-long-2024.docx", 21), ("tung-anh-2024.docx", 48)],
)
def test_an_issued_plan_becomes_work(coordinator: CastMember, name: str, tasks: int) -> None:
    made = import_plan(
        actor=coordinator.actor,
        at=at("2024-02-01 09:00"),
        content=(PLANS / name).read_bytes(),
        name=name,
        settle_doubts=True,
    )
    assert made.version is not None
    found = Task.objects.filter(origin_id=made.version.plan_id)
    assert found.count() == tasks
    assert Occurrence.objects.filter(task__in=found).count() >= tasks // 2
