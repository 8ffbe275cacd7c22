"""Observations, contacts, codes, groups and follow-ups as the desk reads them."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from indsats.field.tests import factories as f
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_observations_are_searched_read_with_what_is_near_and_corrected(team, walk):
    f.make_observation(team, place=team.station, area=team.area, text="Lygterne er slukkede.")
    f.make_observation(
        team, place=team.kiosk, area=team.area, at=now() - timedelta(days=3), text="Glasskår."
    )
    row = f.make_observation(
        team, place=team.station, area=team.area, text="Jonas sad alene, ring 20 30 40 50."
    )
    coordinator = walk(team.coordinator).go("/observationer/?ord=lygte").reads("Lygterne")
    assert "Jonas" not in coordinator.text()
    coordinator.go("/observationer/?ord=findesikke")
    coordinator.go(f"/observationer/{row.pk}/").reads("Jonas, 20 30 40 50", "Kiosken")
    coordinator.click("Ret teksten", "link").look()
    coordinator.fill(text="En ung sad alene.").choose("because", "person")
    send(coordinator).look().reads("En ung sad alene.")
    assert "Jonas" not in coordinator.text()
    coordinator.go("/observationer/?ord=jonas")
    assert "sad alene" not in coordinator.text()


def test_contacts_codes_groups_and_follow_ups(team, walk):
    known = f.make_known(team, "A10", last=localdate() - timedelta(days=70))
    contact = f.make_contact(team, known=known, was_known=True, place=team.station, minutes=15)
    group = f.make_group(team, place=team.station)
    f.make_sighting(group, team, text="Samme sted som sidst.")
    task = f.make_follow_up(team, "Ring til klubben", due_on=localdate() - timedelta(days=1))
    worker = walk(team.worker)
    worker.go("/felt/kontakter/").go(f"/felt/kontakter/{contact.pk}/").reads("Minutter")
    worker.go("/felt/koder/").go(f"/felt/koder/{known.pk}/").reads("A10")
    worker.go("/felt/grupper/").go(f"/felt/grupper/{group.pk}/").reads("Samme sted som sidst.")
    worker.click("Følg fortsat").look()
    worker.go(f"/felt/grupper/{group.pk}/luk/").fill(because="Er flyttet til klubben.")
    send(worker).look()
    worker.go(f"/felt/grupper/{group.pk}/").reads("Lukket", "Er flyttet til klubben.")
    worker.go("/felt/opfoelgning/").reads("Frist overskredet")
    worker.go(f"/felt/opfoelgning/{task.pk}/").click("Udført")
    worker.look()
    task.refresh_from_db()
    assert task.done_at
