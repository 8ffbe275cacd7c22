"""The order from Faxe in our own words, a team with its leader, and places to be at."""

from datetime import UTC, date, datetime, time
from itertools import count
from types import SimpleNamespace

from indsats.organisation.models import Function, UnitKind
from indsats.organisation.tests import factories as f
from indsats.places.models import Place, PlaceKind, PlaceState
from indsats.strategy.actions.orders import Decided, draft, order
from indsats.strategy.rules.terms import Terms

_number = count(1)
AUTUMN = datetime(2023, 10, 16, 8, tzinfo=UTC)  # the Monday a week before the first evening


def make_place(name="Torvet", *, key="", kind=PlaceKind.SHOPPING, since=f.LONG_AGO, **fields):
    place = Place.objects.create(key=key or f"ordre-sted-{next(_number)}")
    where = {"latitude": 55.61, "longitude": 12.35, **fields}
    PlaceState.objects.create(place=place, name=name, kind=kind, valid_from=since, **where)
    return place


def faxe_terms(**changes):
    """Give what Faxe ordered for its nightlife in 2017, in 2023, a year with the same calendar."""
    return Terms(
        **{
            "title": "Nattelivet i Haslev, efterår",
            "first": date(2023, 10, 23),
            "last": date(2023, 12, 10),
            "weekdays": (5, 6),
            "from_time": time(22),
            "to_time": time(2),
            "staff_min": 1,
            "staff_max": 2,
            "purposes": (
                "Være synlige voksne i byen om aftenen",
                "Skabe relation til de unge, der er ude",
                "Dæmpe uro, før den bliver til konflikt",
                "Hjælpe unge godt hjem",
                "Vise, hvor og hvornår der er brug for voksne",
            ),
            "postpones": (
                "Temaaften for forældre i 7. klasse",
                "Revision af undervisningsplanen",
                "Besøg i idrætsforeningerne",
            ),
            "cost_from": 15_000,
            "cost_to": 20_000,
            **changes,
        }
    )


def make_team(name="Gadeplan"):
    """Make a team under a centre, with the people who have to do with its orders."""
    centre = f.make_unit("Center for Børn og Forebyggelse", kind=UnitKind.CENTRE)
    unit = f.make_unit(name, parent=centre)
    return SimpleNamespace(
        centre=centre,
        unit=unit,
        worker=f.make_worker(unit),
        coordinator=f.make_worker(unit, name="Hassan", function=Function.COORDINATOR),
        leader=f.make_worker(centre, name="Lene", function=Function.LEADER),
    )


def make_draft(team, *, places=None, decided=None, **changes):
    places = places if places is not None else [make_place()]
    terms = faxe_terms(places=tuple(sorted(place.key for place in places)), **changes)
    return draft(by=team.leader, unit=team.unit, terms=terms, decided=decided or Decided())


def make_order(team, *, at=AUTUMN, seen=False, **fields):
    return order(deployment=make_draft(team, **fields), by=team.leader, at=at, seen=seen)
