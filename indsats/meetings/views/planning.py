"""Plan, move and cancel meetings; what a chair decided alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.meetings.actions import agenda as agenda_actions
from indsats.meetings.actions import deciding, planning
from indsats.meetings.actions.planning import Clock
from indsats.meetings.forms.planning import ChairForm, ChangeForm, PlanForm, ReasonForm, SeriesForm
from indsats.meetings.models import Ground, Meeting
from indsats.meetings.rules.series import Series
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.organisation.access import Permission, require


def _clock(data: dict[str, Any]) -> Clock:
    return Clock(data["starts"], data["ends"], data["place"], data["title"])


def plan(request: Request) -> HttpResponse:
    """Plan one meeting."""
    require(request, Permission.MEETING_WRITE)
    asked = answers.body_asked(request, Permission.MEETING_WRITE)
    initial = {"body": asked and asked.pk, "starts": "17:00", "ends": "19:00"}
    bodies = answers.bodies_for(request, Permission.MEETING_WRITE)
    form = PlanForm(sent(request), bodies=bodies, initial=initial)

    made: list[Meeting] = []

    def deed() -> None:
        data = form.cleaned_data
        body = answers.body_of(request, data["body"], Permission.MEETING_WRITE)
        slot = _clock(data).on(data["day"])
        made.append(planning.plan_meeting(by=request.user, body=body, slot=slot))

    page = Page(
        _("New meeting"),
        _("Plan the meeting"),
        reverse("meetings:list"),
        said=_("The meeting is planned."),
    )
    answer = form_page(request, page, form, deed, of=asked)
    return redirect("meetings:meeting", made[0].pk) if made else answer


def plan_series(request: Request) -> HttpResponse:
    """Plan a row of meetings and say which days were left out."""
    require(request, Permission.MEETING_WRITE)
    asked = answers.body_asked(request, Permission.MEETING_WRITE)
    initial = {"body": asked and asked.pk, "starts": "17:00", "ends": "19:00"}
    bodies = answers.bodies_for(request, Permission.MEETING_WRITE)
    form = SeriesForm(sent(request), bodies=bodies, initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        made, series = planning.plan_series(
            by=request.user,
            body=answers.body_of(request, data["body"], Permission.MEETING_WRITE),
            clock=_clock(data),
            weeks=data["weeks"],
            span=(data["day"], data["until"]),
        )
        _tell(request, made, series)

    page = Page(
        _("Row of meetings"),
        _("Plan the meetings"),
        reverse("meetings:list"),
        _("Meetings with the same number of weeks between them."),
        _("The meetings are planned."),
    )
    return form_page(request, page, form, deed, of=asked)


def _tell(request: Request, made: list[Meeting], series: Series) -> None:
    count = ngettext("%(n)s meeting planned.", "%(n)s meetings planned.", len(made))
    messages.info(request, count % {"n": len(made)})
    if series.skipped:
        days = ", ".join(formats.date_format(day, "j. F Y") for day in series.skipped)
        messages.info(request, _("Left out because of holidays or July: %s") % days)


def change(request: Request, pk: int) -> HttpResponse:
    """Move a meeting in time or place."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    initial = {
        "day": meeting.day,
        "starts": start.time(),
        "ends": end.time(),
        "place": meeting.place,
        "title": meeting.title,
    }
    form = ChangeForm(sent(request), initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        slot = _clock(data).on(data["day"])
        planning.change_meeting(meeting=meeting, by=request.user, slot=slot, reason=data["reason"])

    page = Page(
        _("Change time and place"),
        _("Save"),
        reverse("meetings:meeting", args=[pk]),
        _("Calendars that follow the meetings are brought up to date by themselves."),
    )
    return form_page(request, page, form, deed, of=meeting)


def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a meeting with a reason."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        planning.cancel_meeting(meeting=meeting, by=request.user, reason=reason, at=now())

    page = Page(
        _("Cancel the meeting"),
        _("Cancel the meeting"),
        reverse("meetings:meeting", args=[pk]),
        _("The meeting stays in the calendar, marked as cancelled."),
        _("The meeting is cancelled."),
    )
    return form_page(request, page, form, deed, of=meeting)


def publish(request: Request, pk: int) -> HttpResponse:
    """Send out the agenda."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    where = reverse("meetings:meeting", args=[pk])
    if request.method != "POST":
        return redirect(where)
    return simply(
        request,
        lambda: agenda_actions.publish_agenda(meeting=meeting, by=request.user, at=now()),
        _("The agenda is sent. Members can see it now."),
        where,
    )


def chair(request: Request) -> HttpResponse:
    """Write down what a chair decided alone."""
    require(request, Permission.MEETING_WRITE)
    today = localdate()
    asked = answers.body_asked(request, Permission.MEETING_WRITE)
    form = ChairForm(
        sent(request),
        bodies=answers.bodies_for(request, Permission.MEETING_WRITE),
        today=today,
        initial={"body": asked and asked.pk, "decided_on": today},
    )

    def deed() -> None:
        data = form.cleaned_data
        deciding.decide_as_chair(
            body=answers.body_of(request, data["body"], Permission.MEETING_WRITE),
            by=request.user,
            alone=deciding.Alone(
                title=data["title"],
                text=data["text"],
                ground=Ground(data["ground"]),
                reason=data["reason"],
                decided_on=data["decided_on"],
                is_open=not data["closed"],
                closed_reason=data["closed_reason"],
            ),
        )

    page = Page(
        _("Decided by the chair alone"),
        _("Save"),
        reverse("meetings:list"),
        _("Only what cannot wait or gives no doubt. The next agenda shows it to the body."),
    )
    return form_page(request, page, form, deed, of=asked)
