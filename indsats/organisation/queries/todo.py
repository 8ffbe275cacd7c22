"""What of the organisation is soon another (til forsiden)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.organisation.access import Permission, may
from indsats.organisation.models import ChangeSet, ChangeSetStatus, User

AHEAD, MOST = timedelta(days=92), 3


class Todo(NamedTuple):
    """Something that comes: what, why it is told, the name and arguments of its address."""

    title: str
    why: str
    where: str
    args: tuple[str, ...]


def todo_for(user: User, day: date) -> list[Todo]:
    """Tell of the decided changes within reach that take effect next: one query."""
    if not may(user, Permission.CHANGE_SEE, day):
        return []
    steps = {"operations__valid_from__gt": day, "operations__valid_from__lte": day + AHEAD}
    rows = ChangeSet.objects.open_to(user, Permission.CHANGE_SEE, day).filter(
        status=ChangeSetStatus.SCHEDULED, **steps
    )
    coming = rows.annotate(first=Min("operations__valid_from")).order_by("first", "pk")[:MOST]
    title = _("%(change)s takes effect on %(day)s")
    why = _("The change is decided. See whom it bears on.")
    return [
        Todo(
            title % {"change": row.title, "day": date_format(row.first, "j. F Y")},  # type: ignore[attr-defined]
            why, "organisation:preview", (row.key,),
        )
        for row in coming
    ]  # fmt: skip
