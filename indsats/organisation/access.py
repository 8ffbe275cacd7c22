"""Who may do what, how far: one table, read through the posts and seats of a day.

Nothing is copied or cached beyond one request: when the organisation changes at midnight,
so does every right. A function or permission that is not in the table gives nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.http import Http404
from django.utils.timezone import localdate

from indsats.organisation.models.kinds import BODY_KINDS, LEADING_ROLES, Function, UnitKind
from indsats.organisation.models.people import Grant, User
from indsats.organisation.models.states import (
    EngagementState,
    LeadershipState,
    SeatState,
    UnitState,
)

if TYPE_CHECKING:
    from django.http import HttpRequest


class Permission(StrEnum):
    """Everything that can be allowed."""

    ORGANISATION_SEE = "organisation.see"
    PEOPLE_SEE = "people.see"
    COMPETENCE_SEE = "competence.see"
    COMPETENCE_WRITE = "competence.write"
    CHANGE_SEE = "change.see"
    CHANGE_DRAFT = "change.draft"
    CHANGE_DECIDE = "change.decide"
    CHANGE_PEOPLE_SEE = "change.people.see"
    USER_ADMINISTER = "user.administer"
    GRANT_GIVE = "grant.give"
    TRAIL_SEE = "trail.see"
    MEETING_SEE = "meeting.see"
    MEETING_SEE_CLOSED = "meeting.see.closed"
    MEETING_WRITE = "meeting.write"
    MINUTES_COMMENT = "minutes.comment"
    MATTER_SEE = "matter.see"
    MATTER_WRITE = "matter.write"
    HEARING_DISPATCH = "hearing.dispatch"
    HEARING_TAKE_PART = "hearing.take_part"
    REPLY_DRAFT = "reply.draft"
    REPLY_RELEASE = "reply.release"
    REPLY_SEE = "reply.see"
    REPLY_REGISTER = "reply.register"
    REPLY_ASSESS = "reply.assess"
    REPLY_REDACT = "reply.redact"
    MEMO_PUBLISH = "memo.publish"
    FOLLOW_UP_SEE = "follow_up.see"
    FOLLOW_UP_DO = "follow_up.do"


class Reach(Enum):
    """How far a permission reaches, from the post or seat that gives it."""

    OWN = "own"
    UNIT = "unit"
    SUBTREE = "subtree"
    BODY = "body"
    ALL = "all"


_EMPLOYEES = (
    Function.STREET_WORKER,
    Function.COORDINATOR,
    Function.CONSULTANT,
    Function.LEADER,
    Function.DIRECTOR,
    Function.SECRETARY,
    Function.HR,
    Function.STAFF,
    Function.AUDITOR,
    Function.ADMINISTRATOR,
)
_BODIES = (
    Function.POLITICIAN,
    Function.BODY_CHAIR,
    Function.BODY_MEMBER,
    Function.STEERING_MEMBER,
)


def _each(functions: Iterable[Function], reach: Reach) -> dict[Function, Reach]:
    return dict.fromkeys(functions, reach)


MATRIX: dict[Permission, dict[Function, Reach]] = {
    Permission.ORGANISATION_SEE: _each((*_EMPLOYEES, *_BODIES), Reach.ALL),
    Permission.PEOPLE_SEE: _each(_EMPLOYEES, Reach.ALL),
    Permission.COMPETENCE_SEE: {
        **_each(_EMPLOYEES, Reach.OWN),
        Function.COORDINATOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.DIRECTOR: Reach.SUBTREE,
        Function.HR: Reach.ALL,
    },
    Permission.COMPETENCE_WRITE: {Function.LEADER: Reach.SUBTREE, Function.HR: Reach.ALL},
    Permission.CHANGE_SEE: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
    },
    Permission.CHANGE_DRAFT: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
    },
    Permission.CHANGE_DECIDE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.CHANGE_PEOPLE_SEE: {Function.HR: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.USER_ADMINISTER: {Function.ADMINISTRATOR: Reach.ALL},
    Permission.GRANT_GIVE: {Function.LEADER: Reach.SUBTREE, Function.DIRECTOR: Reach.SUBTREE},
    Permission.TRAIL_SEE: {Function.AUDITOR: Reach.ALL},
    Permission.MEETING_SEE: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
    },
    Permission.MEETING_SEE_CLOSED: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
    },
    Permission.MEETING_WRITE: {Function.SECRETARY: Reach.ALL, Function.BODY_CHAIR: Reach.BODY},
    Permission.MINUTES_COMMENT: _each(_BODIES, Reach.BODY),
    Permission.MATTER_SEE: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
        Function.CONSULTANT: Reach.UNIT,
    },
    Permission.MATTER_WRITE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.HEARING_DISPATCH: {Function.SECRETARY: Reach.ALL},
    Permission.HEARING_TAKE_PART: _each(_BODIES, Reach.BODY),
    Permission.REPLY_DRAFT: {Function.BODY_MEMBER: Reach.BODY, Function.BODY_CHAIR: Reach.BODY},
    Permission.REPLY_RELEASE: {Function.BODY_CHAIR: Reach.BODY},
    Permission.REPLY_SEE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.REPLY_REGISTER: {Function.SECRETARY: Reach.ALL},
    Permission.REPLY_ASSESS: {Function.SECRETARY: Reach.ALL},
    Permission.REPLY_REDACT: {Function.SECRETARY: Reach.ALL},
    Permission.MEMO_PUBLISH: {Function.SECRETARY: Reach.ALL},
    Permission.FOLLOW_UP_SEE: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
        Function.DIRECTOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.COORDINATOR: Reach.UNIT,
        Function.CONSULTANT: Reach.UNIT,
        Function.HR: Reach.UNIT,
    },
    Permission.FOLLOW_UP_DO: {
        Function.SECRETARY: Reach.ALL,
        Function.BODY_CHAIR: Reach.BODY,
        Function.DIRECTOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.COORDINATOR: Reach.UNIT,
        Function.CONSULTANT: Reach.UNIT,
        Function.HR: Reach.UNIT,
    },
}


class Place(NamedTuple):
    """One function someone has in one unit or body on a day, and what gives it."""

    function: Function
    unit: int
    in_body: bool


@dataclass(frozen=True)
class Scope:
    """How far one permission reaches for one user on one day."""

    everything: bool = False
    own: bool = False
    units: frozenset[int] = frozenset()
    bodies: frozenset[int] = frozenset()

    @property
    def nothing(self) -> bool:
        """Tell whether the permission is not held at all."""
        return not (self.everything or self.own or self.units or self.bodies)


def _in_force(day: date, path: str = "") -> Q:
    prefix = f"{path}__" if path else ""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )


def _posts(user: User, day: date) -> QuerySet[EngagementState, int]:
    return EngagementState.objects.on(day).filter(user=user).values_list("post_id", flat=True)


def _rows(user: User, day: date) -> list[tuple[str, int, str]]:
    """Read every source of a function in one query: posts, leaderships, seats, grants."""
    held = _posts(user, day)
    posts = (
        EngagementState.objects.on(day)
        .filter(
            _in_force(day, "post__states"),
            user=user,
        )
        .order_by()
        .values_list("post__states__function", "post__states__unit_id", Value("post"))
    )
    leads = (
        LeadershipState.objects.on(day)
        .filter(
            post__in=held,
        )
        .order_by()
        .values_list(Value("leader"), "unit_id", Value("post"))
    )
    seats = (
        SeatState.objects.on(day)
        .filter(
            _in_force(day, "body__states"),
            Q(holder_user=user) | Q(holder_post__in=held),
        )
        .order_by()
        .values_list(F("role"), "body_id", F("body__states__kind"))
    )
    grants = (
        Grant.objects.on(day)
        .filter(user=user)
        .order_by()
        .values_list(
            "function",
            "unit_id",
            Value("post"),
        )
    )
    return list(posts.union(leads, seats, grants, all=True))


def _seat_function(role: str, kind: str) -> Function:
    if kind == UnitKind.COMMITTEE:
        return Function.POLITICIAN
    if kind == UnitKind.STEERING_GROUP:
        return Function.STEERING_MEMBER
    return Function.BODY_CHAIR if role in LEADING_ROLES else Function.BODY_MEMBER


def places(user: User, day: date) -> frozenset[Place]:
    """Give every function the user has on that day, with its unit or body.

    A user who may not log in has none. Remembered on the user object for one request.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    memory: dict[date, frozenset[Place]] = user.__dict__.setdefault("_places", {})
    if day not in memory:
        memory[day] = frozenset(
            Place(Function(word), unit, in_body=False)
            if kind == "post"
            else Place(_seat_function(word, kind), unit, in_body=True)
            for word, unit, kind in _rows(user, day)
            if kind in {"post", *BODY_KINDS}
        )
    return memory[day]


