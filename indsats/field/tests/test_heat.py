import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indsats.audit.models import Act, Entry
from indsats.field.models import ObservationMark, PlaceObservation
from indsats.field.queries.heat import limits
from indsats.field.tests.factories import danish, make_observation, make_place, make_team
from indsats.organisation.models import Function, SeatRole, UnitKind
from indsats.organisation.tests import factories as org
from indsats.places.actions.squares import set_squares
from indsats.places.models import Square
from indsats.places.rules.timeline import AreaFacts
from indsats.places.tests.factories import make_area
from indsats.places.tests.test_rules_heat import ground, within

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 11, 6, 8, tzinfo=UTC)  # September is the newest month shown
SHOWN = ("heat", "heat-data", "heat-file")


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def geometry(row, column):
    ring = ground("x", row, column).border.polygons[0][0]
    return {"type": "Polygon", "coordinates": [[[p.longitude, p.latitude] for p in ring]]}


def lay(*households):
    """Lay squares in a row with these numbers of households, in force since long ago."""
    squares = [
        (f"square-{n}", AreaFacts(f"{n}", "square", geometry(0, n), many, "Registeret"))
        for n, many in enumerate(households)
    ]
    set_squares(by="test", squares=squares, day=org.LONG_AGO)


def seen(team, column, many, *, day=10, **fields):
    at = within(0, column)
    for n in range(many):
        make_observation(
            team, at=danish(2023, 9, day, 21) + timedelta(minutes=n),
            latitude=at.latitude, longitude=at.longitude, **fields,
        )  # fmt: skip


@pytest.fixture
def team():
    """Give a team with a busy square, a quiet one, one with few households and one without."""
    team = make_team()
    lay(300, 80, 19, 0)
    seen(team, 0, 12, mood="tense")
    seen(team, 1, 4)
    seen(team, 2, 30)
    make_place("Stationen", at=within(0, 0))
    return team


def told(client, **query):
    """Fetch all the answers; give them as text."""
    return [
        client.get(reverse(f"week:{name}", query=query or None)).content.decode() for name in SHOWN
    ]


def rows(client, **query):
    text = told(client, **query)[2]
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))


def test_only_what_may_be_shown_is_in_the_list_the_data_and_the_file(client, team):
    client.force_login(team.coordinator)
    page, data, _file = told(client)
    (feature,) = json.loads(data)["features"]
    assert feature["properties"] == {
        "name": "Stationen", "about": "10–19", "level": 2, "number": "1",
    }  # fmt: skip
    assert page.count('<th scope="row">') == 1
    assert "Stationen" in page
    (line,) = rows(client)
    assert (line["Felt"], line["Observationer"], line["Måned"]) == ("Stationen", "10–19", "2023-09")


def test_the_answers_are_the_same_had_what_is_hidden_not_been(client, team):
    client.force_login(team.coordinator)
    before = bare([*told(client), *told(client, emne="uro")])
    hidden = PlaceObservation.objects.exclude(longitude=within(0, 0).longitude)
    assert hidden.count() == 34
    ObservationMark.objects.filter(observation__in=hidden).delete()
    hidden.delete()
    assert bare([*told(client), *told(client, emne="uro")]) == before


def bare(texts):
    """Leave out the key of each answer's forms."""
    return [re.sub(r"[A-Za-z0-9]{64}", "KEY", text).splitlines() for text in texts]


def test_a_topic_counts_only_what_is_about_it(client, team):
    seen(team, 0, 5, mood="calm", behaviours=["hash"])
    client.force_login(team.coordinator)
    assert [r["Observationer"] for r in rows(client, emne="rusmidler")] == ["5–9"]
    assert [r["Observationer"] for r in rows(client, emne="uro")] == ["10–19"]
    assert rows(client, emne="moerke") == []


@pytest.mark.parametrize(
    "query", [{"maaned": "2023-10"}, {"maaned": "2023-09-01"}, {"emne": "music"}, {"maaned": "x"}]
)
def test_only_what_is_on_the_lists_can_be_asked_for(client, team, query):
    client.force_login(team.coordinator)
    for name in SHOWN:
        assert client.get(reverse(f"week:{name}", query=query)).status_code == 404


def test_nothing_else_in_the_address_narrows_the_map(client, team):
    client.force_login(team.coordinator)
    assert rows(client, unit="1", area="x", mood="calm", seen_at_after="2023-09-10") == rows(client)


