"""The week as a document: for the meeting on Monday, and for the file (ugens papir)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Document, Figure, Heading, Notice, Paragraph, Table, bold
from indsats.field.queries import week_charts
from indsats.field.queries import week_lines as lines
from indsats.field.queries.waiting import Waiting
from indsats.field.queries.week import WeekFacts
from indsats.strategy.queries.words import joined

WIDTH = 560


def figures(facts: WeekFacts) -> list[tuple[str, int, int | None]]:
    """Give the key figures: what, in this week, in the week before where it is counted."""
    return [
        (_("Tours"), facts.tours.now, facts.tours.before),
        (_("Hours on the street, all together"), round(facts.hours), None),
        (_("Visits to places"), facts.visits.now, facts.visits.before),
        (_("Talks"), facts.talks.now, facts.talks.before),
        (_("First talks"), facts.met.first_time, None),
        (_("Groups seen"), len(facts.groups), None),
        (_("Incidents"), len(facts.incidents), None),
        (_("Alarms"), len(facts.alarms), None),
    ]


def _figure(drawing: SafeString, title: str) -> Figure:
    return Figure(data=drawing.encode(), alt=title, caption=title)


def _lines(title: str, rows: Iterable[lines.Line], heading: str) -> Iterator[Block]:
    found = [(each.title, each.badge[0] or "–", each.detail or "–") for each in rows]
    if found:
        yield Heading(title)
        yield Table((heading, _("State"), _("More")), found, widths=(3, 1.4, 5))


def _places(facts: WeekFacts) -> Iterator[Block]:
    if not facts.places:
        return
    yield Heading(_("Places and mood"))
    yield _figure(week_charts.places_chart(facts, WIDTH), _("Visits to places, by mood"))
    rows = [lines.place_line(each, facts.names) for each in facts.places]
    yield Table((_("Place"), _("The week")), [(r.title, r.detail) for r in rows], widths=(2, 5))


def _days(facts: WeekFacts) -> Iterator[Block]:
    yield Heading(_("Day by day"))
    yield _figure(week_charts.days_chart(facts, WIDTH), _("Observations day by day, by mood"))
    header = (_("Day"), *(one.name for one in week_charts.moods()))
    rows = [(lines.day_name(day), *(str(n) for n in numbers)) for day, numbers in facts.days]
    yield Table(header, rows, widths=(3, 1, 1, 1, 1))


def _talks(facts: WeekFacts) -> Iterator[Block]:
    if not facts.met.meetings:
        return
    yield Heading(_("Talks"))
    yield Paragraph(str(lines.NOT_PERSONS))
    for table in lines.talk_tables(facts.met):
        rows = [(label, str(n)) for label, n in table.rows]
        yield Table((table.title, pgettext("column", "Number")), rows, widths=(4, 1))


def _assessments(facts: WeekFacts, teams: Mapping[int, str]) -> Iterator[Block]:
    said = [each for each in facts.assessments if each.text]
    if said:
        yield Heading(_("What we think it means"))
    for each in said:
        yield Paragraph([bold(teams.get(each.unit_id, "") + ": "), each.text])


def _blocks(
    facts: WeekFacts, teams: Mapping[int, str], found: Sequence[Waiting]
) -> Iterator[Block]:
    yield Notice(str(lines.NO_PERSONS))
    header = (_("What"), _("This week"), _("The week before"))
    rows = [
        (what, lines.number(now), "–" if before is None else lines.number(before))
        for what, now, before in figures(facts)
    ]
    yield Table(header, rows, widths=(4, 1, 1.4))
    if facts.is_empty:
        yield Paragraph(_("Nothing was registered this week."))
    yield from _lines(_("Needs a decision"), lines.waiting_lines(found), _("What"))
    yield from _lines(_("Ordered evenings"), lines.order_lines(facts), _("Evening"))
    yield from _lines(_("Measures past due"), lines.measure_lines(facts), _("What"))
    yield from _lines(_("Incidents"), lines.incident_lines(facts), _("What"))
    yield from _days(facts)
    yield from _places(facts)
    faults = (lines.fault_line(each, facts.names) for each in facts.faults)
    yield from _lines(_("Faults of places"), faults, _("What"))
    yield from _talks(facts)
    groups = (lines.group_line(each, facts.names) for each in facts.groups)
    yield from _lines(_("Groups"), groups, _("Group"))
    yield from _assessments(facts, teams)


def week_document(
    facts: WeekFacts, teams: Mapping[int, str], found: Sequence[Waiting], made_at: datetime
) -> Document:
    """Write the week of some teams as a document."""
    name = lines.week_name(facts.week)
    return Document(
        title=_("The street in %s") % name,
        subject=name,
        header=f"{joined(list(teams.values()))} · {name}",
        blocks=list(_blocks(facts, teams, found)),
        language=(get_language() or "da")[:2],
        made_at=made_at,
    )
