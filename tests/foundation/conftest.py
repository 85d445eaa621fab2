"""Fixture: an installation with its own database and processes, of the kind the suite runs on."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation import installation as making
from foundation.installation import Installation

SERVER = os.environ.get("DINH_TEST_DATABASE_URL", "")
ON_POSTGRESQL = SERVER.startswith("postgres")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Migrated once; tests get copies."""
    folder = tmp_path_factory.mktemp("migrated")
    if not ON_POSTGRESQL:
        yield making.make_sqlite(folder)
        return
    template = making.make_postgresql(SERVER, f"dinh_probe_{uuid.uuid4().hex[:12]}", folder)
    yield template
    making.drop_postgresql(template)


@pytest.fixture
def installation(migrated: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A fresh installation: a SQLite file, or a database on the PostgreSQL that tests run on."""
    if not ON_POSTGRESQL:
        yield making.copy_sqlite(migrated, tmp_path)
        return
    copy = making.copy_postgresql(migrated, f"dinh_probe_{uuid.uuid4().hex[:12]}", tmp_path)
    yield copy
    making.drop_postgresql(copy)
