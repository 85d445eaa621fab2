"""The agency's journal, narrowed as its page does."""

import uuid
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dinh.foundation.journal.models import Event


def journal_of(organisation_id: uuid.UUID) -> QuerySet[Event]:
    """Every event of the agency, the newest first."""
    return Event.objects.filter(organisation_id=organisation_id).order_by("-sequence")


def of_part(events: QuerySet[Event], part: str) -> QuerySet[Event]:
    """The events of one part of the product ("tasks")."""
    return events.filter(kind__startswith=f"{part}.")


def on_day(events: QuerySet[Event], text: str) -> QuerySet[Event]:
    """The events of a day typed as 19/11/2026; none for anything else."""
    try:
        day = datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return events.none()
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return events.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
