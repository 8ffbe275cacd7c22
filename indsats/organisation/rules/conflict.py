"""Whether two change-sets made side by side can both be carried out, in any order.

Change-sets whose steps concern different subjects, or different days of the same ones, commute.
Everything else is named. The base marker tells whether anyone has meanwhile altered what a
change-set rests on; alterations elsewhere, or on other days, leave it as it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from indsats.base.periods import Span
from indsats.organisation.rules.applying import Trace, Write, trace
from indsats.organisation.rules.checks import new_findings
from indsats.organisation.rules.effects import changed
from indsats.organisation.rules.findings import told
from indsats.organisation.rules.kinds import OUTGOING
from indsats.organisation.rules.operations import Merge, Operation, Split
from indsats.organisation.rules.problems import Problem, make
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject, fingerprint


def base_marker(picture: Picture, operations: Iterable[Operation]) -> str:
    """Give the sha256 of what the steps rest on: the touched subjects on the touched days."""
    spans: defaultdict[Subject, set[Span]] = defaultdict(set)
    for write in trace(picture, operations).writes:
        spans[write.subject].add(write.span)
    return fingerprint(
        [*subject, shared.first, shared.until, piece.values]
        for subject in sorted(spans)
        for span in sorted(spans[subject], key=lambda span: (span.first, span.end))
        for piece in picture.slices(*subject)
        if (shared := piece.span.intersection(span))
    )


def conflicts(
    picture: Picture, ours: Iterable[Operation], theirs: Iterable[Operation]
) -> list[Problem]:
    """List why two change-sets on one picture cannot both be carried out as they are.

    In each problem `operation` and `ours` are the number of our step, `theirs` of the other.
    """
    mine, others = tuple(ours), tuple(theirs)
    traces = trace(picture, mine), trace(picture, others)
    found = [*_same(picture, *traces), *_reshaped(picture, mine, others)]
    if not found:
        found = list(_together(picture, (mine, traces[0]), (others, traces[1])))
    return sorted(set(found), key=lambda problem: (problem.span.first, str(problem)))


def _same(picture: Picture, ours: Trace, theirs: Trace) -> Iterator[Problem]:
    by_subject: defaultdict[Subject, list[Write]] = defaultdict(list)
    for write in theirs.writes:
        by_subject[write.subject].append(write)
    for mine in ours.writes:
        for other in by_subject[mine.subject]:
            if shared := mine.span.intersection(other.span):
                numbers = (mine.operation, other.operation)
                yield _named(picture, "conflict_same", mine.subject, shared, numbers)


def _reshaped(
    picture: Picture, ours: tuple[Operation, ...], theirs: tuple[Operation, ...]
) -> Iterator[Problem]:
    """Find steps that come to refer to what the other side splits or merges away."""
    for one, other in product(ours, theirs):
        for reshaping, step in ((one, other), (other, one)):
            if isinstance(reshaping, Split | Merge):
                yield from _leaning(picture, reshaping, step, (one.number, other.number))


def _leaning(
    picture: Picture, reshaping: Operation, step: Operation, numbers: tuple[int, int]
) -> Iterator[Problem]:
    shared = reshaping.span.intersection(step.span)
    gone = {reshaping.subject, *map(str, reshaping.patch.get("from") or ())}
    for ref in OUTGOING.get(step.kind, ()) if shared else ():
        if shared and ref.to == reshaping.kind and step.patch.get(ref.field) in gone:
            yield _named(picture, "conflict_reference", reshaping.identity, shared, numbers)


def _named(
    picture: Picture, code: str, subject: Subject, span: Span, numbers: tuple[int, int]
) -> Problem:
    params = {
        "subject": picture.called(subject, span.first), "ours": numbers[0], "theirs": numbers[1],
    }  # fmt: skip
    return make(code, subject, span, operation=numbers[0], params=params)


Side = tuple[tuple[Operation, ...], Trace]


def _together(picture: Picture, ours: Side, theirs: Side) -> Iterator[Problem]:
    """Find what is wrong only when both are carried out, such as a ring made by two moves."""
    both = trace(ours[1].picture, theirs[0])
    alone = {
        finding
        for _, one in (ours, theirs)
        for finding, _ in new_findings(picture, one.picture, _altered(picture, one))
    }
    subjects = {*_altered(picture, ours[1]), *_altered(picture, theirs[1])}
    for finding, span in new_findings(picture, both.picture, subjects):
        problem = told(both.picture, finding, span)
        if finding not in alone and problem.is_error:
            params = {"problem": problem}
            yield make("conflict_together", problem.subject, span, params=params)


def _altered(picture: Picture, traced: Trace) -> tuple[Subject, ...]:
    return changed(picture, traced.picture, {write.subject for write in traced.writes})
