"""Rows for the lists of the street, and for what is made of them."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from django.utils.timezone import localdate, now

from indsats.field.models import Conflict, ParkedItem, SafetyAlarm, StaffEvent
from indsats.field.tests import factories as s
from indsats.organisation.tests import factories as f
from indsats.strategy.tests.factories import make_order
from tests.lists.page import Page
from tests.matrix.world import OWN, World

AGO = timedelta(hours=2)


def team(world: World) -> SimpleNamespace:
    """Make a pair in the user's unit; each row gets a pair of its own."""
    unit = world.units[OWN]
    worker, mate = (f.make_worker(unit, name=name) for name in ("Gade", "Makker"))
    return SimpleNamespace(unit=unit, centre=unit, worker=worker, mate=mate, leader=worker)


def _day(number: int) -> object:
    return localdate() - timedelta(days=number % 20 + 1)


def tours(world: World, amount: int) -> None:
    """Make tours that came home with what they saw, whom they met, and what is to be done."""
    for number in range(amount):
        pair = team(world)
        tour = s.make_tour(
            pair, day=_day(number), ended_at=now() - AGO, summary="Roligt",
            places=[s.make_place()], on_call=pair.mate,
        )  # fmt: skip
        s.make_observation(pair, tour=tour, place=s.make_place(area=s.make_area()),
                           faults=["light"], text="Lygten er ude", at=tour.started_at)  # fmt: skip
        s.make_contact(pair, tour=tour, place=s.make_place(), known=s.make_known(pair),
                       was_known=True, at=tour.started_at)  # fmt: skip
        s.make_sighting(s.make_group(pair), pair, tour=tour, at=tour.started_at)
        s.make_follow_up(pair, tour=tour, owner=pair.mate, due_on=localdate())
        s.make_incident(pair, place=s.make_place(), at=tour.started_at)


def phones(world: World, amount: int) -> None:
    for _number in range(amount):
        s.make_phone(team(world).worker)


def alarms(world: World, amount: int) -> None:
    """Let alarms be raised and answered."""
    for number in range(amount):
        pair = team(world)
        tour = s.make_tour(pair, day=_day(number), ended_at=now())
        at = now() - AGO
        SafetyAlarm.objects.create(
            tour=tour, due_at=at, raised_at=at, sent_to=pair.mate, answered_at=at,
            answered_by=pair.mate, outcome="safe",
        )  # fmt: skip


def parked(world: World, amount: int) -> None:
    """Park entries of phones."""
    for _number in range(amount):
        by, at = team(world).worker, now()
        ParkedItem.objects.create(
            op=uuid4(), device=s.make_phone(by).device, user=by, unit=world.units[OWN],
            kind="follow_up", record=uuid4(), reason="no_access", made_at=at, received_at=at,
            body={"form": 1, "base": None, "fields": {"text": "Ring"}},
        )  # fmt: skip


def collisions(world: World, amount: int) -> None:
    """Let two people write the same field."""
    for _number in range(amount):
        pair, at = team(world), now()
        Conflict.objects.create(
            op=uuid4(), unit=pair.unit, kind="observation", record=s.make_observation(pair).pk,
            field="text", kept="a", offered="b", kept_by=pair.mate, offered_by=pair.worker,
            offered_at=at, received_at=at,
        )  # fmt: skip


def staff_events(world: World, amount: int) -> None:
    for _number in range(amount):
        pair = team(world)
        StaffEvent.objects.create(
            exposed=pair.worker, kind="threat", happened_at=now(), what="Råb",
            written_by=pair.worker, written_at=now(), followed_up="Samtale",
        )  # fmt: skip


def orders(world: World, amount: int) -> None:
    """Order deployments that run now, each with places of its own, and a tour that did it."""
    day = localdate()
    for _number in range(amount):
        unit = f.make_unit("Hold", parent=world.units[OWN])
        pair = SimpleNamespace(unit=unit, leader=f.make_worker(world.units[OWN]))
        span = {"first": day - timedelta(days=30), "last": day + timedelta(days=30)}
        make_order(pair, at=now() - timedelta(days=40), places=[s.make_place()], **span)


def last_month(world: World, amount: int) -> None:
    """See something in an area of its own, the month before this."""
    for _number in range(amount):
        place = s.make_place(area=s.make_area())
        area = place.states.get().area
        s.make_observation(team(world), at=now() - timedelta(days=31), place=place, area=area)


def this_week(_world: World) -> list[int]:
    return list((localdate() - timedelta(days=7)).isocalendar()[:2])


def month(_world: World) -> list[int]:
    last = localdate().replace(day=1) - timedelta(days=1)
    return [last.year, last.month]


PAGES = {
    "observations:list": Page(tours),
    "incidents:list": Page(tours),
    "incidents:staff-list": Page(staff_events),
    "field:tours": Page(tours),
    "field:contacts": Page(tours),
    "field:codes": Page(tours),
    "field:groups": Page(tours),
    "field:follow-ups": Page(tours),
    "field:phones": Page(phones),
    "field:alarms": Page(alarms),
    "field:parked": Page(parked),
    "field:collisions": Page(collisions),
    "strategy:list": Page(orders),
    "week:week": Page(
        tours, this_week, word="week-line__title", most=18, why="six pictures on one page"
    ),
    "week:picture": Page(last_month, month, word="<tr>", most=16, why="a page of pictures"),
}
