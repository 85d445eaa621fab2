"""Where people are signed in, and accounts that nobody uses."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from dinh.modules.organisation.models import Person, SignInSession


def open_sessions(person: Person, now: datetime) -> QuerySet[SignInSession]:
    """The person's sessions that have not run out, the last used first."""
    kept = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    rows = SignInSession.objects.filter(Exists(kept), person=person)
    return rows.order_by("-last_seen_at", "pk")


def ended_sessions(now: datetime) -> QuerySet[SignInSession]:
    """Everybody's sessions that have run out."""
    kept = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    return SignInSession.objects.exclude(Exists(kept))


def idle_people(since: datetime) -> QuerySet[Person]:
    """Open accounts not used since then: last signed in, else given a password, before it."""
    used = Coalesce(F("last_login"), F("password_set_at"))
    return Person.objects.filter(is_active=True).annotate(used_at=used).filter(used_at__lt=since)
