"""What many pages of the room share: finding rows within reach, or answering 404."""

from collections.abc import Callable
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
from indsats.meetings.models import AgendaItem, Meeting, Minutes
from indsats.meetings.queries.names import bodies_among, unit_name
from indsats.organisation.access import Permission, scope
from indsats.organisation.models import Unit

Above = list[tuple[str, str]]


def form_page(
    request: Request, page: answers.Page, form: Form, deed: Callable[[], Any],
    *, of: Meeting | AgendaItem | None = None,
) -> HttpResponse:  # fmt: skip
    """Show a page with one form, below the meeting or the item it is about."""
    placed = page._replace(up=_above(of)) if of else page
    return answers.form_page("meetings/form_page.html", request, placed, form, deed)


def _above(of: Meeting | AgendaItem) -> Above:
    meeting = of.meeting if isinstance(of, AgendaItem) else of
    where = reverse("meetings:meeting", args=[meeting.pk])
    steps = [
        (_("Meetings"), "meetings:list"),
        (unit_name(meeting.body, meeting.day), reverse("meetings:body", args=[meeting.body_id])),
        (date_format(meeting.day, "j. F Y"), where),
    ]
    if isinstance(of, AgendaItem):
        word = _("Item %(number)s") % {"number": of.number}
        steps.append((word, reverse("meetings:item", args=[of.pk])))
    return steps


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
