"""Checks of the steps themselves: promises, days, notices, and whether a step does anything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from indsats.base.periods import Span
from indsats.organisation.rules import coverage
from indsats.organisation.rules.applying import Trace, Write
from indsats.organisation.rules.effects import changed, differences
from indsats.organisation.rules.findings import told
from indsats.organisation.rules.kinds import BODY_KINDS, KINDS
from indsats.organisation.rules.messages import ASPECTS
from indsats.organisation.rules.operations import CORRECTION, Create, Keep, Operation
from indsats.organisation.rules.people import chain, people_changes, terms_change
from indsats.organisation.rules.problems import Label, Problem, make
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Difference, Lens, differing, timeline
from indsats.organisation.rules.values import Subject

PAID_BY_PLACE = frozenset({"unit", "post", "engagement"})
NO_NOTICES: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a check must be told because no rule may look it up.

    `notices` gives, per engagement, the day from which its terms may change. With
    `require_notices`, as when a decided change-set is entered, a missing one is an error.
    `first_of_month` says that the payroll system takes changes on the 1st of a month only.
    """

    today: date
    notices: Mapping[str, date] = field(default_factory=lambda: NO_NOTICES)
    require_notices: bool = False
    first_of_month: bool = True


@dataclass(frozen=True)
class Case:
    """A change-set being looked at: before, what carrying it out came to, and the circumstances."""

    before: Picture
    traced: Trace
    operations: tuple[Operation, ...]
    context: Context

    @property
    def after(self) -> Picture:
        """Give the picture after the steps that could be carried out."""
        return self.traced.picture

    def subjects(self) -> frozenset[Subject]:
        """Give every subject the steps write to or promise to keep."""
        return frozenset(write.subject for write in self.traced.writes)

    def altered(self) -> tuple[Subject, ...]:
        """Give the subjects that really differ."""
        return changed(self.before, self.after, self.subjects())


def step_problems(case: Case) -> list[Problem]:
    """Find what is wrong with the steps, one by one and as they bear on employees and youths."""
    done = {write.operation for write in case.traced.writes}
    found = [
        problem
        for operation in case.operations
        if operation.number in done
        for look in (_kept, _idle, _late, _backdated, _payroll, _authority)
        for problem in look(case, operation)
    ]
    return [*found, *_notices(case), *_lost(case)]


def _say(case: Case, code: str, operation: Operation, span: Span, **params: Any) -> Problem:
    picture = case.after if case.after.slices(*operation.identity) else case.before
    named = {"subject": picture.called(operation.identity, span.first), **params}
    return make(code, operation.identity, span, operation=operation.number, params=named)


def _kept(case: Case, operation: Operation) -> Iterator[Problem]:
    if not isinstance(operation, Keep):
        return
    for found in differences(case.before, case.after, operation.identity):
        if shared := found.span.intersection(operation.span):
            yield _say(case, "not_kept", operation, shared)
    promised = KINDS[operation.kind].clean(operation.patch)
    for piece in case.after.slices(*operation.identity):
        shared = piece.span.intersection(operation.span)
        for name in promised if shared else ():
            if shared and piece.values[name] != promised[name]:
                label = Label(KINDS[operation.kind].fields[name].label)
                yield _say(case, "kept_differs", operation, shared, field=label)
    for found in _place_moved(case, operation):
        yield _say(case, "kept_elsewhere", operation, found.span)


def _place_moved(case: Case, operation: Operation) -> list[Difference]:
    """Find days on which what a kept unit or post lies under has moved, though it has not."""
    if operation.kind not in {"unit", "post"}:
        return []

    def above(lens: Lens) -> tuple[str, ...]:
        values = lens.at(*operation.identity)
        place = values[KINDS[operation.kind].place] if values else None
        return tuple(key for key, _ in chain(lens, place))

    pictures = (case.before, case.after)
    found = differing(*(timeline(picture, above, operation.span) for picture in pictures))
    return [row for row in found if row.before and row.after and row.before[0] == row.after[0]]


