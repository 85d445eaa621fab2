"""The demo: its plan goes through the reader, its year through the acts, and the figures add up."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from dinh.cli.demo import commune, year
from dinh.cli.demo.plan_file import write_plan
from dinh.foundation.journal.verification import verify_chain
from dinh.modules.organisation.middleware import has_old_password
from dinh.modules.organisation.models import Organisation, Person
from dinh.modules.organisation.queries import actor_for
from dinh.modules.plans.models import Plan
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.queries import overall, progress
from dinh.planreader import read_plan

DEMO = settings.BASE_DIR / "demo"
UNTIL = timezone.make_aware(datetime(2026, 11, 21, 9, 0))  # noqa: DTZ001 -- made aware here

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    write_plan(DEMO / "plan-2026.toml", tmp_path / "plan.docx")
    return tmp_path / "plan.docx"


@pytest.fixture
def plan(plan_file: Path) -> Plan:
    words = tomllib.loads((DEMO / "commune.toml").read_text("utf-8"))
    commune.make(words, password="Dinh-2026-demo", totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    return year.import_plan(plan_file)


def test_the_written_plan_is_read_whole(plan_file: Path) -> None:
    words = tomllib.loads((DEMO / "plan-2026.toml").read_text("utf-8"))
    read = read_plan(plan_file).as_dict()

    rows = [row for area in words["annex"] for row in area["rows"]]
    assert [task["task"] for task in read["tasks"]] == [row[0] for row in rows]
    assert len(read["targets"]) == sum(len(group["items"]) for group in words["targets"])
    assert (read["document"]["number"], read["document"]["issued_on"]) == (
        "08/KH-UBND",
        "2026-01-12",
    )


def test_every_lead_is_one_of_the_commune_units(plan: Plan) -> None:
    tasks = Task.objects.filter(origin_id=plan.pk)

    assert tasks.count() == 46
    assert not tasks.filter(lead_unit=None).exists()
    assert not Occurrence.objects.filter(past_at_entry=True).exists()


def test_the_year_adds_up_and_its_journal_holds(plan: Plan) -> None:
    year.live_through(plan, until=UNTIL)

    agency = Organisation.objects.get(code=commune.COMMUNE)
    whole = overall(agency.pk, now=UNTIL, origin_id=plan.pk)
    areas = progress(agency.pk, by="area", now=UNTIL, origin_id=plan.pk)
    assert whole.total == sum(area.total for area in areas.values())
    assert (whole.overdue, whole.on_time > whole.late) == (3, True)
    assert list(verify_chain(agency.pk)) == []


def test_the_superior_reader_sees_the_commune(plan: Plan) -> None:
    reader = actor_for(Person.objects.get(username="captren"), timezone.localdate(UNTIL))

    assert reader is not None
    assert plan.organisation_id in reader.readable
    assert reader.only_reads


def test_the_printed_password_opens_every_account_without_a_change(plan: Plan) -> None:
    changes = [p.username for p in Person.objects.all() if has_old_password(p)]

    assert Person.objects.count() == 13
    assert changes == []
