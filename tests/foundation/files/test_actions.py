"""Files are kept under their hash, once per organisation, and sent with safe headers."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse

from dinh.foundation.files.actions import largest_upload, store_file
from dinh.foundation.files.downloads import disposition, send
from dinh.foundation.files.models import StoredFile
from dinh.foundation.files.queries import verify_file
from dinh.foundation.files.storage import DurableFolder
from dinh.kernel.errors import Invalid, NotFound
from dinh.modules.organisation.models import Organisation
from foundation.files.samples import DOCX, PDF, PNG, TEXT

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
LAN = uuid.UUID("01a00000-0000-7000-8000-00000000000c")


@pytest.fixture(autouse=True)
def empty_storage() -> Iterator[None]:
    """The storage in memory lives as long as the process."""
    yield
    folders, _ = default_storage.listdir("")
    for folder in folders:
        default_storage.delete(folder)


def store(
    organisation: Organisation, uploaded: Any = PDF, name: str = "Kế hoạch.pdf"
) -> StoredFile:
    return store_file(
        organisation_id=organisation.pk, uploaded=uploaded, name=name, actor_id=LAN, at=NOW
    )


def contents_kept(organisation: Organisation) -> list[str]:
    """The paths of all contents of an organisation."""
    folder = organisation.pk.hex
    inner = default_storage.listdir(folder)[0] if default_storage.exists(folder) else []
    return sorted(
        f"{folder}/{sub}/{name}"
        for sub in inner
        for name in default_storage.listdir(f"{folder}/{sub}")[1]
    )


@pytest.mark.django_db
def test_an_upload_is_kept_under_the_hash_of_its_content(commune: Organisation) -> None:
    stored = store(commune, SimpleUploadedFile("x.pdf", PDF), "C:\\tài liệu\\Kế hoạch.doc")
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (stored.name, stored.extension, stored.media_type) == (
        "Kế hoạch.pdf",
        "pdf",
        "application/pdf",
    )
    assert (stored.size, stored.sha256, stored.uploaded_by) == (len(PDF), sha256, LAN)
    assert stored.place == f"{commune.pk.hex}/{sha256[:2]}/{sha256}"
    with stored.open() as file:
        assert file.read() == PDF


@pytest.mark.django_db
def test_the_same_content_is_kept_once_per_organisation(
    commune: Organisation, other_commune: Organisation
) -> None:
    first, second = store(commune), store(commune, name="Bản sao.pdf")
    elsewhere = store(other_commune)
    assert (first.pk != second.pk, second.name, second.sha256) == (
        True,
        "Bản sao.pdf",
        first.sha256,
    )
    assert contents_kept(commune) == [first.place]
    assert contents_kept(other_commune) == [elsewhere.place]


@pytest.mark.django_db
def test_an_upload_that_was_read_before_is_kept_whole(commune: Organisation) -> None:
    upload = SimpleUploadedFile("a.txt", TEXT)
    upload.read()
    with store(commune, upload, "a.txt").open() as file:
        assert file.read() == TEXT


@pytest.mark.django_db
def test_a_refused_upload_leaves_nothing(commune: Organisation) -> None:
    limit = largest_upload(NOW)
    for upload, words in ((b"", "rỗng"), (b"MZ", "chương trình"), (b" " * (limit + 1), "50 MB")):
        with pytest.raises(Invalid, match=words):
            store(commune, upload)
    assert (StoredFile.objects.count(), contents_kept(commune)) == (0, [])


@pytest.mark.django_db
def test_the_largest_upload_is_taken_in(commune: Organisation) -> None:
    assert store(commune, b" " * largest_upload(NOW), "a.txt").size == 50 * 1024 * 1024


@pytest.mark.django_db
def test_a_content_that_changed_or_is_gone_is_noticed(commune: Organisation) -> None:
    stored = store(commune)
    assert verify_file(stored)
    default_storage.delete(stored.place)
    assert not verify_file(stored)
    default_storage.save(stored.place, ContentFile(PNG))
    assert not verify_file(stored)


# --- sending ----------------------------------------------------------------------------------


def headers(response: FileResponse) -> dict[str, str]:
    response.close()
    return dict(response.items())


@pytest.mark.django_db
def test_a_file_is_sent_as_a_private_download_that_is_not_sniffed(commune: Organisation) -> None:
    stored = store(commune, DOCX, "Kế hoạch.docx")
    response = send(stored)
    assert b"".join(response) == DOCX
    assert headers(response) == {
        "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Content-Disposition": (
            'attachment; filename="ke hoach.docx"; '
            "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.docx"
        ),
        "Content-Length": str(len(DOCX)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{stored.sha256}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "way"),
    [
        (PDF, "a.pdf", "inline"),
        (PNG, "a.png", "inline"),
        (TEXT, "a.txt", "inline"),
        (TEXT, "a.csv", "attachment"),
        (DOCX, "a.docx", "attachment"),
    ],
)
def test_only_safe_kinds_are_shown_in_the_browser(
    commune: Organisation, content: bytes, name: str, way: str
) -> None:
    stored = store(commune, content, name)
    assert headers(send(stored, inline=True))["Content-Disposition"].startswith(way)
    assert headers(send(stored))["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_a_file_whose_content_is_gone_is_told_in_a_sentence(commune: Organisation) -> None:
    stored = store(commune)
    default_storage.delete(stored.place)
    with pytest.raises(NotFound, match="sao lưu"):
        send(stored)


def test_a_name_cannot_break_out_of_its_header() -> None:
    assert disposition('a"; b%\\\n.pdf') == (
        "attachment; filename=\"a_; b__ .pdf\"; filename*=UTF-8''a%22%3B%20b%25%5C%0A.pdf"
    )


# --- the folder -------------------------------------------------------------------------------


def test_a_content_is_in_the_folder_whole_or_not_at_all(tmp_path: Path) -> None:
    class Breaking(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise OSError("the network went away")

    folder = DurableFolder(location=tmp_path)
    with pytest.raises(OSError, match="went away"):
        folder.save("ab/abc", Breaking(b"half of it"))
    assert [name for _, _, names in os.walk(tmp_path) for name in names] == []
    assert folder.save("ab/abc", ContentFile(PDF)) == "ab/abc"
    assert (tmp_path / "ab" / "abc").read_bytes() == PDF
    assert [name for _, _, names in os.walk(tmp_path) for name in names] == ["abc"]


def test_a_content_is_readable_by_its_owner_and_group_only(tmp_path: Path) -> None:
    DurableFolder(location=tmp_path).save("ab/abc", ContentFile(PDF))
    assert (tmp_path / "ab" / "abc").stat().st_mode & 0o777 == 0o640
