"""Tours by how far they have come, as the lists filter them."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from indsats.field.rules.tour import State

STATES: Final = (
    (State.PLANNED, _("Planned")),
    (State.OUT, _("Out right now")),
    (State.HOME, _("Home, not written")),
    (State.WRITTEN, _("Waits for release")),
    (State.RELEASED, _("Released")),
    (State.CANCELLED, _("Cancelled")),
)
RUNS: Final = Q(cancelled_at=None, released_at=None)
CONDITIONS: Final[dict[str, Q]] = {
    State.PLANNED: RUNS & Q(started_at=None, ended_at=None),
    State.OUT: RUNS & Q(started_at__isnull=False, ended_at=None),
    State.HOME: RUNS & Q(ended_at__isnull=False, written_at=None),
    State.WRITTEN: RUNS & Q(ended_at__isnull=False, written_at__isnull=False),
    State.RELEASED: Q(cancelled_at=None, released_at__isnull=False),
    State.CANCELLED: Q(cancelled_at__isnull=False),
}


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Keep the tours that have come so far."""
    return rows.filter(CONDITIONS.get(state, Q(pk__in=())))
