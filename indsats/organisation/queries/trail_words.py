"""The trail in plain words: who did what to what."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.audit.models import Act, Entry
from indsats.organisation.models import User
from indsats.organisation.queries.trail_terms import TERMS
from indsats.organisation.subjects import Shown, shown

AT_ONCE = 500  # lines told together, so that a whole trail can be taken out
LABEL = re.compile(r"[a-z.]+:\S+")
DAY, MOMENT = (
    re.compile(r"\d{4}-\d\d-\d\d"),
    re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)"),
)
PEOPLE = ("people", "username", "assigned_to", "case_worker", "set_by", "person")
Known = Mapping[str, Shown]


class Told(NamedTuple):
    """One line of the trail, told: the actor's name, the sentence, its address, the details."""

    entry: Entry
    actor: str
    text: str
    url: str
    details: list[tuple[str, str]]


def told(entries: Iterable[Entry], *, reader: User, day: date) -> dict[int, Told]:
    """Tell lines in words, by their number: two queries for a page of any length."""
    rows = list(entries)
    found: dict[int, Told] = {}
    for start in range(0, len(rows), AT_ONCE):
        found |= _told(rows[start : start + AT_ONCE], reader, day)
    return found


def _told(rows: list[Entry], reader: User, day: date) -> dict[int, Told]:
    named = {row.actor for row in rows}.union(*(_usernames(row) for row in rows))
    names = dict(User.objects.filter(username__in=named).values_list("username", "name"))
    known = shown({label for row in rows for label in _labels(row)}, reader, day)
    return {row.sequence: _tell(row, names, known) for row in rows}


def _usernames(entry: Entry) -> set[str]:
    """Give every username a line may hold, in the facts that hold them."""
    return set(_texts(entry.facts[name] for name in PEOPLE if name in entry.facts))


def _labels(entry: Entry) -> set[str]:
    """Give every label a line may hold."""
    texts = [entry.actor, entry.subject, *_texts(entry.facts.values())]
    return {text for text in texts if LABEL.fullmatch(text)}


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, list):
            yield from _texts(value)
        elif isinstance(value, dict):
            yield from _texts(value.values())
        elif isinstance(value, str):
            yield value


def _tell(row: Entry, names: Mapping[str, str], known: Known) -> Told:
    act = Act(row.act).label if row.act in Act.values else row.act
    subject = known.get(row.subject) or Shown(kind_of(row.subject))
    actor = known.get(row.actor)
    return Told(
        row,
        actor.text if actor else names.get(row.actor, _term(row.actor)),
        f"{act}: {subject.text}",
        subject.url,
        [
            (_term(name), _plain(value, known, _codes(row, name, names)))
            for name, value in row.facts.items()
        ],
    )


def _codes(row: Entry, name: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Say what the codes of one fact are called: people, fields, or the choices of a field."""
    if name in PEOPLE:
        return names
    try:
        meta = apps.get_model(row.subject.partition(":")[0])._meta
        if name == "fields":
            return {each.name: str(getattr(each, "verbose_name", "")) for each in meta.fields}
        flat = getattr(meta.get_field(name), "flatchoices", ())
    except (FieldDoesNotExist, LookupError, ValueError):
        return {}
    return {str(code): str(word) for code, word in flat}


def kind_of(subject: str) -> str:
    """Name what a line is about by its kind and number, where no more is known of it."""
    label, _mark, number = subject.partition(":")
    try:
        kind = str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return _term(subject)
    return _("%(kind)s no. %(number)s") % {"kind": kind, "number": number} if number else kind


def _term(word: str) -> str:
    return str(TERMS.get(word, word))


def _plain(value: Any, known: Known, codes: Mapping[str, str]) -> str:
    """Write one detail of a line."""
    if isinstance(value, list):
        return ", ".join(_plain(each, known, codes) for each in value)
    if isinstance(value, dict):
        pairs = ((_term(name), _plain(each, known, codes)) for name, each in value.items())
        return ", ".join(f"{name}: {text}" for name, text in pairs)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and value:
        return codes[value] if codes.get(value) else _written(value, known)
    return "–" if value is None or value == "" else str(value)


def _written(text: str, known: Known) -> str:
    if text in known:
        return known[text].text
    if DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "j. F Y")
    if MOMENT.fullmatch(text):
        return date_format(localtime(datetime.fromisoformat(text)), "j. F Y H.i")
    return _term(text)
