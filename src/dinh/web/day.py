"""The page *Việc của tôi hôm nay*: shares of the modules merged, sorted and put into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dinh.foundation.ui import wording
from dinh.foundation.ui.workday import Moment, Section, Share, WorkItem
from dinh.kernel.clock import Calendar, working_minutes_left
from dinh.web.days import holidays

DAYS_AHEAD = 3  # working days

TITLES: dict[Section, tuple[str | Promise, str]] = {
    Section.LATE: (gettext_lazy("Quá hạn"), "late"),
    Section.TODAY: (gettext_lazy("Phải xong hôm nay"), "soon"),
    Section.APPROVE: (gettext_lazy("Chờ tôi quyết định"), ""),
    Section.NEXT: (gettext_lazy("Ba ngày làm việc tới"), ""),
    Section.WAITING: (gettext_lazy("Đang chờ người khác"), "wait"),
}


@dataclass(frozen=True)
class Row:
    """An item with its time in words; `code` is a code of `ui.states`."""

    item: WorkItem
    code: str
    left: str
    moment: str


@dataclass(frozen=True)
class Block:
    """A section of the page."""

    section: Section
    title: str | Promise
    code: str  # the state shown before the title, or empty
    rows: list[Row]
    total: int
    more: list[Share]
    note: str = ""


def moment_at(now: datetime, calendar: Calendar, soon_hours: int = 8) -> Moment:
    """The bounds of the sections, seen from `now`; work due within `soon_hours` is due soon."""
    today = timezone.localdate(now)
    last = today
    for _number in range(DAYS_AHEAD):
        last = calendar.next_working_day(last + timedelta(days=1))
    ends = _midnight_after(today), _midnight_after(last)
    return Moment(now, *ends, calendar, soon_hours=soon_hours)


def blocks(shares: Sequence[Share], moment: Moment) -> list[Block]:
    """The sections that hold anything, in their order, each with its most urgent items."""
    made = [_block(section, shares, moment) for section in Section]
    return [block for block in made if block.total]


def left_today(moment: Moment) -> int:
    """Working minutes left until the day closes."""
    return working_minutes_left(moment.now, moment.today_ends_at, moment.calendar)


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def _block(section: Section, shares: Sequence[Share], moment: Moment) -> Block:
    own = [share for share in shares if share.section is section]
    items = [item for share in own for item in share.items]
    items.sort(key=lambda item: (item.due_at is None, item.due_at or moment.now, item.title))
    title, code = TITLES[section]
    return Block(
        section=section,
        title=title,
        code=code,
        rows=[_row(item, section, moment) for item in items[: moment.limit]],
        total=sum(share.total for share in own),
        more=[share for share in own if share.total > len(share.items) and share.more_url],
        note=_note(section, moment),
    )


def _note(section: Section, moment: Moment) -> str:
    if section is Section.WAITING:
        return _("không tính vào giờ của bạn")
    if section is not Section.NEXT:
        return ""
    return ", ".join(holidays(moment))


def _row(item: WorkItem, section: Section, moment: Moment) -> Row:
    if section is Section.WAITING or (item.waits_for and item.due_at is None):
        since = _("từ %(moment)s") % {"moment": _said(item.since, moment)} if item.since else ""
        return Row(item, "wait", item.waits_for or _("Đang chờ người khác"), since)
    if item.due_at is None:
        return Row(item, "none", _("Không đặt hạn"), "")
    minutes = working_minutes_left(moment.now, item.due_at, moment.calendar)
    said = _said(item.due_at, moment)
    if item.due_at < moment.now:
        return Row(
            item,
            "late",
            wording.remaining(min(minutes, -1)),
            _("hạn %(moment)s") % {"moment": said},
        )
    return Row(item, _code(minutes, moment), wording.remaining(minutes), said)


def _said(at: datetime, moment: Moment) -> str:
    return wording.moment(at, moment.now)


def _code(minutes: int, moment: Moment) -> str:
    return "soon" if minutes < moment.soon_hours * 60 else "open"
