"""What can be chosen in a step: subjects by name, as the change-set leaves the organisation."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from indsats.base.danish import alphabetical
from indsats.organisation.models import Engagement, UnitState, User
from indsats.organisation.queries.wording import Namer, plain
from indsats.organisation.rules.kinds import BODY_KINDS, INCOMING, KINDS, Reference
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject, Values

Choices = list[tuple[str, str]]
BODY_FIELDS = frozenset({("seat", "body"), ("anchoring", "body")})


class Options:
    """Choices by name; `users` are those who may be chosen, None where employees are not named."""

    def __init__(self, after: Picture, *, today: date, users: Iterable[User] | None = None) -> None:
        """Choose among what is in force today or later once the change-set is in effect."""
        self._after, self._today = after, today
        self._users = None if users is None else list(users)

    @cached_property
    def _namer(self) -> Namer:
        known: Mapping[str, User] | None = None
        if self._users is not None:
            known = {user.username: user for user in self._users}
        return Namer(self._after, people=known)

    def keys(self, kind: str) -> frozenset[str]:
        """Give every key of a kind that is taken."""
        return self._after.keys(kind)

    def values(self, kind: str, key: str, day: date) -> Values | None:
        """Give what holds of a subject on a day."""
        return self._after.at(kind, key, day)

    def subjects(self, kind: str) -> Choices:
        """Give every subject of a kind, by name."""
        found = [
            (key, self._namer.name(kind, key, self._today))
            for key in self._after.keys(kind)
            if any(piece.span.end > self._today for piece in self._after.slices(kind, key))
        ]
        return sorted(self._apart(kind, found), key=lambda choice: alphabetical(choice[1]))

    def _apart(self, kind: str, found: Choices) -> Choices:
        """Tell posts of one name apart by who is in them, and whatever is left by a number."""
        for more in (self._held_by if kind == "post" else None, _number):
            many = Counter(label for _key, label in found)
            place: Counter[str] = Counter()
            told = []
            for key, label in sorted(found):
                place[label] += 1
                said = more(key, place[label]) if more and many[label] > 1 else ""
                told.append((key, f"{label} ({said})" if said else label))
            found = told
        return found

    def _held_by(self, key: str, _place: int) -> str:
        """Name those in a post today or later, where employees are named."""
        if self._users is None:
            return ""
        pieces = [
            piece
            for holder in self._after.holders("engagement", "post", key)
            for piece in self._after.slices("engagement", holder)
            if piece.values["post"] == key and piece.span.end > self._today
        ]
        names = sorted({self._namer.user(piece.values["user"]) for piece in pieces})
        return ", ".join(names) or _("vacant")

    def described(self, kind: str, key: str, day: date) -> str:
        """Name a subject and the day a change of it takes effect."""
        parts = {"name": self._namer.name(kind, key, day), "day": plain(day)}
        return _("%(name)s from %(day)s") % parts

    def referable(self, kind: str, field: str, target: str) -> Choices:
        """Give what a reference may point at: bodies for seats and anchoring, else the line."""
        if target != "unit":
            return self.subjects(target)
        bodies = (kind, field) in BODY_FIELDS
        return [choice for choice in self.subjects("unit") if self._is_body(choice[0]) == bodies]

    def _is_body(self, key: str) -> bool:
        return self._after.slices("unit", key)[-1].values["kind"] in BODY_KINDS

    def users(self) -> Choices:
        """Give the people who may be chosen, by name."""
        return [(user.username, user.name) for user in self._users or ()]

    def holders(self, kind: str, key: str) -> Choices:
        """Give what rests on a subject, and so must be shared out when it is split."""
        found = {
            (f"{ref.kind}:{holder}", self._held(ref.kind, label))
            for ref in INCOMING[kind]
            for holder, label in self._apart(ref.kind, self._resting(ref, key))
        }
        return sorted(found, key=lambda choice: alphabetical(choice[1]))

    def _resting(self, ref: Reference, key: str) -> Choices:
        """Name what rests on a subject by one of its fields."""
        holders = self._after.holders(ref.kind, ref.field, key)
        return [(each, self._namer.name(ref.kind, each, self._today)) for each in holders]

    @staticmethod
    def _held(kind: str, name: str) -> str:
        parts = {"name": name, "kind": _(KINDS[kind].label)}
        return _("%(name)s (%(kind)s)") % parts if kind != "engagement" else name

    def title(self, kind: str, key: str) -> str:
        """Give the bare title of a subject today, or when it last had one."""
        values = self._namer.values(Subject(kind, key), self._today)
        return str(values[KINDS[kind].title]) if values else ""


def _number(_key: str, place: int) -> str:
    return _("no. %(number)s") % {"number": place}


def unit_names(day: date) -> dict[int, str]:
    """Name every unit and body in force on a day, by row number: one query."""
    return dict(UnitState.objects.on(day).values_list("unit_id", "name"))


def engagement_called(key: str) -> Engagement:
    """Give the engagement with a key; raise DoesNotExist for none."""
    return Engagement.objects.get(key=key)
