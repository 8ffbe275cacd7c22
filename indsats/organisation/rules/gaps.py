"""When someone lacks a competence their post asks for: spans of days only, no clock."""

from collections.abc import Iterable
from datetime import date

from indsats.base.periods import Span


def joined(spans: Iterable[Span]) -> list[Span]:
    """Put spans that meet or overlap together, in order: a renewal in time leaves no gap."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, span.end)):
        if whole and span.first <= whole[-1].end:
            last = whole.pop()
            until = None if None in {last.until, span.until} else max(last.end, span.end)
            whole.append(Span(last.first, until))
        else:
            whole.append(span)
    return whole


def first_day_without(needed: Span, held: Iterable[Span], within: Span) -> date | None:
    """Find the first day within a span on which a needed competence is not held, or None.

    All spans are half-open: a competence that ends on a day is not held on that day.
    """
    asked = needed.intersection(within)
    if asked is None:
        return None
    day = asked.first
    for span in joined(held):
        if span.covers(day):
            day = span.end
    return day if asked.covers(day) else None
