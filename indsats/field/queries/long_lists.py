"""How long lists of the street stay quick: a unit at a time, counted no further than "many"."""

from datetime import date
from typing import Final

from django.db.models import Q

from indsats.field.models.record import taken_over
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User

MOST_UNITS: Final = 100
COUNTED: Final = 1_000  # further than that a number says no more than "many"


def by_unit(user: User, permission: Permission, day: date) -> list[Q]:
    """Give what somebody may see a unit at a time; nothing where that is everything, or is many."""
    reach = access.scope(user, permission, day)
    units = frozenset() if reach.everything else taken_over(user, reach, day)
    return [Q(unit=unit) for unit in sorted(units)] if len(units) <= MOST_UNITS else []
