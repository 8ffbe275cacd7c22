"""Addresses of deployment orders."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from indsats.organisation.access import Permission
from indsats.organisation.tests import factories as f
from indsats.strategy.actions.orders import Decided, draft, order
from indsats.strategy.tests.factories import faxe_terms, make_place
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


def prepare(world: World) -> None:
    """Add a running order and a draft on either side."""
    by, place, today = f.make_user("Opretter"), make_place(), localdate()
    span = {"first": today, "last": today + timedelta(days=30)}
    for side in (OWN, OTHER):
        terms = faxe_terms(places=(place.key,), **span)
        unit = world.units[side]
        running = draft(by=by, unit=unit, terms=terms, decided=Decided())
        order(deployment=running, by=by, at=now())
        waiting = draft(by=by, unit=unit, terms=terms, decided=Decided())
        world.extra[side] = {"running": running.pk, "waiting": waiting.pk}


def _one(name: str, permission: Permission, which: str = "running", **more: str) -> Row:
    return Row(name, permission, lambda world, side: [world.extra[side][which]], **more)


ROWS = (
    Row("list", P.DEPLOYMENT_SEE),
    Row("new", P.DEPLOYMENT_ORDER),
    _one("deployment", P.DEPLOYMENT_SEE),
    _one("paper", P.DEPLOYMENT_SEE),
    _one("edit", P.DEPLOYMENT_ORDER),
    _one("withdraw", P.DEPLOYMENT_ORDER),
    _one("order", P.DEPLOYMENT_ORDER, "waiting", method="post"),
    _one("discard", P.DEPLOYMENT_ORDER, "waiting", method="post"),
)
