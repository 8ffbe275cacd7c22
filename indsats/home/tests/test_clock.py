"""What runs by itself: when it is due, one at a time, and who is told when it does not."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.base.jobs import noted
from indsats.base.models import JobRun
from indsats.field.models import SafetyAlarm
from indsats.field.tests import factories as street
from indsats.field.tests.pages import as_, text
from indsats.home.actions import clock
from indsats.home.actions.clock import tick
from indsats.home.queries.today import today_for
from indsats.home.rules.clock import JOBS, WATCH, Job, Ran, is_due, is_late, latest
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as org

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHTLY = Job("clear-street", at=time(4))


def danish(day, hour, minute=0, month=3):
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Copenhagen"))


def test_what_runs_every_minute_is_due_at_once_and_then_every_minute():
    at = danish(10, 23)
    assert is_due(WATCH, Ran(at), at)
    assert not is_due(WATCH, Ran(at, started=at), at + 59 * timedelta(seconds=1))
    assert is_due(WATCH, Ran(at, started=at), at + MINUTE)


def test_a_nightly_job_waits_for_its_time_and_makes_up_for_a_night_that_was_missed():
    new = Ran(danish(10, 12))
    assert not is_due(NIGHTLY, new, danish(11, 3, 59))
    assert is_due(NIGHTLY, new, danish(11, 4))
    done = Ran(danish(10, 12), danish(11, 4), danish(11, 4, 1))
    assert not is_due(NIGHTLY, done, danish(12, 3, 59))
    assert is_due(NIGHTLY, done, danish(14, 9))


def test_the_hour_is_danish_on_both_sides_of_the_change_of_clocks():
    assert latest(time(4), danish(29, 9)) - latest(time(4), danish(28, 9)) == timedelta(days=1)
    gone = latest(time(4), danish(29, 9)).astimezone(ZoneInfo("UTC"))
    before = latest(time(4), danish(28, 9)).astimezone(ZoneInfo("UTC"))
    assert gone - before == timedelta(hours=23)


def test_a_job_that_failed_is_tried_again_in_an_hour():
    failed = Ran(danish(10, 12), started=danish(11, 4), succeeded=danish(10, 4))
    assert not is_due(NIGHTLY, failed, danish(11, 4, 59))
    assert is_due(NIGHTLY, failed, danish(11, 5))


def test_a_clock_that_was_set_back_holds_nothing_up():
    ahead = Ran(danish(1, 12), started=danish(20, 4), succeeded=danish(20, 4))
    assert is_due(NIGHTLY, ahead, danish(11, 9))
    assert is_due(WATCH, ahead, danish(11, 9))
    assert is_late(WATCH, ahead, danish(11, 9))


def test_ten_minutes_without_a_watch_is_late():
    ran = Ran(danish(1, 12), started=danish(11, 21), succeeded=danish(11, 21))
    assert not is_late(WATCH, ran, danish(11, 21, 9))
    assert is_late(WATCH, ran, danish(11, 21, 10))
    assert is_late(WATCH, Ran(danish(1, 12), started=danish(11, 21)), danish(11, 21))


@pytest.fixture
def team():
    return street.make_team()


@pytest.fixture
def overdue(team):
    return street.make_tour(team, started_at=now() - 2 * HOUR, on_call=team.coordinator,
                            day=localdate(now() - 2 * HOUR))  # fmt: skip


@pytest.mark.django_db
def test_one_tick_raises_the_alarm_and_the_next_does_not_raise_it_again(team, overdue):
    with time_machine.travel(now(), tick=False) as frozen:
        assert tick(now(), [WATCH]) == [WATCH.name]
        frozen.shift(MINUTE / 2)
        assert tick(now(), [WATCH]) == []
        frozen.shift(MINUTE / 2)
        assert tick(now(), [WATCH]) == [WATCH.name]
    assert SafetyAlarm.objects.count() == 1
    assert [each.to for each in mail.outbox] == [[team.coordinator.email]]
    assert JobRun.objects.get(name=WATCH.name).succeeded_at


@pytest.mark.django_db
def test_every_job_is_a_command_whose_runs_are_noted():
    # Each is called as the clock calls it; what is not noted would never be seen to run.
    for job in JOBS:
        call_command(job.name.replace("-", "_"))
    runs = dict(JobRun.objects.values_list("name", "succeeded_at"))
    assert {job.name for job in JOBS} == {name for name, at in runs.items() if at}


@pytest.mark.django_db
def test_an_error_is_noted_and_the_next_job_has_its_turn(monkeypatch, caplog, client):
    real = clock.call_command

    def broken(name, **more):
        if name == "watch_tours":
            with noted("watch-tours", now()):
                raise OSError("alice@example.dk")
        return real(name, **more)

    monkeypatch.setattr(clock, "call_command", broken)
    assert tick(now()) == ["watch-tours", "send-letters"]
    assert "watch-tours failed" in caplog.text
    runs = {row.name: row for row in JobRun.objects.all()}
    assert (runs["watch-tours"].error, runs["watch-tours"].succeeded_at) == ("OSError", None)
    assert runs["send-letters"].succeeded_at
    admin = org.make_worker(org.make_unit("It"), function=Function.ADMINISTRATOR)
    page = text(as_(client, admin).get(reverse("home:clock")))
    assert "Slog fejl" in page
    assert "alice@example.dk" not in page
    assert "1 opgave slog fejl" in text(client.get("/"))


@pytest.mark.django_db
def test_two_processes_never_run_the_same_job_at_once(capsys):
    at = now()
    with noted("tidy", at) as first:
        assert first
        with noted("tidy", at + MINUTE) as second:
            assert not second
        call_command("tidy")
        assert "kører allerede" in capsys.readouterr().out
        # A process that was killed does not hold the others up for ever.
        with noted("tidy", at + DAY) as third:
            assert third
    # The first claim had run out, so that its end says nothing about the third.
    assert JobRun.objects.get().started_at == at + DAY


@pytest.mark.django_db
def test_a_run_that_fails_says_why_in_our_own_words():
    with pytest.raises(CommandError), noted("verify-audit", now()):
        raise CommandError("Loggen er brudt ét sted.")
    row = JobRun.objects.get()
    assert (row.error, row.busy_until) == ("Loggen er brudt ét sted.", None)


@pytest.mark.django_db
def test_the_start_page_warns_when_nothing_watches_over_those_who_are_out(team):
    admin = org.make_worker(team.centre, name="Adm", function=Function.ADMINISTRATOR)
    day = localdate()

    def warned(user):
        return [todo.url for todo in today_for(user, day) if "holder øje med turene" in todo.title]

    assert warned(admin) == []  # nobody is out
    street.make_tour(team, started_at=now() - MINUTE, day=localdate(now() - MINUTE))
    assert warned(admin) == [reverse("home:clock")]
    assert warned(team.coordinator) == [reverse("field:tours")]
    assert warned(team.worker) == []
    call_command("watch_tours")
    assert warned(admin) == warned(team.coordinator) == []
    JobRun.objects.update(succeeded_at=now() - 11 * MINUTE)
    assert len(warned(admin)) == 1


@pytest.mark.django_db
def test_the_page_says_what_has_not_run(client, team):
    admin = org.make_worker(team.centre, name="Adm", function=Function.ADMINISTRATOR)
    page = text(as_(client, admin).get(reverse("home:clock")))
    assert page.count("Har ikke kørt") == len(JOBS)
    call_command("watch_tours")
    page = text(client.get(reverse("home:clock")))
    assert page.count("Har ikke kørt") == len(JOBS) - 1


@pytest.mark.django_db
def test_what_the_clock_shows_on_the_command_line(capsys):
    call_command("watch_tours")
    capsys.readouterr()
    call_command("clock", "--show")
    told = capsys.readouterr().out
    assert all(job.name in told for job in JOBS)
    assert told.count("Den skulle have kørt.") == len(JOBS) - 1
