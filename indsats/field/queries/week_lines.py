"""The lines of a week that can become a task or an item: what each says, and what it proposes.

Everything here is about places, evenings and counts. A line never holds a text that somebody
wrote about a talk, and no line is about a person.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indsats.field.models import Ages, Behaviour, ContactKind, Crowd, Fault, Mood, Theme
from indsats.field.queries import ordered_words
from indsats.field.queries.sent_on import Became
from indsats.field.queries.waiting import Waiting, What
from indsats.field.queries.week import GroupSeen, Ordered, WeekFacts
from indsats.field.rules.ordered import Outcome
from indsats.field.rules.week import FaultLine, Met, PlaceLine, Week
from indsats.strategy.queries.words import joined

Names = Mapping[str, str]
NOT_PERSONS = gettext_lazy(
    "Talks are counted, not persons: the same young person may be met often."
)
NO_PERSONS = gettext_lazy("About places, evenings and counts. No person can be read out of it.")


class Line(NamedTuple):
    """One line: a key within its week, what it says, more about it, and where it leads."""

    key: str
    title: str
    detail: str = ""
    where: str = ""
    args: tuple[object, ...] = ()
    badge: tuple[str, str] = ("", "")
    became: tuple[Became, ...] = ()

    @property
    def url(self) -> str:
        """Give the address it leads to, if the page is there."""
        try:
            return reverse(self.where, args=self.args) if self.where else ""
        except NoReverseMatch:
            return ""

    @property
    def proposal(self) -> str:
        """Give the text a task made from it begins with."""
        return f"{self.title}: {self.detail}" if self.detail else self.title


def week_name(week: Week) -> str:
    """Write which week it is."""
    text = _("the weekend of week %(n)s, %(year)s") if week.weekend else _("week %(n)s, %(year)s")
    return text % {"n": week.number, "year": week.year}


def day_name(day: date) -> str:
    """Write a day of the week."""
    return date_format(day, "l j. F")


def number(value: int) -> str:
    """Write a whole number with the language's thousands mark."""
    return number_format(value, force_grouping=True)


