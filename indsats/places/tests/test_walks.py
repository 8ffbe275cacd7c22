"""Safety walks: findings become measures, and half a year later somebody asks."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from indsats.base.pdf import to_pdf
from indsats.organisation.tests.factories import make_unit
from indsats.places.actions import walks
from indsats.places.actions.walks import FaultFacts, Stop
from indsats.places.models import Measure
from indsats.places.queries.todo import waiting_for
from indsats.places.queries.walks import walk_paper
from indsats.places.tests.factories import NOON, make_coordinator, make_place, make_walk

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def unit():
    return make_unit("Den operative indsats")


@pytest.fixture
def by(unit):
    return make_coordinator(unit)


@pytest.fixture
def walk(unit, by):
    stops = [Stop(make_place("Tunnelen")), Stop(None, "Hjørnet ved kiosken")]
    return make_walk(unit, by, stops=stops, invited=("residents", "police"))


def test_a_finding_with_someone_responsible_becomes_a_measure_at_once(unit, by, walk):
    tunnel = walk.stops.get(number=1)
    park = make_unit("Park og Vej")
    said = {"kind": "dark", "text": "Lampen er gået", "stop": tunnel}
    facts = FaultFacts(**said, unit=park, due=date(2026, 5, 1))
    fault = walks.note_fault(by=by, walk=walk, facts=facts, at=NOON)
    measure = Measure.objects.get()
    assert fault.measure == measure
    assert (measure.unit, measure.orderer, measure.kind) == (park, unit, "light")
    assert (measure.place, measure.walk, measure.due) == (tunnel.place, walk, date(2026, 5, 1))


def test_a_finding_without_waits_for_someone(by, walk):
    fault = walks.note_fault(
        by=by, walk=walk, facts=FaultFacts(kind="litter", text="Glas"), at=NOON
    )
    assert not Measure.objects.exists()
    half = FaultFacts(kind="litter", text="Glas", unit=walk.unit)
    with pytest.raises(ValidationError, match="Vælg en frist"):
        walks.assign_fault(by=by, fault=fault, facts=half, at=NOON)
    whole = FaultFacts(kind="litter", text="Glas", unit=walk.unit, due=date(2026, 5, 1))
    walks.assign_fault(by=by, fault=fault, facts=whole, at=NOON)
    assert Measure.objects.get().title == "Glas"
    with pytest.raises(ValidationError, match="allerede et tiltag"):
        walks.remove_fault(by=by, fault=walk.faults.get())


@pytest.mark.parametrize(
    ("held", "follow_up"),
    [("2026-03-02", "2026-09-02"), ("2026-08-31", "2027-02-28"), ("2025-12-31", "2026-06-30")],
)
def test_the_follow_up_makes_itself_half_a_year_on(by, walk, held, follow_up):
    day = date.fromisoformat(held)
    walks.hold_walk(by=by, walk=walk, day=day, attended=12)
    walk.refresh_from_db()
    assert walk.follow_up_on == date.fromisoformat(follow_up)
    assert waiting_for(by, day) == []
    (waits,) = waiting_for(by, walk.follow_up_on)
    assert waits.where == "places:walk"
    walks.follow_up_walk(by=by, walk=walk, day=walk.follow_up_on, text="Lyset er skiftet")
    assert waiting_for(by, walk.follow_up_on) == []


def test_a_walk_is_held_or_cancelled_once(by, walk):
    with pytest.raises(ValidationError, match="ikke afholdt"):
        walks.follow_up_walk(by=by, walk=walk, day=date(2026, 9, 1), text="x")
    walks.cancel_walk(by=by, walk=walk, day=date(2026, 3, 1), reason="Storm")
    with pytest.raises(ValidationError, match="aflyst"):
        walks.hold_walk(by=by, walk=walk, day=date(2026, 3, 2), attended=None)
    with pytest.raises(ValidationError, match="aflyst"):
        walks.note_fault(by=by, walk=walk, facts=FaultFacts(kind="dark", text="x"), at=NOON)


def test_the_route_is_rewritten_without_losing_what_stays(by, walk):
    kept = walk.stops.get(number=1)
    facts = walks.WalkFacts(
        title=walk.title, starts_at=NOON, stops=(Stop(kept.place, "Se op"), Stop(None, "Ny"))
    )
    walks.edit_walk(by=by, walk=walk, facts=facts, version=1)
    assert list(walk.stops.values_list("number", "text")) == [(1, "Se op"), (2, "Ny")]
    walks.edit_walk(by=by, walk=walk, facts=walks.WalkFacts(title="T", starts_at=NOON), version=2)
    assert not walk.stops.exists()


def test_the_paper_is_a_real_pdf_with_route_and_room_to_write(by, walk):
    document = walk_paper(walk, "Ishøj Kommune", date(2026, 3, 1))
    words = repr(document)
    for each in ("Tunnelen", "Hjørnet ved kiosken", "Beboere", "Politi"):
        assert each in words
    with pikepdf.open(BytesIO(to_pdf(document))) as pdf:
        assert pdf.docinfo["/Title"] == walk.title


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_paper_is_given_as_a_file(client, by, walk, kind):
    client.force_login(by, backend=BACKEND)
    response = client.get(reverse("places:walk-paper", args=[walk.pk, kind]))
    assert response.status_code == 200
    assert client.get(reverse("places:walk-paper", args=[walk.pk, "exe"])).status_code == 404
