"""*Việc của tôi hôm nay*: what each module contributes to it.

A module registers a provider when it is ready. The provider gets the actor and the `Moment`, and
yields at most one `Share` per section: the most urgent items (no more than `moment.limit`), how
many there are in all, and where the rest is. It makes a fixed number of queries. The page merges
the shares, sorts by what falls due first, and works out the working time left; a provider computes
none of that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from dinh.kernel.clock import Calendar


class Section(Enum):
    """Where an item stands on the page, in this order."""

    LATE = "qua-han"  # due before now, and it is my turn
    TODAY = "hom-nay"  # due before the day ends
    APPROVE = "cho-toi"  # others wait for my decision
    NEXT = "sap-toi"  # due within the next three working days
    WAITING = "cho-nguoi-khac"  # mine, but it is another's turn


@dataclass(frozen=True)
class Moment:
    """When the page is made. LATE: due < now; TODAY: < today_ends_at; NEXT: < next_ends_at."""

    now: datetime
    today_ends_at: datetime
    next_ends_at: datetime
    calendar: Calendar
    limit: int = 10
    soon_hours: int = 8  # working hours; callers give what is in force in the agency


@dataclass(frozen=True)
class WorkItem:
    """One thing to do.

    `action` is a button, only where it does more than open the item; `is_main` makes it the main
    button of the row. `since` and `waits_for` ("Đang chờ Chủ tịch ký") are for `WAITING` and
    `APPROVE`.
    """

    icon: str
    title: str
    url: str
    line: str = ""  # below the title: kind, area, product
    due_at: datetime | None = None
    action: str = ""
    action_url: str = ""
    is_main: bool = False
    waits_for: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Share:
    """What a module adds to a section. `days` counts by due day for the week's overview; without it
    the items themselves are counted."""

    section: Section
    items: Sequence[WorkItem]
    total: int
    more_label: str = ""  # "Xem hết nhiệm vụ quá hạn"
    more_url: str = ""
    days: Mapping[date, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """A button in the head of the page: what people begin from here ("Giao việc")."""

    order: int
    label: Any
    url_name: str
    icon: str
    visible: Callable[[Any], bool]
    is_main: bool = False


@dataclass(frozen=True)
class Change:
    """What happened to the actor's work lately. `tone`: "" ordinary, "key" official, "bad"."""

    at: datetime
    icon: str
    title: str
    url: str
    words: str  # follows the title: "bị trả lại: thiếu ảnh"
    actor_name: str = ""
    tone: str = ""


Provider = Callable[[Any, Moment], Iterable[Share]]
Teller = Callable[[Any, int], Iterable[Change]]

_providers: dict[str, Provider] = {}
_tellers: dict[str, Teller] = {}
_offers: dict[str, Offer] = {}


def register(name: str, provider: Provider) -> None:
    """Let a module contribute to the day's work."""
    _providers[name] = provider


def unregister(name: str) -> None:
    """Take a module's contribution out again."""
    _providers.pop(name, None)


def registered() -> list[str]:
    """The names of the modules that contribute."""
    return list(_providers)


def register_changes(name: str, teller: Teller) -> None:
    """Let a module tell what changed lately: `teller(actor, limit)`, the newest first."""
    _tellers[name] = teller


def register_offer(offer: Offer) -> None:
    """Put a button in the head of the page."""
    _offers[offer.url_name] = offer


def shares(actor: Any, moment: Moment) -> list[Share]:
    """What all modules contribute."""
    return [share for provider in _providers.values() for share in provider(actor, moment)]


def changes(actor: Any, limit: int) -> list[Change]:
    """The latest changes of all modules, newest first."""
    told = [change for teller in _tellers.values() for change in teller(actor, limit)]
    return sorted(told, key=lambda change: change.at, reverse=True)[:limit]


def offers(actor: Any) -> list[Offer]:
    """The buttons that this person may use, in their order."""
    return sorted(
        (offer for offer in _offers.values() if offer.visible(actor)), key=lambda offer: offer.order
    )
