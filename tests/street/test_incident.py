"""An incident from alarm to review, and violence against staff, which is apart."""

import pytest
from django.core import mail
from django.utils.timezone import now

from indsats.field.models import Incident, StaffEvent
from indsats.field.tests import factories as f
from tests.street.conftest import send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_incident_is_walked_from_alarm_to_what_is_known(team, walk):
    f.make_tour(team, started_at=now())
    worker, coordinator = walk(team.worker), walk(team.coordinator)
    worker.go("/haendelser/").reads("Der er ikke meldt noget")
    worker.go("/haendelser/meld/")
    worker.page.locator("[name=kind]").select_option("fight")
    worker.fill(title="Slagsmål ved stationen")
    send(worker).look().reads("Vores egne", "Ikke fået fat på", "Alice", "Bob")
    assert Incident.objects.count() == 1
    assert sorted(each.to[0] for each in mail.outbox) == sorted(
        [team.coordinator.email, team.leader.email]
    )

    coordinator.go("/").reads("Slagsmål ved stationen", "Nu")
    coordinator.click("Slagsmål ved stationen", "link").look()
    for person in ("Alice", "Bob"):
        row = coordinator.page.locator(".safety__one", has_text=person)
        row.get_by_role("button", name="I sikkerhed").click()
        coordinator.page.wait_for_load_state()
    for kind, text in (("unknown", "Hvor mange var med?"), ("known", "Det er roligt igen.")):
        coordinator.page.locator("[name=kind]").select_option(kind)
        coordinator.fill(text=text)
        send(coordinator)
    coordinator.look().reads("Hvor mange var med?", "Det er roligt igen.")
    coordinator.page.locator(".pane a", has_text="Svar").click()
    coordinator.look().fill(text="Omkring ti.")
    coordinator.page.locator("[name=kind]").select_option("known")
    send(coordinator).look().reads("Retter", "Omkring ti.")


def test_a_leader_says_who_leads_and_closes_with_what_was_learnt(team, walk):
    row = f.make_incident(team)
    leader, where = walk(team.leader), f"/haendelser/{row.pk}/"
    leader.go(f"{where}ledelse/")
    leader.page.locator("[name=leader]").select_option(label=str(team.coordinator))
    send(leader).look().reads("Karen")
    leader.go(f"{where}luk/")
    send(leader).look().reads("Dette felt er påkrævet")
    leader.fill(review="Tidlig kontakt til skolen virkede.")
    send(leader).look().reads("Lukket", "Tidlig kontakt til skolen virkede.")
    answer = leader.page.request.get(f"{where}papir/")
    assert answer.body().startswith(b"%PDF")
    leader.go("/haendelser/").reads("Lukket")


def test_violence_is_reported_and_followed_up_and_nobody_else_sees_it(team, walk):
    worker, leader, coordinator = (walk(w) for w in (team.worker, team.leader, team.coordinator))
    worker.go("/haendelser/vold/").go("/haendelser/vold/meld/")
    worker.page.locator("[name=kind]").select_option("threat")
    worker.fill(what="En bilist truede mig.", wants="En samtale")
    send(worker).look().reads("Trussel")
    event = StaffEvent.objects.get()
    assert [each.to for each in mail.outbox] == [[team.leader.email]]
    leader.go("/").reads("Ny: Trussel", "Nu")
    leader.go(f"/haendelser/vold/{event.pk}/").reads("En bilist truede mig.", "En samtale")
    leader.click("Følg op", "link").look().fill(followed_up="Samtale i dag.")
    send(leader).look().reads("Samtale i dag.")
    leader.confirm("Luk anmeldelsen").look().reads("Lukket")
    assert coordinator.page.goto(f"/haendelser/vold/{event.pk}/").status == 404
    coordinator.go("/haendelser/vold/").reads("Der er ikke meldt noget")
