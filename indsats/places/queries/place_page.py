"""One place or area on a day: its facts, its history, what is near (stedets side)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.base.periods import Span
from indsats.organisation.models import UnitState
from indsats.places.models import Area, AreaKind, AreaState, Place, PlaceKind, PlaceState
from indsats.places.queries.lists import named_places
from indsats.places.queries.opening_words import lines
from indsats.places.queries.timelines import timeline
from indsats.places.rules.timeline import Facts, PlaceSlice

A_DAY = timedelta(days=1)


class Entry(NamedTuple):
    """One entry of a history: when it holds, what it says, and whether it holds today."""

    when: str
    title: str
    text: str
    state: str
    first: date
    correctable: bool = True


class PlacePage(NamedTuple):
    """A place on a day; ``state`` is None when it is not in use then."""

    name: str
    state: PlaceState | None
    history: list[Entry]
    slices: list[PlaceSlice]


def when(span: Span) -> str:
    """Write days as people say them: the last day is included."""
    first = date_format(span.first, "j. F Y")
    if span.until is None:
        return _("From %(first)s") % {"first": first}
    last = date_format(span.until - A_DAY, "j. F Y")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def tense(span: Span, day: date) -> str:
    """Say whether a span is ``done``, ``now`` or ``next`` on a day."""
    if span.covers(day):
        return "now"
    return "next" if span.first > day else "done"


def place_page(place: Place, day: date, today: date) -> PlacePage:
    """Gather a place's page: three queries."""
    slices = timeline(place)
    rows = PlaceState.objects.on(day).filter(place=place).select_related("unit")
    state = named_places(rows, day).first()
    units = dict(UnitState.objects.on(day).values_list("unit__key", "name"))
    name = state.name if state else slices[-1].facts.name if slices else place.key
    return PlacePage(name, state, _history(slices, units, today), slices)


def _history(slices: Sequence[PlaceSlice], units: dict[str, str], today: date) -> list[Entry]:
    found: list[Entry] = []
    before: PlaceSlice | None = None
    for each in slices:
        if before is None or not before.span.meets(each.span):
            title = _("Registered") if before is None else _("In use again")
            text = f"{each.facts.name}, {PlaceKind(each.facts.kind).label}"
        else:
            title = _("Changed")
            text = "; ".join(differences(before.facts, each.facts, units))
        state = tense(each.span, today)
        found.append(Entry(when(each.span), title, text, state, each.span.first))
        before = each
    end = slices[-1].span.until if slices else None
    if end:
        state = "done" if end <= today else "next"
        day = date_format(end, "j. F Y")
        found.append(Entry(day, _("Out of use"), "", state, end, correctable=False))
    return found[::-1]


def _said(facts: Facts, units: dict[str, str]) -> dict[str, str]:
    return {
        _("Name"): facts.name,
        _("Kind"): str(PlaceKind(facts.kind).label),
        _("Position"): f"{facts.point.latitude:.5f}, {facts.point.longitude:.5f}",
        _("Owner"): facts.owner,
        _("Looked after by"): units.get(facts.unit, facts.unit),
        _("Address"): facts.address,
        _("Opening hours"): ", ".join(f"{days} {times}" for days, times in lines(facts.hours)),
        _("Good to know"): facts.note,
        _("Source"): facts.source,
    }


def differences(old: Facts, new: Facts, units: dict[str, str]) -> list[str]:
    """Say what changed from one entry to the next: "Name: A → B"."""
    before, after = _said(old, units), _said(new, units)
    nothing = _("nothing")
    return [
        f"{label}: {before[label] or nothing} → {text or nothing}"
        for label, text in after.items()
        if text != before[label]
    ]


class AreaPage(NamedTuple):
    """An area on a day, and its history."""

    name: str
    state: AreaState | None
    history: list[dict[str, Any]]


def area_page(area: Area, day: date, today: date) -> AreaPage:
    """Gather an area's page: one query."""
    states = list(area.states.order_by("valid_from"))
    state = next((each for each in states if each.span.covers(day)), None)
    name = state.name if state else states[-1].name if states else area.key
    history = [
        {
            "when": when(each.span),
            "title": each.name,
            "text": AreaKind(each.kind).label,
            "state": tense(each.span, today),
        }
        for each in reversed(states)
    ]
    return AreaPage(name, state, history)
