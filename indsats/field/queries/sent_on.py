"""What the lines of a week became, and how far that has come (ført videre)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.field.models import SentOn
from indsats.meetings.models import AgendaItem, Decision
from indsats.organisation.access import Permission, may
from indsats.organisation.models import User


class Became(NamedTuple):
    """A task, a measure or an item: what it is called, where it is, how far it has come."""

    title: str
    url: str
    state: str
    look: str


def sent_on(units: Iterable[int], monday: date, user: User, day: date) -> dict[str, list[Became]]:
    """Give what each line of a week became: one query beside the access."""
    items = AgendaItem.objects.open_to(user, Permission.MEETING_SEE, day)
    rows: Any = SentOn.objects.filter(unit__in=list(units), monday=monday).annotate(
        decided=Exists(Decision.objects.in_force().filter(item=OuterRef("item"))),
        item_open=Exists(items.filter(pk=OuterRef("item"))),
    )
    writes = may(user, Permission.TOUR_WRITE, day)
    found: dict[str, list[Became]] = {}
    for row in rows.select_related("task", "measure", "item__meeting"):
        found.setdefault(row.line, []).append(_became(row, writes=writes))
    return found


def _became(row: Any, *, writes: bool) -> Became:
    if row.task is not None:
        url = reverse("field:follow-up", args=[row.task.pk]) if writes else ""
        return Became(_("Task: %s") % row.task.text, url, *_task_state(row.task))
    if row.measure is not None:
        url = reverse("places:measure", args=[row.measure.pk])
        return Became(_("Measure: %s") % row.measure.title, url, *_measure_state(row.measure))
    meeting = row.item.meeting
    title = _("Item for the meeting on %s") % date_format(meeting.day, "j. F Y")
    url = reverse("meetings:item", args=[row.item.pk]) if row.item_open else ""
    return Became(title, url, *_item_state(row))


def _task_state(task: Any) -> tuple[str, str]:
    return (_("Done"), "success") if task.done_at else (_("Under way"), "info")


def _measure_state(measure: Any) -> tuple[str, str]:
    if measure.done_on:
        return _("Done"), "success"
    return (_("Given up"), "warning") if measure.given_up_on else (_("Under way"), "info")


def _item_state(row: Any) -> tuple[str, str]:
    """Read off the meeting whether the item has been treated: it is never marked by hand."""
    item, meeting = row.item, row.item.meeting
    if item.withdrawn_at:
        return _("Taken off the agenda"), "warning"
    if row.decided or (meeting.closed_at and item.discussion):
        return _("Treated"), "success"
    if meeting.cancelled_at:
        return _("The meeting is cancelled"), "warning"
    if meeting.closed_at:
        return _("Not treated at the meeting"), "warning"
    return _("On the agenda"), "info"
