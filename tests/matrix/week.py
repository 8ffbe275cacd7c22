"""Addresses of what leaders and coordinators read: the week, the picture, ordered and done."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from indsats.field.models import Tour
from indsats.organisation.access import Permission
from indsats.organisation.access_table import MATRIX
from indsats.organisation.models import Function
from indsats.organisation.tests import factories as f
from indsats.strategy.actions.orders import Decided, draft, order
from indsats.strategy.tests.factories import faxe_terms, make_place
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


def prepare(world: World) -> None:
    """Add a running order and a tour on either side."""
    by, place, today = f.make_user("Opretter"), make_place(), localdate()
    span = {"first": today, "last": today + timedelta(days=30)}
    for side in (OWN, OTHER):
        unit = world.units[side]
        terms = faxe_terms(places=(place.key,), **span)
        running = draft(by=by, unit=unit, terms=terms, decided=Decided())
        order(deployment=running, by=by, at=now())
        moments = {"made_at": now(), "received_at": now(), "started_at": now()}
        tour = Tour.objects.create(unit=unit, author=by, day=today, **moments)
        world.extra[side] = {"order": running.pk, "tour": tour.pk}


def _both(function: Function | None, side: str) -> bool:
    """Tying asks for sight of the order and for the planning of the tour."""
    return side == OWN and function in MATRIX[P.TOUR_PLAN] and function in MATRIX[P.DEPLOYMENT_SEE]


def _order(world: World, side: str) -> list[int]:
    return [world.extra[side]["order"]]


def _this_week(_world: World, _side: str) -> list[int]:
    return list(localdate().isocalendar()[:2])


def _sees_week(function: Function | None, _side: str) -> bool:
    """A week is one's own teams' only, so that the other side is the same page."""
    return function in MATRIX[P.WEEK_SEE]


def _last_month(_world: World, _side: str) -> list[int]:
    last = localdate().replace(day=1) - timedelta(days=1)
    return [last.year, last.month]


def _sees_picture(function: Function | None, _side: str) -> bool:
    return function in MATRIX[P.PICTURE_SEE]


def _writes(function: Function | None, _side: str) -> bool:
    return function in MATRIX[P.PICTURE_WRITE]


ROWS = (
    Row("newest", P.WEEK_SEE),
    Row("week", P.WEEK_SEE, _this_week, opens=_sees_week),
    Row("file", P.WEEK_SEE, _this_week, opens=_sees_week),
    Row("forward", P.WEEK_SEE, _this_week, opens=_sees_week),
    Row("assess", P.PICTURE_WRITE, _this_week, method="post", opens=_writes),
    Row("newest-picture", P.PICTURE_SEE),
    Row("picture", P.PICTURE_SEE, _last_month, opens=_sees_picture),
    Row(
        "picture-file",
        P.PICTURE_SEE,
        lambda world, side: [*_last_month(world, side), "xlsx"],
        opens=_sees_picture,
    ),
    Row("heat", P.PICTURE_SEE),
    Row("heat-data", P.PICTURE_SEE),
    Row("heat-file", P.PICTURE_SEE),
    Row("picture-assess", P.PICTURE_WRITE, _last_month, method="post", opens=_writes),
    Row("ordered", P.DEPLOYMENT_SEE, _order),
    Row("ordered-file", P.DEPLOYMENT_SEE, lambda world, side: [*_order(world, side), "xlsx"]),
    Row(
        "tie",
        P.TOUR_PLAN,
        lambda world, side: [*_order(world, side), world.extra[side]["tour"]],
        method="post",
        opens=_both,
    ),
)
