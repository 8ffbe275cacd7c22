"""The organisation chart on a day."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.queries.day_view import organisation_on
from indsats.organisation.queries.turning_days import nearest, turning_days, turns
from indsats.organisation.queries.unit_page import anchorings, names_on
from indsats.organisation.views.shown_day import shown_day

MARGIN = timedelta(days=366)


def chart(request: Request) -> HttpResponse:
    """Show the whole organisation on a day, as known now or as known then (organisationsplan)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request)
    days = turning_days()
    near = turns(nearest(days, shown.day))
    anchored = anchorings(shown.day)
    names = names_on(shown.day, (row.body_id for row in anchored))
    context = {
        "shown": shown,
        "organisation": organisation_on(shown.day, known_at=shown.known_at),
        "marks": near,
        "turn": next((turn for turn in near if turn.day == shown.day), None),
        "first": min([*days[:1], shown.day, shown.today]),
        "last": max([*days[-1:], shown.day, shown.today + MARGIN]),
        "anchorings": [(row.area, names.get(row.body_id, ""), row.body.key) for row in anchored],
        "sees_people": access.may(request.user, Permission.PEOPLE_SEE, localdate()),
    }
    return render(request, "organisation/chart.html", context)
