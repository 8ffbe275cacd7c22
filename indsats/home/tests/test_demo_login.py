import os
import subprocess
import sys

import pytest
from django.conf import settings as real
from django.test import Client

from indsats.audit.models import Entry
from indsats.home.checks import demo_is_not_production, production_is_guarded
from indsats.home.queries.demo import person, roles
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f

WHERE = "/demo/log-ind/"
CHECKING = "import django; django.setup(); from django.conf import settings; print(settings.DEMO)"


def started(**variables):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("INDSATS_", "PYTEST_"))}
    return subprocess.run(
        [sys.executable, "-c", CHECKING],
        cwd=real.ROOT,
        text=True,
        capture_output=True,
        check=False,
        env={**clean, "DJANGO_SETTINGS_MODULE": "indsats.config.settings", **variables},
    )


@pytest.mark.parametrize("demo", ["1", "true", "YES"])
def test_the_settings_refuse_demo_in_production(demo):
    done = started(INDSATS_DEMO=demo, INDSATS_PRODUCTION="1", INDSATS_SECRET_KEY="x" * 60)
    assert done.returncode != 0
    assert "INDSATS_DEMO cannot be switched on" in done.stderr


def test_the_settings_start_with_one_of_the_two():
    assert started(INDSATS_DEMO="1").stdout.strip() == "True"
    production = started(INDSATS_PRODUCTION="1", INDSATS_SECRET_KEY="x" * 60)
    assert production.stdout.strip() == "False", production.stderr
    assert "INDSATS_SECRET_KEY" in started(INDSATS_PRODUCTION="1").stderr


def test_a_check_refuses_both_however_they_came_about(settings):
    settings.DEMO = settings.PRODUCTION = True
    assert [error.id for error in demo_is_not_production()] == ["indsats.E001"]
    assert "indsats.W002" in [warning.id for warning in production_is_guarded()]
    settings.DEMO = False
    assert demo_is_not_production() == []


@pytest.fixture
def crew(db):
    unit = f.make_unit()
    workers = [f.make_worker(unit, name=f"Ansat{i}") for i in range(5)]
    gone = f.make_worker(unit, name="Ophørt", until=f.date(2021, 1, 1))
    shut = f.make_worker(unit, name="Lukket", function=Function.HR)
    shut.is_active = False
    shut.save()
    return workers, gone, shut


def test_at_most_three_persons_of_each_function_are_shown(crew, settings):
    settings.DEMO = True
    workers, gone, shut = crew
    assert [(role.function, role.persons) for role in roles()] == [
        (Function.STREET_WORKER, workers[:3]),
    ]
    assert [person(user.pk) for user in (workers[0], workers[4], gone, shut)] == [
        workers[0],
        None,
        None,
        None,
    ]


def test_one_click_logs_in_and_stands_in_the_trail(crew, settings, client):
    settings.DEMO = True
    worker = crew[0][0]
    assert worker.name in client.get("/konto/log-ind/").content.decode()
    assert client.post(WHERE, {"person": worker.pk}).url == "/"
    assert worker.name in client.get("/profil/").content.decode()
    assert Entry.objects.get().facts["how"] == ["demo"]
    assert client.get("/konto/enheder/").context["devices"][0].current


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_one_click_never_leads_elsewhere(crew, settings, client, elsewhere):
    settings.DEMO = True
    worker = crew[0][0]
    assert client.post(WHERE, {"person": worker.pk, "next": elsewhere}).url == "/"


def test_there_is_no_such_page_outside_a_demonstration(crew, settings, client):
    worker = crew[0][0]
    assert client.post(WHERE, {"person": worker.pk}).status_code == 404
    assert worker.name not in client.get("/konto/log-ind/").content.decode()
    settings.DEMO = settings.PRODUCTION = True
    assert client.post(WHERE, {"person": worker.pk}).status_code == 404
    assert client.get("/profil/").status_code == 302


@pytest.mark.parametrize("chosen", ["", "0", "-1", "x", "²", "9" * 30])
def test_only_a_person_shown_can_be_chosen(crew, settings, client, chosen):
    settings.DEMO = True
    assert client.post(WHERE, {"person": chosen}).status_code == 404


def test_one_click_needs_a_form_of_ours(crew, settings, client):
    settings.DEMO = True
    assert client.get(WHERE).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(WHERE, {"person": crew[0][0].pk}).status_code == 403


@pytest.mark.parametrize("persons", [1, 50])
def test_the_list_of_persons_costs_the_same_for_few_and_many(
    db,
    settings,
    persons,
    django_assert_max_num_queries,
):
    settings.DEMO = True
    unit = f.make_unit()
    for number in range(persons):
        f.make_worker(unit, name=f"Ansat{number}")
    with django_assert_max_num_queries(8):
        assert roles()
