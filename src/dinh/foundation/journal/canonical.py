"""The one text that an event is hashed over, and the plain values that may go into it.

Everything here is reproducible by an outsider from the printed columns alone: JSON with sorted keys,
no spaces, UTF-8, moments in UTC with six decimals (docs/operations.md, "Nhật ký").
"""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

NOTHING_BEFORE = "0" * 64  # what the first event of a chain points back to

_SECRET_WORDS = ("password", "secret", "token", "otp", "recovery_code", "mat_khau")
_HIDDEN = "***"


def plain(value: object) -> object:
    """The value as text, whole numbers, booleans, null, lists and maps.

    Days and moments become ISO text, decimals and floats their exact digits as text (PostgreSQL would
    rewrite a JSON number), NUL and lone surrogates a replacement character. The value of a key that
    names a secret is hidden.

    Raises TypeError for anything else: the journal keeps facts, not objects.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, Mapping):
        return {clean_text(str(key)): _kept(str(key), item) for key, item in value.items()}
    if isinstance(value, (Sequence, set, frozenset)) and not isinstance(value, (bytes, bytearray)):
        items = [plain(item) for item in value]
        return sorted(items, key=str) if isinstance(value, (set, frozenset)) else items
    return _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    raise TypeError(f"The journal cannot keep a {type(value).__name__}; give it text or numbers.")


def _kept(key: str, value: object) -> object:
    folded = key.lower()
    if any(word in folded for word in _SECRET_WORDS):
        return _HIDDEN
    return plain(value)


def clean_text(text: str) -> str:
    """The text without what PostgreSQL cannot store (NUL) or UTF-8 cannot write (lone surrogates)."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def moment(at: datetime) -> str:
    """A moment in UTC: `2026-11-19T03:00:00.000000Z`. Raises ValueError for one without a zone, or none."""
    if getattr(at, "tzinfo", None) is None:
        raise ValueError("A moment in the journal needs a time zone.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def written(fields: Mapping[str, object]) -> str:
    """The canonical text of plain fields."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