def _idle(case: Case, operation: Operation) -> Iterator[Problem]:
    mine = [w for w in case.traced.writes if w.operation == operation.number]
    if isinstance(operation, Keep) or any(_alters(case, write) for write in mine):
        return
    yield _say(case, "changes_nothing", operation, operation.span)


def _alters(case: Case, write: Write) -> bool:
    found = differences(case.before, case.after, write.subject)
    return any(difference.span.overlaps(write.span) for difference in found)


def _late(case: Case, operation: Operation) -> Iterator[Problem]:
    first = operation.span.first
    there = any(picture.at(*operation.identity, first) for picture in (case.before, case.after))
    if not there and not isinstance(operation, Create):
        yield _say(case, "starts_late", operation, operation.span)


def _backdated(case: Case, operation: Operation) -> Iterator[Problem]:
    corrects = operation.reason_kind == CORRECTION and operation.reason.strip()
    early = operation.span.first < case.context.today and not isinstance(operation, Keep)
    if early and not corrects:
        yield _say(case, "backdated", operation, operation.span)


def _payroll(case: Case, operation: Operation) -> Iterator[Problem]:
    if not case.context.first_of_month or isinstance(operation, Keep):
        return
    if operation.span.first.day == 1 or operation.kind not in PAID_BY_PLACE:
        return
    if not _is_body(case, operation):
        yield _say(case, "payroll_day", operation, operation.span)


def _is_body(case: Case, operation: Operation) -> bool:
    if operation.kind != "unit":
        return False
    pieces = case.after.slices(*operation.identity) or case.before.slices(*operation.identity)
    return all(piece.values["kind"] in BODY_KINDS for piece in pieces)


def _authority(case: Case, operation: Operation) -> Iterator[Problem]:
    if operation.kind != "unit":
        return
    for found in differences(case.before, case.after, operation.identity):
        if found.before and found.after and found.before["parent"] != found.after["parent"]:
            olds, news = (
                _boundary(picture, values["parent"], found.span.first)
                for picture, values in ((case.before, found.before), (case.after, found.after))
            )
            if olds and news and olds != news:
                yield _say(
                    case, "crosses_authority", operation, found.span, before=olds, after=news
                )


def _boundary(picture: Picture, unit: str | None, day: date) -> str:
    """Give the authority boundary that holds at a unit: its own, else the nearest above."""
    above = chain(Lens(picture, day), unit)
    return next((str(values["authority_boundary"]) for _, values in above
                 if values["authority_boundary"]), "")  # fmt: skip


def _notices(case: Case) -> Iterator[Problem]:
    """Hold every change of an employee's terms against the day their notice ends."""
    people = people_changes(case.before, case.after, case.altered())
    for engagement, (day, terms) in sorted(terms_change(people).items()):
        ends = case.context.notices.get(engagement)
        code = "notice_required" if case.context.require_notices else "notice_missing"
        if ends is not None:
            code = "notice_running"
        if ends is None or ends > day:
            subject = Subject("engagement", engagement)
            what = tuple(Label(ASPECTS[aspect]) for aspect in terms)
            params = {
                "subject": case.before.called(subject, day), "what": what, "ends": ends or "",
            }  # fmt: skip
            yield make(code, subject, Span(day), params=params)


def _lost(case: Case) -> Iterator[Problem]:
    groups: set[str] = set()
    for subject in case.altered():
        for picture in (case.before, case.after):
            groups |= set(coverage.groups_of(picture, subject))
    for group in sorted(groups):
        for finding, spans in coverage.lost(case.before, case.after, group).items():
            yield from (told(case.before, finding, span) for span in spans)


def numbers(case: Case, subjects: Iterable[Subject]) -> int | None:
    """Give the number of the last step that wrote to any of these subjects, or None."""
    wanted = set(subjects)
    found = [write.operation for write in case.traced.writes if write.subject in wanted]
    return max(found, default=None)
