"""Time-ordered keys for what a commune creates (UUID version 7)."""

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_key() -> uuid.UUID:
    """A new UUIDv7, greater than every one this process made before.

    48 bits of milliseconds, then a 12-bit counter in place of the sub-millisecond fraction
    (RFC 9562 section 6.2, method 3), then 62 random bits.
    """
    global _last
    with _lock:
        now = time.time_ns()
        moment = (now // 1_000_000) << 12 | (now % 1_000_000) * 4096 // 1_000_000
        _last = moment = max(moment, _last + 1)
    value = (moment >> 12) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64
    return uuid.UUID(int=value | 0b10 << 62 | secrets.randbits(62))
