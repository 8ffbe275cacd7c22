"""The street measured: lists and the search among many observations, and phones that call."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice
from random import Random
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate, now

from bench.measuring import Measured, measured
from indsats.base.listing.keyset import seal, sort_keys
from indsats.base.rules.keyset import Border
from indsats.field.models import PlaceObservation, Tour
from indsats.field.tests import factories
from indsats.home.actions.demo.street.making import write_observations
from indsats.home.actions.demo.street.rows import Team, observation
from indsats.organisation.models import User

TEAMS = 6
PLACES = 300
AT_ONCE = 5_000
MONTHS = 24
A_DAY = 68


def street(sizes: Sequence[int], times: int) -> list[tuple[str, list[Measured]]]:
    """Make ever more observations and measure what the street's people do among them."""
    random = Random(1)  # noqa: S311 -- made-up rows, no secret
    teams, written = _teams(), 0
    columns = []
    for size in sizes:
        _write(teams, size - written, random)
        written = size
        columns.append((f"{size} observations", _measures(teams[0], times)))
    return columns


def _teams() -> list[SimpleNamespace]:
    areas = [factories.make_area(f"Bydel {number}") for number in range(8)]
    places = [
        factories.make_place(f"Sted {n}", area=areas[n % 8], at=(55.6 + n / 10_000, 12.35))
        for n in range(PLACES)
    ]
    teams = []
    for number in range(TEAMS):
        team = factories.make_team(f"Hold {number}")
        where = [(place.pk, areas[n % 8].pk) for n, place in enumerate(places)]
        team.rows = Team(team.unit, [team.worker, team.mate], where)
        team.place, team.area = places[0], areas[0]
        teams.append(team)
    return teams


def _write(teams: Sequence[SimpleNamespace], amount: int, random: Random) -> None:
    """Write observations spread over two years; the first team has three in ten of them."""
    tours = {team.unit.pk: factories.make_tour(team) for team in teams}
    made = (_one(teams, tours, random) for _ in range(amount))
    while rows := list(islice(made, AT_ONCE)):
        write_observations(rows)


def _one(teams: Sequence[Any], tours: dict[int, Tour], random: Random) -> PlaceObservation:
    team = random.choices(teams, [3, *[1.4] * (len(teams) - 1)])[0]
    at = now() - timedelta(minutes=random.randrange(60, 30 * MONTHS * 24 * 60))
    return observation(team.rows, tours[team.unit.pk], at, random)


def _measures(team: SimpleNamespace, times: int) -> list[Measured]:
    client = _logged_in(team.worker)
    month = localdate() - timedelta(days=60)
    span = f"seen_at_from={month}&seen_at_to={month + timedelta(days=30)}"
    asked = {
        "list, the newest": "",
        "list, page 900": f"?page={_page(team, 900)}",
        "area, category and month": f"?area={team.area.pk}&kode=litter&{span}",
        "a common word": "?ord=lygten",
        "two words": "?ord=lygten+stien",
        "a rare word": "?ord=kasematten",
    }
    rows = [measured(name, _get(client, f"/observationer/{q}"), times) for name, q in asked.items()]
    phone = factories.make_phone(team.worker)
    rows.append(measured("one observation sent", _sends(client, team, phone, 1), times))
    rows.append(measured("a day of 68 sent", _sends(client, team, phone, A_DAY), 1))
    rows.append(measured("first fetch of a phone", lambda: factories.fetched(client, phone), 1))
    rows.append(measured("map of the places", _get(client, "/api/v1/steder"), times))
    return rows


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _get(client: Client, where: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(where)
        if answer.status_code != 200:  # noqa: PLR2004 -- a page that is there
            raise RuntimeError(f"{where} answered {answer.status_code}")
        return answer

    return ask


def _page(team: Any, number: int) -> str:
    """Give the token of a page far down, as the list's own links would after so many steps."""
    rows = PlaceObservation.objects.filter(unit=team.unit)
    passed = min(50 * number, rows.count() - 60)
    last = rows.order_by("-seen_at", "-pk")[passed]
    keys = sort_keys(rows, ("-seen_at", "-pk"))
    return seal(keys, Border((last.seen_at, last.pk), passed))


def _sends(client: Client, team: Any, phone: Any, amount: int) -> Callable[[], object]:
    def send() -> object:
        items = [factories.observed(team, team.place, text="Lygten er ude") for _ in range(amount)]
        answers = [
            factories.sent(client, phone, *items[at : at + 50]) for at in range(0, amount, 50)
        ]
        if not all(each["outcome"] == "taken" for answer in answers for each in answer):
            raise RuntimeError("A phone's entry was not taken in")
        return answers

    return send
