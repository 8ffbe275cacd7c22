"""Safety walks as lists, pages and papers show them."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indsats.base.documents import Bullets, Document, Heading, Paragraph, Table
from indsats.organisation.models import UnitState
from indsats.places.models import (
    Invited,
    Measure,
    SafetyWalk,
    WalkFault,
    WalkStop,
)
from indsats.places.queries.hotspots import named_measures
from indsats.places.queries.naming import place_name

EMPTY_LINES = 6  # to write on while walking


def named_walks(rows: QuerySet[SafetyWalk], day: date) -> QuerySet[SafetyWalk]:
    """Put ``unit_name``, ``found`` (findings) and ``waiting`` (measures) on walks."""
    unit = UnitState.objects.on(day).filter(unit=OuterRef("unit"))
    waiting = Q(measures__done_on__isnull=True, measures__given_up_on__isnull=True)
    return rows.select_related("unit", "area").annotate(
        unit_name=Subquery(unit.values("name")[:1]),
        found=Count("faults", distinct=True),
        waiting=Count("measures", filter=waiting, distinct=True),
    )


class Found(NamedTuple):
    """Something found, and the measure it became."""

    fault: WalkFault
    stop: str
    measure: Measure | None


def stops_of(walk: SafetyWalk) -> list[tuple[WalkStop, str]]:
    """Give the stops of a walk with what they are called: one query."""
    rows = walk.stops.select_related("place").annotate(place_name=place_name("place"))
    return [(stop, f"{stop.number}. {stop.place_name or stop.text}") for stop in rows]


def found_on(walk: SafetyWalk, stops: list[tuple[WalkStop, str]], day: date) -> list[Found]:
    """Give what was found on a walk: two queries."""
    names = {stop.pk: name for stop, name in stops}
    measures = {row.pk: row for row in named_measures(Measure.objects.filter(walk=walk), day)}
    return [
        Found(fault, names.get(fault.stop_id or 0, ""), measures.get(fault.measure_id or 0))
        for fault in walk.faults.order_by("number")
    ]


def invited_words(walk: SafetyWalk) -> list[str]:
    """Name the kinds of people invited."""
    words = dict(Invited.choices)
    return [str(words[code]) for code in walk.invited if code in words]


def measure_state(measure: Measure, day: date) -> tuple[str, str]:
    """Say how far a measure has come, and the colour of its badge."""
    if measure.done_on:
        return _("Done"), "success"
    if measure.given_up_on:
        return _("Given up"), ""
    return (_("Overdue"), "error") if measure.due < day else (_("Waits"), "info")


def walk_paper(walk: SafetyWalk, owner: str, day: date) -> Document:
    """Write the list to walk by, or, once it has been held, what was found."""
    stops = stops_of(walk)
    starts = localtime(walk.starts_at)
    when = date_format(starts, r"l j. F Y \k\l. H.i")
    blocks: list[object] = [
        Paragraph([f"{when}. {walk.meeting_point}".strip()]),
        Heading(_("Invited")),
        Bullets(invited_words(walk) or [_("Nobody yet")]),
        Heading(_("Route")),
        Table(
            (_("Stop"), _("What to look at")),
            [(name, stop.text if stop.place else "") for stop, name in stops]
            or [(_("No stops yet"), "")],
            widths=(1, 2),
            caption=_("Route"),
        ),
        Heading(_("What was found") if walk.held_on else _("What we find")),
        _findings(walk, stops, day),
        Paragraph([_("Write about places, never about persons.")]),
    ]
    return Document(
        title=walk.title,
        language="da",
        author=owner,
        header=owner,
        footer=_("Safety walk"),
        made_at=walk.created_at,
        blocks=blocks,  # type: ignore[arg-type]
    )


def _findings(walk: SafetyWalk, stops: list[tuple[WalkStop, str]], day: date) -> Table:
    heads = (_("Stop"), _("What was found"), _("Responsible"), _("Due"), _("State"))
    rows = [_line(found, day) for found in found_on(walk, stops, day)]
    if not walk.held_on:
        rows += [("", " ", "", "", "")] * EMPTY_LINES
    return Table(
        heads,
        rows or [(_("Nothing"), "", "", "", "")],
        widths=(3, 6, 3, 2, 2),
        caption=_("What was found"),
    )


def _line(found: Found, day: date) -> tuple[str, str, str, str, str]:
    what = f"{found.fault.get_kind_display()}: {found.fault.text}"
    measure = found.measure
    if measure is None:
        return found.stop, what, "", "", ""
    responsible = str(getattr(measure, "unit_name", "") or measure.unit)
    due = date_format(measure.due, "j.n.Y")
    return found.stop, what, responsible, due, measure_state(measure, day)[0]
