"""Which unit is there for which ages."""

from django.http import HttpResponse
from django.shortcuts import render

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.queries.age_cover import age_cover
from indsats.organisation.views.shown_day import shown_day


def cover(request: Request) -> HttpResponse:
    """Show, per area, who is there for which ages on a day (målgruppedækning)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request)
    context = {"shown": shown, "covers": age_cover(shown.day)}
    return render(request, "organisation/cover.html", context)
