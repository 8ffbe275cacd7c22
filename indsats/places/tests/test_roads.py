"""Roads of an extract: read in three forms, taken in by command, given to the map."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from indsats.audit.models import Entry
from indsats.organisation.tests.factories import make_user
from indsats.places.models import Road
from indsats.places.rules import osm, osm_roads
from indsats.places.rules.osm_roads import Rank, rank_of
from indsats.places.rules.refusals import Refused
from indsats.places.tests.factories import make_coordinator

XML = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="osmium/1.16.0">
 <bounds minlat="55.60" minlon="12.34" maxlat="55.63" maxlon="12.40"/>
 <node id="1" version="3" lat="55.6134000" lon="12.3579000"/>
 <node id="2" version="1" lat="55.6141000" lon="12.3590000"/>
 <node id="3" version="1" lat="55.6150000" lon="12.3601000"><tag k="highway" v="crossing"/></node>
 <way id="10" version="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
  <tag k="highway" v="residential"/><tag k="name" v="Ishøj Store Torv"/></way>
 <way id="11" version="2"><nd ref="1"/><nd ref="3"/><tag k="highway" v="primary"/></way>
 <way id="12" version="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>
 <way id="13" version="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="service"/></way>
 <way id="14" version="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="access" v="private"/></way>
 <way id="15" version="2"><nd ref="2"/><nd ref="99"/><tag k="highway" v="path"/></way>
 <way id="16" version="2"><nd ref="1"/><nd ref="2"/><nd ref="1"/><tag k="building" v="yes"/></way>
 <relation id="20"><member type="way" ref="10" role=""/><tag k="type" v="route"/></relation>
</osm>
"""  # noqa: E501 -- as the tool writes it
TORV = [(55.6134, 12.3579), (55.6141, 12.359), (55.615, 12.3601)]
TAGS = {"highway": "residential", "name": "Ishøj Store Torv"}
GEOMETRY = [{"lat": lat, "lon": lon} for lat, lon in TORV]
FORMS = {
    "xml": XML,
    "overpass with geometry": {
        "elements": [{"type": "way", "id": 10, "tags": TAGS, "geometry": GEOMETRY}]
    },
    "overpass with nodes": {
        "elements": [
            *({"type": "node", "id": n, **each} for n, each in enumerate(GEOMETRY)),
            {"type": "way", "id": 10, "tags": TAGS, "nodes": [0, 1, 2]},
        ]
    },
    "geojson": {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": "way/10", "properties": TAGS,
             "geometry": {"type": "LineString", "coordinates": [[x, y] for y, x in TORV]}},
            {"type": "Feature", "id": "node/1", "properties": {"highway": "crossing"},
             "geometry": {"type": "Point", "coordinates": [12.35, 55.61]}},
        ],
    },
}  # fmt: skip


def raw(form):
    return (form if isinstance(form, str) else json.dumps(form)).encode()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_road_is_read_from_every_form_of_extract(form):
    road = next(each for each in osm_roads.read(raw(form)) if each.key == "osm-way-10")
    assert (road.name, road.rank) == ("Ishøj Store Torv", Rank.STREET)
    assert [tuple(point) for point in road.line] == TORV


def test_of_an_extract_only_roads_that_are_open_and_whole_are_taken():
    found = [(each.key, each.rank) for each in osm_roads.read(XML.encode())]
    assert found == [
        ("osm-way-10", "street"), ("osm-way-11", "main"), ("osm-way-12", "path")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "rank"),
    [
        ({"highway": "motorway_link"}, "main"),
        ({"highway": "pedestrian", "area": "yes"}, None),
        ({"highway": "construction"}, None),
        ({}, None),
    ],
)
def test_the_rank_of_a_road(tags, rank):
    assert rank_of(tags) == rank


DAMAGED = [
    '{"elements": [{"type": "node", "id": 1}, {"type": "way", "nodes": [1], "tags": {}}]}',
    '{"elements": [{"id": 1, "center": {"lat": 55}}]}',
    '{"elements": 5}',
    '{"elements": [3]}',
    '{"type": "FeatureCollection"}',
    '{"type": "FeatureCollection", "features": null}',
    '{"type": "FeatureCollection", "features": ["x"]}',
    '<osm><node id="1" lat="syd" lon="12"/></osm>',
    '<osm><node id="1" lat="55.6"/></osm>',
]


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize("read", [osm.read, osm_roads.read], ids=["places", "roads"])
def test_a_damaged_extract_is_refused_in_words(text, read):
    with pytest.raises(Refused):
        read(text.encode())


def test_an_extract_without_roads_is_refused():
    with pytest.raises(Refused, match="highway"):
        osm_roads.read(b'<osm><node id="1" lat="55.6" lon="12.3"/></osm>')


@pytest.fixture
def extract(tmp_path):
    file = tmp_path / "veje.osm"
    file.write_text(XML, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_the_roads_are_taken_in_and_replaced_as_one_deed(extract, capsys):
    Road.objects.create(key="gammel", rank="main", line=[[12.3, 55.6], [12.4, 55.6]])
    entries = Entry.objects.count()
    call_command("import_roads", extract)
    assert "3 veje" in capsys.readouterr().out
    assert list(Road.objects.values_list("key", flat=True)) == [
        "osm-way-10", "osm-way-11", "osm-way-12"
    ]  # fmt: skip
    assert Entry.objects.count() == entries + 1


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_leaves_the_roads_there_are(extract, tmp_path):
    call_command("import_roads", extract)
    extract.write_text("<osm>", encoding="utf-8")
    for path, said in ((extract, "XML"), (tmp_path / "ingen.osm", "findes ikke")):
        with pytest.raises(CommandError, match=said):
            call_command("import_roads", path)
    assert Road.objects.count() == 3


@pytest.mark.django_db
def test_the_map_names_the_roads_and_their_source_only_where_there_are_some(client, extract):
    client.force_login(make_coordinator())
    page = client.get(reverse("places:map")).content.decode()
    assert 'data-roads=""' in page
    assert "OpenStreetMap" not in page
    call_command("import_roads", extract)
    page = client.get(reverse("places:map")).content.decode()
    assert f'data-roads="{reverse("roads-api")}"' in page
    assert "© OpenStreetMap" in page
    data = client.get(reverse("roads-api")).json()
    assert data["features"][0]["properties"] == {"name": "Ishøj Store Torv", "rank": "street"}
    assert data["features"][0]["geometry"]["coordinates"][0] == [12.3579, 55.6134]


@pytest.mark.django_db
def test_roads_are_not_given_to_strangers(client):
    client.force_login(make_user())
    assert client.get(reverse("roads-api")).status_code == 404
