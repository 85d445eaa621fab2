"""Acts on passwords: change one's own, or give a person a new one to be used once."""

import secrets
import uuid
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinh.kernel.errors import Invalid
from dinh.law import parameters
from dinh.modules.organisation.access import Actor
from dinh.modules.organisation.actions.journalled import record
from dinh.modules.organisation.actions.sign_in import _journal_own, end_other_sessions
from dinh.modules.organisation.models import OldPassword, Person, SignInFailure
from dinh.modules.organisation.queries import person_kept_by
from dinh.modules.organisation.rules import least_password_length

# Letters and figures that are not mistaken for one another on paper.
_LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"


class WrongPassword(Invalid):
    """The present password was not given."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu hiện tại chưa đúng."))


@transaction.atomic
def change_password(*, person: Person, present: str, new: str, session_key: str | None) -> None:
    """Replace one's own password; every other session ends.

    Raises WrongPassword, and Invalid for a new one that is too short, common or used before.
    """
    if not person.check_password(present):
        raise WrongPassword
    at = timezone.now()
    check_new_password(person, new)
    _keep_old(person, at)
    person.set_password(new)
    person.must_change_password = False
    person.password_set_at = at
    person.save()
    end_other_sessions(person=person, session_key=session_key, at=at)
    _journal_own(person, "password_changed", at)


def check_new_password(person: Person, new: str) -> None:
    """Raise Invalid, with every reason in its sentence, unless the password may be used."""
    least = least_length_for(person)
    if len(new) < least:
        raise Invalid(
            _("Mật khẩu mới cần ít nhất %(least)s ký tự; một câu dễ nhớ, có dấu cách, là tốt nhất.")
            % {"least": least}
        )
    try:
        validate_password(new, person)
    except ValidationError as refused:
        raise Invalid(" ".join(refused.messages)) from None
    if _was_used(person, new):
        raise Invalid(_("Mật khẩu này bạn đã dùng trước đây. Hãy chọn mật khẩu khác."))


def least_length_for(person: Person) -> int:
    """How many characters a new password of this person needs."""
    today = timezone.localdate()
    return least_password_length(
        has_second_factor=Authenticator.objects.filter(user_id=person.pk).exists(),
        alone=parameters.value("security.password_length", today),
        with_second=parameters.value("security.password_length_with_second_factor", today),
    )


def _was_used(person: Person, new: str) -> bool:
    kept = parameters.value("security.passwords_not_reused", timezone.localdate())
    old = OldPassword.objects.filter(person=person).order_by("-replaced_at")[: kept - 1]
    return any(
        check_password(new, hashed) for hashed in [person.password, *(o.encoded for o in old)]
    )


def _keep_old(person: Person, at: datetime) -> None:
    OldPassword.objects.create(person=person, encoded=person.password, replaced_at=at)


@transaction.atomic
def reset_password(*, actor: Actor, person_id: uuid.UUID, at: datetime) -> str:
    """A new password for someone who forgot theirs, returned once, to be changed at first use.

    Ends their sessions and any lock. Raises NotAllowed, NotFound.
    """
    person = person_kept_by(actor, person_id)
    if person.has_usable_password():
        _keep_old(person, at)
    made = set_one_time_password(person)
    SignInFailure.objects.filter(username=person.username.lower()).delete()
    end_other_sessions(person=person, session_key=None, at=at)
    record(actor, "password_reset", person, at=at)
    return made


def set_one_time_password(person: Person) -> str:
    """Give the person a random password that they must change; about 79 bits, in four groups."""
    made = "-".join("".join(secrets.choice(_LEGIBLE) for _ in range(4)) for _ in range(4))
    person.set_password(made)
    person.must_change_password = True
    person.password_set_at = timezone.now()
    person.save()
    return made
