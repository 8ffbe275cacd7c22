"""Rows for the lists of meetings."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from indsats.law.deadlines import COPENHAGEN
from indsats.meetings.models import AgendaItem, Decision, FollowUp, Meeting
from indsats.organisation.models import UnitKind
from indsats.organisation.tests import factories as f
from tests.lists.page import Page
from tests.matrix.world import OWN, World


def meetings(world: World, amount: int) -> None:
    """Make coming meetings, each of a body of its own, with an item, a decision and a task."""
    for number in range(amount):
        day = localdate() + timedelta(days=number + 1)
        starts = datetime(day.year, day.month, day.day, 17, tzinfo=COPENHAGEN)
        by = f.make_user("Opretter")
        meeting = Meeting.objects.create(
            body=f.make_unit("Udvalget", kind=UnitKind.COMMITTEE), starts_at=starts,
            ends_at=starts + timedelta(hours=2), created_by=by, agenda_published_at=starts,
        )  # fmt: skip
        item = AgendaItem.objects.create(meeting=meeting, number=1, title="Sag", changed_by=by)
        Decision.objects.create(
            item=item, result="adopted", text="Ja", decided_on=day, entered_by=by
        )
        of_a_post = number % 2
        FollowUp.objects.create(
            item=item, what="Opgave", due=day, created_by=by,
            **{"post": f.make_post(world.units[OWN])} if of_a_post
            else {"unit": f.make_unit("Hold", parent=world.units[OWN])},
        )  # fmt: skip


PAGES = {
    "meetings:list": Page(meetings),
    "meetings:items": Page(meetings),
    "meetings:follow-ups": Page(meetings),
}
