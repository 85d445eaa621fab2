"""Keys of what a commune creates: UUID version 7, which sorts by the moment of creation.

Source: RFC 9562 (May 2024), §5.7 and §6.2 method 2 (monotonic random).
"""

import os
import secrets
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

_TAIL_BITS = 74  # rand_a (12) and rand_b (62)
_RAND_B_BITS = 62
_STEP_BITS = 32
_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class KeyMaker:
    """Makes keys that only grow: within a millisecond, and when the clock is set back."""

    def __init__(
        self,
        now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        random_bits: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._now_ms = now_ms
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._millisecond = -1
        self._tail = 0

    def new_key(self) -> UUID:
        """A key greater than every key made before by this maker."""
        with self._lock:
            self._advance()
            return _key(self._millisecond, self._tail)

    def _advance(self) -> None:
        now = self._now_ms()
        if now <= self._millisecond:
            self._tail += 1 + self._random_bits(_STEP_BITS)
            if self._tail >> _TAIL_BITS == 0:
                return
            now = self._millisecond + 1  # the tail is spent: borrow the next millisecond
        self._millisecond = now
        # the top bit stays clear, so that a millisecond has room for 2**41 steps at least
        self._tail = self._random_bits(_TAIL_BITS - 1)


def _key(millisecond: int, tail: int) -> UUID:
    rand_a, rand_b = tail >> _RAND_B_BITS, tail & (1 << _RAND_B_BITS) - 1
    return UUID(int=millisecond << 80 | rand_a << 64 | rand_b | _VERSION_AND_VARIANT)


def made_at(key: UUID) -> datetime:
    """The moment a version 7 key was made: UTC, to the millisecond. ValueError for other keys."""
    if key.version != 7:
        raise ValueError(f"not a version 7 UUID: {key}")
    return _EPOCH + timedelta(milliseconds=key.int >> 80)


_maker = KeyMaker()


def new_key() -> UUID:
    """A new key, greater than every earlier one of this process; safe in threads and after a fork."""
    return _maker.new_key()


def _start_anew() -> None:
    """A forked child must not go on from its parent's tail, nor wait for a lock held there."""
    global _maker
    _maker = KeyMaker()


os.register_at_fork(after_in_child=_start_anew)
