"""The organisation as it was known before an error in it was mended."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from indsats.base.periods import Span
from indsats.organisation.actions.enter import correct
from indsats.organisation.rules import Create, Move, Set

pytestmark = pytest.mark.django_db
SINCE, ASKED = date(2022, 1, 1), {"dag": "2023-06-01"}
THEN = {**ASKED, "kendt": "2023-11-22"}


@pytest.fixture
def mended(people):
    """Mend three errors on 25 November: a name, a place, and a unit that was missing."""
    span = Span(SINCE)
    steps = [
        Set(number=1, kind="unit", subject="gadeplan", span=span, patch={"name": "Gadeholdet"}),
        Move(number=2, kind="unit", subject="opsoegende", span=span, patch={"parent": "cbf"}),
        Create(number=3, kind="unit", subject="natten", span=span,
               patch={"name": "Natholdet", "kind": "team", "parent": "cbf"}),
    ]  # fmt: skip
    with time_machine.travel(datetime(2023, 11, 25, 10, tzinfo=UTC), tick=False):
        correct(by=people["sanne"], operations=steps, reason="Det stod forkert")
    with time_machine.travel(datetime(2023, 11, 27, 10, tzinfo=UTC), tick=False):
        yield


def page(client, name, *args, **asked):
    answer = client.get(reverse(f"organisation:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_chart_shows_what_was_known_and_nothing_learnt_since(as_, mended):
    client = as_("sanne")
    now, then = page(client, "chart", **ASKED), page(client, "chart", **THEN)
    assert "Gadeholdet" in now
    assert "Gadeholdet" not in then
    assert "Natholdet" not in then
    assert "som det var kendt den 22. november 2023" in then


def test_the_page_of_a_unit_shows_what_was_known(as_, mended):
    client = as_("sanne")
    then = page(client, "unit", "gadeplan", **THEN)
    assert "<h1>Gadeplan</h1>" in then
    assert "Gadeholdet" not in then
    assert "Gadeplansmedarbejder: Gitte Grøn" in then
    assert "ledes fra Center for Kultur og Fritid" in then
    assert "<h1>Gadeholdet</h1>" in page(client, "unit", "gadeplan", **ASKED)
    assert "opsøgende" not in page(client, "unit", "cbf", **THEN)
    assert "opsøgende" in page(client, "unit", "ungdomsskolen", **THEN)
    assert "Medarbejderside: Kriminalpræventiv konsulent (Kirsten Kvist)" in page(
        client, "unit", "med-cbf", **THEN
    )
    assert "Trygheds- og kriminalitetsindsatsen" in page(client, "unit", "bku", **THEN)


def test_a_unit_nobody_knew_of_says_so(as_, mended):
    told = page(as_("sanne"), "unit", "natten", **THEN)
    assert "ikke kendt på denne dag" in told
    assert "<h1>Natholdet</h1>" in told


@pytest.mark.parametrize("name", ["units", "bodies", "posts", "profiles", "cover"])
def test_other_pages_show_what_is_known_now_and_say_so(as_, mended, name):
    told = page(as_("sanne"), name, **THEN)
    assert "Siden viser, hvad der er kendt nu" in told
    assert "som det var kendt den" not in told
    assert "kendt=2023-11-22" in told
