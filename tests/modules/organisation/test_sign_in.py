"""Signing in: name and password, the lock, the second factor, sessions, one-time passwords."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dinh.foundation.journal.models import Event
from dinh.kernel.errors import NotFound
from dinh.modules.organisation import actions, queries
from dinh.modules.organisation.models import Organisation, SignInFailure, SignInSession
from factories.people import PASSWORD, TOTP_SECRET, CastMember, give_place

LOGIN = "/dang-nhap/"


def sign_in(username: str, password: str = PASSWORD, client: Client | None = None) -> HttpResponse:
    return (client or Client()).post(LOGIN, {"login": username, "password": password})


def totp_code(secret: str = TOTP_SECRET) -> str:
    cache.clear()  # a code serves once; tests ask for the same half-minute again
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def kinds() -> list[str]:
    return list(Event.objects.order_by("sequence").values_list("kind", flat=True))


def test_name_and_password_lead_to_the_days_work(officer: CastMember) -> None:
    client = Client()
    response = sign_in("congchuc", client=client)
    assert (response.status_code, response["Location"]) == (302, "/lam-viec/")
    session = SignInSession.objects.get()
    assert (session.person, session.session_key) == (officer.person, client.session.session_key)
    assert kinds() == ["organisation.signed_in"]


def test_the_name_may_be_typed_in_capitals_and_with_spaces(officer: CastMember) -> None:
    assert sign_in(" CongChuc ").status_code == 302


def test_pages_send_a_visitor_to_sign_in_and_back(officer: CastMember) -> None:
    client = Client()
    asked = reverse("organisation:units")
    sent = client.get(asked)
    assert sent["Location"] == f"{LOGIN}?next={asked}"
    page = client.get(sent["Location"])
    assert f'name="next" value="{asked}"' in page.content.decode()
    back = client.post(sent["Location"], {"login": "congchuc", "password": PASSWORD, "next": asked})
    assert back["Location"] == asked


def test_nobody_registers_themselves(client: Client, db: None) -> None:
    assert [client.get(path).status_code for path in ("/dang-ky/", "/accounts/signup/")] == [
        404,
        404,
    ]


def test_known_and_unknown_names_fail_with_the_same_words(officer: CastMember) -> None:
    pages = [
        sign_in("congchuc", "sai").content.decode(),
        sign_in("khongco", "sai").content.decode(),
    ]
    words = [re.findall(r"note--late.*?</div>", page, re.S) for page in pages]
    assert words[0] == words[1]
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in words[0][0]


def test_the_fifth_failure_locks_for_a_quarter_of_an_hour(officer: CastMember) -> None:
    for _ in range(5):
        sign_in("congchuc", "sai")
    refused = sign_in("congchuc")
    assert refused.status_code == 200
    assert "thử lại sau 15 phút" in refused.content.decode()
    assert kinds() == ["organisation.person_locked"]
    SignInFailure.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert sign_in("congchuc").status_code == 302
    assert not SignInFailure.objects.exists()


def test_four_failures_do_not_lock(officer: CastMember) -> None:
    for _ in range(4):
        sign_in("congchuc", "sai")
    assert sign_in("congchuc").status_code == 302


def test_an_unknown_name_is_locked_too(db: None) -> None:
    for _ in range(5):
        sign_in("khongco", "sai")
    assert "thử lại sau" in sign_in("khongco", "sai").content.decode()


def test_the_count_is_kept_in_the_database_not_in_the_process(officer: CastMember) -> None:
    for _ in range(5):
        sign_in("congchuc", "sai")
        cache.clear()
    assert "thử lại sau" in sign_in("congchuc").content.decode()


def test_the_administrator_unlocks(administrator: CastMember, officer: CastMember) -> None:
    for _ in range(5):
        sign_in("congchuc", "sai")
    url = reverse("organisation:person_unlock", args=[officer.person.pk])
    assert administrator.client.post(url).status_code == 302
    assert sign_in("congchuc").status_code == 302
    assert kinds() == [
        "organisation.person_locked",
        "organisation.person_unlocked",
        "organisation.signed_in",
    ]


def test_a_closed_account_does_not_enter(officer: CastMember, administrator: CastMember) -> None:
    actions.set_active(
        actor=administrator.actor,
        person_id=officer.person.pk,
        is_active=False,
        at=timezone.now(),
    )
    assert sign_in("congchuc")["Location"] == "/dang-nhap/da-khoa/"
    assert officer.client.get(reverse("organisation:account")).status_code == 302


# --- second factor ---


def test_a_second_factor_is_asked_for_and_works(administrator: CastMember) -> None:
    client = Client()
    assert sign_in("quantri", client=client)["Location"].startswith("/dang-nhap/ma-xac-thuc/")
    assert client.get(reverse("organisation:people")).status_code == 302
    done = client.post("/dang-nhap/ma-xac-thuc/", {"code": totp_code()})
    assert done["Location"] == "/lam-viec/"
    assert client.get(reverse("organisation:people")).status_code == 200


def test_a_recovery_code_serves_once(administrator: CastMember) -> None:
    code = RecoveryCodes.activate(administrator.person).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        client = Client()
        sign_in("quantri", client=client)
        answers.append(client.post("/dang-nhap/ma-xac-thuc/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_wrong_codes_count_towards_the_lock(administrator: CastMember) -> None:
    client = Client()
    sign_in("quantri", client=client)
    for _ in range(5):
        client.post("/dang-nhap/ma-xac-thuc/", {"code": "000000"})
    refused = client.post("/dang-nhap/ma-xac-thuc/", {"code": totp_code()})
    assert "thử lại sau" in refused.content.decode()
    assert "thử lại sau" in sign_in("quantri").content.decode()


def test_the_secret_is_not_stored_as_plain_text(administrator: CastMember) -> None:
    row = Authenticator.objects.get(user=administrator.person, type="totp")
    assert TOTP_SECRET not in str(row.data)


def test_an_administrator_without_second_factor_gets_no_further_than_enrolling(
    administrator: CastMember,
) -> None:
    Authenticator.objects.all().delete()
    client = Client()
    sign_in("quantri", client=client)
    enrol = reverse("mfa_activate_totp")
    for name in ("web:today", "organisation:people", "organisation:account", "mfa_index"):
        assert client.get(reverse(name))["Location"] == enrol
    page = client.get(enrol)
    secret = page.context["form"].secret
    assert page.status_code == 200
    done = client.post(enrol, {"code": totp_code(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(done["Location"]).status_code == 200
    assert client.get(reverse("organisation:people")).status_code == 200
    assert kinds()[-1] == "organisation.second_factor_changed"


def test_others_need_no_second_factor(officer: CastMember) -> None:
    assert officer.client.get(reverse("organisation:people")).status_code == 200


def test_a_lost_device_is_taken_away_by_another_administrator(
    administrator: CastMember, chair: CastMember
) -> None:
    actions.enrol_totp(chair.person, TOTP_SECRET)
    actions.remove_second_factor(
        actor=administrator.actor, person_id=chair.person.pk, at=timezone.now()
    )
    assert not Authenticator.objects.filter(user=chair.person).exists()
    assert chair.client.get(reverse("organisation:account")).status_code == 302


# --- passwords ---


def test_a_reset_password_must_be_changed_before_anything_else(
    administrator: CastMember, officer: CastMember
) -> None:
    url = reverse("organisation:person_password", args=[officer.person.pk])
    shown = administrator.client.post(url)
    one_time = shown.context["one_time"]
    assert re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", one_time)
    assert shown["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert officer.client.get(reverse("organisation:account")).status_code == 302

    client = Client()
    sign_in("congchuc", one_time, client)
    change = reverse("organisation:password")
    assert client.get(reverse("web:today"))["Location"] == change
    new = "cây đa bến nước sân đình"
    client.post(change, {"present": one_time, "new": new, "again": new})
    assert client.get(reverse("organisation:units")).status_code == 200
    assert sign_in("congchuc", one_time).status_code == 200
    assert sign_in("congchuc", new).status_code == 302


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("ngắn quá", "ít nhất 14 ký tự"),
        ("12345678901234567890", "hoàn toàn là số"),
        (PASSWORD, "đã dùng trước đây"),
    ],
)
def test_a_poor_new_password_is_refused_with_the_reason(
    officer: CastMember, new: str, words: str
) -> None:
    page = officer.client.post(
        reverse("organisation:password"), {"present": PASSWORD, "new": new, "again": new}
    )
    assert page.status_code == 422
    assert words in page.content.decode()


def test_with_a_second_factor_eight_characters_do(officer: CastMember) -> None:
    actions.enrol_totp(officer.person, TOTP_SECRET)
    new = "đình làng 9"
    page = officer.client.post(
        reverse("organisation:password"), {"present": PASSWORD, "new": new, "again": new}
    )
    assert page.status_code == 302


def test_the_present_password_is_asked_for(officer: CastMember) -> None:
    new = "cây đa bến nước sân đình"
    page = officer.client.post(
        reverse("organisation:password"), {"present": "không phải", "new": new, "again": new}
    )
    assert "Mật khẩu hiện tại chưa đúng" in page.content.decode()


def test_an_administrators_old_password_must_be_changed(administrator: CastMember) -> None:
    administrator.person.password_set_at = timezone.now() - timedelta(days=61)
    administrator.person.save()
    sent = administrator.client.get(reverse("organisation:people"))
    assert sent["Location"] == reverse("organisation:password")


# --- sessions ---


def test_sign_out_everywhere_leaves_only_this_place(officer: CastMember) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in("congchuc", client=client)
    page = here.get(reverse("organisation:sessions"))
    assert len(page.context["rows"]) == 2
    here.post(reverse("organisation:sessions_end"))
    units = reverse("organisation:units")
    assert here.get(units).status_code == 200
    assert [client.get(units).status_code for client in (there, officer.client)] == [302, 302]
    assert SignInSession.objects.get().session_key == here.session.session_key


def test_one_session_is_ended_from_another(officer: CastMember) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in("congchuc", client=client)
    other = SignInSession.objects.get(session_key=there.session.session_key)
    here.post(reverse("organisation:session_end", args=[other.pk]))
    assert there.get(reverse("organisation:units")).status_code == 302
    assert here.get(reverse("organisation:units")).status_code == 200


def test_nobody_ends_the_session_of_another(officer: CastMember, chair: CastMember) -> None:
    sign_in("chutich")
    other = SignInSession.objects.get(person=chair.person)
    with pytest.raises(NotFound):
        actions.end_session(person=officer.person, session_id=other.pk, at=timezone.now())
    url = reverse("organisation:session_end", args=[other.pk])
    assert officer.client.post(url).status_code == 404


def test_an_idle_session_ends(officer: CastMember) -> None:
    client = Client()
    sign_in("congchuc", client=client)
    session = client.session
    session["seen_at"] = int((timezone.now() - timedelta(hours=3)).timestamp())
    session.save()
    sent = client.get(reverse("organisation:units"))
    assert sent["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_signing_out_forgets_the_session(officer: CastMember) -> None:
    client = Client()
    sign_in("congchuc", client=client)
    assert client.post("/dang-xuat/")["Location"] == LOGIN
    assert not SignInSession.objects.exists()


def test_a_session_that_ran_out_is_not_listed_and_then_forgotten(officer: CastMember) -> None:
    client = Client()
    sign_in("congchuc", client=client)
    later = timezone.now() + timedelta(days=30)
    assert queries.open_sessions(officer.person, timezone.now()).count() == 1
    assert queries.open_sessions(officer.person, later).count() == 0
    assert actions.forget_ended_sessions(at=later) == 1
    assert not SignInSession.objects.exists()


def test_accounts_idle_for_45_days_are_closed(officer: CastMember, chair: CastMember) -> None:
    now = timezone.now()
    officer.person.last_login = now - timedelta(days=45, seconds=1)
    officer.person.save()
    chair.person.last_login = now - timedelta(days=44)
    chair.person.save()
    assert actions.close_idle_accounts(at=now) == 1
    officer.person.refresh_from_db()
    chair.person.refresh_from_db()
    assert (officer.person.is_active, chair.person.is_active) == (False, True)
    event = Event.objects.get()
    assert (event.kind, event.actor_id) == ("organisation.account_closed_idle", None)


def test_someone_with_places_in_two_agencies_chooses(
    officer: CastMember, other_commune: Organisation, province: Organisation
) -> None:
    give_place(officer.person, other_commune, "chair")
    account, act_for = reverse("organisation:account"), reverse("organisation:act_for")
    homes = officer.client.get(account).context["homes"]
    assert [home.place for home in homes] == ["xã Bình Minh", "phường Tân Lập"]
    officer.client.post(act_for, {"organisation": str(other_commune.pk)})
    assert officer.client.get(account).context["actor"].roles == {"chair"}
    refused = officer.client.post(act_for, {"organisation": str(province.pk)})
    assert refused.status_code == 404
