"""Reads about stored files. Whether a person may have one is decided by the module that owns it."""

import hashlib

from dinh.foundation.files.models import StoredFile

_PIECE = 1024 * 1024


def verify_file(stored: StoredFile) -> bool:
    """Whether the content is there and still has the hash it was taken in with."""
    found = hashlib.sha256()
    try:
        with stored.open() as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except FileNotFoundError:
        return False
    return found.hexdigest() == stored.sha256
