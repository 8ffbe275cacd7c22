"""Alarms: a pair that was not heard from, and how it ended."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import sent, tried
from indsats.base.http import Request
from indsats.base.listing import Column, Days, Listing
from indsats.field.actions import alarms as actions
from indsats.field.forms.desk import AnswerForm
from indsats.field.models import SafetyAlarm
from indsats.field.queries.alarm_page import alarm_page
from indsats.field.views.answers import UNPROCESSABLE, tabs
from indsats.organisation.access import Permission, may


def _rows(request: Request) -> Any:
    return SafetyAlarm.objects.open_to(request.user, Permission.TOUR_SEE, localdate())


@require_safe
def alarms(request: Request) -> HttpResponse:
    """List alarms, the newest first: those sent to oneself, and those of tours within reach."""
    if not may(request.user, Permission.TOUR_SEE, localdate()) and not _rows(request).exists():
        raise Http404
    listing = Listing(
        request,
        _rows(request).select_related("tour", "sent_to", "answered_by"),
        columns=[
            Column("raised_at", _("Raised"), order="-raised_at", main=True,
                   url=lambda row: reverse("field:alarm", args=[row.pk])),
            Column("calls_for_help", _("What"), template="field/cells/alarm.html"),
            Column("tour__day", _("Tour"), order=True),
            Column("sent_to__name", _("On call")),
            Column("answered_at", _("Answered"), order="-answered_at"),
            Column("answered_by__name", _("By"), order=True),
            Column("outcome", _("How it ended"), order=True),
        ],
        filters=(Days("raised_at", _("Raised")),),
        order=("-raised_at",),
        caption=_("alarms"),
        empty=_("No alarm has been raised."),
    )  # fmt: skip
    return listing.respond("field/alarms.html", {"tabs": tabs(request, "alarms")})


def alarm(request: Request, pk: int) -> HttpResponse:
    """Show who is out, since when, and where they were last; and note how it ended."""
    rows = _rows(request).select_related("tour__on_call", "tour__unit", "sent_to", "answered_by")
    row = get_object_or_404(rows, pk=pk)
    form = AnswerForm(sent(request))

    def deed() -> None:
        data = form.cleaned_data
        actions.answer(
            by=request.user, alarm=row, outcome=data["outcome"], note=data["note"], at=now()
        )

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The alarm is answered."))
        return redirect("field:alarm", pk)
    context = {"alarm": row, "form": form, "page": alarm_page(row, localdate())}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/alarm.html", context, status=status)
