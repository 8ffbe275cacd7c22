"""One order as people read it: names instead of keys, and what each change changed (læsning)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.meetings.queries.names import unit_names
from indsats.organisation.models import Competence, User
from indsats.places.models import PlaceState
from indsats.strategy.models import Deployment, DeploymentIssue
from indsats.strategy.queries import words
from indsats.strategy.rules.evenings import Issue, Ordered, evenings, ordered_evenings
from indsats.strategy.rules.terms import Terms, from_data


class Line(NamedTuple):
    """One fact of an order: what it is about, and what it says in one or more parts."""

    about: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Write it as one text."""
        return "; ".join(self.parts)


class Step(NamedTuple):
    """A wording that was issued, and which lines it changed: about, before, after."""

    issue: DeploymentIssue
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Names:
    """What places and competences are called, by key."""

    places: Mapping[str, str]
    competences: Mapping[str, str]


def names_on(day: date) -> Names:
    """Read what all places and competences are called on a day: two queries."""
    places = PlaceState.objects.on(day).values_list("place__key", "name")
    return Names(dict(places), dict(Competence.objects.values_list("key", "name")))


def lines(terms: Terms, names: Names) -> list[Line]:
    """Write an order as lines; what is not said in it has no line."""
    cost = words.cost(terms)
    places = sorted(names.places.get(key, key) for key in terms.places)
    competences = sorted(names.competences.get(key, key) for key in terms.competences)
    several = terms.first != terms.last
    found = [
        Line(_("Period"), (words.period(terms),)),
        Line(_("Weekdays"), (words.weekdays(terms.weekdays),) if several else ()),
        Line(_("Hours"), (words.hours(terms),)),
        Line(_("Places"), tuple(places)),
        Line(_("Staff"), (words.staff(terms),)),
        Line(_("Competences"), tuple(competences)),
        Line(_("Purposes"), terms.purposes),
        Line(_("What is put off meanwhile"), terms.postpones),
        Line(_("Extra cost"), (cost,) if cost else ()),
    ]
    return [line for line in found if line.text]


def history(issues: Iterable[DeploymentIssue], names: Names) -> list[Step]:
    """Give the wordings, the newest first, each with what it changed from the one before."""
    steps: list[Step] = []
    before: dict[str, str] | None = None
    for issue in issues:
        terms = from_data(issue.terms)
        said = {_("Title"): terms.title} | {each.about: each.text for each in lines(terms, names)}
        changed = [
            (about, (before or {}).get(about, ""), said.get(about, ""))
            for about in dict.fromkeys([*(before or {}), *said])
            if before is not None and before.get(about, "") != said.get(about, "")
        ]
        steps.append(Step(issue, tuple(changed)))
        before = said
    return steps[::-1]


def issues_of(rows: Iterable[DeploymentIssue]) -> list[Issue]:
    """Give the wordings of one order as the rules take them."""
    return [Issue(each.at, from_data(each.terms)) for each in rows]


def evenings_of(deployment: Deployment, issues: list[DeploymentIssue]) -> list[Ordered]:
    """Give the evenings of an order: as issued, or of a draft as they would be."""
    if not issues:
        return [Ordered(each, deployment.terms) for each in evenings(deployment.terms)]
    return ordered_evenings(issues_of(issues), deployment.withdrawn_at)


class Extent(NamedTuple):
    """How much an order comes to: evenings, hours for one member of staff, and the next one."""

    evenings: int
    hours: float
    coming: Ordered | None


def extent(found: list[Ordered], now: datetime) -> Extent:
    """Add up the evenings of an order."""
    seconds = sum((each.evening.ends - each.evening.starts).total_seconds() for each in found)
    coming = next((each for each in found if each.evening.ends > now), None)
    return Extent(len(found), seconds / 3600, coming)


@dataclass(frozen=True)
class Reading:
    """An order with all that its page and its paper show."""

    deployment: Deployment
    unit: str
    body: str
    lines: list[Line]
    steps: list[Step]
    evenings: list[Ordered]
    extent: Extent

    @property
    def people(self) -> tuple[User, User | None]:
        """Give who wrote the order, and who issued it."""
        return self.deployment.written_by, self.deployment.ordered_by


def read(deployment: Deployment, now: datetime, today: date) -> Reading:
    """Read an order with its names as they are today, or were on its last day."""
    day = min(today, deployment.last_day or today)
    names = names_on(day)
    units = unit_names([deployment.unit_id, deployment.ordered_for_id or 0], day)
    issues = list(deployment.issues.select_related("by"))
    found = evenings_of(deployment, issues)
    return Reading(
        deployment=deployment,
        unit=units.get(deployment.unit_id, ""),
        body=units.get(deployment.ordered_for_id or 0, ""),
        lines=lines(deployment.terms, names),
        steps=history(issues, names),
        evenings=found,
        extent=extent(found, now),
    )
