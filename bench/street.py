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

from bench.copying import as_made, copy, never_copied, settle
from bench.measuring import Measured, measured
from indsats.base.listing.keyset import seal, sort_keys
from indsats.base.rules.keyset import Border
from indsats.field.models import PlaceObservation, Tour
from indsats.field.tests import factories
from indsats.home.actions.demo.street.making import write_observations
from indsats.home.actions.demo.street.rows import Team, observation
from indsats.organisation.models import Function, UnitState, User
from indsats.organisation.tests import factories as organisation
from indsats.organisation.tests.factories import LONG_AGO
from indsats.places.models import Area, Place, PlaceState

TEAMS = 6
PLACES = 4_000
WALKED = 300  # places a team comes to
FIRST = 2_000  # records of a phone that fetches for the first time
AT_ONCE = 5_000
MADE = 10_000  # and copied from there on
MONTHS = 24
A_DAY = 68


def street(sizes: Sequence[int], times: int) -> list[tuple[str, list[Measured]]]:
    """Make ever more observations and measure what the street's people do among them."""
    random = Random(1)  # noqa: S311 -- made-up rows, no secret
    *teams, new = _teams()
    _lately(new, random)
    columns, written = [], 0
    for size in sizes:
        _grow(teams, written, size, random)
        written = size
        columns.append((f"{size} observations", _measures(teams[0], new, times)))
    return columns


def _lately(team: SimpleNamespace, random: Random) -> None:
    """Write what a phone of the team fetches the first time."""
    tour = factories.make_tour(team)
    at = now() - timedelta(hours=1)
    moments = (at - timedelta(minutes=9 * number) for number in range(FIRST))
    rows = (observation(team.rows, tour, each, random) for each in moments)
    write_observations([never_copied(row) for row in rows])


def _teams() -> list[SimpleNamespace]:
    areas = [factories.make_area(f"Bydel {number}") for number in range(8)]
    places = _places(areas)
    where = [(place.pk, areas[n % 8].pk) for n, place in enumerate(places[:WALKED])]
    top = organisation.make_unit("Center for Børn og Forebyggelse")
    head = organisation.make_worker(top, name="Lene", function=Function.LEADER)
    everyone = organisation.make_worker(top, name="Konsulent", function=Function.CONSULTANT)
    teams = []
    for number in range(TEAMS + 1):
        team = factories.make_team(f"Hold {number}")
        UnitState.objects.filter(unit=team.centre).update(parent=top if number < TEAMS else None)
        team.rows = Team(team.unit, [team.worker, team.mate], where)
        team.place, team.area, team.head, team.everyone = places[0], areas[0], head, everyone
        teams.append(team)
    return teams


def _places(areas: Sequence[Area]) -> list[Place]:
    """Make as many places as a municipality has, in a square with a hundred on each side."""
    made = Place.objects.bulk_create(Place(key=f"bench-{n}") for n in range(PLACES))
    PlaceState.objects.bulk_create(
        PlaceState(
            place=place, name=f"Sted {n}", kind="station", area=areas[n % 8], valid_from=LONG_AGO,
            latitude=55.6 + n // 100 / 10_000, longitude=12.3 + n % 100 / 10_000,
        )
        for n, place in enumerate(made)
    )  # fmt: skip
    return made


def _grow(teams: Sequence[SimpleNamespace], before: int, size: int, random: Random) -> None:
    """Make the first ten thousand, and have the rest copied."""
    made = min(size, MADE) - min(before, MADE)
    if made:
        _write(teams, made, random)
    copy(max(1, before // MADE), size // MADE - 1)
    settle()


def _write(teams: Sequence[SimpleNamespace], amount: int, random: Random) -> None:
    """Write observations spread over two years; the first team has three in ten of them."""
    tours = {team.unit.pk: factories.make_tour(team) for team in teams}
    made = (_one(teams, tours, random) for _ in range(amount))
    while rows := list(islice(made, AT_ONCE)):
        write_observations(rows)


def _one(teams: Sequence[Any], tours: dict[int, Tour], random: Random) -> PlaceObservation:
    team = random.choices(teams, [3, *[1.4] * (len(teams) - 1)])[0]
    at = now() - timedelta(minutes=random.randrange(60, 30 * MONTHS * 24 * 60))
    return as_made(observation(team.rows, tours[team.unit.pk], at, random))


def _measures(team: SimpleNamespace, new: SimpleNamespace, times: int) -> list[Measured]:
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
    rows += [
        measured(name, _newest_hundred(_logged_in(user)), times)
        for name, user in (
            ("the newest 100", team.worker), ("the same, of six teams", team.head),
            ("the same, of everyone", team.everyone),
        )
    ]  # fmt: skip
    phone = factories.make_phone(team.worker)
    rows.append(measured("one observation sent", _sends(client, team, phone, 1), times))
    rows.append(measured("a day of 68 sent", _sends(client, team, phone, A_DAY), 1))
    first = factories.make_phone(new.worker)
    rows.append(measured("first fetch of 2,000 records", _fetches(client, first), times))
    rows.append(measured("map of 4,000 points", _get(client, "/api/v1/steder"), times))
    return rows


def _fetches(client: Client, phone: Any) -> Callable[[], object]:
    def fetch() -> object:
        found = factories.fetched(client, phone).changes
        if len(found) < FIRST:
            raise RuntimeError(f"{len(found)} records came")
        return found

    return fetch


def _newest_hundred(client: Client) -> Callable[[], object]:
    def ask() -> object:
        where = "/observationer/"
        first = _get(client, where)().context["listing"]
        if len(first.lines) != first.size:
            raise RuntimeError(f"{len(first.lines)} rows on the first page")
        return _get(client, where + first.next_link)()

    return ask


def _logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _get(client: Client, where: str) -> Callable[[], Any]:
    def ask() -> Any:
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
