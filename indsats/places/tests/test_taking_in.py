"""Taking in places from OpenStreetMap and borders from GeoJSON."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from indsats.audit.models import Entry
from indsats.organisation.tests.factories import make_user
from indsats.places.actions.places import change_place
from indsats.places.models import Area, AreaState, Place, PlaceState
from indsats.places.rules import osm
from indsats.places.rules.refusals import Refused
from indsats.places.tests.factories import STATION, facts, make_area, make_place, square

XML = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
  <node id="1" lat="55.6134" lon="12.3579"><tag k="railway" v="station"/><tag k="name" v="Ishøj"/></node>
  <node id="2" lat="55.6140" lon="12.3560"/>
  <node id="3" lat="55.6144" lon="12.3560"/>
  <node id="4" lat="55.6144" lon="12.3568"/>
  <node id="5" lat="55.6150" lon="12.3570"><tag k="leisure" v="playground"/></node>
  <node id="6" lat="55.6150" lon="12.3570"><tag k="leisure" v="park"/></node>
  <node id="7" lat="55.6150" lon="12.3570"><tag k="highway" v="crossing"/><tag k="name" v="Vej"/></node>
  <node id="8" lat="55.9000" lon="12.9000"><tag k="shop" v="kiosk"/><tag k="name" v="Langt væk"/></node>
  <way id="9"><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="2"/>
    <tag k="amenity" v="school"/><tag k="name" v="Byskolen"/><tag k="opening_hours" v="Mo-Fr 08:00-16:00"/>
    <tag k="addr:street" v="Skolevej"/><tag k="addr:housenumber" v="4"/></way>
  <relation id="10"><member type="way" ref="9"/><tag k="leisure" v="pitch"/><tag k="name" v="Banen"/></relation>
</osm>
"""  # noqa: E501 -- as such files are


def test_tags_decide_the_kind_and_ways_lie_in_the_middle():
    found = {each.key: each.facts for each in osm.read(XML.encode()).places}
    assert {key: each.kind for key, each in found.items()} == {
        "osm-node-1": "station",
        "osm-node-5": "playground",
        "osm-node-8": "shopping",
        "osm-way-9": "school",
        "osm-relation-10": "sports",
    }
    school = found["osm-way-9"]
    assert school.point == (55.6142, 12.3564)
    assert school.address == "Skolevej 4"
    assert [(each.days, each.start, each.end) for each in school.hours] == [
        ((1, 2, 3, 4, 5), 480, 960)
    ]
    assert found["osm-relation-10"].point == school.point
    assert osm.read(XML.encode()).nameless == 1


def test_the_three_forms_of_an_extract_say_the_same():
    tags = {"amenity": "library", "name": "Biblioteket"}
    overpass = {
        "elements": [
            {"type": "node", "id": 4, "lat": 55.6, "lon": 12.3, "tags": tags},
            {"type": "way", "id": 5, "center": {"lat": 55.7, "lon": 12.4}, "tags": tags},
        ]
    }
    geojson = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": "node/4", "properties": tags,
             "geometry": {"type": "Point", "coordinates": [12.3, 55.6]}},
            {"type": "Feature", "properties": {**tags, "@id": "way/5", "level": 2},
             "geometry": {"type": "Polygon", "coordinates": [
                 [[12.3, 55.6], [12.5, 55.6], [12.5, 55.8], [12.3, 55.6]]]}},
        ],
    }  # fmt: skip
    one, other = (osm.read(json.dumps(each).encode()).places for each in (overpass, geojson))
    assert one == other
    assert [each.key for each in one] == ["osm-node-4", "osm-way-5"]


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><osm>&b;</osm>'


@pytest.mark.parametrize(
    "raw", ["", "hej", "<osm>", "{", '{"a": 1}', BOMB, '{"type": "Feature"}'],
)  # fmt: skip
def test_what_is_no_extract_is_refused(raw):
    with pytest.raises(Refused):
        osm.read(raw.encode())


@pytest.fixture
def extract(tmp_path):
    def write(text=XML):
        path = tmp_path / "udtræk.osm"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.mark.django_db
