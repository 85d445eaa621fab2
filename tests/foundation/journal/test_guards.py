"""The database itself refuses, and many writers at once keep the numbers without a gap."""

import sqlite3
import uuid

import psycopg
import pytest
from django.db import connection

from dinh.foundation.journal import guards
from foundation.installation import Installation

HERE = "01a00000-0000-7000-8000-000000000001"
PROCESSES, THREADS, EACH = 2, 4, 25


@pytest.mark.django_db
def test_guards_are_put_up_and_taken_down() -> None:
    names = [f"{table}_no_{act}" for table in guards.GUARDED for act in ("update", "delete")]
    assert guards.missing(connection) == names
    guards.put_up(connection)
    guards.put_up(connection)
    assert guards.missing(connection) == []
    guards.take_down(connection)
    assert guards.missing(connection) == names


def write(installation: Installation, processes: int, count: int) -> None:
    started = [
        installation.start("-m", "foundation.probe.writing", HERE, str(count))
        for _ in range(processes)
    ]
    for process in started:
        printed, _ = process.communicate(timeout=120)
        assert process.returncode == 0, printed


@pytest.mark.slow
def test_many_writers_leave_no_gap_and_one_chain(installation: Installation) -> None:
    write(installation, PROCESSES, EACH)
    total = PROCESSES * THREADS * EACH
    assert installation.sql("SELECT count(*), min(sequence), max(sequence) FROM journal_event") == [
        (total, 1, total)
    ]
    assert installation.dinh("journal", "verify") == (
        0,
        f"{uuid.UUID(HERE)}: toàn vẹn ({total} sự kiện, 0 ngày đã niêm phong).\n",
    )


@pytest.mark.slow
def test_an_installation_refuses_to_change_its_journal(installation: Installation) -> None:
    write(installation, 1, 1)
    for statement in (
        "UPDATE journal_event SET note = 'x'",
        "DELETE FROM journal_event",
        "UPDATE journal_eventsubject SET sequence = 9",
        "DELETE FROM journal_eventsubject",
    ):
        with pytest.raises((sqlite3.IntegrityError, psycopg.Error), match="append-only"):
            installation.sql(statement)
    assert installation.sql("SELECT count(*) FROM journal_event") == [(THREADS,)]
