"""The start page (forside)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from indsats.base.http import Request
from indsats.home.queries.profile import rights
from indsats.home.queries.shortcuts import cards
from indsats.home.queries.today import grouped, today_for


def start(request: Request) -> HttpResponse:
    """Say what waits for the person and what they can do now."""
    day = localdate()
    context = {
        "day": day,
        "groups": grouped(today_for(request.user, day), day),
        "cards": cards(request.user, day),
        "rights": rights(request.user, day),
    }
    return render(request, "home/start.html", context)
