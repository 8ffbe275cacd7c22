"""A small municipality in which every function is held by someone, and a neighbour nobody reaches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from indsats.organisation.access import Permission, Reach
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
    reach at all opens it. ``reach`` gives the function's reach where it is not MATRIX's own.
    ``method`` and ``data`` are how it is asked.
    """

    name: str
    permission: Permission | None
    args: Callable[[World, str], list[Any]] | None = None
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    public: bool = False
    opens: Callable[[Reach | None, str], bool] | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """Say on which sides the address is asked for."""
        return (OWN, OTHER) if self.args else (OWN,)


def build(function: Function | None, *, ended: bool = False) -> World:
    """Make the municipality with one user in a function; ``ended`` lets the post end today."""
    today = localdate()
    until = today if ended else None
    top = f.make_unit("Ishøj Kommune", kind=UnitKind.MUNICIPALITY)
    units = {
        OWN: f.make_unit("Den operative indsats", parent=f.make_unit("Center A", parent=top)),
        OTHER: f.make_unit("Fritidsklub Ø", parent=f.make_unit("Center B", parent=top)),
    }
    bodies = {
        (side, kind): f.make_unit(f"{kind} {side}", kind=kind)
        for side in (OWN, OTHER)
        for kind in {kind for kind, _role in SEATS.values()}
    }
    user = f.make_user("Prøve")
    if function in SEATS:
        kind, role = SEATS[function]
        f.seat(bodies[OWN, kind], user=user, role=role, until=until)
    elif function is Function.PARTNER:
        Grant.objects.create(
            user=user,
            unit=units[OWN],
            function=function,
            reason="Samarbejde",
            valid_from=today - timedelta(days=9),
            valid_to=until or today + timedelta(days=9),
        )
    elif function is not None:
        f.engage(user, f.make_post(units[OWN], title="Prøve", function=function), until=until)
    return World(units, bodies, user, function)