def counted(numbers: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """Write counts by their labels, the highest first: loud (3), calm (1)."""
    ranked = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{labels.get(code, code)} ({n})" for code, n in ranked if n)


def labels_of(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Give the words of codes."""
    return {code: str(label) for code, label in choices}


def place_line(line: PlaceLine, names: Names) -> Line:
    """Say what a place was like."""
    visits = ngettext("%(n)s visit", "%(n)s visits", line.visits) % {"n": line.visits}
    moods = counted(line.moods, labels_of(Mood.choices)).lower()
    most = _("at most %s present") % Crowd(line.crowd).label.lower()
    going_on = counted(line.behaviours, labels_of(Behaviour.choices)).lower()
    parts = [f"{visits}: {moods}", most, *([going_on] if going_on else [])]
    name = names.get(line.place, line.place)
    return Line(f"place:{line.place}", name, "; ".join(parts), "places:place", (line.place,))


def fault_line(line: FaultLine, names: Names) -> Line:
    """Say what is wrong with a place."""
    last = date_format(timezone.localtime(line.last), "j. F")
    seen = ngettext("seen once, on %(last)s", "seen %(n)s times, last on %(last)s", line.times) % {
        "n": line.times,
        "last": last,
    }
    title = f"{Fault(line.fault).label}, {names.get(line.place, line.place)}"
    return Line(f"fault:{line.place}:{line.fault}", title, seen)


def group_line(group: GroupSeen, names: Names) -> Line:
    """Say how often a group was seen, by its place and number."""
    seen = ngettext("seen once", "seen %(n)s times", group.times) % {"n": group.times}
    parts = [f"{seen}: {counted(group.moods, labels_of(Mood.choices)).lower()}"]
    if group.is_new:
        parts.append(_("new this week"))
    if group.has_conflict:
        parts.append(_("in conflict with another group"))
    title = _("Group %(place)s %(number)s") % {
        "place": names.get(group.place, group.place),
        "number": group.number,
    }
    return Line(f"group:{group.place}:{group.number}", title, "; ".join(parts))


def incident_lines(facts: WeekFacts) -> Iterator[Line]:
    """Name the incidents of the week."""
    for row in facts.incidents:
        when = date_format(timezone.localtime(row.happened_at), "l j. F H.i")
        place = facts.names.get(row.place.key, "") if row.place else ""
        detail = ", ".join(part for part in (row.get_kind_display(), place, when) if part)
        state = (_("Closed"), "") if row.closed_at else (_("Open"), "warning")
        yield Line(f"incident:{row.pk}", row.title, detail, "incidents:incident", (row.pk,), state)


def order_lines(facts: WeekFacts) -> Iterator[Line]:
    """Say how the ordered evenings of the week stand, and which to come have no tour."""
    for order in facts.orders:
        for each in order.evenings:
            yield _evening(order, each, facts.names)
        if order.unplanned:
            days = joined(
                [date_format(each.ordered.evening.day, "l j. F") for each in order.unplanned]
            )
            yield Line(
                f"unplanned:{order.deployment.pk}",
                order.deployment.title,
                _("No tour is planned for %(days)s.") % {"days": days},
                "week:ordered",
                (order.deployment.pk,),
                (_("To be planned"), "warning"),
            )


def _evening(order: Ordered, outcome: Outcome, names: Names) -> Line:
    day = outcome.ordered.evening.day
    word, look, _sign = ordered_words.STATES[outcome.state]
    return Line(
        f"order:{order.deployment.pk}:{day.isoformat()}",
        f"{order.deployment.title}, {date_format(day, 'l j. F')}",
        " ".join(ordered_words.lacks(outcome, names)) or ordered_words.there(outcome),
        "week:ordered",
        (order.deployment.pk,),
        (str(word), look),
    )


def measure_lines(facts: WeekFacts) -> Iterator[Line]:
    """Name the measures that should have been carried out by now."""
    for row in facts.measures:
        place = getattr(row, "place_name", None)
        told = {
            "unit": getattr(row, "unit_name", None) or "–",
            "due": date_format(row.due, "j. F Y"),
        }
        detail = _("%(unit)s should have done it by %(due)s") % told
        detail = f"{detail}, {place}" if place else detail
        badge = (_("Overdue"), "error")
        yield Line(f"measure:{row.pk}", row.title, detail, "places:measure", (row.pk,), badge)


def with_what_became(rows: Iterable[Line], found: Mapping[str, list[Became]]) -> list[Line]:
    """Put what each line was made into beside it."""
    return [each._replace(became=tuple(found.get(each.key, ()))) for each in rows]


TO_DECIDE = ("warning", "error")


def to_decide(rows: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Part lines into those somebody has to look at, and the rest."""
    found = list(rows)
    asks = [each for each in found if each.badge[1] in TO_DECIDE]
    return asks, [each for each in found if each not in asks]


WHERE = {
    What.ALARM: "field:alarms",
    What.INCIDENT: "incidents:list",
    What.PARKED: "field:parked",
    What.CONFLICT: "field:collisions",
    What.TOUR: "field:tours",
    What.FOLLOW_UP: "field:follow-ups",
    What.GROUP: "field:groups",
}


def _waiting_title(what: What, n: int) -> str:
    texts = {
        What.ALARM: ngettext("%(n)s alarm is unanswered", "%(n)s alarms are unanswered", n),
        What.INCIDENT: ngettext("%(n)s incident is open", "%(n)s incidents are open", n),
        What.PARKED: ngettext("%(n)s entry is parked", "%(n)s entries are parked", n),
        What.CONFLICT: ngettext(
            "%(n)s collision is to be settled", "%(n)s collisions are to be settled", n
        ),
        What.TOUR: ngettext("%(n)s tour is not released", "%(n)s tours are not released", n),
        What.FOLLOW_UP: ngettext("%(n)s task is overdue", "%(n)s tasks are overdue", n),
        What.GROUP: ngettext("%(n)s group is to be reviewed", "%(n)s groups are to be reviewed", n),
    }
    return texts[what] % {"n": n}


def waiting_lines(found: Iterable[Waiting]) -> list[Line]:
    """Say what waits for a decision."""
    return [
        Line(
            f"waiting:{each.what}",
            _waiting_title(each.what, each.number),
            where=WHERE[each.what],
            badge=(_("Now"), "error") if each.what is What.ALARM else ("", ""),
        )
        for each in found
    ]


def every_line(facts: WeekFacts, found: Iterable[Waiting]) -> Iterator[Line]:
    """Go through every line of a week, so that one can be found again by its key."""
    yield from waiting_lines(found)
    yield from order_lines(facts)
    yield from measure_lines(facts)
    yield from incident_lines(facts)
    yield from (place_line(each, facts.names) for each in facts.places)
    yield from (fault_line(each, facts.names) for each in facts.faults)
    yield from (group_line(each, facts.names) for each in facts.groups)


class TalkTable(NamedTuple):
    """Talks counted in one way: what by, and a line for each code that was used."""

    title: str
    rows: list[tuple[str, int]]


def talk_tables(found: Met) -> list[TalkTable]:
    """Write the counts of talks, each in one way at a time."""
    kinds = (
        (_("By kind"), found.kinds, ContactKind.choices),
        (_("By age"), found.ages, Ages.choices),
        (_("By theme"), found.themes, Theme.choices),
    )
    tables = (
        TalkTable(title, [(str(word), numbers[code]) for code, word in choices if code in numbers])
        for title, numbers, choices in kinds
    )
    return [table for table in tables if table.rows]
