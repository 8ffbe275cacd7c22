"""A tour from plan to release: brief, checklist, an alarm that is answered, debrief."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils.timezone import localdate, now

from indsats.field.models import CheckIn, SafetyAlarm, Tour
from indsats.field.tests import factories as f
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_tour_is_planned_and_its_brief_read(team, walk):
    coordinator, worker = walk(team.coordinator), walk(team.worker)
    coordinator.go("/felt/ture/").reads("Der er ingen ture")
    coordinator.go("/felt/ture/ny/")
    for person in (team.worker, team.mate):
        coordinator.choose("members", person.username)
    coordinator.page.get_by_label("Stationen").check(force=True)
    coordinator.fill(brief="Lygten ved stationen er ude. Kig forbi kiosken.")
    send(coordinator).look().reads("Har ikke læst briefingen", "Kig forbi kiosken", "Stationen")
    tour = Tour.objects.get()
    where = f"/felt/ture/{tour.pk}/"
    worker.go(where).click("Jeg har læst briefingen").look().reads("Har læst briefingen")
    worker.click("Sikkerhedstjek", "link").look()
    worker.page.locator("main [name=answers]").first.check(force=True)
    send(worker).look().reads("Klar")


def test_a_pair_that_is_late_raises_the_alarm_and_is_released_once_home(team, walk):
    coordinator, worker = walk(team.coordinator), walk(team.worker)
    tour = f.make_tour(
        team, day=localdate(), started_at=now() - timedelta(hours=2), on_call=team.coordinator,
        places=[team.station],
    )  # fmt: skip
    where = f"/felt/ture/{tour.pk}/"
    CheckIn.objects.create(
        tour=tour, user=team.worker, kind="out", made_at=now() - timedelta(hours=2),
        received_at=now(),
    )  # fmt: skip
    f.make_observation(team, place=team.station, tour=tour, text="Roligt ved bænkene.")
    call_command("watch_tours")
    assert [each.to for each in mail.outbox] == [[team.coordinator.email]]
    coordinator.go("/").reads("En tur har ikke meldt sig", "Nu")
    coordinator.click("En tur har ikke meldt sig", "link").look().reads("Alice", "Stationen")
    coordinator.choose("outcome", "safe")
    send(coordinator)
    assert SafetyAlarm.objects.get().outcome == "safe"
    coordinator.go("/felt/alarmer/").reads("De er i sikkerhed")

    coordinator.go(where).reads("Roligt ved bænkene", "siden")
    worker.go(f"{where}skriv/")
    worker.fill(ended_at=f"{localdate():%Y-%m-%d}T12:00", summary="Roligt. Jonas fik et råd.")
    send(worker).look().reads("Roligt. Jonas fik et råd.")
    coordinator.go(where).reads("Ligner noget, der siger, hvem nogen er", "Jonas")
    coordinator.confirm("Frigiv").look().reads("Frigivet")
    assert Tour.objects.get().released_by == team.coordinator
    coordinator.go("/felt/ture/").reads("Frigivet")


def test_a_tour_that_is_called_off_says_why(team, walk):
    f.make_tour(team, started_at=None, planned_from=now(), planned_to=now() + timedelta(hours=3))
    coordinator = walk(team.coordinator).go(f"/felt/ture/{Tour.objects.get().pk}/")
    coordinator.page.locator("details.confirm > summary", has_text="Aflys turen").first.click()
    coordinator.page.locator("#cancel-why").fill("Sygdom")
    coordinator.page.locator(".confirm__panel:visible button[type=submit]").click()
    coordinator.look().reads("Sygdom")
