"""Takes a file in: measured, judged, named safely, kept once under the hash of its content."""

import hashlib
import io
import uuid
from datetime import datetime
from typing import IO, cast

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.files.contents import EMPTY, judge
from dinh.foundation.files.models import StoredFile, place_of
from dinh.foundation.files.naming import safe_name
from dinh.kernel.errors import Invalid
from dinh.law.parameters import value

_PIECE = 1024 * 1024


def store_file(
    *,
    organisation_id: uuid.UUID,
    uploaded: "File[bytes] | bytes",
    name: str,
    actor_id: uuid.UUID | None,
    at: datetime,
) -> StoredFile:
    """Keep one upload for an organisation and return its row.

    The content is written before the row and never removed by a rollback: a content without a row is
    harmless, a row without content is not.

    Raises Invalid with a sentence when the file is empty, too large, or not of a kind taken in.
    """
    file = io.BytesIO(uploaded) if isinstance(uploaded, bytes) else _opened(uploaded)
    size = _size_within(file, largest_upload(at))
    content = judge(file, size, name)
    sha256 = _hash_of(file)
    _keep(file, place_of(organisation_id, sha256))
    return StoredFile.objects.create(
        organisation_id=organisation_id,
        name=safe_name(name, content.extension),
        media_type=content.media_type,
        size=size,
        sha256=sha256,
        uploaded_by=actor_id,
        uploaded_at=at,
    )


def largest_upload(at: datetime) -> int:
    """The largest file taken in, in bytes, on the day of `at`."""
    return int(value("files.largest_upload", on=timezone.localdate(at))) * 1024 * 1024


def _opened(uploaded: "File[bytes]") -> IO[bytes]:
    uploaded.open()  # at its start, also when it was read before
    return cast(IO[bytes], uploaded)


def _size_within(file: IO[bytes], limit: int) -> int:
    file.seek(0, io.SEEK_END)
    size = file.tell()
    if size == 0:
        raise Invalid(_(EMPTY))
    if size > limit:
        words = _(
            "Tệp lớn hơn %(limit)s MB; hãy giảm dung lượng ảnh hoặc chia nhỏ tệp rồi tải lên lại."
        )
        raise Invalid(words % {"limit": limit // 1024 // 1024})
    return size


def _hash_of(file: IO[bytes]) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(_PIECE):
        found.update(piece)
    return found.hexdigest()


def _keep(file: IO[bytes], place: str) -> None:
    if default_storage.exists(place):
        return
    file.seek(0)
    kept = default_storage.save(place, File(file))
    if kept != place:  # someone kept the same content in between
        default_storage.delete(kept)
