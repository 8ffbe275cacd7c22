"""Orders that wait for somebody (til forsiden)."""

from datetime import date

from django.utils.translation import gettext as _

from indsats.meetings.queries.todo import Todo
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User
from indsats.strategy.models import Deployment, in_state
from indsats.strategy.rules.order import State

MOST = 20


def todo_for(user: User, day: date) -> list[Todo]:
    """Give the drafts somebody may issue, by the day on which the order begins."""
    if not may(user, Permission.DEPLOYMENT_ORDER, day):
        return []
    rows = Deployment.objects.open_to(user, Permission.DEPLOYMENT_ORDER, day)
    drafts = rows.filter(in_state(State.DRAFT, day)).order_by("valid_from", "pk")
    return [
        Todo(
            _("Issue the deployment order: %s") % row.title,
            _("It is a draft, which the unit does not see."),
            "strategy:deployment",
            (row.pk,),
            row.valid_from,
        )
        for row in drafts[:MOST]
    ]
