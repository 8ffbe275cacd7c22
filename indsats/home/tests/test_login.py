import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from axes.models import AccessAttempt
from django.core import mail
from django.test import Client
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.audit.queries import verify
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
PASSWORD = "hemmelig-kode"  # noqa: S105 -- made up
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 -- made up
LOGIN = "/konto/log-ind/"


def log_in(client, name, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": name, "password": password, **extra})


def code():
    return format_hotp_value(hotp_value(SECRET, list(counters())[1]))


def told(act):
    return [(entry.actor, entry.facts.get("event")) for entry in Entry.objects.filter(act=act)]


def is_in(client):
    return client.get("/profil/").status_code == 200


@pytest.mark.parametrize("by", ["username", "email"])
def test_one_logs_in_by_username_or_e_mail_in_any_case(client, by):
    user, other = f.make_user(), f.make_user("Bob")
    response = log_in(client, getattr(user, by).upper())
    assert (response.status_code, response.url) == (302, "/")
    assert other.name not in client.get("/profil/").content.decode()
    assert told(Act.LOGIN) == [(user.username, "login")]
    assert Entry.objects.get().facts["how"] == ["password"]


def test_login_and_logout_and_refusals_stand_in_the_trail(client):
    user = f.make_user()
    log_in(client, user.username, "forkert")
    log_in(client, "hemmelig-kode-i-forkert-felt", "forkert")
    log_in(client, user.username)
    client.post(reverse("account_logout"))
    assert told(Act.REFUSED) == [(user.username, "wrong password"), ("unknown", "wrong password")]
    assert told(Act.LOGIN) == [(user.username, "login"), (user.username, "logout")]
    assert verify() == []
    assert "hemmelig-kode-i-forkert-felt" not in str(list(Entry.objects.values()))
    assert "hemmelig-kode-i-forkert-felt" not in str(list(AccessAttempt.objects.values()))
    assert not is_in(client)


def test_five_wrong_passwords_lock_the_account_also_for_the_right_one(client):
    user, other = f.make_user(), f.make_user("Bob")
    names = [user.username, user.email, user.username.upper(), user.email, user.username]
    answers = [log_in(client, name, "forkert").status_code for name in names]
    assert answers == [200, 200, 200, 200, 429]
    locked = log_in(Client(), user.username)
    assert locked.status_code == 429
    assert "Kontoen er låst" in locked.content.decode()
    assert told(Act.REFUSED)[-1] == (user.username, "locked")
    assert log_in(Client(), other.username).status_code == 302


def test_the_lock_opens_by_itself(client, time_machine):
    time_machine.move_to("2026-11-23 08:00+01:00")
    user = f.make_user()
    for _ in range(5):
        log_in(client, user.username, "forkert")
    time_machine.shift(14 * 60)
    assert log_in(client, user.username).status_code == 429
    time_machine.shift(2 * 60)
    assert log_in(client, user.username).status_code == 302


def test_a_closed_user_is_told_so_and_stays_out(client):
    user = f.make_user(is_active=False)
    response = log_in(client, user.username)
    assert response.url == reverse("account_inactive")
    assert "Din bruger er lukket" in client.get(response.url).content.decode()
    assert not is_in(client)


def test_who_is_closed_while_logged_in_is_out_at_the_next_click(client):
    user = f.make_user()
    log_in(client, user.username)
    assert is_in(client)
    user.is_active = False
    user.save()
    assert not is_in(client)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
    ],
)
def test_login_never_sends_anyone_elsewhere(client, elsewhere):
    user = f.make_user()
    assert log_in(client, user.username, next=elsewhere).url == "/"
    assert log_in(Client(), user.username, next="/hjaelp/").url == "/hjaelp/"


def test_a_login_without_its_token_is_refused_on_a_page_of_ours():
    strict = Client(enforce_csrf_checks=True)
    response = log_in(strict, f.make_user().username)
    assert response.status_code == 403
    assert "Indsats" in response.content.decode()


def test_nobody_signs_up():
    response = Client().post(
        "/konto/opret/",
        {
            "username": "mallory",
            "email": "m@example.dk",
            "password1": "en-lang-kode-9",
            "password2": "en-lang-kode-9",
        },
    )
    assert "Du kan ikke oprette dig selv" in response.content.decode()
    assert not f.User.objects.filter(username="mallory").exists()


