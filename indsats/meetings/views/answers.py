"""What many pages of the room share: finding rows within reach, or answering 404."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base import answers
from indsats.base.http import Request
from indsats.meetings.models import AgendaItem, FollowUp, Meeting, Minutes
from indsats.meetings.queries.names import bodies_among, unit_name
from indsats.organisation.access import Permission, may, scope
from indsats.organisation.models import Unit

About = Unit | Meeting | AgendaItem | Minutes | FollowUp
Above = list[tuple[str, str]]


def form_page(
    request: Request, page: answers.Page, form: Form, deed: Callable[[], Any],
    *, of: About | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a page with one form, below what it is about: a body, a meeting, an item, a task."""
    placed = page._replace(up=_above(request, of)) if of else page
    return answers.form_page("meetings/form_page.html", request, placed, form, deed)


def _above(request: Request, of: About) -> Above:
    if isinstance(of, FollowUp):
        return _above_task(request, of)
    if isinstance(of, Unit):
        return _above_body(of, localdate())
    meeting = of if isinstance(of, Meeting) else of.meeting
    where = reverse("meetings:meeting", args=[meeting.pk])
    steps = _above_body(meeting.body, meeting.day)
    steps.append((date_format(meeting.day, "j. F Y"), where))
    if isinstance(of, AgendaItem):
        word = _("Item %(number)s") % {"number": of.number}
        steps.append((word, reverse("meetings:item", args=[of.pk])))
    if isinstance(of, Minutes):
        steps.append((_("Minutes"), reverse("meetings:minutes", args=[meeting.pk])))
    return steps


def _above_body(body: Unit, day: date) -> Above:
    where = reverse("meetings:body", args=[body.pk])
    return [(_("Meetings"), "meetings:list"), (unit_name(body, day), where)]


def _above_task(request: Request, task: FollowUp) -> Above:
    # Many who do tasks see no meetings; a step to a page they cannot open is no help.
    top = [(_("Meetings"), "meetings:list")] if sees_meetings(request) else []
    where = reverse("meetings:follow-up", args=[task.pk])
    return [*top, (_("Follow-up"), "meetings:follow-ups"), (task.what, where)]


def sees_meetings(request: Request) -> bool:
    """Tell whether somebody may open the pages of meetings at all."""
    return may(request.user, Permission.MEETING_SEE, localdate())


def meeting_of(request: Request, pk: int, permission: Permission) -> Meeting:
    """Find a meeting within reach, or answer 404."""
    rows = Meeting.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("body"), pk=pk)


def item_of(request: Request, pk: int, permission: Permission) -> AgendaItem:
    """Find an item within reach, or answer 404."""
    rows = AgendaItem.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("meeting__body", "changed_by"), pk=pk)


def minutes_of(request: Request, pk: int, permission: Permission) -> Minutes:
    """Find the minutes of a meeting within reach, or answer 404."""
    rows = Minutes.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(rows.select_related("meeting__body"), meeting=pk)


def reaches(request: Request, permission: Permission, body: int) -> bool:
    """Tell whether somebody may do this in a body today."""
    reach = scope(request.user, permission, localdate())
    return reach.everything or body in reach.bodies | reach.units


def bodies_for(request: Request, permission: Permission) -> list[tuple[int, str]]:
    """Give the bodies somebody may do this in today, as choices."""
    day = localdate()
    return bodies_among(Unit.objects.open_to(request.user, permission, day), day)


def body_of(request: Request, pk: int, permission: Permission) -> Unit:
    """Find a body within reach, or answer 404."""
    return get_object_or_404(Unit.objects.open_to(request.user, permission, localdate()), pk=pk)


def heading(meeting: Meeting) -> dict[str, Any]:
    """Give what every page about a meeting shows on top."""
    return {"meeting": meeting, "body_name": unit_name(meeting.body, meeting.day)}


def body_asked(request: Request, permission: Permission) -> Unit | None:
    """Give the body an address names (``?organ=``), if it is one within reach."""
    named = request.GET.get("organ", "")
    rows = Unit.objects.open_to(request.user, permission, localdate())
    return rows.filter(pk=int(named)).first() if named.isdecimal() else None
