"""Acts around signing in: failures and the lock, open sessions, the second factor."""

import uuid
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.foundation.journal.actions import record_event
from dinh.kernel.errors import NotFound, Refusal
from dinh.law import parameters
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.actions.journalled import record
from dinh.modules.organisation.models import Person, SignInFailure, SignInSession
from dinh.modules.organisation.queries import (
    ended_sessions,
    home_of,
    idle_people,
    person_kept_by,
)
from dinh.modules.organisation.rules import lock_end, minutes_left

FORGOTTEN_AFTER = timedelta(days=1)


class LockedOut(Refusal):
    """Too many failures: the name is locked for a while."""

    status = 429

    def __init__(self, until: datetime, now: datetime) -> None:
        words = _(
            "Tài khoản tạm khóa vì nhập sai nhiều lần. Hãy thử lại sau %(minutes)s phút (từ %(time)s), "
            "hoặc nhờ người quản trị của đơn vị mở khóa."
        )
        clock = f"{timezone.localtime(until):%H:%M}"
        super().__init__(words % {"minutes": minutes_left(until, now), "time": clock})


def check_not_locked(username: str, at: datetime) -> None:
    """Raise LockedOut while the name, real or not, is locked."""
    row = SignInFailure.objects.filter(username=username.lower(), locked_until__gt=at).first()
    if row is not None and row.locked_until is not None:
        raise LockedOut(row.locked_until, at)


@transaction.atomic
def record_failure(username: str, at: datetime, address: str | None = None) -> None:
    """Count a wrong password or code; at the fifth in a row the name is locked and that journalled."""
    SignInFailure.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    row = _locked_row(username.lower()[:60], at)
    row.failures += 1
    row.last_at = at
    row.locked_until = lock_end(
        row.failures,
        at,
        allowed=parameters.value("security.failures_before_lock", timezone.localdate(at)),
        minutes=parameters.value("security.lock_minutes", timezone.localdate(at)),
    )
    if row.locked_until is not None:
        row.failures = 0
        _journal_own(
            _person_named(row.username), "person_locked", at, by_system=True, address=address
        )
    row.save()


def _locked_row(username: str, at: datetime) -> SignInFailure:
    """The row of that name, held to the commit, so that two processes both count."""
    SignInFailure.objects.bulk_create(
        [SignInFailure(username=username, last_at=at)], ignore_conflicts=True
    )
    return SignInFailure.objects.select_for_update().get(username=username)


def _person_named(username: str) -> Person | None:
    return Person.objects.filter(username__iexact=username).first()


def _journal_own(
    person: Person | None, kind: str, at: datetime, *, by_system: bool = False, **after: object
) -> None:
    """An event about one's own sign-in, in the agency of one's place; without a place, none."""
    home = home_of(person, timezone.localdate(at)) if person is not None else None
    if person is None or home is None:
        return
    record_event(
        organisation_id=home,
        actor_id=None if by_system else person.pk,
        actor_name=_("Hệ thống") if by_system else person.full_name,
        kind=f"organisation.{kind}",
        subject_type="organisation.person",
        subject_id=person.pk,
        at=at,
        after=after,
    )


@transaction.atomic
def unlock_person(*, actor: Actor, person_id: uuid.UUID, at: datetime) -> None:
    """Let a locked person try again at once."""
    person = person_kept_by(actor, person_id)
    SignInFailure.objects.filter(username=person.username.lower()).delete()
    record(actor, "person_unlocked", person, at=at)


@transaction.atomic
def begin_session(
    *, person: Person, session_key: str, at: datetime, address: str | None, browser: str
) -> SignInSession:
    """Note where the person signed in; failures before it are forgotten."""
    SignInFailure.objects.filter(username=person.username.lower()).delete()
    SignInSession.objects.filter(session_key=session_key).delete()
    made = SignInSession.objects.create(
        person=person,
        session_key=session_key,
        begun_at=at,
        last_seen_at=at,
        address=address,
        browser=browser[:200],
    )
    _journal_own(person, "signed_in", at, address=address)
    return made


@transaction.atomic
def end_session(*, person: Person, session_id: uuid.UUID, at: datetime) -> None:
    """Sign the person out in one place. Raises NotFound for a session that is not theirs."""
    row = SignInSession.objects.filter(person=person, pk=session_id).first()
    if row is None:
        raise NotFound(_("Phiên đăng nhập này đã kết thúc."))
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    _journal_own(person, "signed_out", at)


@transaction.atomic
def end_other_sessions(*, person: Person, session_key: str | None, at: datetime) -> int:
    """Sign the person out everywhere but here; the number of sessions listed as ended.

    Raising the epoch voids every session there is, listed or not: the caller keeps the current
    one with `update_session_auth_hash`.
    """
    person.session_epoch += 1
    person.save(update_fields=["session_epoch"])
    others = SignInSession.objects.filter(person=person).exclude(session_key=session_key)
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    _journal_own(person, "signed_out_elsewhere", at, sessions=len(keys))
    return len(keys)


@transaction.atomic
def note_second_factor(*, person: Person, change: str, at: datetime) -> None:
    """Journal that the person changed their own second factor (`totp_activated` …)."""
    _journal_own(person, "second_factor_changed", at, change=change)


@transaction.atomic
def remove_second_factor(*, actor: Actor, person_id: uuid.UUID, at: datetime) -> None:
    """For a person who lost the device: takes the second factor away and signs them out."""
    person = person_kept_by(actor, person_id)
    Authenticator.objects.filter(user_id=person.pk).delete()
    end_other_sessions(person=person, session_key=None, at=at)
    record(actor, "second_factor_removed", person, at=at)


@transaction.atomic
def close_idle_accounts(*, at: datetime) -> int:
    """Close accounts that nobody signed in to for too long; how many. The administrator reopens them.

    Source: law.md 14.2 (level-3 controls): accounts idle for 45 days are disabled.
    """
    days = parameters.value("security.idle_account_days", timezone.localdate(at))
    people = list(idle_people(at - timedelta(days=days)))
    for person in people:
        person.is_active = False
        person.session_epoch += 1
        person.save(update_fields=["is_active", "session_epoch"])
        _journal_own(person, "account_closed_idle", at, by_system=True, days=days)
    return len(people)


@transaction.atomic
def forget_ended_sessions(*, at: datetime) -> int:
    """Drop the notes of sessions that have run out; how many."""
    Session.objects.filter(expire_date__lte=at).delete()
    dropped, _kinds = ended_sessions(at).delete()
    return dropped


@transaction.atomic
def enrol_totp(person: Person, secret: str) -> None:
    """Give the person a second factor with a known secret (base32); replaces the one they had.

    For installing and demonstrating; a person enrols themselves on their account page.
    """
    Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(person, secret)
