"""The folder in which contents lie: a file is there whole or not at all, also after a power cut."""

import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage


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


@dataclass(frozen=True)
class Room:
    """Whether contents can be kept, and how many bytes are left for them (None: not known)."""

    is_writable: bool
    free_bytes: int | None


def room_in(storage: Storage) -> Room:
    """The room that a storage has now, found without writing. One that is no folder is taken as well."""
    if not isinstance(storage, FileSystemStorage):
        return Room(is_writable=True, free_bytes=None)
    folder = Path(storage.location)
    while not folder.exists() and folder != folder.parent:  # the first file makes what is missing
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Room(is_writable=False, free_bytes=None)
    return Room(is_writable=True, free_bytes=shutil.disk_usage(folder).free)