def test_the_steering_group_sees_all_units_and_a_leader_their_own(client, team):
    other = make_team("Andre")
    seen(other, 1, 20)
    body = org.make_unit("Styregruppen", kind=UnitKind.STEERING_GROUP)
    boss = org.make_user("Direktør")
    post = org.make_post(org.make_unit("Direktionen"), title="Direktør", function=Function.STAFF)
    org.engage(boss, post)
    org.seat(body, role=SeatRole.MEMBER, post=post)
    client.force_login(boss)
    assert len(rows(client)) == 2
    client.force_login(team.leader)
    assert [r["Observationer"] for r in rows(client)] == ["10–19"]


def test_a_street_worker_is_not_shown_the_map(client, team):
    client.force_login(team.worker)
    assert client.get(reverse("week:heat")).status_code == 404


def test_without_households_nothing_is_shown_and_the_page_says_why(client, team):
    Square.objects.all().delete()
    make_area("Bycenter", geometry=geometry(0, 0))
    client.force_login(team.coordinator)
    page, data, _file = told(client)
    assert json.loads(data)["features"] == []
    assert "Det vides ikke, hvor mange husstande der er hvor" in page


def test_whole_areas_are_shown_where_only_their_households_are_known(client, team):
    Square.objects.all().delete()
    make_area("Bycenter", geometry=geometry(0, 0), households=400)
    make_area("Marken", geometry=geometry(0, 1))
    client.force_login(team.coordinator)
    page = told(client)[0]
    assert [r["Felt"] for r in rows(client)] == ["Bycenter"]
    assert "Om 1 vides det ikke" in page


def test_the_file_is_written_down_and_holds_no_formula(client, team):
    make_place("=1+1", at=within(0, 0))
    client.force_login(team.coordinator)
    (line,) = rows(client)
    assert line["Felt"].startswith("'=1+1")
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.subject) == (Act.EXPORTED, "field.heat")


def test_the_limits_are_the_municipalitys_own_but_never_under_three(settings):
    assert limits() == (20, 5, 250, 30)
    settings.HEAT_LIMITS = {"households": 50, "observations": 1, "metres": 0, "days": 60}
    assert limits() == (50, 3, 250, 60)


def test_a_month_is_one_on_the_street(client, team):
    lay(300)
    PlaceObservation.objects.all().delete()
    seen(team, 0, 5)
    at = within(0, 0)
    for moment in (danish(2023, 9, 1, 5), danish(2023, 10, 1, 5)):
        for n in range(5):
            make_observation(team, at=moment + timedelta(minutes=n), latitude=at.latitude,
                             longitude=at.longitude)  # fmt: skip
    client.force_login(team.coordinator)
    assert [r["Observationer"] for r in rows(client)] == ["10–19"]


def test_squares_are_taken_in_from_a_file_and_replaced(tmp_path, capsys):
    file = tmp_path / "kvadrater.geojson"
    features = [
        {
            "type": "Feature",
            "geometry": geometry(0, n),
            "properties": {"celle": f"c{n}", "antal": n},
        }
        for n in range(3)
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    words = {"key_field": "celle", "households_field": "antal", "source": "Registeret"}
    for day in (date(2023, 1, 1), date(2023, 6, 1), date(2023, 6, 1)):
        call_command("import_squares", file, day=day, **words)
    assert Square.objects.on(date(2023, 5, 31)).count() == 3
    assert Square.objects.on(date(2023, 6, 1)).count() == 3
    assert Square.objects.count() == 6
    assert "3 kvadrater" in capsys.readouterr().out


@pytest.mark.parametrize("households", ["mange", "-1", "", None])
def test_squares_without_a_number_are_refused(tmp_path, households):
    file = tmp_path / "kvadrater.geojson"
    feature = {
        "type": "Feature",
        "geometry": geometry(0, 0),
        "properties": {"celle": "c", "antal": households},
    }
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with pytest.raises(CommandError, match="antal"):
        call_command("import_squares", file, key_field="celle", households_field="antal")
    assert not Square.objects.exists()


def test_the_page_asks_as_many_questions_for_one_as_for_many(client, team):
    client.force_login(team.coordinator)
    told(client)
    few = questions(client)
    lay(*[100] * 12)
    for column in range(12):
        seen(team, column, 6)
    assert questions(client) == few


def questions(client):
    with CaptureQueriesContext(connection) as found:
        client.get(reverse("week:heat"))
    return len(found)
