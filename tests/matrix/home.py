"""Addresses of home."""

from allauth.usersessions.models import UserSession

from indsats.organisation.access import Permission
from indsats.organisation.tests import factories as f
from tests.matrix.world import OTHER, OWN, Row, World

P = Permission


def prepare(world: World) -> None:
    """Add a device of one's own, and a colleague and a stranger who log in."""
    world.extra["device"] = UserSession.objects.create(
        user=world.user, session_key="s", ip="192.0.2.1", user_agent=""
    )
    world.extra["person"] = {
        side: f.make_worker(world.units[side], name="Kollega") for side in (OWN, OTHER)
    }


def device(world: World, _side: str) -> list[int]:
    return [world.extra["device"].pk]


def person(world: World, side: str) -> list[int]:
    return [world.extra["person"][side].pk]


ROWS = (
    Row("start", None),
    Row("search", None),
    Row("profile", None),
    Row("end-device", None, device, method="post"),
    Row("end-other-devices", None, method="post"),
    Row("help", None, public=True),
    Row("logging", None, public=True),
    Row("health", None, public=True),
    # Outside a demonstration there is no such page, for anyone.
    Row(
        "demo-login",
        P.USER_ADMINISTER,
        method="post",
        data={"person": "1"},
        public=True,
        opens=lambda _function, _side: False,
    ),
    Row("clock", P.USER_ADMINISTER),
    Row("logins", P.USER_ADMINISTER),
    Row("login", P.USER_ADMINISTER, person),
    Row(
        "change-login",
        P.USER_ADMINISTER,
        lambda world, side: [*person(world, side), "log-ud"],
        method="post",
        data={"reason": "Mistet telefon"},
    ),
)
