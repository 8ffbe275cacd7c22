"""Deployment orders of the demonstration: done, running, issued and drafted, and their evenings.

The running one is shaped as Faxe's was: one or two people, Friday and Saturday 22 to 02, weeks 43
to 49, in our own words. Outside those weeks it lies around today.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from random import Random
from typing import Final

from indsats.field.models import CheckIn, PlaceObservation, Tour, TourMember
from indsats.home.actions.demo.street.around import Around, may_for
from indsats.home.actions.demo.street.making import check_ins, pair, write_observations
from indsats.home.actions.demo.street.rows import Team, observation, tour
from indsats.home.actions.demo.street.shape import Outing
from indsats.organisation.access import Permission
from indsats.organisation.models import User
from indsats.places.models import Place
from indsats.strategy.actions.orders import Decided, draft, order
from indsats.strategy.models import Deployment
from indsats.strategy.rules.evenings import Evening, evenings
from indsats.strategy.rules.terms import Terms

WEEKS: Final = timedelta(weeks=7)
FIRST_WEEK, LAST_WEEK = 43, 49
NIGHT: Final = (
    "ishoej-bycenter", "busterminalen-ved-ishoej-station", "grillen-ved-stationen",
)  # fmt: skip
SHORE: Final = ("ishoej-strand-grillpladsen", "havnekiosken")
SCHOOLS: Final = ("gildbroskolen", "strandgaardskolen")
PURPOSES: Final = (
    "Være synlige voksne i byen, når klubberne lukker",
    "Kende de unge, der er ude om natten",
    "Dæmpe uro, før den bliver til konflikt",
    "Hjælpe unge godt hjem",
    "Vise, hvor og hvornår der er brug for voksne",
)
# How evenings went, over and over: all done, a place or the hours missing, nothing registered.
WENT: Final = ("done", "done", "place", "done", "done", "nothing", "done", "late", "done")


def make_orders(around: Around, random: Random) -> Deployment:
    """Make the orders and the tours that carried them out; give the running one."""
    night = _night(around)
    monday = around.day(around.today.weekday()) - timedelta(weeks=18)
    summer = replace(
        night, title="Sommeraftener ved stranden", first=monday,
        last=monday + WEEKS - timedelta(days=1), staff_min=2, staff_max=2,
        from_time=time(20), to_time=time(0), purposes=PURPOSES[:3], places=_keys(around, SHORE),
        postpones=("Ture i bycentret lørdag",), cost_from=None, cost_to=None,
    )  # fmt: skip
    coming = replace(
        night, title="Åbne haller i juleferien", first=around.day(-14), last=around.day(-34),
        weekdays=(2, 4), from_time=time(16), to_time=time(20), purposes=PURPOSES[1:2],
        places=_keys(around, SCHOOLS), postpones=(), cost_from=None, cost_to=None,
    )  # fmt: skip
    _issued(around, summer, 30 + 7 * 15, random)
    running = _issued(around, night, (around.today - night.first).days + 20, random)
    _issued(around, coming, 2, random)
    newest = _new_year(around, coming)
    draft(by=_leader(around), unit=around.unit, terms=newest, decided=Decided())
    return running


def _new_year(around: Around, terms: Terms) -> Terms:
    """Give the evenings around the next New Year."""
    year = around.today.year + (around.today > date(around.today.year, 12, 28))
    return replace(
        terms, title="Nytårsaften og dagene omkring", first=date(year, 12, 30),
        last=date(year + 1, 1, 1), weekdays=(1, 2, 3, 4, 5, 6, 7), from_time=time(20),
        to_time=time(2), staff_min=2, staff_max=4, purposes=("Færre skader fra fyrværkeri",),
    )  # fmt: skip


def _leader(around: Around) -> User:
    return may_for(around.team, Permission.DEPLOYMENT_ORDER, around.today)


def _night(around: Around) -> Terms:
    first = first_monday(around.today)
    return Terms(
        title=f"Nattelivet i bycentret, uge {first.isocalendar().week}-"
        f"{(first + WEEKS - timedelta(days=1)).isocalendar().week}",
        first=first, last=first + WEEKS - timedelta(days=1), weekdays=(5, 6), from_time=time(22),
        to_time=time(2), staff_min=1, staff_max=2, cost_from=15_000, cost_to=20_000,
        purposes=PURPOSES, places=_keys(around, NIGHT),
        postpones=("Temaaften for forældre i 7. klasse", "Revision af årshjulet",
                   "Besøg i idrætsforeningerne"),
    )  # fmt: skip


def first_monday(today: date) -> date:
    """Give the first day of the running order: week 43's Monday in the season, else near today."""
    year, week, _day = today.isocalendar()
    if FIRST_WEEK < week <= LAST_WEEK:
        return date.fromisocalendar(year, FIRST_WEEK, 1)
    return today - timedelta(days=28 + today.weekday())


def _keys(around: Around, keys: tuple[str, ...]) -> tuple[str, ...]:
    found = (around.place(key, number).key for number, key in enumerate(keys))
    return tuple(dict.fromkeys(found))


def _issued(around: Around, terms: Terms, days: int, random: Random) -> Deployment:
    """Issue an order so many days back, and walk the evenings of it that are over."""
    by, at = _leader(around), around.ago(days)
    found = draft(by=by, unit=around.unit, terms=terms, decided=Decided())
    found = order(deployment=found, by=by, at=at, seen=True)
    past = [each for each in evenings(terms) if each.ends < around.now]
    for number, evening in enumerate(past):
        went = WENT[number % len(WENT)]
        if went != "nothing":
            _walk(around, found, evening, went, random)
    return found


def _walk(around: Around, found: Deployment, evening: Evening, went: str, random: Random) -> None:
    """Write the tour of an evening: at every place, or with something missing."""
    late = timedelta(minutes=75) if went == "late" else timedelta()
    out = Outing(evening.starts + late, evening.ends)
    row = tour(around.team, out, around.now, random)
    row.day = evening.day
    row.save(force_insert=True)
    TourMember.objects.bulk_create(pair(around.team, row, random))
    CheckIn.objects.bulk_create(check_ins(out, row, random))
    row.deployments.add(found)
    stops = list(found.places.order_by("key"))
    write_observations(list(_seen(around, row, stops[went == "place" :], out, random)))


def _seen(
    around: Around, row: Tour, stops: list[Place], out: Outing, random: Random
) -> Iterator[PlaceObservation]:
    for number, place in enumerate(stops):
        area = around.area_of(place)
        there = Team(around.unit, around.team.people, [(place.pk, area.pk if area else None)])
        at = out.starts + timedelta(minutes=30 + 40 * number)
        yield observation(there, row, at, random)
