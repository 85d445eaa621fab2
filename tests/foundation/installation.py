"""An installation of its own: database, folder and processes, as in an office."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Installation:
    """Where it lies, and what one does with it from outside: commands, processes and raw SQL."""

    url: str
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "foundation.probe.settings",
            "DINH_DATABASE_URL": self.url,
            "DINH_VAR_DIR": str(self.folder),
            "DINH_SECRET_KEY": "only-for-tests",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `python …` in it."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run `python …` in it: exit code, and all that it printed."""
        process = self.start(*arguments)
        printed, _ = process.communicate(timeout=120)
        return process.returncode, printed

    def dinh(self, *arguments: str) -> tuple[int, str]:
        """Run a `dinh` command."""
        return self.run("-m", "dinh.cli", *arguments)

    def worker(self) -> subprocess.Popen[str]:
        """A worker whose silence is noticed after two seconds."""
        return self.start("-m", "dinh.cli", "work", "--lease", "2")

    def sql(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run SQL behind the program's back; the rows, if there are any."""
        if self.url.startswith("sqlite"):
            return _sqlite(self.url.removeprefix("sqlite:///"), statement, values)
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statement.replace("?", "%s"), values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []


def _sqlite(path: str, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(path, timeout=20)
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for something to become true. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not true after {seconds} s")
        time.sleep(0.05)


def make_sqlite(folder: Path) -> Installation:
    """A migrated SQLite file."""
    return _migrated(Installation(f"sqlite:///{folder / 'dinh.sqlite3'}", folder))


def copy_sqlite(template: Installation, folder: Path) -> Installation:
    """The same file once more."""
    shutil.copy(template.folder / "dinh.sqlite3", folder / "dinh.sqlite3")
    return Installation(f"sqlite:///{folder / 'dinh.sqlite3'}", folder)


def make_postgresql(server: str, name: str, folder: Path) -> Installation:
    """A migrated database of its own on the server of the test database."""
    made = Installation(_create(server, name), folder)
    try:
        return _migrated(made)
    except BaseException:
        drop_postgresql(made)
        raise


def copy_postgresql(template: Installation, name: str, folder: Path) -> Installation:
    """The same database once more."""
    old = urlsplit(template.url).path.lstrip("/")
    return Installation(_create(template.url, name, f"TEMPLATE {old}"), folder)


def drop_postgresql(installation: Installation) -> None:
    """Remove its database."""
    name = urlsplit(installation.url).path.lstrip("/")
    _administer(installation.url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _create(server: str, name: str, how: str = "") -> str:
    _administer(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _administer(server, f"CREATE DATABASE {name} {how}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _administer(url: str, statement: str) -> None:
    place = urlsplit(url)._replace(path="/postgres").geturl()
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload] -- made of our own names


def _migrated(installation: Installation) -> Installation:
    code, printed = installation.run("-m", "django", "migrate", "-v", "0", "--skip-checks")
    assert code == 0, printed
    return installation
