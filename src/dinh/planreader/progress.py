"""Progress and time limit of one reading."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dinh.planreader.unreadable import MAX_SECONDS, UnreadablePlan

OnProgress = Callable[[int, int, str], None]

TOO_SLOW = "Tệp quá dài nên đọc không kịp; hãy tách riêng phần kế hoạch và phụ lục rồi thử lại."


@dataclass
class Progress:
    """Tells a listener how far the reading is, and stops a reading that takes too long."""

    listener: OnProgress | None = None
    limit_seconds: float = MAX_SECONDS
    started_at: float = field(default_factory=time.monotonic)

    def step(self, done: int, total: int, words: str) -> None:
        """Report progress. Raises UnreadablePlan when the time limit has passed."""
        if time.monotonic() - self.started_at > self.limit_seconds:
            raise UnreadablePlan(TOO_SLOW)
        if self.listener is not None:
            self.listener(done, total, words)
