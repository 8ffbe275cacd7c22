"""Replies with their segments as the memo and the internal document read them."""

from django.db.models import Prefetch

from indsats.hearings.models import Hearing, Reply, Segment
from indsats.hearings.queries.bench import AS_READ, counting


def replies_of(hearing: Hearing) -> list[Reply]:
    """Give the counting replies with segments, themes, statements and covers: six queries."""
    segments = Segment.objects.select_related("item").prefetch_related("themes")
    segments = segments.order_by(*AS_READ)
    rows = counting(hearing).select_related("party").order_by("sequence")
    return list(rows.prefetch_related("redactions", "minorities", Prefetch("segments", segments)))
