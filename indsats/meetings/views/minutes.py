"""Minutes: read, send, comment, approve, lock, add to."""

from datetime import timedelta

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.meetings.actions import minutes as actions
from indsats.meetings.forms.minutes import AddendumForm, AnswerForm, CommentForm, SendForm
from indsats.meetings.forms.planning import ReasonForm
from indsats.meetings.models import (
    Addendum,
    AgendaItem,
    Decision,
    DissentingStatement,
    Minutes,
    MinutesComment,
    Recusal,
)
from indsats.meetings.queries.agenda import lines
from indsats.meetings.queries.minutes import attendee_of, facts, unchanged
from indsats.meetings.rules.minutes import Step, hindrances, missing_approvals
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.organisation.access import Permission

TIME_TO_COMMENT = timedelta(days=7)


def _items(request: Request, minutes: Minutes) -> list[AgendaItem]:
    who = (request.user, Permission.MEETING_SEE, localdate())
    rows = AgendaItem.objects.open_to(*who).filter(meeting=minutes.meeting_id)
    return list(
        rows.prefetch_related(
            Prefetch(
                "decisions",
                Decision.objects.open_to(*who)
                .filter(authoritative=True)
                .select_related("item")
                .prefetch_related("votes__attendee"),
                "in_force",
            ),
            Prefetch(
                "statements",
                DissentingStatement.objects.open_to(*who).select_related("attendee"),
                "visible_statements",
            ),
            Prefetch(
                "recusals",
                Recusal.objects.open_to(*who).select_related("attendee"),
                "visible_recusals",
            ),
        )
    )


@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    """Show the minutes with what can be done to them now."""
    found = answers.minutes_of(request, pk, Permission.MEETING_SEE)
    today = localdate()
    who = (request.user, Permission.MEETING_SEE, today)
    items = _items(request, found)
    seat = attendee_of(found.meeting, request.user)
    known = facts(found, today)
    waits = missing_approvals(known)
    context = {
        **answers.heading(found.meeting),
        "minutes": found,
        "lines": lines(found.meeting, items),
        "attendees": found.meeting.attendees.all(),
        "comments": MinutesComment.objects.open_to(*who)
        .filter(minutes=found)
        .select_related("attendee", "item"),
        "addenda": Addendum.objects.open_to(*who).filter(minutes=found).select_related("item"),
        "writes": answers.reaches(request, Permission.MEETING_WRITE, found.meeting.body_id),
        "closed": answers.reaches(request, Permission.MEETING_SEE_CLOSED, found.meeting.body_id),
        "seat": seat,
        "has_approved": seat is not None and seat.pk in known.approved,
        "approved": (len(set(known.approved)), len(known.attended)),
        "waits_for": [row.acting_name for row in found.meeting.attendees.all() if row.pk in waits],
        "can_approve": not hindrances(known, Step.APPROVE),
        "unchanged": unchanged(found) if found.locked_at else None,
        "send_form": SendForm(initial={"due": today + TIME_TO_COMMENT}),
    }
    return render(request, "meetings/minutes.html", context)


def _back(pk: int) -> str:
    return reverse("meetings:minutes", args=[pk])


def send(request: Request, pk: int) -> HttpResponse:
    """Send the draft to those who were there."""
    found = answers.minutes_of(request, pk, Permission.MEETING_WRITE)
    form = SendForm(sent(request), initial={"due": localdate() + TIME_TO_COMMENT})

    def deed() -> None:
        due = form.cleaned_data["due"]
        actions.send_minutes(minutes=found, by=request.user, due=due, at=now())

    page = Page(
        _("Send the minutes for comments"), _("Send"), _back(pk), said=_("The minutes are sent.")
    )
    return form_page(request, page, form, deed, of=found)


def take_back(request: Request, pk: int) -> HttpResponse:
    """Take the minutes back into draft."""
    found = answers.minutes_of(request, pk, Permission.MEETING_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.take_back_minutes(minutes=found, by=request.user, reason=reason, at=now())

    page = Page(
        _("Take the minutes back"),
        _("Take back"),
        _back(pk),
        _("Approvals given so far fall away."),
    )
    return form_page(request, page, form, deed, of=found)


def comment(request: Request, pk: int) -> HttpResponse:
    """Comment on the draft as somebody who was there."""
    found = answers.minutes_of(request, pk, Permission.MINUTES_COMMENT)
    form = CommentForm(sent(request), items=_items(request, found))

    def deed() -> None:
        text = form.cleaned_data["text"]
        actions.comment_on_minutes(minutes=found, by=request.user, text=text, item=form.about)

    page = Page(
        _("Comment on the minutes"), _("Send"), _back(pk), said=_("The comment is received.")
    )
    return form_page(request, page, form, deed, of=found)


def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a comment."""
    rows = MinutesComment.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    found = get_object_or_404(rows.select_related("minutes__meeting__body", "attendee"), pk=pk)
    form = AnswerForm(sent(request), initial={"answer": found.answer})

    def deed() -> None:
        text = form.cleaned_data["answer"]
        actions.answer_comment(comment=found, by=request.user, answer=text, at=now())

    title = _("Answer %(name)s") % {"name": found.attendee.acting_name}
    back = _back(found.minutes.meeting_id)
    return form_page(
        request, Page(title, _("Save"), back, found.text), form, deed, of=found.minutes
    )


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    """Approve the minutes as somebody who was there."""
    found = answers.minutes_of(request, pk, Permission.MINUTES_COMMENT)
    return simply(
        request,
        lambda: actions.approve_as_attendee(minutes=found, by=request.user),
        _("You have approved the minutes."),
        _back(pk),
    )


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Note that the minutes are approved."""
    found = answers.minutes_of(request, pk, Permission.MEETING_WRITE)
    return simply(
        request,
        lambda: actions.approve_minutes(minutes=found, by=request.user, at=now()),
        _("The minutes are approved."),
        _back(pk),
    )


@require_POST
def lock(request: Request, pk: int) -> HttpResponse:
    """Lock approved minutes."""
    found = answers.minutes_of(request, pk, Permission.MEETING_WRITE)
    return simply(
        request,
        lambda: actions.lock_minutes(minutes=found, by=request.user, at=now()),
        _("The minutes are locked."),
        _back(pk),
    )


def addendum(request: Request, pk: int) -> HttpResponse:
    """Add a correction to locked minutes."""
    found = answers.minutes_of(request, pk, Permission.MEETING_WRITE)
    form = AddendumForm(sent(request), items=_items(request, found))

    def deed() -> None:
        data = form.cleaned_data
        actions.add_addendum(
            minutes=found,
            by=request.user,
            text=data["text"],
            reason=data["reason"],
            item=form.about,
        )

    page = Page(
        _("Addition to the minutes"),
        _("Add"),
        _back(pk),
        _("What is locked is not changed. The addition stands last, with its own date."),
    )
    return form_page(request, page, form, deed, of=found)
