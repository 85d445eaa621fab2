"""How tasks and occurrences read on the screen: words, icons, time left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dinh.kernel.clock import Calendar, working_minutes_left
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.queries import OwnValues, standing_of
from dinh.modules.tasks import states
from dinh.modules.tasks.models import Occurrence, Task
from dinh.modules.tasks.queries import soon_before
from dinh.modules.tasks.queries.page import current_of
from dinh.modules.tasks.states import Bucket, Shown

# What each way of reading looks like: a code of `ui.states`, and its words.
LOOKS: dict[Shown, tuple[str, Any]] = {
    Shown.NOT_DUE: ("notyet", gettext_lazy("Chưa đến kỳ")),
    Shown.NOT_STARTED: ("notyet", gettext_lazy("Chưa bắt đầu")),
    Shown.DOING: ("doing", gettext_lazy("Đang làm")),
    Shown.SOON: ("soon", gettext_lazy("Sắp đến hạn")),
    Shown.OVERDUE: ("late", gettext_lazy("Quá hạn")),
    Shown.WAITING: ("wait", gettext_lazy("Chờ công nhận")),
    Shown.RETURNED: ("return", gettext_lazy("Trả lại để sửa")),
    Shown.DONE: ("ok", gettext_lazy("Xong đúng hạn")),
    Shown.DONE_LATE: ("oklate", gettext_lazy("Xong, trễ hạn")),
    Shown.NOT_ARISEN: ("none", gettext_lazy("Không phát sinh")),
    Shown.PAST: ("paused", gettext_lazy("Đã qua khi nhập")),
    Shown.CANCELLED: ("cancelled", gettext_lazy("Đã hủy")),
}
BUCKETS: dict[str, Any] = {
    states.COUNTED_TOGETHER: gettext_lazy("Phải làm, xong hay chưa"),
    Bucket.OVERDUE: gettext_lazy("Quá hạn"),
    Bucket.IN_PROGRESS: gettext_lazy("Đang làm, chờ công nhận"),
    Bucket.NOT_DUE: gettext_lazy("Chưa đến kỳ"),
    Bucket.ON_TIME: gettext_lazy("Xong đúng hạn"),
    Bucket.LATE: gettext_lazy("Xong, trễ hạn"),
    Bucket.PAST: gettext_lazy("Đã qua khi nhập"),
    Bucket.NOT_ARISEN: gettext_lazy("Không phát sinh"),
    Bucket.CANCELLED: gettext_lazy("Đã hủy"),
}


@dataclass(frozen=True)
class Now:
    """The moment a page is made, with what is worked out once for all its rows."""

    at: datetime
    calendar: Calendar
    soon_before: datetime
    own: OwnValues

    @classmethod
    def of(cls, actor: Actor) -> "Now":
        """Now, by the calendar of the agency on the screen."""
        at = timezone.now()
        standing = standing_of(actor.viewing)
        soon = soon_before(at, standing.calendar, standing.own)
        return cls(at, standing.calendar, soon, standing.own)


@dataclass(frozen=True)
class Seen:
    """An occurrence as a page shows it."""

    occurrence: Occurrence
    now: Now

    @property
    def shown(self) -> Shown:
        """How it reads now."""
        return states.shown(
            self.occurrence,
            self.now.at,
            soon_before=self.now.soon_before,
            today=timezone.localdate(self.now.at),
        )

    @property
    def code(self) -> str:
        """Its look, a code of `ui.states`."""
        return LOOKS[self.shown][0]

    @property
    def words(self) -> str:
        """Its state in words; done late says by how much."""
        late = self._days_late()
        if self.shown == Shown.DONE_LATE and late:
            return ngettext("Xong, trễ %(n)s ngày", "Xong, trễ %(n)s ngày", late) % {"n": late}
        return str(LOOKS[self.shown][1])

    @property
    def is_running(self) -> bool:
        """Whether time left means something: the lead's turn, dated, and not past when entered."""
        row = self.occurrence
        waits = row.state in states.OPEN and row.state != states.SUBMITTED
        return waits and row.due_at is not None and not row.past_at_entry

    @property
    def minutes_left(self) -> int:
        """Working minutes until due; negative when overdue."""
        due_at = self.occurrence.due_at or self.now.at
        return working_minutes_left(self.now.at, due_at, self.now.calendar)

    @property
    def due_code(self) -> str:
        """The tone of the time left: late, soon, wait or open."""
        if self.shown == Shown.WAITING:
            return "wait"
        due_at = self.occurrence.due_at
        if due_at is not None and due_at < self.now.at:
            return "late"
        return "soon" if due_at is not None and due_at <= self.now.soon_before else "open"

    @property
    def url(self) -> str:
        """The page of the task, open at this occurrence."""
        return (
            reverse("tasks:task", args=[self.occurrence.task_id]) + f"?lan={self.occurrence.order}"
        )

    def _days_late(self) -> int:
        row = self.occurrence
        if row.due_at is None or row.done_at is None:
            return 0
        due, done = timezone.localdate(row.due_at), timezone.localdate(row.done_at)
        return states.days_late(due, done)


@dataclass(frozen=True)
class SeenTask:
    """A task as a list shows it: by its occurrence that matters now."""

    task: Task
    current: Seen | None

    @property
    def code(self) -> str:
        """Its look, a code of `ui.states`."""
        if self.task.state == Task.State.CANCELLED:
            return "cancelled"
        return self.current.code if self.current else "notyet"

    @property
    def words(self) -> str:
        """Its state in words."""
        if self.task.state == Task.State.CANCELLED:
            return _("Đã hủy")
        return self.current.words if self.current else _("Khi phát sinh")


def seen_task(task: Task, now: Now, rows: Sequence[Occurrence] | None = None) -> SeenTask:
    """The task by its occurrences (`rows`, else the prefetched ones)."""
    current = current_of(list(task.occurrences.all()) if rows is None else rows)
    return SeenTask(task, Seen(current, now) if current else None)
