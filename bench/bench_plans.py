"""What a restricted officer waits for a plan's board with 100,000 tasks against 1,000.

One commune on a database file: SQLite as an office runs it, or `--database postgres://…`. Tasks are
written in bulk, facts and tallies through the code that the acts use. Pages go through Django's test
client as an officer of one unit: the boards by area, unit and person, each with its first page of
tasks. The last line is one JSON object.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
SIZES = (1_000, 100_000)
ROUNDS, WARM = 40, 4
BATCH = 2_000
ENTERED = datetime(2026, 1, 13, 2, tzinfo=UTC)


def set_up(database: str, folder: str) -> None:
    """Start Django on an empty database."""
    os.environ["DINH_SECRET_KEY"] = "bench"
    os.environ["DINH_VAR_DIR"] = folder
    os.environ["DINH_DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "dinh.config.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.ALLOWED_HOSTS.append("testserver")
    import logging

    logging.disable(logging.INFO)
    django.setup()
    call_command("migrate", verbosity=0)


class Commune:
    """One commune with eight units, forty officers and a plan of `count` tasks."""

    def __init__(self, count: int) -> None:
        from dinh.modules.organisation.models import Organisation, OrganisationName, Unit
        from dinh.modules.plans.models import Plan, PlanVersion

        self.draw = random.Random(count)
        self.organisation = Organisation.objects.create(code=f"B{count}", level="commune")
        OrganisationName.objects.create(
            organisation=self.organisation, kind="xa", name=f"Đo Lường {count}"
        )
        self.units = [
            Unit.objects.create(
                organisation=self.organisation, code=f"u{n}", name=f"Phòng số {n}", kind="division"
            )
            for n in range(8)
        ]
        self.people = [self._officer(count, number) for number in range(40)]
        self.plan = Plan.objects.create(
            organisation=self.organisation,
            title=f"Kế hoạch {count} nhiệm vụ",
            period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31),
        )
        self.plan.current = PlanVersion.objects.create(
            organisation=self.organisation, plan=self.plan, number=1, accepted_at=ENTERED
        )
        self.plan.save()
        for batch in _batches(count):
            self._write(batch)

    def _officer(self, count: int, number: int) -> Any:
        from dinh.modules.organisation.models import Membership, Person

        person = Person.objects.create_user(
            f"o{count}-{number}", None, full_name=f"Công chức {number}"
        )
        Membership.objects.create(
            organisation=self.organisation,
            person=person,
            role="officer",
            unit=self.units[number % 8],
        )
        return person

    def _write(self, numbers: range) -> None:
        from django.db import transaction

        from dinh.modules.tasks.facts import add_tasks, refresh_facts
        from dinh.modules.tasks.models import Occurrence, Task

        with transaction.atomic():
            tasks = [self._task(number) for number in numbers]
            Task.objects.bulk_create(tasks)
            rows = [row for task in tasks for row in self._occurrences(task)]
            Occurrence.objects.bulk_create(rows)
            add_tasks(tasks)
            refresh_facts(rows, at=ENTERED)

    def _task(self, number: int) -> Any:
        from dinh.modules.tasks.models import Task

        day = date(2026, 1, 15) + timedelta(days=self.draw.randrange(350))
        return Task(
            organisation=self.organisation,
            kind="plan",
            origin_type="plans.plan",
            origin_id=self.plan.pk,
            origin_label=self.plan.title,
            area=number % 7 + 1,
            order=number,
            title=f"Nhiệm vụ số {number}",
            output="Báo cáo",
            lead_unit=self.units[number % 8],
            lead_person=self.people[number % 40],
            due_rule={"type": "by", "date": day.isoformat()},
            period_start=self.plan.period_start,
            period_end=self.plan.period_end,
            next_due_at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
            due_order=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
            occurrence_count=1,
        )

    def _occurrences(self, task: Any) -> Iterator[Any]:
        from dinh.modules.tasks.models import Occurrence

        done = self.draw.random() < 0.5
        yield Occurrence(
            organisation=self.organisation,
            task=task,
            label="Một lần",
            due_day=task.next_due_at.date(),
            due_at=task.next_due_at,
            first_due_at=task.next_due_at,
            due_order=task.next_due_at,
            state="accepted" if done else "not_started",
            done_at=task.next_due_at - timedelta(days=1) if done else None,
            is_late=False if done else None,
            origin_id=self.plan.pk,
            area=task.area,
            unit=task.lead_unit,
            person=task.lead_person,
        )


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


def pages_of(commune: Commune) -> list[str]:
    """The boards, each with its first page of tasks, and a second page."""
    from django.urls import reverse

    plan = commune.plan.pk
    boards = [reverse(f"plans:{name}", args=[plan]) for name in ("board", "by_unit", "by_person")]
    return [*boards, f"{boards[0]}?linh-vuc=3&trang=2"]


def measured(communes: dict[int, Commune]) -> dict[int, dict[str, float]]:
    """The 95th percentile in milliseconds of each page by size, as an officer of one unit.

    The sizes take turns, so that what else the machine does falls on both.
    """
    from django.test import Client

    clients = {count: Client() for count in communes}
    times: dict[tuple[int, str], list[float]] = {}
    for count, commune in communes.items():
        clients[count].force_login(
            commune.people[3], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    for round_ in range(ROUNDS + WARM):
        for count, commune in communes.items():
            for address in pages_of(commune):
                taken = _milliseconds(clients[count], address)
                name = address.replace(str(commune.plan.pk), "…")
                if round_ >= WARM:
                    times.setdefault((count, name), []).append(taken)
    found: dict[int, dict[str, float]] = {count: {} for count in communes}
    for (count, name), values in times.items():
        found[count][name] = statistics.quantiles(values, n=20)[18]
    return found


def _milliseconds(client: Any, address: str) -> float:
    begin = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - begin) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def main() -> None:
    """Measure both sizes in one database, so that the small one feels the large one's indexes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", default=os.environ.get("DINH_BENCH_DATABASE_URL", ""))
    with tempfile.TemporaryDirectory() as folder:
        chosen = parser.parse_args().database or f"sqlite:///{folder}/bench.sqlite3"
        set_up(chosen, folder)
        begin = time.perf_counter()
        communes = {count: Commune(count) for count in SIZES}
        print(f"{sum(SIZES)} tasks written in {time.perf_counter() - begin:.0f} s")
        figures = measured(communes)
    for small, large in zip(figures[SIZES[0]].items(), figures[SIZES[1]].items(), strict=True):
        print(f"{small[0]}: p95 {small[1]:.1f} ms with 1,000, {large[1]:.1f} ms with 100,000")
    totals = [statistics.fmean(figures[count].values()) for count in SIZES]
    worst = max(
        large / small
        for small, large in zip(figures[SIZES[0]].values(), figures[SIZES[1]].values(), strict=True)
    )
    print(
        json.dumps(
            {
                "board_p95_ratio_100k_to_1k_tasks": round(totals[1] / totals[0], 2),
                "worst_page_ratio": round(worst, 2),
                "board_p95_ms_1k": round(totals[0], 1),
                "board_p95_ms_100k": round(totals[1], 1),
            }
        )
    )


if __name__ == "__main__":
    main()
