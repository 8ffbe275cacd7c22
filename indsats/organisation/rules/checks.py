"""Hold a change-set against every rule, on all days: ``check(picture, operations, context)``.

The picture after the steps is compared with the one before: only what the steps bring about is
reported, faults that stood there already are not. It is enough to look again at what rests on
the changed subjects, so the work grows with the change-set and not with the municipality.
`problems` goes through a whole picture, as the nightly control does.
"""

from collections.abc import Iterable

from indsats.base.periods import Span
from indsats.organisation.rules import bodies, coverage, structure
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.findings import Check, Finding, Topic, look, news, told
from indsats.organisation.rules.operations import Operation, in_order
from indsats.organisation.rules.problems import Problem
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.steps import Case, Context, numbers, step_problems
from indsats.organisation.rules.values import Subject

CHECKS: tuple[Check, ...] = (*structure.CHECKS, *coverage.CHECKS, *bodies.CHECKS)


def check(picture: Picture, operations: Iterable[Operation], context: Context) -> list[Problem]:
    """List all that is wrong or worth a warning: errors first, then in the order of days.

    Steps that cannot be carried out are listed too, and the rest is checked without them.
    """
    steps = in_order(operations)
    case = Case(picture, trace(picture, steps), steps, context)
    found = [
        told(case.after, finding, span, numbers(case, _blamed(finding)))
        for finding, span in new_findings(picture, case.after, case.altered())
    ]
    return sorted([*case.traced.refused, *step_problems(case), *found], key=_rank)


def problems(picture: Picture) -> list[Problem]:
    """List every fault of a whole picture, however old."""
    everything = picture.subjects()
    return sorted(
        (
            told(picture, finding, span)
            for check in CHECKS
            for finding, spans in look(check, picture, _topics(check, picture, everything)).items()
            for span in spans
        ),
        key=_rank,
    )


def new_findings(
    before: Picture, after: Picture, among: Iterable[Subject]
) -> list[tuple[Finding, Span]]:
    """Find what is wrong after and was not before, looking only at what rests on these subjects."""
    subjects = frozenset(among)
    found: list[tuple[Finding, Span]] = []
    for one in CHECKS:
        topics = _topics(one, before, subjects) | _topics(one, after, subjects)
        found += news(look(one, before, topics), look(one, after, topics))
    return found


def _topics(check: Check, picture: Picture, subjects: Iterable[Subject]) -> set[Topic]:
    return {topic for subject in subjects for topic in check.concerned(picture, subject)}


def _blamed(finding: Finding) -> set[Subject]:
    named = [value for _, value in finding.params]
    parts = [part for value in named for part in (value if type(value) is tuple else (value,))]
    return {finding.subject, *(part for part in parts if isinstance(part, Subject))}


def _rank(problem: Problem) -> tuple[bool, object, object, str, str]:
    params = str(problem.params)
    return (not problem.is_error, problem.span.first, problem.subject, problem.code, params)
