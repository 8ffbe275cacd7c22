"""The days on which the organisation changes, and what changes on them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Model, Q, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.organisation.models import (
    AnchoringState,
    LeadershipState,
    PostState,
    ResponsibilityState,
    SeatState,
    UnitState,
)

EARLIER, LATER = 4, 6
TURNING: tuple[tuple[str, type[Model], str, str], ...] = (
    ("unit", UnitState, "name", "parent_id"),
    ("post", PostState, "title", "unit_id"),
    ("leadership", LeadershipState, "post__key", "unit_id"),
    ("seat", SeatState, "role", "body_id"),
    ("responsibility", ResponsibilityState, "group", "unit_id"),
    ("anchoring", AnchoringState, "area", "body_id"),
)


class Happening(NamedTuple):
    """What happens to one subject on a day.

    ``what`` is created, renamed, moved, changed or closed; ``old`` is the name it had before.
    """

    kind: str
    name: str
    what: str
    old: str = ""

    @property
    def text(self) -> str:
        """Say it in a sentence."""
        return _sentence(self)


class Turn(NamedTuple):
    """A day on which the organisation changes."""

    day: date
    happenings: tuple[Happening, ...]

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Give each sentence once, with how many times it happens."""
        return list(Counter(happening.text for happening in self.happenings).items())

    @property
    def title(self) -> str:
        """Name the first change and count the rest."""
        first, rest = self.happenings[0].text, len(self.happenings) - 1
        if not rest:
            return first
        more = ngettext("and %(n)d more change", "and %(n)d more changes", rest) % {"n": rest}
        return f"{first} {more}"


def _sentence(it: Happening) -> str:
    """Write a happening as people say it."""
    name = {"name": it.name, "old": it.old}
    said = {
        ("unit", "created"): _("%(name)s begins"),
        ("unit", "renamed"): _("%(old)s is renamed %(name)s"),
        ("unit", "moved"): _("%(name)s is moved"),
        ("unit", "changed"): _("%(name)s is changed"),
        ("unit", "closed"): _("%(name)s ends"),
        ("post", "created"): _("The post %(name)s begins"),
        ("post", "moved"): _("The post %(name)s is moved"),
        ("post", "changed"): _("The post %(name)s is changed"),
        ("post", "closed"): _("The post %(name)s ends"),
        ("seat", "created"): _("A seat is created"),
        ("seat", "closed"): _("A seat ceases"),
        ("responsibility", "created"): _("A unit becomes responsible for %(name)s"),
        ("anchoring", "created"): _("%(name)s is anchored politically"),
        ("anchoring", "moved"): _("%(name)s is anchored elsewhere"),
    }
    plain = {
        "leadership": _("A leadership is changed"),
        "seat": _("A seat is changed"),
        "responsibility": _("A target-group responsibility is changed"),
        "anchoring": _("A political anchoring is changed"),
    }
    text = said.get((it.kind, it.what))
    return text % name if text else plain[it.kind]


def _days(model: Any) -> QuerySet[Any]:
    """Give every first day, and every day after a last one, of a kind of slice."""
    ends = model.objects.filter(valid_to__isnull=False).order_by().values_list("valid_to")
    days: QuerySet[Any] = model.objects.order_by().values_list("valid_from").union(ends)
    return days


def turning_days() -> list[date]:
    """Give every day on which something begins, changes or ends: one query."""
    first, *others = (_days(model) for _kind, model, _name, _place in TURNING)
    return sorted(row[0] for row in first.union(*others))


def nearest(days: list[date], day: date) -> list[date]:
    """Keep the days nearest to a day: a few before it, a few from it on."""
    before = [each for each in days if each < day]
    after = [each for each in days if each >= day]
    return before[-EARLIER:] + after[:LATER]


def _slices(days: Iterable[date]) -> list[tuple[Any, ...]]:
    """Read the slices that begin or end on the days: one query."""
    queries = [
        model._default_manager.filter(Q(valid_from__in=days) | Q(valid_to__in=days))
        .order_by()
        .values_list(
            Value(kind),
            F(f"{kind}_id"),
            F(name),
            F(place),
            "valid_from",
            "valid_to",
        )
        for kind, model, name, place in TURNING
    ]
    first, *others = queries
    return list(first.union(*others, all=True))


def turns(days: Iterable[date]) -> list[Turn]:
    """Say what changes on each of the days, in order."""
    wanted = sorted(set(days))
    begins: dict[tuple[str, int, date], tuple[Any, ...]] = {}
    ends: dict[tuple[str, int, date], tuple[Any, ...]] = {}
    for row in _slices(wanted):
        kind, subject, _name, _place, first, until = row
        begins[kind, subject, first] = row
        if until:
            ends[kind, subject, until] = row
    found: dict[date, list[Happening]] = {day: [] for day in wanted}
    for key in sorted({*begins, *ends}):
        if key[2] in found:
            found[key[2]].append(_happening(key[0], ends.get(key), begins.get(key)))
    return [Turn(day, tuple(sorted(each, key=_weight))) for day, each in found.items() if each]


def _weight(happening: Happening) -> tuple[int, int]:
    """Put units first, and what is new or gone before what is altered."""
    kinds = [kind for kind, *_rest in TURNING]
    return kinds.index(happening.kind), happening.what not in {"created", "closed"}


def _happening(kind: str, old: tuple[Any, ...] | None, new: tuple[Any, ...] | None) -> Happening:
    """Tell what lies between the slice that ends and the one that begins."""
    if old is None or new is None:
        row = new or old or ("", 0, "")
        return Happening(kind, str(row[2]), "created" if old is None else "closed")
    if old[3] != new[3]:
        return Happening(kind, str(new[2]), "moved")
    renamed = kind == "unit" and old[2] != new[2]
    return Happening(kind, str(new[2]), "renamed" if renamed else "changed", str(old[2]))