@pytest.mark.parametrize(
    "path", ["/konto/email/", "/konto/3rdparty/", "/konto/signup/", "/accounts/"]
)
def test_the_pages_of_allauth_we_do_not_use_are_not_there(client, path):
    client.force_login(f.make_user())
    assert client.get(path).status_code == 404


def test_a_code_is_asked_for_where_an_app_is_set_up(client):
    user = f.make_user()
    TOTP.activate(user, SECRET)
    response = log_in(client, user.username)
    assert response.url == reverse("mfa_authenticate")
    assert not is_in(client)
    wrong = client.post(response.url, {"code": "000000"})
    assert wrong.status_code == 200
    assert told(Act.REFUSED) == [(user.username, "wrong code")]
    assert client.post(response.url, {"code": code()}).url == "/"
    assert is_in(client)
    assert Entry.objects.filter(act=Act.LOGIN).get().facts["how"] == ["password", "totp"]


def test_a_code_works_once():
    user = f.make_user()
    TOTP.activate(user, SECRET)
    first, second, used = Client(), Client(), code()
    for client in (first, second):
        log_in(client, user.username)
        client.post(reverse("mfa_authenticate"), {"code": used})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_works_once(client):
    user = f.make_user()
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    paper = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    log_in(client, user.username)
    client.post(reverse("mfa_authenticate"), {"code": paper})
    assert is_in(client)
    again = Client()
    log_in(again, user.username)
    again.post(reverse("mfa_authenticate"), {"code": paper})
    assert not is_in(again)


def test_the_secret_of_an_app_cannot_be_read_in_the_database():
    user = f.make_user()
    TOTP.activate(user, SECRET)
    assert SECRET not in str(Authenticator.objects.get().data)
    assert Authenticator.objects.get().wrap().validate_code(code())


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_is_told_to_trail_and_owner(client):
    user = f.make_user()
    log_in(client, user.username)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page).group(1)
    value = format_hotp_value(hotp_value(secret, list(counters())[1]))
    response = client.post(reverse("mfa_activate_totp"), {"code": value})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert (user.username, "totp_activated") in told(Act.CHANGED)
    assert {recipient for letter in mail.outbox for recipient in letter.to} == {user.email}
    assert "Der er ændret noget" in mail.outbox[0].body


def test_where_the_policy_asks_for_it_nothing_opens_before_a_second_factor(client, settings):
    settings.REQUIRE_MFA = True
    user = f.make_user()
    log_in(client, user.username)
    for path in ("/", "/profil/", "/soeg/?q=ab"):
        assert client.get(path).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(user, SECRET)
    assert is_in(client)


def test_a_forgotten_password_is_chosen_anew_by_mail(client):
    user, other = f.make_user(), f.make_user("Bob")
    response = client.post(reverse("account_reset_password"), {"email": user.email.upper()})
    assert response.url == reverse("account_reset_password_done")
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert letter.subject == "Vælg din adgangskode til Indsats"
    link = re.search(r"http://testserver(\S+)", letter.body).group(1)
    page = client.get(urlsplit(link).path, follow=True)
    where = page.redirect_chain[-1][0]
    new = "en-helt-anden-kode-7"
    client.post(where, {"password1": new, "password2": new})
    assert log_in(client, user.username, new).status_code == 302
    assert log_in(Client(), other.username).status_code == 302
    assert log_in(Client(), user.username).status_code == 200


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client):
    known = client.post(reverse("account_reset_password"), {"email": f.make_user().email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@example.dk"})
    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/konto/log-ind/",
        "/konto/glemt/",
        "/konto/glemt/sendt/",
        "/konto/glemt/skiftet/",
        "/konto/spaerret/",
        "/konto/afbrudt/",
        "/konto/fejl/",
        "/konto/opret/",
        "/hjaelp/",
        "/logning/",
        "/konto/glemt/1-forkert/",
    ],
)
def test_pages_before_login_are_in_our_frame_and_in_danish(client, path):
    page = client.get(path)
    text = page.content.decode()
    assert page.status_code in {200, 401}
    assert '<html lang="da">' in text
    assert "Spring til indhold" in text or "skipnav" in text


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "usersessions_list",
        "account_logout",
        "home:profile",
        "home:start",
    ],
)
def test_pages_of_ones_own_open(client, name):
    user = f.make_user()
    log_in(client, user.username)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert '<html lang="da">' in page.content.decode()
