"""The bar of today's working hours: what is over, what is left, where we are. x in per cent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from dinh.kernel.clock import Calendar


@dataclass(frozen=True)
class Part:
    """A stretch of the bar."""

    x: str
    width: str
    css: str  # "f-none" over, "f-act" left


@dataclass(frozen=True)
class Label:
    """A time below the bar; `anchor` is that of SVG text."""

    x: str
    words: str
    anchor: str


@dataclass(frozen=True)
class HoursBar:
    """Everything the drawing needs; `now_x` is empty outside the hours."""

    parts: list[Part]
    labels: list[Label]
    now_x: str
    now: str
    now_anchor: str
    words: str


def hours_bar(now: datetime, calendar: Calendar) -> HoursBar | None:
    """The bar for today; None on a day without hours."""
    local = timezone.localtime(now)
    shifts = calendar.day(local.date()).hours
    if not shifts:
        return None
    opens, closes = shifts[0].opens, shifts[-1].closes
    minute = local.hour * 60 + local.minute

    def at(moment: int) -> float:
        return 100 * (moment - opens) / (closes - opens)

    stretches = [
        stretch
        for shift in shifts
        for stretch in (
            (shift.opens, min(max(minute, shift.opens), shift.closes), "f-none"),
            (max(min(minute, shift.closes), shift.opens), shift.closes, "f-act"),
        )
        if stretch[0] < stretch[1]
    ]
    ends = [(shift.opens, "start") for shift in shifts] + [(s.closes, "end") for s in shifts]
    is_open = opens <= minute <= closes
    return HoursBar(
        parts=[Part(_cent(at(a)), _cent(at(b) - at(a)), css) for a, b, css in stretches],
        labels=[Label(_cent(at(moment)), _clock(moment), anchor) for moment, anchor in ends],
        now_x=_cent(at(minute)) if is_open else "",
        now=_clock(minute),
        now_anchor="start" if at(minute) < 8 else "end" if at(minute) > 92 else "middle",
        words=", ".join(f"{_clock(s.opens)}–{_clock(s.closes)}" for s in shifts),
    )


def _cent(value: float) -> str:
    return f"{value:.2f}%"


def _clock(minute: int) -> str:
    return f"{timedelta(minutes=minute).seconds // 3600:02}:{minute % 60:02}"
