"""The folder in which contents lie: a file is there whole or not at all, also after a power cut."""

import os
import uuid
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    """Writes beside the place, forces the bytes to the disk, then moves them in one step.

    The database is written through to the disk at each commit; a row must not outlive its content.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_name(f".{place.name}.{uuid.uuid4().hex}")
        try:
            self._write(beside, content)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        _force_folder(place.parent)
        return name

    def _write(self, place: Path, content: "File[bytes]") -> None:
        mode = self.file_permissions_mode or 0o640
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as target:
            for piece in content.chunks():
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())


def _force_folder(folder: Path) -> None:
    """The entry of a new file is durable once its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
