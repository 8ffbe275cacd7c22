"""Who reaches which meetings: one predicate for lists, searches, files and feeds."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from indsats.organisation import access
from indsats.organisation.access import Permission, Scope
from indsats.organisation.models import User

EVERYTHING = ~Q(pk__in=())
NOTHING = Q(pk__in=())


def bodies(scope: Scope, path: str) -> Q:
    """Keep the rows whose body lies in the scope; nothing where the scope is empty."""
    if scope.everything:
        return EVERYTHING
    reached = scope.bodies | scope.units
    return Q(**{f"{path}__in": reached}) if reached else NOTHING


def in_reach(user: User, permission: Permission, day: date, path: str = "body") -> Q:
    """Keep the rows of the bodies this user may touch in this way on this day."""
    return bodies(access.scope(user, permission, day), path)


class ItemReach(NamedTuple):
    """The paths from a row to its item's meeting and openness."""

    meeting: str = "meeting"
    is_open: str = "is_open"


ITEM = ItemReach()
OF_ITEM = ItemReach("item__meeting", "item__is_open")


def items_in_reach(user: User, permission: Permission, day: date, paths: ItemReach = ITEM) -> Q:
    """Keep what belongs to agenda items this user may see: body, closedness and publication.

    A closed item asks for MEETING_SEE_CLOSED in its body. Before an agenda is published only
    those who write the body's meetings see its items.
    """
    body = f"{paths.meeting}__body"
    writes = in_reach(user, Permission.MEETING_WRITE, day, body)
    secrets = in_reach(user, Permission.MEETING_SEE_CLOSED, day, body)
    published = Q(**{f"{paths.meeting}__agenda_published_at__isnull": False})
    is_open = Q(**{paths.is_open: True})
    return in_reach(user, permission, day, body) & (published | writes) & (is_open | secrets)
