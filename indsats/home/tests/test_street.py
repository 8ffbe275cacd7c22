"""The made-up year: the shape of a real one, the same for a seed, and nobody in it."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.utils.timezone import now

from indsats.field.models import (
    Contact,
    FollowUp,
    Incident,
    KnownYouth,
    ObservationMark,
    ObservationWord,
    PlaceObservation,
    Tour,
    YouthGroup,
)
from indsats.field.tests.factories import make_area, make_place, make_team
from indsats.home.actions.demo.street.filling import fill_street, teams_on
from indsats.home.actions.demo.street.making import Year, write_year
from indsats.home.actions.demo.street.shape import SIZES, outings
from indsats.law.deadlines import COPENHAGEN

RANDOM = Random(1)  # noqa: S311 -- made up, no secret


def test_three_tours_in_five_are_from_thursday_to_saturday():
    tours = list(outings(date(2026, 1, 1), date(2026, 12, 31), 12, RANDOM))
    days = Counter(each.day.weekday() for each in tours)
    assert 0.5 < sum(days[day] for day in (3, 4, 5)) / len(tours) < 0.7
    assert 550 < len(tours) < 680


def test_a_tour_ends_after_it_starts_on_the_nights_the_clock_changes():
    for day in (date(2026, 3, 28), date(2026, 10, 24)):
        for each in outings(day, day + timedelta(days=2), 400, RANDOM):
            assert each.ends > each.starts


@pytest.fixture
def streets(db):
    area = make_area()
    for name in ("Stationen", "Bycentret", "Parken"):
        make_place(name, area=area)
    return make_team()


def made(seed):
    at = datetime(2026, 11, 20, 12, tzinfo=COPENHAGEN)
    teams = teams_on(at.date())
    first = at.date() - timedelta(days=28)
    list(write_year(teams, Year(SIZES["small"], first, at, seed)))
    rows = PlaceObservation.objects.order_by("pk").values_list("seen_at", "crowd", "text")
    return list(rows)


def test_the_same_seed_makes_the_same_year(streets):
    once = made(7)
    PlaceObservation.objects.all().delete()
    for model in (Contact, FollowUp, Tour, KnownYouth, YouthGroup):
        model.objects.all().delete()
    assert made(7) == once
    assert once


def test_what_is_made_can_be_listed_and_searched(streets):
    list(fill_street(now=now(), size="small", seed=3))
    seen = PlaceObservation.objects.all()
    assert 500 < seen.count() < 1400
    assert seen.filter(area=None).count() == 0
    assert ObservationMark.objects.filter(code="litter").exists()
    assert ObservationWord.objects.filter(observation__text__contains="Lygten").exists()
    assert Tour.objects.filter(started_at=None).count() == 1
    assert Incident.objects.filter(closed_at=None).count() == 1
