"""A street for the demonstration: its teams, a year of work, and what waits right now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from django.db.models import Q

from indsats.home.actions.demo.street.around import Around, may_for
from indsats.home.actions.demo.street.ground import lay_squares
from indsats.home.actions.demo.street.hotspots import make_hotspots
from indsats.home.actions.demo.street.making import Year, write_year
from indsats.home.actions.demo.street.now import what_waits
from indsats.home.actions.demo.street.numbers import give_numbers
from indsats.home.actions.demo.street.orders import make_orders
from indsats.home.actions.demo.street.rows import Team
from indsats.home.actions.demo.street.shape import SIZES
from indsats.home.actions.demo.street.walks import make_checks, make_walks
from indsats.organisation.access import Permission
from indsats.organisation.models import EngagementState, Function, Unit, User
from indsats.places.models import PlaceState

A_YEAR: Final = timedelta(days=364)


def teams_on(day: date) -> list[Team]:
    """Give the units with street workers on a day, with those who work there and the places."""
    in_post = Q(post__states__valid_from__lte=day) & (
        Q(post__states__valid_to__isnull=True) | Q(post__states__valid_to__gt=day)
    )
    rows = EngagementState.objects.on(day).filter(
        in_post, post__states__function=Function.STREET_WORKER, user__isnull=False
    )
    members: dict[int, list[int]] = {}
    for unit, user in sorted(set(rows.values_list("post__states__unit_id", "user_id"))):
        members.setdefault(unit, []).append(user)
    people, units = User.objects.in_bulk(), Unit.objects.in_bulk(list(members))
    places = list(PlaceState.objects.on(day).order_by("place__key").values_list("place", "area"))
    return [
        Team(units[unit], [people[user] for user in users], list(places))
        for unit, users in members.items()
    ]


def fill_street(*, now: datetime, size: str, seed: int) -> Iterator[str]:
    """Fill the streets of the demonstration; yield what has been done, for the progress bar.

    A municipality without street workers or places stays empty.
    """
    teams = teams_on(now.date())
    if not teams or not teams[0].places:
        return
    for team in teams:
        Random(seed).shuffle(team.places)  # noqa: S311 -- the same busy places for a seed
    give_numbers()
    lay_squares(day=now.date() - A_YEAR, seed=seed)
    yield "kvadrater"
    year = Year(SIZES[size], now.date() - A_YEAR, now, seed)
    for done, total in write_year(teams, year):
        yield f"{done} af {total} ture"
    random = Random(seed + 1)  # noqa: S311 -- made up, no secret
    around = Around(teams[0], now, may_for(teams[0], Permission.HOTSPOT_WRITE, now.date()))
    running = make_orders(around, random)
    yield "indsatsordrer"
    make_hotspots(around, size)
    make_walks(around)
    make_checks(around)
    yield "hotspots"
    what_waits(teams, ordered=running, now=now, amount=year.size.incidents, random=random)
    yield "gaden"
