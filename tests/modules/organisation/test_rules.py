"""Sign-in and display rules, as tables."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinh.modules.organisation import rules

NOON = datetime(2026, 11, 19, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(("failures", "minutes"), [(1, None), (4, None), (5, 15), (9, 15)])
def test_lock_end(failures: int, minutes: int | None) -> None:
    until = rules.lock_end(failures, NOON, allowed=5, minutes=15)
    assert until == (None if minutes is None else NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(("has_second", "length"), [(False, 14), (True, 8)])
def test_least_password_length(has_second: bool, length: int) -> None:
    found = rules.least_password_length(has_second_factor=has_second, alone=14, with_second=8)
    assert found == length


@pytest.mark.parametrize(
    ("set_at", "is_old"),
    [
        (None, True),
        (NOON, False),
        (NOON - timedelta(days=60), False),
        (NOON - timedelta(days=60, seconds=1), True),
    ],
)
def test_is_password_too_old(set_at: datetime | None, is_old: bool) -> None:
    assert rules.is_password_too_old(set_at, NOON, days=60) is is_old


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("0912345678", "091•••••78"),
        ("02413823456", "024••••••56"),
        ("113", "•••"),
        ("", ""),
    ],
)
def test_masked_phone(phone: str, masked: str) -> None:
    assert rules.masked_phone(phone) == masked


@given(st.text(alphabet="0123456789", min_size=7, max_size=20))
def test_a_masked_phone_shows_five_figures_at_most(phone: str) -> None:
    masked = rules.masked_phone(phone)
    assert len(masked) == len(phone)
    assert sum(letter.isdecimal() for letter in masked) == 5


@pytest.mark.parametrize(
    ("email", "masked"),
    [("long@example.com", "l•••@example.com"), ("a@b.vn", "a•••@b.vn"), ("", ""), ("sai", "")],
)
def test_masked_email(email: str, masked: str) -> None:
    assert rules.masked_email(email) == masked


@pytest.mark.parametrize(
    ("name", "username"),
    [("Đỗ Minh Tuấn", "tuandm"), ("Lê Quý Đôn", "donlq"), ("Hà", "ha"), ("", "")],
)
def test_suggested_username(name: str, username: str) -> None:
    assert rules.suggested_username(name) == username


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(900, 15), (899, 15), (841, 15), (840, 14), (1, 1), (0, 1), (-5, 1)]
)
def test_minutes_left(seconds: int, minutes: int) -> None:
    assert rules.minutes_left(NOON + timedelta(seconds=seconds), NOON) == minutes


CHROME = "(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("says", "known_as"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 {CHROME}",
            "Chrome Windows",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 {CHROME} Edg/142.0", "Edge Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 {CHROME}", "Chrome Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox Linux"),
        ("curl/8.5.0", " "),
        ("", " "),
    ],
)
def test_browser_and_system(says: str, known_as: str) -> None:
    assert " ".join(rules.browser_and_system(says)) == known_as
