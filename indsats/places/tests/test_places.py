"""Places in the tables: slices, areas, the trail, two people at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indsats.audit.models import Act, Entry
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.base.periods import Span
from indsats.organisation.tests.factories import make_user
from indsats.places.actions.areas import AreaWish, set_areas_from, write_areas
from indsats.places.actions.places import (
    PlaceWish,
    change_place,
    close_place,
    correct_place,
    create_place,
    set_timelines,
)
from indsats.places.models import Place, PlaceState
from indsats.places.queries.timelines import borders_on, timeline
from indsats.places.rules.borders import Point
from indsats.places.rules.timeline import AreaFacts, Slice
from indsats.places.tests.factories import STATION, facts, make_area, make_place, square

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def rows(place):
    found = place.states.order_by("valid_from").values_list("valid_from", "valid_to", "name")
    return list(found)


def test_a_new_place_gets_a_key_its_area_and_a_line_in_the_trail():
    area, user = make_area(), make_user()
    first = create_place(by=user, facts=facts("Ishøj Øst"), day=DAY)
    second = create_place(by=user, facts=facts("Ishøj Øst"), day=DAY)
    assert (first.key, second.key) == ("ishoej-oest", "ishoej-oest-2")
    assert first.states.get().area == area
    entry = Entry.objects.filter(subject=f"places.place:{first.pk}").get()
    assert (entry.act, entry.actor) == (Act.CREATED, user.username)
    assert entry.facts["now"][0]["name"] == "Ishøj Øst"


def test_a_change_and_a_correction_are_kept_apart_in_rows_and_trail():
    place, user = make_place("Før"), make_user()
    change_place(by=user, place=place, facts=facts("Efter"), day=DAY, version=1)
    place.refresh_from_db()
    right = Slice(Span(date(2020, 1, 1), DAY), facts("Rettet"))
    correct_place(
        by=user, place=place, first=date(2020, 1, 1), right=right, reason="Stavefejl", version=2
    )
    assert rows(place) == [
        (date(2020, 1, 1), DAY, "Rettet"),
        (DAY, None, "Efter"),
    ]
    last = Entry.objects.order_by("-sequence").first()
    assert (last.reason, last.facts["before"][0]["name"]) == ("Stavefejl", "Før")


def test_a_correction_says_why_and_never_overlaps():
    place, user = make_place("Før"), make_user()
    change_place(by=user, place=place, facts=facts("Efter"), day=DAY, version=1)
    wide = Slice(Span(date(2020, 1, 1)), facts("Rettet"))
    words = {"by": user, "place": place, "first": date(2020, 1, 1), "right": wide, "version": 2}
    with pytest.raises(ValidationError, match="Skriv"):
        correct_place(**words, reason=" ")
    with pytest.raises(ValidationError, match=r"1\. marts 2026"):
        correct_place(**words, reason="Stavefejl")
    assert len(rows(place)) == 2


def test_the_second_of_two_at_once_is_told_and_overwrites_nothing():
    place, user = make_place("Før"), make_user()
    change_place(by=user, place=place, facts=facts("Den ene"), day=DAY, version=1)
    with pytest.raises(ChangedMeanwhileError):
        change_place(by=user, place=place, facts=facts("Den anden"), day=DAY, version=1)
    assert rows(place)[-1][2] == "Den ene"


def test_what_changes_nothing_leaves_no_trace():
    place, user = make_place(), make_user()
    before = Entry.objects.count()
    with pytest.raises(ValidationError):
        change_place(by=user, place=place, facts=facts(), day=DAY, version=1)
    again = PlaceWish(place.key, [Slice(Span(date(2020, 1, 1)), facts())])
    assert set_timelines(by=user, wishes=[again]) == 0
    assert (Entry.objects.count(), Place.objects.get(pk=place.pk).version) == (before, 1)


def test_closing_ends_the_place_and_nothing_before_it():
    place, user = make_place(), make_user()
    close_place(by=user, place=place, day=DAY, reason="Revet ned")
    assert PlaceState.objects.on(date(2026, 2, 28)).filter(place=place).exists()
    assert not PlaceState.objects.on(DAY).filter(place=place).exists()


def test_a_place_off_the_earth_is_refused_in_danish():
    with pytest.raises(ValidationError, match="grader"):
        create_place(by="test", facts=facts(at=(617_000, 720_000)), day=DAY)
    assert not Place.objects.exists()


def test_a_border_that_moves_from_a_day_moves_the_places_from_that_day():
    west = make_area("Vest", geometry=square(55.61, 12.35), key="vest")
    place = make_place(at=STATION)
    moved = [("oest", AreaFacts("Øst", "district", square(55.61, 12.35)))]
    shrunk = [("vest", AreaFacts("Vest", "district", square(55.61, 12.34)))]
    set_areas_from(by="test", areas=[*moved, *shrunk], day=DAY)
    assert [(row.valid_from, row.area.key) for row in place.states.order_by("valid_from")] == [
        (date(2020, 1, 1), "vest"),
        (DAY, "oest"),
    ]
    assert len(timeline(place)) == 1, "people have written one entry"
    assert borders_on(date(2026, 2, 28)).area_of(STATION) == west.pk
    assert borders_on(DAY).area_of(Point(0, 0)) is None


def test_the_same_borders_again_change_nothing():
    make_area("Vest", key="vest")
    entries = Entry.objects.count()
    said = [("vest", AreaFacts("Vest", "district", square()))]
    assert set_areas_from(by="test", areas=said, day=DAY) == 0
    assert Entry.objects.count() == entries


def test_a_border_that_is_none_is_refused_and_nothing_is_written():
    make_area("Vest", key="vest")
    good = AreaWish("ny", [Slice(Span(DAY), AreaFacts("Ny", "district", square()))])
    bad = AreaWish("slem", [Slice(Span(DAY), AreaFacts("Slem", "district", {"type": "Point"}))])
    with pytest.raises(ValidationError, match="GeoJSON"):
        write_areas(by="test", wishes=[good, bad])
    assert borders_on(DAY).numbers.keys() == {"vest"}
