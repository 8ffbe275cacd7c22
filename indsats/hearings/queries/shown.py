"""Rows as a list showed them: which version each had, so that nobody overwrites another."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _


def versions(rows: QuerySet[Any], keys: Sequence[str]) -> dict[int, int]:
    """Read ``row:version`` pairs as they were shown; only those within the rows."""
    pairs = [key.split(":") for key in keys]
    shown = {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(each.isdecimal() for each in pair)  # noqa: PLR2004 -- a pair
    }
    within = rows.order_by().filter(pk__in=list(shown)).values_list("pk", flat=True)
    return {pk: shown[pk] for pk in within}


def all_versions(rows: QuerySet[Any], shown_at: str) -> dict[int, int]:
    """Give the versions of all rows not changed since the page was shown."""
    unchanged = Q(changed_at__isnull=True) | Q(changed_at__lte=_moment(shown_at))
    pairs = rows.order_by().filter(unchanged).values_list("pk", "version")
    return dict(pairs.distinct())


def ticked(ticks: Sequence[str], shown: Sequence[str]) -> list[str]:
    """Keep the pairs of the rows that were ticked."""
    chosen = set(ticks)
    return [each for each in shown if each.split(":")[0] in chosen]


def _moment(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or not is_aware(found):
        raise ValidationError(_("Open the page again, and try once more."))
    return found
