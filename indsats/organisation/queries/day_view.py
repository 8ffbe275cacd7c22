"""The organisation on one day, read from the tables or replayed from the change log."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F

from indsats.base.danish import alphabetical
from indsats.base.periods import Span
from indsats.organisation.models import BODY_KINDS, SeatRole, UnitKind, User
from indsats.organisation.queries.picture import as_known_at, read

Facts = Mapping[str, Mapping[str, Mapping[str, Any]]]
SHOWN = ("unit", "leadership", "post", "engagement", "seat", "anchoring")


class PostSeen(NamedTuple):
    """A post on a day, and the names of those in it; none when it is vacant."""

    key: str
    title: str
    people: tuple[str, ...]


class SeatSeen(NamedTuple):
    """A seat on a day: its role, the post it is bound to, and who sits in it."""

    key: str
    role: str
    post: str
    people: tuple[str, ...]

    @property
    def role_name(self) -> str:
        """Give the role in words."""
        return str(SeatRole(self.role).label)


@dataclass
class Node:
    """A unit on a day with what hangs under it."""

    key: str
    name: str
    kind: str
    parent: str | None = None
    covers: str | None = None
    leaders: list[PostSeen] = field(default_factory=list)
    posts: list[PostSeen] = field(default_factory=list)
    seats: list[SeatSeen] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    led_from: "Node | None" = None

    @property
    def kind_name(self) -> str:
        """Give the kind in words."""
        return str(UnitKind(self.kind).label)

    @property
    def is_body(self) -> bool:
        """Tell whether this is a body rather than a part of the line organisation."""
        return self.kind in BODY_KINDS

    @property
    def vacant(self) -> int:
        """Count the posts nobody is in."""
        return sum(not post.people for post in self.posts)


@dataclass(frozen=True)
class Organisation:
    """Every unit and body in force on a day."""

    day: date
    nodes: Mapping[str, Node]
    anchorings: tuple[tuple[str, Node], ...] = ()

    @property
    def roots(self) -> list[Node]:
        """Give the units of the line that stand under none other."""
        return [n for n in self.nodes.values() if not n.is_body and n.parent not in self.nodes]

    @property
    def bodies(self) -> list[Node]:
        """Give the bodies, by kind and name."""
        found = [node for node in self.nodes.values() if node.is_body]
        order = {kind: place for place, kind in enumerate(BODY_KINDS)}
        return sorted(found, key=lambda n: (order[UnitKind(n.kind)], alphabetical(n.name)))

    def path(self, key: str) -> list[Node]:
        """Give the units above one, from the top."""
        found: list[Node] = []
        node = self.nodes.get(key)
        while node and (node := self.nodes.get(node.parent or "")) and node not in found:
            found.insert(0, node)
        return found


def _named(facts: Facts) -> dict[str, str]:
    """Find the names of everyone the facts mention: one query."""
    wanted = {each["user"] for each in facts["engagement"].values()}
    wanted |= {each["holder_user"] for each in facts["seat"].values() if each["holder_user"]}
    return dict(User.objects.filter(username__in=wanted).values_list("username", F("name")))


def _posts(facts: Facts, names: Mapping[str, str]) -> dict[str, PostSeen]:
    people: defaultdict[str, list[str]] = defaultdict(list)
    for each in facts["engagement"].values():
        people[each["post"]].append(names.get(each["user"], each["user"]))
    return {
        key: PostSeen(key, values["title"], tuple(sorted(people[key])))
        for key, values in facts["post"].items()
    }


def _seat(
    key: str, values: Mapping[str, Any], posts: Mapping[str, PostSeen], names: Any
) -> SeatSeen:
    post = posts.get(values["holder_post"] or "")
    if post:
        return SeatSeen(key, values["role"], post.title, post.people)
    user = values["holder_user"]
    return SeatSeen(key, values["role"], "", (names.get(user, user),) if user else ())


def _hang(nodes: Mapping[str, Node], places: Iterable[tuple[str, str, Any]]) -> None:
    """Hang each thing on its unit; what points at a unit not in force that day is left out."""
    for unit, what, thing in places:
        if unit in nodes:
            getattr(nodes[unit], what).append(thing)


def _led_from(node: Node, nodes: Mapping[str, Node]) -> Node | None:
    """Give the nearest unit above whose leader leads this one too, if it has none of its own."""
    seen = {node.key}
    above = nodes.get(node.parent or "")
    while not node.leaders and not node.is_body and above and above.key not in seen:
        if above.leaders:
            return above
        seen.add(above.key)
        above = nodes.get(above.parent or "")
    return None


def organisation(day: date, facts: Facts) -> Organisation:
    """Put the facts of a day together as a tree."""
    names = _named(facts)
    posts = _posts(facts, names)
    units = sorted(facts["unit"].items(), key=lambda item: alphabetical(item[1]["name"]))
    nodes = {
        key: Node(key, each["name"], each["kind"], each["parent"], each["covers"])
        for key, each in units
    }
    line = ((n.parent or "", "children", n) for n in nodes.values() if not n.is_body)
    _hang(nodes, line)
    _hang(nodes, ((facts["post"][key]["unit"], "posts", post) for key, post in posts.items()))
    leading = (
        (each["unit"], "leaders", posts[each["post"]])
        for each in facts["leadership"].values()
        if each["post"] in posts
    )
    _hang(nodes, leading)
    for node in nodes.values():
        node.led_from = _led_from(node, nodes)
    seats = (
        (each["body"], "seats", _seat(key, each, posts, names))
        for key, each in facts["seat"].items()
    )
    _hang(nodes, sorted(seats, key=lambda place: list(SeatRole).index(SeatRole(place[2].role))))
    anchored = (
        (each["area"], nodes[each["body"]])
        for each in facts["anchoring"].values()
        if each["body"] in nodes
    )
    return Organisation(day, nodes, tuple(sorted(anchored, key=lambda pair: pair[0])))


def organisation_on(day: date, *, known_at: datetime | None = None) -> Organisation:
    """Give the organisation on a day, as it is known now or as it was known at a moment."""
    if known_at is not None:
        return organisation(day, as_known_at(known_at).on(day))
    today = Span(day, day + timedelta(days=1))
    return organisation(day, read(kinds=SHOWN, span=today).on(day))
