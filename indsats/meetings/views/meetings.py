"""The calendar of meetings, one meeting with its agenda, and the search in items."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.meetings.models import (
    AgendaAttachment,
    AgendaItem,
    ChairDecision,
    Decision,
    FollowUp,
    Meeting,
    Minutes,
)
from indsats.meetings.queries.agenda import changed_since_sent, closed_attachments, dates, lines
from indsats.meetings.queries.minutes import writable
from indsats.meetings.queries.names import with_body_name
from indsats.meetings.queries.seats import sittings
from indsats.meetings.rules.meeting import may_edit_agenda, may_move_in_time
from indsats.meetings.views import answers
from indsats.organisation.access import Permission, may, require
from indsats.organisation.models import SeatRole
from indsats.organisation.queries.unit_page import state_on


def tabs(current: str) -> list[dict[str, Any]]:
    """Give the tabs of the room."""
    pages = (
        ("coming", _("Coming meetings"), reverse("meetings:list")),
        ("past", _("Past meetings"), reverse("meetings:list") + "?vis=afholdte"),
        ("items", _("Items and decisions"), reverse("meetings:items")),
        ("follow-ups", _("Follow-up"), reverse("meetings:follow-ups")),
        ("calendar", _("My calendar"), reverse("meetings:calendar")),
    )
    return [{"title": t, "url": url, "current": key == current} for key, t, url in pages]


@require_safe
def meetings(request: Request) -> HttpResponse:
    """List the meetings of the bodies somebody may see: the coming ones, or the past."""
    require(request, Permission.MEETING_SEE)
    today = localdate()
    past = request.GET.get("vis") == "afholdte"
    rows = with_body_name(Meeting.objects.open_to(request.user, Permission.MEETING_SEE, today))
    listing = Listing(
        request,
        rows.filter(day__lt=today) if past else rows.filter(day__gte=today),
        columns=[
            Column("starts_at", _("When"), order=True, template="meetings/cells/when.html"),
            Column("body_name", _("Body"), order=True, main=True, url=_address),
            Column("title", _("Kind of meeting"), order=True),
            Column("place", _("Place"), order=True),
            Column("state", _("State"), template="meetings/cells/state.html"),
        ],
        search=("body_name", "title", "place"),
        filters=(
            Choice("body", _("Body"), lambda: answers.bodies_for(request, Permission.MEETING_SEE)),
            Days("day", _("Day")),
        ),
        order="-starts_at" if past else "starts_at",
        caption=_("meetings"),
        empty=_("No past meetings.") if past else _("No coming meetings."),
    )
    context = {
        "tabs": tabs("past" if past else "coming"),
        "writes": may(request.user, Permission.MEETING_WRITE, today),
    }
    return listing.respond("meetings/meeting_list.html", context)


def _address(meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.pk])


@require_safe
def items(request: Request) -> HttpResponse:
    """Search in the items of all meetings somebody may see, with what was decided."""
    require(request, Permission.MEETING_SEE)
    today = localdate()
    decided = Prefetch(
        "decisions",
        Decision.objects.open_to(request.user, Permission.MEETING_SEE, today).filter(
            authoritative=True
        ),
        "in_force",
    )
    rows = AgendaItem.objects.open_to(request.user, Permission.MEETING_SEE, today)
    listing = Listing(
        request,
        with_body_name(rows, "meeting").select_related("meeting").prefetch_related(decided),
        columns=[
            Column("title", _("Item"), order=True, main=True, url=_item_address),
            Column("body_name", _("Body"), order=True),
            Column("meeting__day", _("Meeting"), order=True),
            Column("openness", _("Open or closed"), show=_openness),
            Column("decision", _("Decision"), show=_decision),
        ],
        search=("title", "summary", "presentation", "recommendation", "discussion", "matter_title"),
        filters=(
            Choice(
                "body",
                _("Body"),
                lambda: answers.bodies_for(request, Permission.MEETING_SEE),
                lookup="meeting__body",
            ),
            Days("day", _("Meeting"), lookup="meeting__day"),
        ),
        order=("-meeting__day", "number"),
        caption=_("items"),
        empty=_("No items yet."),
    )
    return listing.respond("meetings/item_list.html", {"tabs": tabs("items")})


def _item_address(item: AgendaItem) -> str:
    return reverse("meetings:item", args=[item.pk])


def _openness(item: AgendaItem) -> str:
    return _("Open item") if item.is_open else _("Closed item")


def _decision(item: Any) -> str:
    return item.in_force[0].get_result_display() if item.in_force else ""


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """Show a meeting with its agenda, and what can be done with it now."""
    today = localdate()
    found = answers.meeting_of(request, pk, Permission.MEETING_SEE)
    visible = _visible_items(request, found)
    writes = answers.reaches(request, Permission.MEETING_WRITE, found.body_id)
    alone = ChairDecision.objects.open_to(request.user, Permission.MEETING_SEE, today)
    minutes = Minutes.objects.open_to(request.user, Permission.MEETING_SEE, today)
    sending = dates(found, today) if writes and found.opened_at is None else None
    context = {
        **answers.heading(found),
        "lines": lines(found, visible),
        "hidden_files": closed_attachments(visible),
        "closed": answers.reaches(request, Permission.MEETING_SEE_CLOSED, found.body_id),
        "writes": writes,
        "edits": writes and not found.cancelled_at and may_edit_agenda(found.state),
        "movable": writes and may_move_in_time(found.state),
        "dates": sending,
        "advice": sending and sending.advice and sending.advice.text(request.LANGUAGE_CODE),
        "changed": writes and found.opened_at is None and changed_since_sent(found),
        "alone": list(alone.filter(shown_at=found)),
        "minutes": minutes.filter(meeting=found).first(),
        "attendees": found.attendees.all(),
        "notes_quorum": writes and found.opened_at is not None and writable(found),
    }
    return render(request, "meetings/meeting.html", context)


def _visible_items(request: Request, found: Meeting) -> list[AgendaItem]:
    today = localdate()
    who = (request.user, Permission.MEETING_SEE, today)
    files = Prefetch("attachments", AgendaAttachment.objects.open_to(*who), "visible_files")
    decided = Prefetch(
        "decisions", Decision.objects.open_to(*who).filter(authoritative=True), "in_force"
    )
    rows = AgendaItem.objects.open_to(*who).filter(meeting=found)
    return list(rows.prefetch_related(files, decided))


@require_safe
def body(request: Request, pk: int) -> HttpResponse:
    """Show a body's own page: who sits in it today, its meetings, what is to be done."""
    found = answers.body_of(request, pk, Permission.MEETING_SEE)
    today = localdate()
    names = dict(answers.bodies_for(request, Permission.MEETING_SEE))
    get_object_or_404(
        type(found)
        .objects.open_to(request.user, Permission.MEETING_SEE, today)
        .filter(pk__in=names),
        pk=pk,
    )
    who = (request.user, Permission.MEETING_SEE, today)
    rows = Meeting.objects.open_to(*who).filter(body=found)
    tasks = FollowUp.objects.open_to(request.user, Permission.FOLLOW_UP_SEE, today)
    context = {
        "body": found,
        "state": state_on(found, today),
        "writes": answers.reaches(request, Permission.MEETING_WRITE, found.pk),
        "name": names[pk],
        "sittings": [
            (SeatRole(s.member.role).label, s.member, s.substitutes) for s in sittings(found, today)
        ],
        "coming": rows.filter(day__gte=today, cancelled_at=None).order_by("starts_at")[:5],
        "past": rows.filter(day__lt=today).order_by("-starts_at")[:5],
        "alone": ChairDecision.objects.open_to(*who).filter(body=found).order_by("-decided_on")[:5],
        "tasks": tasks.filter(item__meeting__body=found, done_on=None).count(),
        "today": today,
    }
    return render(request, "meetings/body.html", context)
