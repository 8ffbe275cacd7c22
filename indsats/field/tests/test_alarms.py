"""The alarm: raised once for each time, told until answered, silent about who and where."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate, now

from indsats.field.actions import telling
from indsats.field.actions.alarms import answer, watch
from indsats.field.models import SafetyAlarm
from indsats.field.tests import factories as f
from indsats.field.tests.pages import as_, text
from indsats.organisation.tests import factories as org

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def team():
    return f.make_team()


@pytest.fixture
def tour(team):
    return f.make_tour(
        team, day=localdate(now() - 2 * HOUR), started_at=now() - 2 * HOUR,
        on_call=team.coordinator, places=[f.make_place("Kiosken")],
    )  # fmt: skip


def test_an_overdue_pair_raises_one_alarm_however_often_it_is_looked_for(team, tour):
    at = now()
    assert len(watch(at)) == 1
    assert watch(at) == watch(at + timedelta(minutes=1)) == []
    alarm = SafetyAlarm.objects.get()
    assert (alarm.due_at, alarm.sent_to) == (tour.started_at + HOUR, team.coordinator)
    assert alarm.told_at


def test_what_is_sent_says_nothing_of_who_or_where(team, tour):
    watch(now())
    (message,) = mail.outbox
    words = f"{message.subject} {message.body}"
    assert message.subject == "Åbn Indsats: en tur har ikke meldt sig"
    for secret in (team.worker.name, team.mate.name, "Alice", "Bob", "Kiosken"):
        assert secret not in words
    assert message.to == [team.coordinator.email]


def test_a_text_message_goes_through_the_gateway(team, tour, settings):
    settings.SMS_DOMAIN = "sms.example.dk"
    team.coordinator.phone = "+45 20 30 40 50"
    team.coordinator.save()
    watch(now())
    assert sorted(each.to[0] for each in mail.outbox) == sorted(
        [team.coordinator.email, "+4520304050@sms.example.dk"]
    )


def test_mail_that_does_not_get_through_is_tried_again(team, tour, monkeypatch):
    def refused(*_more):
        raise OSError("no mail")

    with monkeypatch.context() as broken:
        broken.setattr(telling.EmailMessage, "send", refused)
        assert len(watch(now())) == 1
    assert SafetyAlarm.objects.get().told_at is None
    watch(now())
    assert SafetyAlarm.objects.get().told_at
    assert len(mail.outbox) == 1


def test_nobody_on_call_means_those_who_answer_for_the_unit(team, tour):
    tour.on_call = None
    tour.save()
    watch(now())
    assert {each.to[0] for each in mail.outbox} == {team.coordinator.email, team.leader.email}


def test_an_alarm_nobody_answers_is_told_to_more_people_once(team, tour):
    at = now()
    watch(at)
    for minutes in (14, 15, 16, 30):
        watch(at + timedelta(minutes=minutes))
    assert len(mail.outbox) == 1 + 2
    assert SafetyAlarm.objects.count() == 1


def test_answering_starts_the_hour_anew_and_only_one_answers(team, tour):
    at = now()
    watch(at)
    alarm = SafetyAlarm.objects.get()
    answer(by=team.coordinator, alarm=alarm, outcome="safe", note="Ingen dækning", at=at)
    with pytest.raises(ValidationError, match="imens"):
        answer(by=team.leader, alarm=alarm, outcome="safe", note="", at=at)
    assert watch(at + timedelta(minutes=50)) == []
    assert len(watch(at + timedelta(minutes=66))) == 1


def test_a_check_in_from_the_phone_keeps_the_alarm_away(client, team, tour):
    phone = f.make_phone(team.worker)
    f.sent(client, phone, f.item("check_in", tour=str(tour.pk), kind="ok"))
    assert watch(now()) == []
    f.sent(client, phone, f.item("check_in", tour=str(tour.pk), kind="home"))
    assert watch(now() + 5 * HOUR) == []


def test_help_is_told_at_once_when_it_stands_and_only_then(
    client, team, tour, django_capture_on_commit_callbacks
):
    phone = f.make_phone(team.worker)
    cry = f.item("check_in", tour=str(tour.pk), kind="help")
    with django_capture_on_commit_callbacks(execute=True):
        f.sent(client, phone, cry)
    f.sent(client, phone, cry)
    (message,) = mail.outbox
    assert message.subject == "Åbn Indsats: en på tur beder om hjælp"
    assert SafetyAlarm.objects.get().calls_for_help


def test_a_call_for_help_from_last_week_wakes_nobody(client, team, tour):
    old = now() - timedelta(days=7)
    f.sent(client, f.make_phone(team.worker),
           f.item("check_in", tour=str(tour.pk), kind="help", made_at=old))  # fmt: skip
    assert SafetyAlarm.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_at": now()},
        {"cancelled_at": now(), "cancelled_because": "Sygdom"},
        {"check_in_minutes": 0},
        {"started_at": now() - timedelta(hours=40), "day": localdate() - timedelta(days=2)},
        {"started_at": None},
    ],
)
def test_nobody_is_waited_for(team, tour, fields):
    for name, value in fields.items():
        setattr(tour, name, value)
    tour.save()
    assert watch(now()) == []


def test_the_page_names_the_last_place_of_the_register_and_never_a_position(client, team, tour):
    f.make_observation(team, tour=tour, place=f.make_place("Biblioteket"), at=now() - 2 * HOUR)
    f.make_observation(team, tour=tour, latitude=55.6123, longitude=12.3456)
    watch(now())
    alarm = SafetyAlarm.objects.get()
    page = text(as_(client, team.coordinator).get(reverse("field:alarm", args=[alarm.pk])))
    for told in ("Biblioteket", "Kiosken", team.worker.name, team.mate.name):
        assert told in page
    assert "55.61" not in page
    assert "55,61" not in page


def test_whoever_is_on_call_opens_the_alarm_though_the_team_is_not_theirs(client, team, tour):
    outsider = org.make_worker(org.make_unit("Klubben"), name="Vagt", function=org.Function.STAFF)
    tour.on_call = outsider
    tour.save()
    watch(now())
    alarm = SafetyAlarm.objects.get()
    address = reverse("field:alarm", args=[alarm.pk])
    assert as_(client, outsider).get(address).status_code == 200
    assert client.get(reverse("field:alarms")).status_code == 200
    assert client.post(address, {"outcome": "safe", "note": ""}).status_code == 302
    other = org.make_worker(org.make_unit("Klub 2"), name="Anden", function=org.Function.STAFF)
    assert as_(client, other).get(address).status_code == 404
    assert client.get(reverse("field:alarms")).status_code == 404


def test_the_command_says_how_many_are_new(tour, capsys):
    call_command("watch_tours")
    assert "Nye alarmer: 1." in capsys.readouterr().out
