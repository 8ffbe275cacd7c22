"""A change-set's preview in words: its steps, its problems, and what differs on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.organisation.models import ReasonKind, SeatRole, Verb, Waiver
from indsats.organisation.queries.advice import advice
from indsats.organisation.queries.change_sets import Prepared, subject_name
from indsats.organisation.queries.counts import Count, counted
from indsats.organisation.queries.picture import people
from indsats.organisation.queries.sentences import sentence
from indsats.organisation.queries.wording import Namer, plain, problem_text
from indsats.organisation.rules.messages import ASPECTS
from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.people import PersonChange, Situation
from indsats.organisation.rules.previews import DayPreview
from indsats.organisation.rules.problems import Problem
from indsats.organisation.rules.seating import SeatChange, Sitting
from indsats.organisation.rules.values import Values

PERSONAL = frozenset({"engagement"})


def namer_for(found: Prepared, *, named: bool = False) -> Namer:
    """Make the namer of a preview; employees are named only where `named`."""
    known = {**people(found.picture), **people(found.preview.after)} if named else None
    return Namer(found.preview.after, found.picture, people=known)


class StepLine(NamedTuple):
    """One step in words."""

    number: int
    verb: str
    text: str
    step: Operation
    because: str
    problems: int
    is_hidden: bool


def step_lines(found: Prepared, namer: Namer) -> list[StepLine]:
    """Put every step into words, with how many errors it is to blame for."""
    blamed = [p.operation for p in found.hindrances]
    return [
        StepLine(
            step.number, str(Verb(step.verb).label), sentence(step, namer), step,
            _because(step, namer), blamed.count(step.number),
            step.kind in PERSONAL and not namer.names_people,
        )
        for step in found.steps
    ]  # fmt: skip


def _because(step: Operation, namer: Namer) -> str:
    """Give the reason of a step; the words about an employee only to those who may see names."""
    hidden = step.kind in PERSONAL and not namer.names_people
    kind = "" if step.reason_kind == "organisational" else str(ReasonKind(step.reason_kind).label)
    return " – ".join(part for part in (kind, "" if hidden else step.reason) if part)


@dataclass(frozen=True)
class ProblemLine:
    """One problem in words, what to do about it, and whether someone has set it aside.

    `about` names the subject as a waiver does; where employees are not named it is empty for
    them, and a waiver then goes for all alike.
    """

    problem: Problem
    text: str
    advice: str
    waiver: Waiver | None
    about: str

    @property
    def is_error(self) -> bool:
        """Tell whether it still stops the decision."""
        return self.problem.is_error and self.waiver is None

    @property
    def label(self) -> str:
        """Name how grave it is."""
        if self.waiver:
            return _("Set aside")
        return _("Error") if self.problem.is_error else _("Warning")


def problem_lines(found: Prepared, namer: Namer) -> list[ProblemLine]:
    """Put every problem into words, errors first; those of unnamed employees are said once."""
    lines: dict[tuple[str, str, bool], ProblemLine] = {}
    for problem in found.problems:
        waiver = found.waiver(problem)
        text = problem_text(problem, namer)
        when = text if problem.subject.kind in PERSONAL else f"{text} {_when(problem)}"
        hidden = problem.subject.kind in PERSONAL and not namer.names_people
        about = "" if hidden else subject_name(problem)
        line = ProblemLine(problem, when, advice(problem), waiver, about)
        lines.setdefault((problem.code, when, waiver is None), line)
    return sorted(lines.values(), key=lambda line: (not line.is_error, bool(line.waiver)))


def _when(problem: Problem) -> str:
    span = problem.span
    if span.first == date.min:
        return ""
    if span.until is None:
        since = _("from %(first)s") % {"first": plain(span.first)}
        return f"({since})"
    return f"({plain(span.first)} – {plain(span.until)})"


def counts(found: Prepared, *, named: bool = False) -> list[Count]:
    """Count what is altered; where employees are not named, small numbers of them are not told."""
    shown = found.preview.summary.as_dict() if named else found.preview.public()["counts"]
    return counted(shown)


class Alteration(NamedTuple):
    """One thing that differs for someone or something: what, before, after."""

    what: str
    before: str
    after: str


class PersonLine(NamedTuple):
    """What differs for one employee in one engagement."""

    name: str
    post: str
    alterations: tuple[Alteration, ...]


def person_lines(rows: Iterable[PersonChange], namer: Namer, day: date) -> list[PersonLine]:
    """Say for each employee what differs, before and after, by name."""
    found = [_person(row, namer, day) for row in rows]
    return sorted(found, key=lambda line: (line.name, line.post))


def _person(row: PersonChange, namer: Namer, day: date) -> PersonLine:
    someone = row.after or row.before
    post = namer.name("post", someone.post, day) if someone else ""
    alterations = tuple(
        Alteration(
            _(ASPECTS[aspect]).capitalize(),
            _situation(row.before, aspect, namer, day),
            _situation(row.after, aspect, namer, day),
        )
        for aspect in row.aspects
    )
    return PersonLine(namer.user(row.user), post, alterations)


def _situation(found: Situation | None, aspect: str, namer: Namer, day: date) -> str:
    if found is None:
        return "–"
    if aspect == "leader":
        leaders = [namer.user(name) for name in found.leader[1]]
        return ", ".join(leaders) or namer.value("leadership", "post", found.leader[0], day)
    if aspect == "hours":
        hours = namer.value("post", "hours", found.hours, day)
        return " · ".join(part for part in (hours, found.working_time) if part)
    if aspect in {"unit", "workplace"}:
        return namer.unit(getattr(found, aspect), day) or "–"
    if aspect == "profile":
        return namer.name("profile", found.profile, day) if found.profile else "–"
    return namer.name("post", found.post, day)


class SeatLine(NamedTuple):
    """How one seat is filled before and after."""

    body: str
    role: str
    before: str
    after: str


def seat_lines(rows: Iterable[SeatChange], namer: Namer, day: date) -> list[SeatLine]:
    """Say how each seat is filled before and after."""
    return [
        SeatLine(
            namer.unit(row.body, day),
            str(SeatRole((row.after or row.before or _NO_SEAT).role).label),
            _sits(row.before, namer, day),
            _sits(row.after, namer, day),
        )
        for row in rows
    ]


_NO_SEAT = Sitting("", "member", "", (), "", "")
_NONE = gettext_lazy("no seat")


def _sits(found: Sitting | None, namer: Namer, day: date) -> str:
    if found is None:
        return str(_NONE)
    parts = [namer.name("post", found.post, day)] if found.post else []
    if namer.names_people and found.users:
        parts.append(", ".join(namer.user(name) for name in found.users))
    if not found.users:
        parts.append(_("vacant"))
    return ": ".join(parts) or str(namer.user(None))


class DutyLine(NamedTuple):
    """A target-group responsibility or a political anchoring, and what becomes of it."""

    text: str
    owner: str
    mark: str


def duty_lines(day: DayPreview, kind: str, namer: Namer) -> list[DutyLine]:
    """List responsibilities or anchorings on a day, as they will be, and those that end."""
    changed = _("Changed")
    words = {"created": _("New"), "moved": changed, "changed": changed, "closed": _("Ceases")}
    what = {c.subject.key: words[c.what] for c in day.changes if c.subject.kind == kind}
    now, then = day.after[kind], day.before[kind]
    rows = {**{key: then[key] for key in then if key in what}, **now}
    return [
        DutyLine(_duty(kind, values), namer.unit(_owner(kind, values), day.day), what.get(key, ""))
        for key, values in sorted(rows.items(), key=lambda row: _duty(kind, row[1]))
    ]


def _owner(kind: str, values: Values) -> str:
    return str(values["unit" if kind == "responsibility" else "body"])


def _duty(kind: str, values: Values) -> str:
    if kind == "anchoring":
        return str(values["area"])
    until = values["age_to"]
    ages = {"first": values["age_from"], "last": until - 1 if until else ""}
    told = _("%(first)s years and older") if until is None else _("%(first)s–%(last)s years")
    parts = (values["group"], told % ages, values["area"], values["orientation"])
    return ", ".join(part for part in parts if part)
