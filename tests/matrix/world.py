"""A small municipality in which one function is held by someone, with a neighbour beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.timezone import localdate

from indsats.organisation.access import Permission
from indsats.organisation.models import Function, Grant, SeatRole, Unit, UnitKind, User
from indsats.organisation.tests import factories as f

SEATS = {
    Function.POLITICIAN: (UnitKind.COMMITTEE, SeatRole.MEMBER),
    Function.BODY_CHAIR: (UnitKind.WORKS_COUNCIL, SeatRole.CHAIR),
    Function.BODY_MEMBER: (UnitKind.WORKS_COUNCIL, SeatRole.MEMBER),
    Function.STEERING_MEMBER: (UnitKind.STEERING_GROUP, SeatRole.MEMBER),
}
OWN, OTHER = "own", "other"


@dataclass
class World:
    """Own and other: units and bodies; ``extra`` is for what a room adds."""

    units: dict[str, Unit]
    bodies: dict[tuple[str, str], Unit]
    user: User
    function: Function | None
    extra: dict[str, Any] = field(default_factory=dict)

    def body(self, side: str) -> Unit:
        """Give the body of the user's own function, or its neighbour; else the works council."""
        kind = SEATS.get(self.function, (UnitKind.WORKS_COUNCIL, ""))[0]
        return self.bodies[side, kind]


@dataclass(frozen=True)
class Row:
    """One address: which permission opens it, and what its arguments are on either side.

    ``permission`` None opens it to everyone who logs in; ``public`` also to those who do not.
    ``args(world, side)`` gives the arguments; None where the address has no object, so that any
    reach at all opens it. ``opens(function, side)`` says so where one permission is not the answer.
    ``method`` and ``data`` are how it is asked. ``always`` is the one status of an address that
    asks for a key of its own, whoever has logged in.
    """

    name: str
    permission: Permission | None
    args: Callable[[World, str], list[Any]] | None = None
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    opens: Callable[[Function | None, str], bool] | None = None
    always: int | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """Say on which sides the address is asked for."""
        return (OWN, OTHER) if self.args else (OWN,)


def build(function: Function | None) -> World:
    """Make the municipality, with one user in a function, or in none."""
    top = f.make_unit("Ishøj Kommune", kind=UnitKind.MUNICIPALITY)
    units = {
        OWN: f.make_unit("Den operative indsats", parent=f.make_unit("Center A", parent=top)),
        OTHER: f.make_unit("Fritidsklub Ø", parent=f.make_unit("Center B", parent=top)),
    }
    bodies = {
        (side, kind): f.make_unit(f"{kind} {side}", kind=kind)
        for side in (OWN, OTHER)
        for kind in sorted({kind for kind, _role in SEATS.values()})
    }
    world = World(units, bodies, f.make_user("Prøve"), function)
    if function is not None:
        hold(world, function)
    return world


def hold(world: World, function: Function, *, until: date | None = None) -> None:
    """Give the world's user a function on its own side: a post, a seat, or lent for the partner."""
    today = localdate()
    if function in SEATS:
        kind, role = SEATS[function]
        f.seat(world.bodies[OWN, kind], user=world.user, role=role, until=until)
    elif function is Function.PARTNER:
        Grant.objects.create(
            user=world.user,
            unit=world.units[OWN],
            function=function,
            reason="Samarbejde",
            valid_from=today - timedelta(days=9),
            valid_to=until or today + timedelta(days=9),
        )
    else:
        post = f.make_post(world.units[OWN], title="Prøve", function=function)
        f.engage(world.user, post, until=until)
