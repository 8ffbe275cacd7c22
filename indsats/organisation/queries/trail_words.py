"""The trail in plain words: who did what to what."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.apps import apps
from django.utils.translation import gettext as _

from indsats.audit.models import Act, Entry
from indsats.organisation.models import User

PERSON = User._meta.label_lower


class Told(NamedTuple):
    """One line of the trail, told: the actor's name, the sentence, the details."""

    entry: Entry
    actor: str
    text: str
    details: list[tuple[str, str]]


def told(entries: Iterable[Entry]) -> dict[int, Told]:
    """Tell lines in words, by their number: two queries for any number of lines."""
    rows = list(entries)
    usernames = {row.actor for row in rows}
    numbers = {number for row in rows for number in _people(row)}
    names = dict(User.objects.filter(username__in=usernames).values_list("username", "name"))
    people = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return {
        row.sequence: Told(
            row,
            names.get(row.actor, row.actor),
            _sentence(row, people),
            [(name, _plain(value, people)) for name, value in row.facts.items()],
        )
        for row in rows
    }


def _number(label: Any) -> int | None:
    """Give the primary key in ``organisation.user:7``; None for anything else."""
    kind, _mark, number = str(label).partition(":")
    return int(number) if kind == PERSON and number.isdigit() else None


def _people(entry: Entry) -> Iterable[int]:
    found = (_number(each) for each in (entry.subject, *entry.facts.values()))
    return [number for number in found if number is not None]


def _sentence(entry: Entry, people: dict[int, str]) -> str:
    """Say in words what was done to what."""
    act = Act(entry.act).label if entry.act in Act.values else entry.act
    return f"{act}: {thing(entry.subject, people)}"


def thing(subject: str, people: dict[int, str]) -> str:
    """Name what a line is about, as people would."""
    person = people.get(_number(subject) or 0)
    if person:
        return person
    label, _mark, number = subject.partition(":")
    try:
        kind = str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return subject
    return _("%(kind)s no. %(number)s") % {"kind": kind, "number": number} if number else kind


def _plain(value: Any, people: dict[int, str]) -> str:
    """Write one detail of a line."""
    if isinstance(value, list):
        return ", ".join(_plain(each, people) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value is None else people.get(_number(value) or 0, str(value))
