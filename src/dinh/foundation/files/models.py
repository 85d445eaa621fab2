"""A stored file: what it is called, what it is, and the hash of its content, which is its place."""

import uuid

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models

from dinh.foundation.models import Record


class StoredFile(Record):
    """One upload. The same content is kept once per organisation, under the hash of it.

    The row is not changed after it is made; a corrected file is another file.
    """

    name = models.CharField(max_length=160)  # safe to offer for download, with its true extension
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.UUIDField(null=True)  # the person; null: the system
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "sha256"], name="stored_file_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def extension(self) -> str:
        """`docx`, `pdf` …: without the dot."""
        return self.name.rpartition(".")[2]

    @property
    def place(self) -> str:
        """Where the content lies in the storage."""
        return place_of(self.organisation_id, self.sha256)

    def open(self) -> "File[bytes]":
        """The content, to be read and closed. Raises FileNotFoundError when it is gone."""
        return default_storage.open(self.place, "rb")


def place_of(organisation_id: uuid.UUID, sha256: str) -> str:
    """The path of a content in the storage: `organisation/ab/ab12…`."""
    return f"{organisation_id.hex}/{sha256[:2]}/{sha256}"
