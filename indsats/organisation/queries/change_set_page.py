"""What the page and the list of change-sets show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.utils.translation import gettext as _

from indsats.organisation.models import ChangeSet, ChangeSetStatus, NoticePeriod, UnitKind, Verb
from indsats.organisation.queries.change_sets import Prepared, engine_steps, prepared
from indsats.organisation.queries.consultation import parties
from indsats.organisation.queries.counts import Count as Told
from indsats.organisation.queries.edits import Edit, edits
from indsats.organisation.queries.preview import (
    ProblemLine,
    StepLine,
    counts,
    namer_for,
    problem_lines,
    step_lines,
)
from indsats.organisation.queries.wording import Namer, problem_text
from indsats.organisation.rules.conflict import conflicts
from indsats.organisation.rules.kinds import KINDS
from indsats.organisation.rules.parties import NOT_CONSULTED

MOVABLE = tuple(name for name, kind in KINDS.items() if kind.place)
RESHAPED = ("unit", "post", "profile")
PERSONAL = frozenset({"engagement"})


def with_days(rows: QuerySet[ChangeSet]) -> QuerySet[ChangeSet]:
    """Add each change-set's number of steps and its first and last day of effect."""
    return rows.select_related("created_by").annotate(
        steps=Count("operations"),
        first_day=Min("operations__valid_from"),
        last_day=Max("operations__valid_from"),
    )


def state_words(status: str, first: date | None, last: date | None, today: date) -> tuple[str, str]:
    """Say how far a change-set has come, effect included, and in which tone."""
    if status == ChangeSetStatus.SCHEDULED and first and last:
        if last <= today:
            return _("In effect"), "success"
        if first <= today:
            return _("Partly in effect"), "success"
        return _("Decided, not yet in effect"), "info"
    tones = {ChangeSetStatus.FROZEN: "info", ChangeSetStatus.WITHDRAWN: ""}
    return str(ChangeSetStatus(status).label), tones.get(ChangeSetStatus(status), "warning")


@dataclass(frozen=True)
class Party:
    """A council or board concerned, for whom it speaks, and why it was left out, if it was."""

    key: str
    name: str
    covers: str
    kind: str
    left_out: str


@dataclass(frozen=True)
class Page:
    """A change-set held against the organisation, in words."""

    change_set: ChangeSet
    found: Prepared
    named: bool
    today: date

    @cached_property
    def namer(self) -> Namer:
        """Give the one who names things for this reader."""
        return namer_for(self.found, named=self.named)

    @cached_property
    def state(self) -> tuple[str, str]:
        """Say how far it has come, and in which tone."""
        days = sorted(step.span.first for step in self.found.steps)
        first, last = (days[0], days[-1]) if days else (None, None)
        return state_words(self.change_set.status, first, last, self.today)

    @cached_property
    def steps(self) -> list[StepLine]:
        """Give the steps in words."""
        return step_lines(self.found, self.namer)

    @cached_property
    def problems(self) -> list[ProblemLine]:
        """Give the problems in words."""
        return problem_lines(self.found, self.namer)

    @property
    def errors(self) -> list[ProblemLine]:
        """Give those that stop the decision."""
        return [line for line in self.problems if line.is_error]

    @property
    def error_texts(self) -> list[str]:
        """Give the sentences of those that stop the decision."""
        return [line.text for line in self.errors]

    @property
    def is_open(self) -> bool:
        """Tell whether it is neither entered nor withdrawn."""
        return self.change_set.status in {ChangeSetStatus.DRAFT, ChangeSetStatus.FROZEN}

    @property
    def owner(self) -> str:
        """Name the unit that prepares it."""
        unit = self.change_set.owner_unit
        return self.namer.unit(unit.key, self.today) if unit else ""

    @property
    def warnings(self) -> list[ProblemLine]:
        """Give those worth a thought."""
        return [line for line in self.problems if not line.is_error and line.waiver is None]

    @property
    def set_aside(self) -> list[ProblemLine]:
        """Give those someone has set aside."""
        return [line for line in self.problems if line.waiver is not None]

    @cached_property
    def counts(self) -> list[Told]:
        """Count what is altered."""
        return counts(self.found, named=self.named)

    @cached_property
    def parties(self) -> list[Party]:
        """List the councils and boards concerned."""
        reasons = {w.subject: w.reason for w in self.found.waivers if w.code == NOT_CONSULTED}
        return [
            Party(
                party.body,
                self.namer.unit(party.body, party.day),
                self.namer.unit(party.covers, party.day),
                self._kind(party.body, party.day),
                reasons.get(f"unit:{party.body}", reasons.get("", "")),
            )
            for party in parties(self.found)
        ]

    def _kind(self, key: str, day: date) -> str:
        values = self.found.preview.after.at("unit", key, day)
        return str(UnitKind(values["kind"]).label) if values else ""

    @property
    def is_stale(self) -> bool:
        """Tell whether the organisation has changed where a frozen change-set rests on it."""
        frozen = self.change_set.status == ChangeSetStatus.FROZEN
        return frozen and self.change_set.base_marker != self.found.marker

    @cached_property
    def rivals(self) -> list[tuple[ChangeSet, list[str]]]:
        """Name other frozen change-sets that cannot be carried out beside this one, and why."""
        if self.change_set.status not in {ChangeSetStatus.DRAFT, ChangeSetStatus.FROZEN}:
            return []
        others = ChangeSet.objects.filter(status=ChangeSetStatus.FROZEN)
        found = [
            (other, self._clashes(other))
            for other in others.exclude(pk=self.change_set.pk).prefetch_related("operations")
        ]
        return [(other, reasons) for other, reasons in found if reasons]

    def _clashes(self, other: ChangeSet) -> list[str]:
        problems = conflicts(self.found.picture, self.found.steps, engine_steps(other))
        return list(dict.fromkeys(problem_text(p, self.namer) for p in problems))

    @cached_property
    def history(self) -> list[Edit]:
        """List what has been done to it, oldest first."""
        return edits(self.change_set, self.namer)

    @property
    def timeline(self) -> list[dict[str, Any]]:
        """Give the history, newest first, as the timeline shows it."""
        return [
            {"when": e.when, "title": f"{e.title} ({e.who})", "text": e.text, "state": "done"}
            for e in reversed(self.history)
        ]

    @cached_property
    def notices(self) -> list[tuple[str, NoticePeriod]]:
        """List the notices by name; none where employees are not named."""
        if not self.named:
            return []
        rows = self.change_set.notices.select_related("engagement").order_by("ends_on")
        return [(self.namer.name("engagement", n.engagement.key, self.today), n) for n in rows]

    @property
    def verbs(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give every step that can be added, by kind: label and ``verb:kind``."""
        return [
            (_(kind.label).capitalize(), list(_verbs(name)))
            for name, kind in KINDS.items()
            if self.named or name not in PERSONAL
        ]


def _verbs(kind: str) -> Iterable[tuple[str, str]]:
    for verb in Verb:
        if verb == Verb.MOVE and kind not in MOVABLE:
            continue
        if verb in {Verb.SPLIT, Verb.MERGE} and kind not in RESHAPED:
            continue
        label = f"{_(KINDS[kind].label).capitalize()}: {str(verb.label).lower()}"
        yield f"{verb}:{kind}", label


def page_of(change_set: ChangeSet, *, today: date, named: bool) -> Page:
    """Hold a change-set against the organisation, for a reader who may see names or not."""
    return Page(change_set, prepared(change_set, today=today), named, today)
