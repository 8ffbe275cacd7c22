"""Monday morning: the week, a line sent on, the picture, and what was done of what was ordered."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from indsats.field.tests import factories as f
from indsats.meetings.actions.planning import plan_meeting
from indsats.meetings.tests.factories import slot
from indsats.organisation.models import SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.places.models import Measure
from indsats.strategy.tests.factories import make_order
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_week(team):
    at = now() - timedelta(days=3)
    tour = f.make_tour(
        team, day=localdate(at), started_at=at, ended_at=at + timedelta(hours=3), summary="Roligt"
    )
    f.make_observation(
        team, place=team.station, area=team.area, at=at, tour=tour, mood="tense", faults=["light"]
    )
    f.make_contact(team, tour=tour, place=team.station, at=at)
    f.make_incident(team, at=at, place=team.station)
    Measure.objects.create(
        unit=team.unit, orderer=team.unit, title="Klip busken", kind="green", place=team.station,
        due=localdate() - timedelta(days=2), created_by=team.leader, created_at=at,
    )  # fmt: skip
    first = localdate() - timedelta(days=21)
    return make_order(
        team, places=[team.station], first=first, last=first + timedelta(days=48),
        at=now() - timedelta(days=30), seen=True,
    )  # fmt: skip


def test_a_line_of_the_week_becomes_a_measure_and_shows_it(team, walk):
    parks = org.make_unit("Materielgården")
    a_week(team)
    coordinator = walk(team.coordinator).go("/")
    page = coordinator.go("/felt/uge/").page
    coordinator.reads("Klip busken", "Tiltag over fristen", "Lys ude, Stationen")
    where = page.url
    line = page.locator(".week-line", has_text="Lys ude, Stationen")
    line.locator(".week-line__forward").click()
    coordinator.look().choose("to", "measure").fill(text="Skift pæren")
    page.locator("[name=responsible]").select_option(parks.key)
    page.locator("[name=kind]").select_option("light")
    send(coordinator).look().reads("Tiltag: Skift pæren", "I gang")
    coordinator.fill(text="En rolig uge med en mørk sti.")
    page.locator("main form.form button[type=submit]").last.click()
    coordinator.look().reads("En rolig uge med en mørk sti.")
    assert page.request.get(f"{where}uge.pdf").body().startswith(b"%PDF")
    walk(team.leader).go(where).reads("En rolig uge med en mørk sti.")


def test_a_line_of_the_week_becomes_an_item_and_stands_on_the_meetings_agenda(team, walk):
    a_week(team)
    body = org.make_unit("SSP-NU", kind=UnitKind.BOARD)
    org.seat(body, user=team.coordinator, role=SeatRole.CHAIR)
    meeting = plan_meeting(
        by=team.leader, body=body, slot=slot(localdate() + timedelta(days=9), title="Netværk")
    )
    coordinator = walk(team.coordinator).go("/felt/uge/")
    line = coordinator.page.locator(".week-line", has_text="Lys ude, Stationen")
    line.locator(".week-line__forward").click()
    coordinator.look().choose("to", f"meeting:{meeting.pk}").fill(text="Lyset ved stationen")
    send(coordinator).look().reads("På dagsordenen")
    coordinator.page.locator(".week-line", has_text="Lys ude, Stationen").get_by_role(
        "link", name="Punkt til mødet den"
    ).click()
    coordinator.look().reads("Lyset ved stationen")
    assert "/moeder/" in coordinator.page.url
    coordinator.go(f"/moeder/{meeting.pk}/").reads("Lyset ved stationen")


def test_the_picture_and_what_was_ordered_are_read_by_the_steering_group(team, walk):
    order = a_week(team)
    steering = walk(team.steering).go("/")
    steering.go("/felt/billede/").reads("Situationsbillede")
    steering.go(f"/felt/indsatsordrer/{order.pk}/udfoert/").reads("Bestilt og udført")
    for kind in ("pdf", "xlsx"):
        answer = steering.page.request.get(f"/felt/indsatsordrer/{order.pk}/udfoert.{kind}")
        assert answer.status == 200
