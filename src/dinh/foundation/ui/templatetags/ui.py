"""The components as template tags, and the filters that write figures and moments the Vietnamese
way.

Loaded into every template; the components page shows each of them.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dinh.foundation.ui import charts, forms, wording
from dinh.foundation.ui.lists import Listing
from dinh.foundation.ui.lists.addresses import address
from dinh.foundation.ui.states import STATES
from dinh.kernel.measures import with_unit

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "", label: str = "") -> SafeString:
    """An icon of the sprite; `extra` CSS classes, `label` read out when no words stand beside it."""
    classes = f"i {extra}".strip()
    place = f"{static('ui/sprite.svg')}#i-{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>',
            classes,
            label,
            place,
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, place)


@register.simple_tag
def use_htmx() -> SafeString:
    """Loads htmx on a page that asks for it (in `extra_head`); set up for a strict CSP."""
    config = '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}'
    return format_html(
        '<meta name="htmx-config" content="{}"><script src="{}" defer></script>',
        config,
        static("django_htmx/htmx-2.min.js"),
    )


@register.simple_tag
def brand_mark() -> SafeString:
    """The red mark with the roof of a communal house."""
    return format_html(
        '<svg class="brand__mark" aria-hidden="true"><use href="{}#brand"/></svg>',
        static("ui/sprite.svg"),
    )


@register.simple_tag
def mark(code: str, x: str) -> SafeString:
    """A state as a mark on a line of time, inside an SVG; `x` in per cent ("37.50%")."""
    return format_html(
        '<use class="mk mk--{}" href="{}#i-{}" x="{}" y="50%" width="16" height="16" '
        'transform="translate(-8 -8)"/>',
        code,
        static("ui/sprite.svg"),
        STATES[code].icon,
        x,
    )


@register.simple_tag
def state(code: str, words: str = "", pill: bool = False) -> SafeString:
    """Where a thing stands: outline, words, colour. Codes are those of `ui.states`."""
    look = STATES[code]
    pill_class = " st--pill" if pill else ""
    return format_html(
        '<span class="st st--{}{}">{} {}</span>',
        look.tone,
        pill_class,
        icon(look.icon),
        words or look.words,
    )


@register.simple_tag
def due(code: str, left: str, moment: str = "") -> SafeString:
    """Time left and under it the moment; `code` is open, soon, late, wait, paused or ok."""
    look = STATES[code]
    tone = f" due--{look.tone}" if look.tone not in {"none", "doing"} else ""
    small = format_html("<small>{}</small>", moment) if moment else ""
    return format_html(
        '<span class="due{}">{} <b>{}</b>{}</span>', tone, icon(look.icon), left, small
    )


@register.simple_tag(takes_context=True)
def querystring_with(context: template.Context, **changes: Any) -> str:
    """This page's query with some values changed; None drops one. Leads to the first page of a
    list.

    Names in the address have hyphens (`sap-xep`), so an underscore here stands for one.
    """
    return address(
        context["request"].GET,
        {name.replace("_", "-"): _text(value) for name, value in changes.items()},
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@register.inclusion_tag("ui/parts/column_heads.html")
def column_heads(listing: Listing) -> dict[str, Any]:
    """The heads of a list's columns; the sorted one says so, each link sorts or turns the order."""
    return {"listing": listing}


@register.inclusion_tag("ui/form/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field of a form: label, control, hint, error."""
    return {"field": bound}


register.filter("dressed", forms.dressed)
register.filter("field_kind", forms.kind_of)


@register.inclusion_tag("ui/charts/stacked_bar.html")
def stacked_bar(
    figures: Sequence[charts.Figure], large: bool = False, key: bool = False
) -> dict[str, Any]:
    """One bar cut into states; with `key`, the figures beside it as words and links."""
    return {"bar": charts.stacked(figures), "large": large, "key": key}


@register.inclusion_tag("ui/charts/target_bar.html")
def target_bar(
    value: Decimal | float, target: Decimal | float, unit: str = "%", full: float = 100
) -> dict[str, Any]:
    """A value on its scale, with the target as a mark."""
    return {"bar": charts.against_target(value, target, unit=unit, full=full)}


@register.inclusion_tag("ui/charts/spark.html")
def spark(values: Sequence[float | None], target: float | None = None) -> dict[str, Any]:
    """A small line of a series; gaps where a value is unknown."""
    return {"line": charts.spark(values, target)}


@register.filter
def vnumber(value: Any) -> str:
    """1903 → "1.903"; 97.84 → "97,84"; None → "–"."""
    return wording.number(value)


@register.filter
def vfigure(value: Any, unit: str | None = None) -> str:
    """A figure with its unit in words: `{{ 15|vfigure:"minute" }}` → "15 phút"; None → "–"."""
    said = wording.number(value)
    return said if value is None or value == "" else with_unit(said, unit)


@register.filter
def vday(value: date | datetime | None) -> str:
    """The day as "19/11/2026"."""
    return wording.day(value)


@register.filter
def vmoment(value: datetime | None) -> str:
    """The moment as people say it: "17:00 hôm nay", "17:00, thứ Sáu 20/11"."""
    return "" if value is None else wording.moment(value, timezone.now())


@register.filter
def vbytes(value: int) -> str:
    """A file size: "3,4 MB"."""
    return wording.size(value)


@register.filter
def worked(value: timedelta | int) -> str:
    """Working time, in minutes or as a span, as "1 ngày 3 giờ làm việc" (a day is 8 hours)."""
    minutes = int(value.total_seconds() // 60) if isinstance(value, timedelta) else value
    return wording.working_time(minutes)


@register.filter
def remaining(minutes: int) -> str:
    """Working minutes until due as "Còn 3 giờ làm việc", or when negative "Quá 5 giờ làm việc"."""
    return wording.remaining(minutes)
