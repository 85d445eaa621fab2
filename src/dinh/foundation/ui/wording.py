"""Figures, days and working time in the words that officers use.

No-break spaces keep together what would read badly when split. Everything is for the screen;
nothing here computes a deadline.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinh.kernel.clock import MINUTES_PER_WORKING_DAY

NBSP = "\u00a0"


def number(value: Any) -> str:
    """Thousands with points, decimals with a comma; what is unknown is a dash, never zero."""
    if value is None or value == "":
        return "–"
    whole, _point, rest = f"{Decimal(str(value)):f}".partition(".")
    sign = "−" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-')):,}".replace(",", ".")
    return f"{sign}{grouped}{',' + rest if rest else ''}"


def day(value: date | datetime | None) -> str:
    """A day as dd/mm/yyyy, on the wall clock of Vietnam; empty when there is none."""
    if value is None:
        return ""
    return f"{_local_day(value):%d/%m/%Y}"


def weekday(value: date) -> str:
    """The name of the weekday in the middle of a sentence: "thứ Năm"."""
    names = (
        _("thứ Hai"),
        _("thứ Ba"),
        _("thứ Tư"),
        _("thứ Năm"),
        _("thứ Sáu"),
        _("thứ Bảy"),
        _("Chủ nhật"),
    )
    return names[value.weekday()].replace(" ", NBSP)


def short_weekday(value: date) -> str:
    """The weekday in a narrow column: "Th 5", "CN"."""
    names = (_("Th 2"), _("Th 3"), _("Th 4"), _("Th 5"), _("Th 6"), _("Th 7"), _("CN"))
    return names[value.weekday()].replace(" ", NBSP)


def long_day(value: date) -> str:
    """A day for a page head: "Thứ Năm, 19/11/2026"."""
    name = weekday(value)
    return f"{name[0].upper()}{name[1:]}, {day(value)}"


def short_day(value: date, today: date) -> str:
    """A day near now: "19/11", with the year when it is another year than today's."""
    return f"{value:%d/%m}" if value.year == today.year else f"{value:%d/%m/%Y}"


def moment(value: datetime, now: datetime) -> str:
    """A moment as people say it, seen from `now`: "17:00 hôm nay", "17:00, thứ Sáu 20/11"."""
    local, today = timezone.localtime(value), timezone.localdate(now)
    apart = (local.date() - today).days
    near = {0: _("hôm nay"), -1: _("hôm qua"), 1: _("ngày mai")}.get(apart)
    if near:
        return f"{local:%H:%M} {near}"
    return f"{local:%H:%M}, {weekday(local.date())}{NBSP}{short_day(local.date(), today)}"


def working_time(minutes: int) -> str:
    """A length of working time, rounded down to hours once it has one: "1 ngày 3 giờ làm việc".

    In Vietnamese the same as `say_worked` of the clock, with spaces that do not break.
    """
    days, rest = divmod(abs(minutes), MINUTES_PER_WORKING_DAY)
    said = [_days(days), _hours(rest // 60)] if abs(minutes) >= 60 else [_minutes(rest)]
    return _("%(span)s làm việc") % {"span": " ".join(part for part in said if part)}


def remaining(minutes: int) -> str:
    """Working time until a due moment, or past it when negative."""
    if minutes == 0:
        return _("Đã đến hạn")
    if minutes < 0:
        return _("Quá %(span)s") % {"span": working_time(minutes)}
    return _("Còn %(span)s") % {"span": working_time(minutes)}


def size(value: int) -> str:
    """A file size with one decimal above a megabyte: "640 kB", "3,4 MB"."""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))}{NBSP}kB"
    return f"{number(round(value / 1_000_000, 1))}{NBSP}MB"


def _days(count: int) -> str:
    said = ngettext("%(count)s ngày", "%(count)s ngày", count) % {"count": number(count)}
    return said.replace(" ", NBSP) if count else ""


def _hours(count: int) -> str:
    said = ngettext("%(count)s giờ", "%(count)s giờ", count) % {"count": count}
    return said.replace(" ", NBSP) if count else ""


def _minutes(count: int) -> str:
    said = ngettext("%(count)s phút", "%(count)s phút", count) % {"count": count}
    return said.replace(" ", NBSP)


def _local_day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