def test_it_shows_first_and_writes_when_asked(extract, capsys):
    make_area("Ishøj", kind="municipality", geometry=square(55.60, 12.34, 0.03))
    make_place("Banen", kind="sports", at=(55.61425, 12.3564))
    call_command("import_osm", extract())
    shown = capsys.readouterr().out
    for line in ("ny: Skole: Byskolen (osm-way-9)", "1 uden for kommunen", "Intet blev skrevet",
                 "1 allerede registreret", "1 uden navn"):  # fmt: skip
        assert line in shown
    assert Place.objects.count() == 1
    call_command("import_osm", extract(), "--write", "--day", "2026-01-01")
    assert "3 skrevet" in capsys.readouterr().out
    assert set(Place.objects.exclude(key__startswith="sted").values_list("key", flat=True)) == {
        "osm-node-1", "osm-node-5", "osm-way-9",
    }  # fmt: skip
    entries = Entry.objects.count()
    call_command("import_osm", extract(), "--write", "--day", "2026-02-01")
    assert "0 skrevet" in capsys.readouterr().out
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_later_extract_changes_from_its_day_but_never_what_people_wrote(extract, capsys):
    call_command("import_osm", extract(), "--write", "--day", "2026-01-01", "--kind", "school",
                 "--kind", "station")  # fmt: skip
    station = Place.objects.get(key="osm-node-1")
    mine = facts("Ishøj Station, nord", at=STATION)
    change_place(by=make_user(), place=station, facts=mine, day=date(2026, 2, 1), version=1)
    later = XML.replace("Byskolen", "Ishøj Skole").replace('v="Ishøj"', 'v="Ishøj St."')
    call_command("import_osm", extract(later), "--write", "--day", "2026-03-01", "--kind",
                 "school", "--kind", "station")  # fmt: skip
    assert "ændret af os" in capsys.readouterr().out
    school = PlaceState.objects.filter(place__key="osm-way-9").order_by("valid_from")
    assert list(school.values_list("name", "valid_from")) == [
        ("Byskolen", date(2026, 1, 1)),
        ("Ishøj Skole", date(2026, 3, 1)),
    ]
    assert station.states.on(date(2026, 3, 1)).get().name == "Ishøj Station, nord"


def areas_file(tmp_path, features):
    path = tmp_path / "sogne.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return str(path)


def feature(name="Ishøj", code="7151", geometry=None):
    return {
        "type": "Feature",
        "properties": {"navn": name, "kode": code},
        "geometry": geometry or square(),
    }


def take_in(path, *more):
    call_command("import_geojson", path, "--kind", "parish", "--name-field", "navn",
                 "--key-field", "kode", "--day", "2026-01-01", *more)  # fmt: skip


@pytest.mark.django_db
def test_borders_are_taken_in_and_places_find_themselves_in_them(tmp_path, capsys):
    place = make_place(at=STATION)
    take_in(areas_file(tmp_path, [feature()]), "--source", "DAGI")
    state = AreaState.objects.get()
    assert (state.area.key, state.name, state.source) == ("parish-7151", "Ishøj", "DAGI")
    assert place.states.on(date(2026, 1, 1)).get().area == state.area
    assert place.states.on(date(2025, 12, 31)).get().area is None
    take_in(areas_file(tmp_path, [feature()]), "--source", "DAGI")
    assert "0 af 1" in capsys.readouterr().out


@pytest.mark.django_db
def test_known_households_stay_until_the_border_is_another(tmp_path):
    def known():
        return AreaState.objects.on(date(2026, 3, 1)).get().households

    counted = feature()
    counted["properties"]["boliger"] = 140
    take_in(areas_file(tmp_path, [counted]), "--households-field", "boliger")
    take_in(areas_file(tmp_path, [feature(name="Ishøj By")]), "--day", "2026-02-01")
    assert known() == 140
    take_in(areas_file(tmp_path, [feature(geometry=square(55.7, 12.4))]), "--day", "2026-03-01")
    assert known() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("features", "said"),
    [
        ([], "FeatureCollection"),
        ([feature(), feature(name="", code="8")], "Område 2 har ikke noget i »navn«"),
        ([feature(), feature(name="En anden")], "parish-7151"),
        ([feature(geometry={"type": "Point", "coordinates": [1, 2]})], "Polygon"),
        ([feature(geometry=square(6_170_000, 720_000))], "UTM zone 32"),
        ([feature(geometry=square(12.35, 55.61))], "byttet om"),
        ([{"type": "Feature", "properties": None, "geometry": square()}], "Felterne er: –"),
        (
            [feature(geometry={"type": "Polygon", "coordinates": [[["a", 2]]]})],
            "Område 1: .*to tal",
        ),
        ([feature(geometry={"type": "Polygon"})], "Polygon"),
        (["hej"], "Område 1 er ikke"),
    ],
)
def test_a_file_of_borders_is_taken_in_whole_or_not_at_all(tmp_path, features, said):
    with pytest.raises(CommandError, match=said):
        take_in(areas_file(tmp_path, features))
    assert not Area.objects.exists()
