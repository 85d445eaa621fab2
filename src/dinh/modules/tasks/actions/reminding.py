"""Reminders: who is told what and when, each thing once, and one mail a person a day.

Lead times are dated data (`tasks.reminders_before_due`, `tasks.escalations_after_due`, in working days).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinh.foundation.ui.wording import day as day_words
from dinh.kernel.clock import Calendar
from dinh.modules.organisation.models import Membership, Person, holding_on
from dinh.modules.organisation.queries import OwnValues, standing_of, superiors_of
from dinh.modules.tasks import states
from dinh.modules.tasks.facts import settle_tallies
from dinh.modules.tasks.models import Notification, Occurrence, Reminder

_Lead = tuple[uuid.UUID | None, uuid.UUID | None]


@dataclass(frozen=True)
class LeadTimes:
    """Working days before and after due at which people are told."""

    before: Sequence[int]
    after: Sequence[int]


def lead_times_on(day: date, own: OwnValues) -> LeadTimes:
    """The lead times in force in an agency on a day."""
    return LeadTimes(
        before=own.value("tasks.reminders_before_due", day),
        after=own.value("tasks.escalations_after_due", day),
    )


@transaction.atomic
def send_reminders(*, organisation_id: uuid.UUID, at: datetime) -> int:
    """Tell everyone whom a lead time reaches now; the number of lines told.

    Running it again tells nothing new. What was past at entry, handed in or closed is left alone.
    """
    today = timezone.localdate(at)
    standing = standing_of(organisation_id)
    calendar, times = standing.calendar, lead_times_on(today, standing.own)
    rows = _watched(organisation_id, at, times)
    audience = Audience(organisation_id, today, times)
    wanted = [
        (row, kind, person)
        for row in rows
        for kind in _kinds(row, at, calendar, times)
        for person in audience.of(row, kind)
    ]
    return _tell_new(organisation_id, wanted, at)


def _watched(organisation_id: uuid.UUID, at: datetime, times: LeadTimes) -> list[Occurrence]:
    """Open work due soon enough, or overdue, to be spoken of."""
    horizon = at + timedelta(days=3 * max(times.before, default=0) + 14)
    turn = (states.NOT_STARTED, states.IN_PROGRESS, states.RETURNED)
    rows = Occurrence.objects.filter(
        organisation_id=organisation_id, state__in=turn, past_at_entry=False, due_at__lt=horizon
    )
    return list(rows.select_related("task", "task__lead_unit").order_by("due_at", "pk"))


def _kinds(row: Occurrence, at: datetime, calendar: Calendar, times: LeadTimes) -> list[str]:
    """The one lead time that has been reached: the nearest before due, or the last after it."""
    if row.due_at is None:
        return []
    today, due_day = timezone.localdate(at), timezone.localdate(row.due_at)
    if row.due_at >= at:
        left = working_days_between(today, due_day, calendar)
        reached = [lead for lead in times.before if left <= lead]
        return [f"before-{min(reached)}"] if reached else []
    passed = working_days_between(due_day, today, calendar)
    gone = [0, *[lead for lead in times.after if passed >= lead]]
    return [f"after-{lead}" for lead in gone]


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Working days after `first` up to and including `last`; 0 when it is not later."""
    days = (last - first).days
    if days > 400:  # long past every lead time: the exact number says nothing more
        return days
    later = (first + timedelta(days=ahead) for ahead in range(1, days + 1))
    return sum(calendar.is_working_day(day) for day in later)


class Audience:
    """Whom a word reaches, asked once for each lead however many occurrences it has."""

    def __init__(self, organisation_id: uuid.UUID, today: date, times: LeadTimes) -> None:
        self.organisation_id, self.today = organisation_id, today
        self.ranks = sorted(times.after)
        self._leads: dict[_Lead, list[uuid.UUID]] = {}
        self._above: dict[_Lead, list[uuid.UUID]] = {}

    def of(self, row: Occurrence, kind: str) -> list[uuid.UUID]:
        """The lead; from the first lead time after due the nearest superior, from the next the highest."""
        lead = int(kind.partition("-")[2])
        key = (row.person_id, row.unit_id)
        if kind.startswith("before") or lead == 0:
            return self._leads_of(key)
        above = self._above_of(key, row)
        return above[:1] if self.ranks.index(lead) == 0 else above[-1:]

    def _leads_of(self, key: _Lead) -> list[uuid.UUID]:
        if key not in self._leads:
            person, unit = key
            self._leads[key] = [person] if person else self._members(unit)
        return self._leads[key]

    def _members(self, unit: uuid.UUID | None) -> list[uuid.UUID]:
        if unit is None:
            return []
        held = Membership.objects.filter(
            holding_on(self.today), unit_id=unit, person__is_active=True
        )
        return sorted(set(held.values_list("person_id", flat=True)))

    def _above_of(self, key: _Lead, row: Occurrence) -> list[uuid.UUID]:
        if key not in self._above:
            found = superiors_of(
                self.organisation_id, self.today, person_id=key[0], unit=row.task.lead_unit
            )
            self._above[key] = [person.pk for person in found]
        return self._above[key]


