"""The engine's problems and values in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indsats.organisation.models import (
    EngagementKind,
    Function,
    ProfileKind,
    SeatRole,
    UnitKind,
    User,
)
from indsats.organisation.rules.fields import Field, FieldType
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.problems import Problem
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject, Values

CHOICES: Mapping[tuple[str, str], Any] = MappingProxyType(
    {
        ("unit", "kind"): UnitKind,
        ("post", "function"): Function,
        ("seat", "role"): SeatRole,
        ("engagement", "kind"): EngagementKind,
        ("profile", "kind"): ProfileKind,
    }
)
SOMEONE = _("an employee")
RELATIONS = frozenset({"engagement", "leadership", "seat"})


def plain(value: Any) -> str:
    """Write a day as people read it; everything else as it is."""
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    return str(value)


def problem_text(problem: Problem, namer: "Namer | None" = None) -> str:
    """Say what is wrong, in the reader's language; a namer says who may be named."""
    text = _named(problem, namer).text(gettext, plain)
    return text[:1].upper() + text[1:]


def _named(problem: Problem, namer: "Namer | None") -> Problem:
    """Call the subject as the reader may know it, also in a problem told inside another."""
    named = {k: _named(v, namer) if isinstance(v, Problem) else v for k, v in problem.params}
    if namer is not None and problem.subject.kind in RELATIONS:
        named["subject"] = namer.name(*problem.subject, problem.span.first)
    return problem._replace(params=tuple(named.items()))


class Namer:
    """Calls subjects and values by what they are called in a picture; people only where allowed."""

    def __init__(self, *pictures: Picture, people: Mapping[str, User] | None = None) -> None:
        """Take the newest picture first; without `people` employees are not named."""
        self._pictures = pictures
        self._people = people

    @property
    def names_people(self) -> bool:
        """Tell whether employees are named."""
        return self._people is not None

    def values(self, subject: Subject, day: date) -> Values | None:
        """Give what holds of a subject on a day, else at its latest."""
        for picture in self._pictures:
            pieces = picture.slices(*subject)
            if pieces:
                return picture.at(*subject, day) or pieces[-1].values
        return None

    def user(self, username: str | None) -> str:
        """Name a person, or say *an employee* where names are not to be seen."""
        if self._people is None:
            return str(SOMEONE)
        found = self._people.get(username or "")
        return found.name if found else username or ""

    def name(self, kind: str, key: str, day: date) -> str:
        """Call a subject by its name on a day."""
        values = self.values(Subject(kind, key), day)
        if values is None:
            return key
        return _NAMES[kind](self, values, day)

    def unit(self, key: str | None, day: date) -> str:
        """Name a unit; nothing for none."""
        return self.name("unit", key, day) if key else ""

    def value(self, kind: str, name: str, value: Any, day: date) -> str:
        """Write a field's value as people read it; a dash for nothing."""
        if value in (None, "", ()):
            return "–"
        field = KINDS[kind].fields[name]
        if field.type is FieldType.CHOICE:
            return str(CHOICES[kind, name](value).label)
        return self._written(field, value, day)

    def _written(self, field: Field, value: Any, day: date) -> str:
        if field.type is FieldType.REFERENCE:
            return self.name(field.to, value, day)
        if field.type is FieldType.USER:
            return self.user(value)
        if field.type is FieldType.LIST:
            return ", ".join(str(part) for part in value)
        if field.type is FieldType.NUMBER:
            return number_format(Decimal(value))
        return str(value)


def _titled(field: str) -> Callable[[Namer, Values, date], str]:
    def name(namer: Namer, values: Values, day: date) -> str:  # noqa: ARG001 -- as the others
        return str(values[field])

    return name


def _post(namer: Namer, values: Values, day: date) -> str:
    return f"{values['title']}, {namer.unit(values['unit'], day)}"


def _engagement(namer: Namer, values: Values, day: date) -> str:
    if not namer.names_people:
        return str(SOMEONE)
    return f"{namer.user(values['user'])} ({namer.name('post', values['post'], day)})"


def _leadership(namer: Namer, values: Values, day: date) -> str:
    return gettext("the leadership of %(unit)s") % {"unit": namer.unit(values["unit"], day)}


def _seat(namer: Namer, values: Values, day: date) -> str:
    role = str(SeatRole(values["role"]).label).lower()
    post, user = values["holder_post"], values["holder_user"]
    holder = namer.name("post", post, day) if post else namer.user(user) if user else _("vacant")
    parts = {"body": namer.unit(values["body"], day), "role": role, "holder": holder}
    return gettext("the seat in %(body)s (%(role)s: %(holder)s)") % parts


_NAMES: Mapping[str, Callable[[Namer, Values, date], str]] = MappingProxyType(
    {
        "unit": _titled("name"),
        "profile": _titled("name"),
        "post": _post,
        "engagement": _engagement,
        "leadership": _leadership,
        "seat": _seat,
        "responsibility": _titled("group"),
        "anchoring": _titled("area"),
    }
)
