"""How a check is put together, so that it looks at all days and can look at a part only.

A check goes through *topics* (a unit, an area, a target group). For each it reads one day and
reports findings; the timeline makes them exact over all days. `concerned` says which topics must
be looked at again when a subject has changed: every topic whose reading rests on that subject.
Looking at those alone finds the same news as looking at everything, and a test holds it to that.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from indsats.base.periods import Span
from indsats.organisation.rules.problems import Problem, make
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.timelines import Lens, between, timeline, without
from indsats.organisation.rules.values import Subject

Topic = Any


class Finding(NamedTuple):
    """A problem without its days; subjects among the parameters are named when it is told."""

    code: str
    subject: Subject
    params: tuple[tuple[str, Any], ...] = ()


Spans = dict[Finding, list[Span]]


@dataclass(frozen=True)
class Check:
    """Which topics rest on a subject, and what there is to find on a topic."""

    concerned: Callable[[Picture, Subject], Iterable[Topic]]
    find: Callable[[Picture, Topic], Spans]


def daily(reading: Callable[[Lens, Topic], Iterable[Finding]]) -> Callable[[Picture, Topic], Spans]:
    """Turn a reading of one day into one of all days."""

    def find(picture: Picture, topic: Topic) -> Spans:
        def read(lens: Lens) -> frozenset[Finding]:
            return frozenset(reading(lens, topic))

        found: defaultdict[Finding, list[Span]] = defaultdict(list)
        for span, findings in timeline(picture, read):
            for finding in findings:
                _extend(found[finding], span)
        return found

    return find


def _extend(spans: list[Span], span: Span) -> None:
    if spans and spans[-1].meets(span):
        spans[-1] = Span(spans[-1].first, span.until)
    else:
        spans.append(span)


def values_of(picture: Picture, subject: Subject, field: str) -> set[Any]:
    """Give all a field of one subject has held on any day, except nothing."""
    return {piece.values[field] for piece in picture.slices(*subject)} - {None, ""}


def look(check: Check, picture: Picture, topics: Iterable[Topic]) -> Spans:
    """Gather what a check finds on these topics."""
    found: Spans = {}
    for topic in topics:
        for finding, spans in check.find(picture, topic).items():
            found.setdefault(finding, []).extend(spans)
    return {finding: _united(spans) for finding, spans in found.items()}


def _united(spans: list[Span]) -> list[Span]:
    """Join spans that overlap or meet, in the order of days; one without days stays as it is."""
    joined: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.first, span.end)):
        if joined and span.first <= joined[-1].end:
            joined[-1] = between(joined[-1].first, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def news(before: Spans, after: Spans) -> Iterator[tuple[Finding, Span]]:
    """Give what is found after and was not there before, on the new days only."""
    for finding, spans in after.items():
        known = before.get(finding, [])
        for span in spans:
            lefts = [span] if span.is_empty and span not in known else without(span, known)
            for left in lefts:
                yield finding, left


def told(picture: Picture, finding: Finding, span: Span, number: int | None = None) -> Problem:
    """Make the problem of a finding, calling subjects by what they are called on its first day."""
    names = {
        "subject": picture.called(finding.subject, span.first),
        **{name: _named(picture, value, span) for name, value in finding.params},
    }
    return make(finding.code, finding.subject, span, operation=number, params=names)


def _named(picture: Picture, value: Any, span: Span) -> Any:
    if isinstance(value, Subject):
        return picture.called(value, span.first)
    return tuple(_named(picture, part, span) for part in value) if type(value) is tuple else value
