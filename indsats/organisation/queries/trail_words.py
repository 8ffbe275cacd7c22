"""The trail in plain words: who did what to what."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.apps import apps
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
    names = dict(
        User.objects.filter(username__in={row.actor for row in rows}).values_list(
            "username", "name"
        )
    )
    known = shown({label for row in rows for label in _labels(row)}, reader, day)
    return {row.sequence: _tell(row, names, known) for row in rows}


def _labels(entry: Entry) -> set[str]:
    """Give every label a line may hold."""
    texts = [entry.actor, entry.subject, *_texts(entry.facts.values())]
    return {text for text in texts if LABEL.fullmatch(text)}


def _texts(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, list):
            yield from _texts(value)
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
        [(_term(name), _plain(value, known)) for name, value in row.facts.items()],
    )


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


def _plain(value: Any, known: Known) -> str:
    """Write one detail of a line."""
    if isinstance(value, list):
        return ", ".join(_plain(each, known) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and value:
        return _written(value, known)
    return "–" if value is None or value == "" else str(value)


def _written(text: str, known: Known) -> str:
    if text in known:
        return known[text].text
    if DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "j. F Y")
    if MOMENT.fullmatch(text):
        return date_format(localtime(datetime.fromisoformat(text)), "j. F Y H.i")
    return _term(text)
