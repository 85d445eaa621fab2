"""A real worker process, killed and stopped in earnest, on the database that the suite runs on."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dinh.cli import main
from foundation.installation import Installation, until
from foundation.probe.jobs import marks

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """Where the probe's jobs leave their marks."""
    place = tmp_path / "marks"
    place.mkdir()
    return str(place)


def ask(installation: Installation, *jobs: tuple[str, dict[str, object]]) -> None:
    words = [word for name, arguments in jobs for word in (name, json.dumps(arguments))]
    code, printed = installation.run("-m", "foundation.probe.asking", *words)
    assert code == 0, printed


def rows(installation: Installation) -> list[tuple[str, str, int, str]]:
    """Name, state, attempts and sentence of the probe's jobs, oldest first."""
    return installation.sql(
        "SELECT name, state, attempts, error_sentence FROM jobs_job "
        "WHERE substr(name, 1, 6) = 'probe.' ORDER BY enqueued_at, id"
    )


def stop(worker: subprocess.Popen[str]) -> str:
    worker.send_signal(signal.SIGTERM)
    printed, _ = worker.communicate(timeout=120)
    assert worker.returncode == 0, printed
    return printed


def test_a_job_of_a_killed_worker_is_done_by_the_next_one_and_finishes_once(
    installation: Installation, folder: str
) -> None:
    ask(installation, ("probe.slow", {"folder": folder, "first_seconds": 8}))
    first = installation.worker()
    until(lambda: marks(folder) == ["begun-1"])
    first.kill()
    first.communicate()
    second = installation.worker()
    until(lambda: rows(installation)[0][1] == "done")
    stop(second)
    assert rows(installation) == [("probe.slow", "done", 2, "")]
    # The orphaned first attempt went down with its worker: it did not end beside the second one.
    assert marks(folder) == ["begun-1", "begun-2", "ended-2"]
    assert installation.sql("SELECT count(*) FROM jobs_workerbeat") == [(1,)]  # the killed one's


def test_a_stopped_worker_finishes_the_job_under_way_and_takes_no_other(
    installation: Installation, folder: str
) -> None:
    ask(
        installation,
        ("probe.slow", {"folder": folder, "first_seconds": 1.5}),
        ("probe.quick", {"folder": folder, "name": "quick"}),
    )
    worker = installation.worker()
    until(lambda: "begun-1" in marks(folder))
    stop(worker)
    assert rows(installation) == [("probe.slow", "done", 1, ""), ("probe.quick", "waiting", 0, "")]
    assert marks(folder) == ["begun-1", "ended-1"]
    assert installation.sql("SELECT count(*) FROM jobs_workerbeat") == [(0,)]


def test_a_lease_is_kept_while_a_job_takes_longer_than_it(
    installation: Installation, folder: str
) -> None:
    ask(installation, ("probe.slow", {"folder": folder, "first_seconds": 3}))
    workers = [installation.worker(), installation.worker()]
    until(lambda: rows(installation)[0][1] == "done")
    for worker in workers:
        stop(worker)
    assert rows(installation) == [("probe.slow", "done", 1, "")]
    assert marks(folder) == ["begun-1", "ended-1"]


def test_the_worker_survives_a_job_that_crashes_its_process(
    installation: Installation, folder: str
) -> None:
    ask(
        installation,
        ("probe.dies", {"folder": folder}),
        ("probe.quick", {"folder": folder, "name": "quick"}),
    )
    worker = installation.worker()
    until(lambda: rows(installation)[0][1] == "waiting" and rows(installation)[1][1] == "done")
    installation.sql("UPDATE jobs_job SET run_after = enqueued_at WHERE name = 'probe.dies'")
    until(lambda: rows(installation)[0][1] == "failed")
    stop(worker)
    (name, state, attempts, sentence), _ = rows(installation)
    assert (name, state, attempts) == ("probe.dies", "failed", 2)
    assert sentence.startswith("Không làm được sau 2 lần thử.")
    assert marks(folder) == ["begun-1", "begun-2", "quick-1"]


def test_two_workers_do_each_of_many_jobs_once(installation: Installation, folder: str) -> None:
    names = [f"job{number:02}" for number in range(40)]
    ask(installation, *(("probe.quick", {"folder": folder, "name": name}) for name in names))
    workers = [
        installation.start("-m", "dinh.cli", "work", "--once", "--lease", "2") for _ in range(2)
    ]
    for worker in workers:
        printed, _ = worker.communicate(timeout=120)
        assert worker.returncode == 0, printed
    assert marks(folder) == [f"{name}-1" for name in names]
    assert {row[1:3] for row in rows(installation)} == {("done", 1)}
    twice = "SELECT name FROM jobs_job WHERE scheduled_for IS NOT NULL GROUP BY name HAVING count(*) > 1"
    assert installation.sql(twice) == []


def test_a_job_is_stopped_at_its_time_limit(installation: Installation, folder: str) -> None:
    ask(installation, ("probe.hangs", {"folder": folder}))
    code, printed = installation.dinh("work", "--once")
    assert code == 0, printed
    ((name, state, attempts, sentence),) = rows(installation)
    assert (name, state, attempts) == ("probe.hangs", "failed", 1)
    assert sentence.startswith("Không làm được sau 1 lần thử.")


def test_a_worker_can_end_with_the_process_that_started_it(installation: Installation) -> None:
    words = [sys.executable, "-m", "dinh.cli", "work", "--with-parent"]
    parent = installation.start(
        "-c", f"import subprocess, sys, time; subprocess.Popen({words!r}); time.sleep(600)"
    )
    beats = "SELECT count(*) FROM jobs_workerbeat"
    until(lambda: installation.sql(beats) == [(1,)])
    parent.kill()
    until(lambda: installation.sql(beats) == [(0,)])
    parent.communicate(timeout=120)


def test_a_lease_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["work", "--lease", "0"]) == 2
    assert capsys.readouterr().err == (
        "dinh work cần hệ điều hành kiểu Unix và --lease từ 1 giây trở lên.\n"
    )


def test_a_database_that_was_not_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    nowhere = Installation(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path)
    code, printed = nowhere.dinh("work", "--once")
    assert code == 2
    assert printed.splitlines()[-1].startswith(
        "Không dùng được cơ sở dữ liệu (no such table: jobs_workerbeat)."
    )
    assert "Traceback" not in printed


def test_a_worker_waits_for_a_database_that_is_away(tmp_path: Path) -> None:
    nowhere = Installation(f"sqlite:///{tmp_path / 'empty.sqlite3'}", tmp_path)
    worker = nowhere.worker()
    assert worker.stdout is not None
    for line in worker.stdout:
        if "database_away" in line:
            break
    code, printed = nowhere.run("-m", "django", "migrate", "-v", "0", "--skip-checks")
    assert code == 0, printed
    until(lambda: nowhere.sql("SELECT count(*) FROM jobs_workerbeat") == [(1,)])
    stop(worker)
