"""The made-up year: the shape of a real one, the same for a seed, and nobody in it."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import pytest
import time_machine
from django.utils.timezone import localdate, now

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
from indsats.field.queries.ordered import accounts
from indsats.field.tests.factories import make_area as make_own_area
from indsats.field.tests.factories import make_place, make_team
from indsats.home.actions.demo.street.filling import fill_street, teams_on
from indsats.home.actions.demo.street.ground import lay_squares
from indsats.home.actions.demo.street.making import Year, write_year
from indsats.home.actions.demo.street.orders import first_monday
from indsats.home.actions.demo.street.shape import SIZES, how_many, outings
from indsats.law.deadlines import COPENHAGEN
from indsats.organisation.models import User
from indsats.places.models import Hotspot, Measure, SafetyCheck, SafetyWalk, Square
from indsats.places.queries.hotspots import measured
from indsats.places.rules.borders import Border
from indsats.places.rules.heat import middle, surface
from indsats.places.tests.factories import make_area, square
from indsats.strategy.models import Deployment

RANDOM = Random(1)  # noqa: S311 -- made up, no secret


def test_three_tours_in_five_are_from_thursday_to_saturday():
    tours = list(outings(date(2026, 1, 1), date(2026, 12, 31), 12, RANDOM))
    assert len(tours) == how_many(date(2026, 1, 1), date(2026, 12, 31), 12)
    days = Counter(each.day.weekday() for each in tours)
    assert 0.5 < sum(days[day] for day in (3, 4, 5)) / len(tours) < 0.7
    assert 550 < len(tours) < 680


def test_a_tour_ends_after_it_starts_on_the_nights_the_clock_changes():
    for day in (date(2026, 3, 28), date(2026, 10, 24)):
        for each in outings(day, day + timedelta(days=2), 400, RANDOM):
            assert each.ends > each.starts


@pytest.fixture
def streets(db):
    area = make_own_area()
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
    tonight = Tour.objects.filter(started_at=None)
    assert tonight.count() == len(teams_on(localdate()))
    people = {
        team.unit: sorted(user.name for user in team.people) for team in teams_on(localdate())
    }
    for tour in tonight:
        walking = tour.members.order_by("user__name").values_list("user__name", flat=True)
        assert list(walking) == people[tour.unit][:2]
    assert Incident.objects.filter(closed_at=None).count() == 1


def test_everybody_has_a_number_that_nobody_can_have(streets):
    named = User.objects.order_by("username").last()
    named.phone = "43 57 00 00"
    named.save()
    list(fill_street(now=now(), size="small", seed=3))
    numbers = list(User.objects.exclude(pk=named.pk).values_list("phone", flat=True))
    assert all(re.fullmatch(r"\+45 0\d \d\d \d\d \d\d", each) for each in numbers), numbers
    assert len(set(numbers)) == len(numbers) > 1
    named.refresh_from_db()
    assert named.phone == "43 57 00 00"


def test_efforts_at_places_are_there_in_every_state(streets):
    list(fill_street(now=now(), size="typical", seed=3))
    today = localdate()
    assert {bool(each.closed_on) for each in Hotspot.objects.all()} == {True, False}
    assert all(each.reason and each.goal and each.owner for each in Hotspot.objects.all())
    assert {bool(m.done_on) for m in Measure.objects.exclude(hotspot=None)} == {True, False}
    assert Measure.objects.waiting().filter(due__lt=today).exists()
    walks = SafetyWalk.objects.exclude(held_on=None)
    assert walks.filter(followed_up_on=None, follow_up_on__lt=today).count() == 1
    assert walks.filter(followed_up_on=None, follow_up_on__gt=today).count() == 1
    assert SafetyCheck.objects.filter(answered_at=None).count() == 2
    assert SafetyCheck.objects.exclude(measure=None).count() == 1


def test_some_hotspot_has_numbers_from_before_and_after(streets):
    list(fill_street(now=now(), size="typical", seed=3))
    found = [each.comparison for each in measured(Hotspot.objects.exclude(closed_on=None).get())]
    assert all(each.before and each.after for each in found)


def test_orders_are_issued_running_and_done_with_figures(streets):
    moment = datetime(2026, 11, 26, 9, tzinfo=COPENHAGEN)
    with time_machine.travel(moment, tick=False):
        list(fill_street(now=moment, size="small", seed=3))
    states = [each.state_on(moment.date()) for each in Deployment.objects.order_by("valid_from")]
    assert states == ["ended", "ordered", "ordered", "draft"]
    done, running = Deployment.objects.order_by("valid_from")[:2]
    assert "uge 43-49" in running.title
    told = accounts([done, running], moment)
    assert told[done.pk].past == len(told[done.pk].outcomes) == 14
    for order in (done, running):
        counts = told[order.pk].counts
        assert {counts["done"] > 0, counts["partly"] > 0, counts["not_done"] > 0} == {True}


@pytest.mark.parametrize(
    ("today", "first"),
    [("2026-10-20", "2026-09-21"), ("2026-11-26", "2026-10-19"), ("2026-06-03", "2026-05-04")],
)
def test_the_running_order_lies_in_its_season_or_around_today(today, first):
    assert first_monday(date.fromisoformat(today)) == date.fromisoformat(first)


def test_squares_lie_side_by_side_over_the_municipality(db):
    make_area(kind="municipality", geometry=square(size=0.02))
    make_place("Torvet", at=(55.62, 12.36))
    assert lay_squares(day=date(2026, 1, 1), seed=3) > 20
    borders = [Border.of(each.geometry) for each in Square.objects.all()]
    assert all(surface(each) == pytest.approx(250 * 250, rel=0.02) for each in borders)
    middles = [middle(each) for each in borders]
    assert all(sum(each.holds(point) for each in borders) == 1 for point in middles)
    assert max(Square.objects.values_list("households", flat=True)) >= 40