def _tell_new(
    organisation_id: uuid.UUID, wanted: list[tuple[Occurrence, str, uuid.UUID]], at: datetime
) -> int:
    sent = set(
        Reminder.objects.filter(
            occurrence__in={row.pk for row, _kind, _person in wanted}
        ).values_list("occurrence_id", "kind", "person_id", "due_at")
    )
    new = [
        (row, kind, person)
        for row, kind, person in dict.fromkeys(wanted)
        if (row.pk, kind, person, row.due_order) not in sent
    ]
    Reminder.objects.bulk_create(
        Reminder(
            organisation_id=organisation_id,
            occurrence=row,
            kind=kind,
            person_id=person,
            sent_at=at,
            due_at=row.due_order,
        )
        for row, kind, person in new
    )
    Notification.objects.bulk_create(_line(row, kind, person, at) for row, kind, person in new)
    return len(new)


def _line(row: Occurrence, kind: str, person: uuid.UUID, at: datetime) -> Notification:
    return Notification(
        organisation_id=row.organisation_id,
        person_id=person,
        text=_words(row, kind)[:500],
        url=reverse("tasks:task", args=[row.task_id]) + f"?lan={row.order}",
        told_at=at,
    )


def _words(row: Occurrence, kind: str) -> str:
    due = day_words(row.due_at)
    named = {"title": row.task.title, "label": row.label, "day": due}
    if kind.startswith("before"):
        return _("Sắp đến hạn %(day)s: %(title)s (%(label)s)") % named
    if kind == "after-0":
        return _("Đã quá hạn %(day)s: %(title)s (%(label)s)") % named
    lead = row.task.lead_words or _("chưa rõ chủ trì")
    words = _("Quá hạn %(day)s, %(lead)s chủ trì: %(title)s (%(label)s)")
    return words % {**named, "lead": lead}


@transaction.atomic
def mail_digests(*, organisation_id: uuid.UUID, at: datetime) -> int:
    """Mail each person with an address what they have not read and was not mailed yet; how many mails.

    One mail a person a day: who had one today gets the rest tomorrow.
    """
    today = timezone.localdate(at)
    rows = Notification.objects.select_for_update().filter(
        organisation_id=organisation_id, told_at__gte=at - timedelta(days=7)
    )
    served = set(rows.filter(mailed_on=today).values_list("person_id", flat=True))
    waiting: dict[uuid.UUID, list[Notification]] = {}
    for row in rows.filter(mailed_on=None, read_at=None).order_by("told_at", "pk"):
        waiting.setdefault(row.person_id, []).append(row)
    people = Person.objects.filter(pk__in=waiting.keys() - served, is_active=True)
    mailed = list(people.exclude(email="").order_by("pk"))
    for person in mailed:
        _mail(person, waiting[person.pk])
        keys = [row.pk for row in waiting[person.pk]]
        Notification.objects.filter(pk__in=keys).update(mailed_on=today)
    return len(mailed)


def _mail(person: Person, rows: Sequence[Notification]) -> None:
    subject = ngettext(
        "Đình: %(count)s việc cần bạn xem", "Đình: %(count)s việc cần bạn xem", len(rows)
    ) % {"count": len(rows)}
    lines = "\n".join(f"- {row.text}" for row in rows)
    closing = _("Mở hệ thống để làm việc. Thư này gửi tự động, mỗi ngày một lần.")
    send_mail(subject, f"{lines}\n\n{closing}\n", None, [person.email])


@transaction.atomic
def settle(*, organisation_id: uuid.UUID, before: datetime) -> int:
    """Fold the tallies' steps before a moment; the number folded."""
    return settle_tallies(organisation_id, before=before)


def mark_read(*, person_id: uuid.UUID, at: datetime, key: uuid.UUID | None = None) -> int:
    """Note that a person has read their lines, or one of them; how many were unread."""
    rows = Notification.objects.filter(person_id=person_id, read_at=None)
    return (rows if key is None else rows.filter(pk=key)).update(read_at=at)