def functions(user: User, day: date) -> frozenset[Function]:
    """Give the functions the user has on that day."""
    return frozenset(place.function for place in places(user, day))


def subtree(units: Iterable[int], day: date) -> frozenset[int]:
    """Give the units and all that lies below them on that day."""
    found = set(units)
    if not found:
        return frozenset()
    below: dict[int | None, list[int]] = {}
    for unit, parent in UnitState.objects.on(day).values_list("unit_id", "parent_id"):
        below.setdefault(parent, []).append(unit)
    queue = list(found)
    while queue:
        for child in below.get(queue.pop(), ()):
            if child not in found:
                found.add(child)
                queue.append(child)
    return frozenset(found)


def scope(user: User, permission: Permission, day: date) -> Scope:
    """Tell how far a permission reaches for a user on a day; nothing unless the table says so."""
    row = MATRIX.get(permission, {})
    held = [(row[place.function], place) for place in places(user, day) if place.function in row]
    reaches = {reach for reach, _ in held}
    if Reach.ALL in reaches:
        return Scope(everything=True, own=True)
    return Scope(
        own=Reach.OWN in reaches,
        units=frozenset(p.unit for reach, p in held if reach is Reach.UNIT and not p.in_body)
        | subtree((p.unit for reach, p in held if reach is Reach.SUBTREE), day),
        bodies=frozenset(p.unit for reach, p in held if reach is Reach.BODY and p.in_body),
    )


def may(user: User, permission: Permission, day: date) -> bool:
    """Tell whether the user holds the permission at all on that day, without reading the tree."""
    row = MATRIX.get(permission, {})
    held = ((row[place.function], place) for place in places(user, day) if place.function in row)
    return any(_counts(reach, place) for reach, place in held)


def _counts(reach: Reach, place: Place) -> bool:
    """Tell whether a reach is worth anything in that place, as `scope` has it."""
    if reach is Reach.UNIT:
        return not place.in_body
    return place.in_body if reach is Reach.BODY else True


def require(request: "HttpRequest", permission: Permission) -> None:
    """Answer 404 unless the logged-in user holds the permission today."""
    user = request.user
    if not isinstance(user, User) or not may(user, permission, localdate()):
        raise Http404
