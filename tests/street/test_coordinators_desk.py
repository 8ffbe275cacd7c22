"""What phones brought that waits: parked entries and collisions; and a phone that is lost."""

from uuid import uuid4

import pytest
from django.utils.timezone import now

from indsats.field.models import Conflict, Device, ParkedItem, PlaceObservation
from indsats.field.tests import factories as f
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def park(team, phone, text, **more):
    return ParkedItem.objects.create(
        op=uuid4(), device=phone.device, user=team.mate, unit=team.unit, kind="observation",
        record=uuid4(), reason="no_access", made_at=now(), received_at=now(),
        body={"form": 1, "base": None, "fields": {
            "unit": team.unit.key, "place": team.station.key, "seen_at": now().isoformat(),
            "crowd": "5-9", "mood": "calm", "text": text, **more}},
    )  # fmt: skip


def test_a_parked_entry_is_taken_in_and_another_is_put_aside(team, walk):
    phone = f.make_phone(team.mate)
    one, two = park(team, phone, "Lygten er ude."), park(team, phone, "Dobbelt.")
    coordinator = walk(team.coordinator).go("/felt/parkeret/").reads("Observation")
    coordinator.go(f"/felt/parkeret/{one.pk}/").reads("Lygten er ude.")
    send(coordinator)
    coordinator.look()
    assert PlaceObservation.objects.get().text == "Lygten er ude."
    coordinator.go(f"/felt/parkeret/{two.pk}/laeg-til-side/").fill(because="Skrevet to gange")
    send(coordinator).look()
    coordinator.go(f"/felt/parkeret/{two.pk}/").reads("Skrevet to gange")
    assert sorted(ParkedItem.objects.values_list("outcome", flat=True)) == ["put_aside", "taken_in"]


def test_all_that_waits_of_a_tour_is_taken_in_with_one_press(team, walk):
    phone, tour = f.make_phone(team.mate), str(f.make_tour(team).pk)
    items = [park(team, phone, text, tour=tour) for text in ("Lygten er ude.", "Glasskår.")]
    coordinator = walk(team.coordinator).go(f"/felt/parkeret/{items[0].pk}/")
    coordinator.reads("2 registreringer fra turen venter her.").click("Tag dem alle ind")
    coordinator.look()
    assert {row.text for row in PlaceObservation.objects.all()} == {"Lygten er ude.", "Glasskår."}
    assert set(ParkedItem.objects.values_list("outcome", flat=True)) == {"taken_in"}
    coordinator.go("/felt/parkeret/")
    assert "Lygten" not in coordinator.text()


def test_a_phone_is_put_into_use_from_the_desk_and_stands_there(team, walk):
    worker = walk(team.worker).go("/felt/telefoner/")
    worker.click("Sæt denne telefon i brug", "link")
    for said in ("Vælg en kode", "én gang til"):
        worker.page.get_by_text(said).wait_for()
        worker.page.keyboard.type("271828")
    worker.page.get_by_text("Opfølgning").first.wait_for()
    worker.go("/felt/telefoner/").reads("Alice", "I brug")
    device = Device.objects.get()
    assert (device.user, device.closed_at) == (team.worker, None)
    walk(team.coordinator).go("/felt/telefoner/").reads("Alice")


def test_a_collision_is_settled_with_words_from_both(team, walk):
    seen = f.make_observation(team, place=team.station, text="Lygten er ude.")
    clash = Conflict.objects.create(
        op=uuid4(), unit=team.unit, kind="observation", record=seen.pk, field="text",
        kept="Lygten er ude.", kept_by=team.worker, offered="To lygter er ude.",
        offered_by=team.mate, offered_at=now(), received_at=now(),
    )  # fmt: skip
    coordinator = walk(team.coordinator).go("/felt/kollisioner/")
    coordinator.go(f"/felt/kollisioner/{clash.pk}/").reads("To lygter er ude.")
    coordinator.choose("chosen", "written").fill(text="Begge lygter er ude.")
    send(coordinator).look()
    seen.refresh_from_db()
    assert seen.text == "Begge lygter er ude."
    coordinator.go("/felt/kollisioner/?vis=alle").reads("Alice")


def test_a_lost_phone_is_closed_and_emptied_when_it_is_heard_from(team, walk, client):
    phone = f.make_phone(team.worker)
    coordinator = walk(team.coordinator).go("/felt/telefoner/").reads("Alice", "I brug")
    coordinator.go(f"/felt/telefoner/{phone.device.pk}/luk/")
    coordinator.fill(because="Tabt på stranden").page.locator("[name=wipe]").check(force=True)
    send(coordinator).look()
    assert Device.objects.get().closed_at
    assert f.call(client, phone).json()["wipe"] is True
