"""How something came to be as it is: its slices as a timeline."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.base.models import Effective
from indsats.organisation.models import PostState, UnitState
from indsats.organisation.queries.unit_page import names_on

Event = dict[str, str]


def when(row: Effective) -> str:
    """Write a slice's days as people say them: the last day is included."""
    first = date_format(row.valid_from, "j. F Y")
    if row.last_day is None:
        return _("From %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {
        "first": first,
        "last": date_format(row.last_day, "j. F Y"),
    }


def state_of(row: Effective, day: date) -> str:
    """Say whether a slice is ``done``, ``now`` or ``next`` on a day."""
    if row.span.covers(day):
        return "now"
    return "next" if row.valid_from > day else "done"


def unit_history(slices: Sequence[UnitState], today: date) -> list[Event]:
    """Tell a unit's story: its names, kinds and places, and the days between."""
    parents = names_on(today, {row.parent_id for row in slices if row.parent_id})
    events = []
    for row in slices:
        place = parents.get(row.parent_id or 0)
        words = [row.get_kind_display(), _("under %(unit)s") % {"unit": place} if place else ""]
        events.append(_event(row, row.name, ", ".join(filter(None, words)), today))
    return _with_end(events, slices, today)


def post_history(slices: Sequence[PostState], today: date) -> list[Event]:
    """Tell a post's story: its titles and units, and the days between."""
    names = names_on(today, {row.unit_id for row in slices})
    events = [_event(row, row.title, names.get(row.unit_id, ""), today) for row in slices]
    return _with_end(events, slices, today)


def _event(row: Effective, title: str, text: str, today: date) -> Event:
    return {"when": when(row), "title": title, "text": text, "state": state_of(row, today)}


def _with_end(events: list[Event], slices: Sequence[Effective], today: date) -> list[Event]:
    """Add the day from which there is nothing any more."""
    ends = slices[-1].valid_to if slices else None
    if ends is None:
        return events
    state = "done" if ends <= today else "next"
    day = date_format(ends, "j. F Y")
    return [*events, {"when": day, "title": _("Ends"), "text": "", "state": state}]
