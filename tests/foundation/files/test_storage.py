"""The room a storage has, as the health page tells it."""

from pathlib import Path

from django.core.files.storage import InMemoryStorage

from dinh.foundation.files.storage import DurableFolder, Room, room_in


def test_a_folder_that_is_not_made_yet_has_the_room_of_the_one_above(tmp_path: Path) -> None:
    room = room_in(DurableFolder(location=tmp_path / "files" / "later"))

    assert room.is_writable
    assert room.free_bytes is not None
    assert room.free_bytes > 0


def test_a_file_in_the_place_of_the_folder_is_no_room(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("not a folder")

    assert room_in(DurableFolder(location=tmp_path / "files")) == Room(False, None)
    assert room_in(DurableFolder(location=tmp_path / "files" / "deep")) == Room(False, None)


def test_a_storage_that_is_no_folder_is_taken_as_it_is() -> None:
    assert room_in(InMemoryStorage()) == Room(is_writable=True, free_bytes=None)
