"""Sign-in and display rules as plain functions: values in, decision out."""

from datetime import datetime, timedelta

from dinh.kernel.vietnamese import fold


def lock_end(failures: int, at: datetime, *, allowed: int, minutes: int) -> datetime | None:
    """Until when a name is locked after its n-th failure in a row; None while it is not.

    Source: law.md 14.2 (level-3 controls): locked for 15 minutes after 5 failures.
    """
    return at + timedelta(minutes=minutes) if failures >= allowed else None


def least_password_length(*, has_second_factor: bool, alone: int, with_second: int) -> int:
    """How many characters a password needs.

    Source: law.md 14.2: at least 8 with a second factor, 14 without one.
    """
    return with_second if has_second_factor else alone


def is_password_too_old(set_at: datetime | None, now: datetime, *, days: int) -> bool:
    """Whether an administrator must choose a new password; one never set counts as old.

    Source: law.md 14.2: administrators change it at least every two months.
    """
    return set_at is None or now - set_at > timedelta(days=days)


def masked_phone(phone: str) -> str:
    """ "0912345678" → "091•••••78"; short ones are hidden whole; "" stays ""."""
    digits = phone.strip()
    if len(digits) < 7:
        return "•" * len(digits)
    return f"{digits[:3]}{'•' * (len(digits) - 5)}{digits[-2:]}"


def masked_email(email: str) -> str:
    """ "long@example.com" → "l•••@example.com"; "" stays ""."""
    name, at, place = email.partition("@")
    return f"{name[:1]}•••{at}{place}" if at else ""


_BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """What a browser says of itself, as its user knows it: ("Chrome", "Windows"); "" for unknown."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system


def suggested_username(full_name: str) -> str:
    """A sign-in name as offices form it: given name, then initials ("Đỗ Minh Tuấn" → "tuandm")."""
    *before, given = fold(full_name).split() or [""]
    return given + "".join(word[0] for word in before)


def minutes_left(until: datetime, now: datetime) -> int:
    """The time left of a lock in whole minutes, begun ones counted, at least one."""
    return max(1, -(-int((until - now).total_seconds()) // 60))


# Read for the whole installation: before it is known whose agency signs in or sends a file.
_SHARED = ("security.", "files.")


def is_shared(key: str) -> bool:
    """Whether a parameter of the law rules the whole installation, so that no agency sets its own."""
    return key.startswith(_SHARED)


def fits_shape(value: object, law: object) -> bool:
    """Whether an own value has the shape of the law's: true/false; a whole number from 0 to 365;
    one to five different whole numbers from 1 to 365."""
    if isinstance(law, bool):
        return isinstance(value, bool)
    if isinstance(law, int):
        return _is_whole(value, 0)
    if isinstance(law, list) and isinstance(value, list):
        return 1 <= len(value) <= 5 and all(_is_whole(one, 1) for one in value) and _differ(value)
    return False


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= 365


def _differ(values: list[int]) -> bool:
    return len(set(values)) == len(values)
