"""What waits on the street for somebody: alarms, parked entries, collisions, tours to release."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.field.models import Conflict, ParkedItem, SafetyAlarm, Tour
from indsats.field.queries.todo_incidents import Waiting
from indsats.field.queries.tour_list import in_state
from indsats.field.rules.tour import State
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User


def todo_for(user: User, day: date) -> list[Waiting]:
    """Give what waits: one query for alarms, and one each for what somebody may decide on."""
    return [*_alarms(user, day), *_desk(user, day), *_tours(user, day)]


def _alarms(user: User, day: date) -> list[Waiting]:
    rows = SafetyAlarm.objects.open_to(user, Permission.TOUR_SEE, day).open()
    help_, late = _("Somebody on a tour asks for help"), _("A tour has not reported in")
    why = _("Nobody has answered")
    return [
        Waiting(help_ if calls else late, why, "field:alarm", (pk,), day, urgent=True)
        for pk, calls in rows.values_list("pk", "calls_for_help")
    ]


def _desk(user: User, day: date) -> list[Waiting]:
    if not may(user, Permission.PARKED_HANDLE, day):
        return []
    parked = ParkedItem.objects.open_to(user, Permission.PARKED_HANDLE, day).open().count()
    clashes = Conflict.objects.open_to(user, Permission.PARKED_HANDLE, day).open().count()
    found = []
    if parked:
        title = ngettext("%(count)s parked entry", "%(count)s parked entries", parked)
        found.append(
            Waiting(title % {"count": parked}, _("Waits for a decision."), "field:parked", (), None)
        )
    if clashes:
        title = ngettext("%(count)s collision", "%(count)s collisions", clashes)
        why = _("Two have written the same field.")
        found.append(Waiting(title % {"count": clashes}, why, "field:collisions", (), None))
    return found


def _tours(user: User, day: date) -> list[Waiting]:
    if not may(user, Permission.TOUR_RELEASE, day):
        return []
    rows = in_state(Tour.objects.open_to(user, Permission.TOUR_RELEASE, day), State.WRITTEN)
    count = rows.count()
    title = ngettext("%(count)s tour to release", "%(count)s tours to release", count)
    why = _("Written up; read it through.")
    return [Waiting(title % {"count": count}, why, "field:tours", (), None)] if count else []
