from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.home.queries.devices import describe
from indsats.home.tests.test_login import is_in, log_in
from indsats.organisation.tests import factories as f

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Europe/Copenhagen"))
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Version/18.0 Mobile Safari/604"


def device(user, agent=WINDOWS):
    client = Client(headers={"user-agent": agent})
    log_in(client, user.username)
    return client


def listed(client):
    return [row.name for row in client.get(reverse("usersessions_list")).context["devices"]]


def test_a_device_is_named_as_people_name_it():
    assert describe(WINDOWS) == "Chrome, Windows"
    assert describe(PHONE) == "Safari, iPhone"
    assert describe("") == "Ukendt browser, ukendt enhed"


def test_a_session_ended_from_another_device_is_out_at_the_next_click():
    user, other = f.make_user(), f.make_user("Bob")
    office, phone, stranger = device(user), device(user, PHONE), device(other)
    assert listed(office) == ["Chrome, Windows", "Safari, iPhone"]
    row = UserSession.objects.get(session_key=phone.session.session_key)
    assert office.post(reverse("home:end-device", args=[row.pk])).status_code == 302
    assert (is_in(office), is_in(phone), is_in(stranger)) == (True, False, True)
    assert Entry.objects.filter(facts__event="ended elsewhere").count() == 1


def test_nobody_ends_anothers_session():
    mine, others = device(f.make_user()), device(f.make_user("Bob"))
    row = UserSession.objects.get(session_key=others.session.session_key)
    assert mine.post(reverse("home:end-device", args=[row.pk])).status_code == 404
    assert mine.get(reverse("home:end-device", args=[row.pk])).status_code == 405
    assert is_in(others)


def test_all_others_are_ended_at_once():
    user = f.make_user()
    here, there, yonder, stranger = (
        device(user),
        device(user),
        device(user),
        device(f.make_user("B")),
    )
    here.post(reverse("home:end-other-devices"))
    assert [is_in(client) for client in (here, there, yonder, stranger)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_new_password_ends_the_other_sessions(client):
    user = f.make_user()
    here, there = device(user), device(user)
    new = "en-helt-anden-kode-7"
    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": "hemmelig-kode",
            "password1": new,
            "password2": new,
        },
    )
    assert (is_in(here), is_in(there)) == (True, False)


def test_an_idle_session_ends_after_an_hour_and_an_active_one_goes_on(time_machine):
    time_machine.move_to(MORNING)
    user = f.make_user()
    idle, active = device(user), device(user)
    for _ in range(2):
        time_machine.shift(40 * 60)
        assert is_in(active)
    assert not is_in(idle)
    assert is_in(active)


def test_an_active_session_ends_after_twelve_hours(time_machine):
    time_machine.move_to(MORNING)
    client = device(f.make_user())
    for _ in range(23):
        time_machine.shift(30 * 60)
        assert is_in(client)
    time_machine.shift(30 * 60 + 1)
    response = client.get("/profil/")
    assert response.url == "/konto/log-ind/?next=/profil/&ended=1"
    assert "Du er blevet logget ud" in client.get(response.url).content.decode()
    assert Entry.objects.filter(act=Act.LOGIN, facts__event="timed out").count() == 1
    assert UserSession.objects.count() == 0


def test_who_was_never_logged_in_is_not_told_of_an_ended_session(client):
    assert client.get("/profil/").url == "/konto/log-ind/?next=/profil/"


def test_reading_a_page_twice_within_a_minute_writes_once(time_machine, django_assert_num_queries):
    time_machine.move_to(MORNING, tick=False)
    client = device(f.make_user())
    time_machine.shift(61)
    client.get("/hjaelp/")
    seen = UserSession.objects.get().last_seen_at
    assert seen == MORNING.replace(minute=1, second=1)
    time_machine.shift(20)
    with django_assert_num_queries(3):  # session, user, rights for the menu
        client.get("/hjaelp/")
    assert UserSession.objects.get().last_seen_at == seen


def test_by_the_clock_what_has_run_out_is_removed_and_what_lives_is_left():
    user = f.make_user()
    with time_machine.travel(MORNING, tick=False) as clock:
        device(user)
        clock.shift(timedelta(hours=2))
        awake = device(f.make_user("Bob"))
        out = StringIO()
        call_command("tidy", stdout=out)
        assert "1 session" in out.getvalue()
        assert not UserSession.objects.filter(user=user).exists()
        assert Session.objects.count() == 1
        assert is_in(awake)
        assert Entry.objects.get(subject="sessions").facts == {"count": 1, "devices": 1}
        call_command("tidy", stdout=out)
        assert Entry.objects.filter(subject="sessions").count() == 1
