"""The health page: each thing that is not well is named, with what to do."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dinh.foundation.jobs.models import WorkerBeat
from dinh.web import health

FOLDER = "dinh.foundation.files.storage.DurableFolder"

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat() -> None:
    """A worker that has just given a sign of life."""
    now = timezone.now()
    WorkerBeat.objects.create(worker="here", started_at=now, beat_at=now)


@pytest.fixture
def files_in(settings: Any) -> Any:
    """`files_in(place)` keeps files in that folder."""

    def put(place: Path) -> None:
        default = {"BACKEND": FOLDER, "OPTIONS": {"location": str(place)}}
        settings.STORAGES = settings.STORAGES | {"default": default}

    return put


def told(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/suc-khoe/", headers={"Accept": "application/json"})
    return response.status_code, response.json()


def test_all_is_well(client: Client, beat: None, files_in: Any, tmp_path: Path) -> None:
    files_in(tmp_path / "files")
    status, checks = told(client)

    assert (status, {name: check["well"] for name, check in checks.items()}) == (
        200,
        {"database": True, "worker": True, "files": True},
    )


def test_a_worker_is_missed(client: Client) -> None:
    status, checks = told(client)

    assert status == 503
    assert "dinh work" in checks["worker"]["words"]


def test_a_storage_that_cannot_be_written(
    client: Client, beat: None, files_in: Any, tmp_path: Path
) -> None:
    (tmp_path / "files").write_text("not a folder")
    files_in(tmp_path / "files")
    status, checks = told(client)

    assert (status, checks["worker"]["well"], checks["files"]["well"]) == (503, True, False)
    assert checks["files"]["words"] == "Không ghi được vào kho tệp. Kiểm tra thư mục và quyền."


def test_a_disk_that_is_nearly_full(
    client: Client, beat: None, files_in: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files_in(tmp_path)
    monkeypatch.setattr(health, "UPLOADS_LEFT", 10**9)  # no disk has room for so many
    status, checks = told(client)

    assert (status, checks["files"]["well"]) == (503, False)
    assert "MB" in checks["files"]["words"]
