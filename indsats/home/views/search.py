"""Searching everywhere (søg)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from indsats.base.http import Request
from indsats.home.actions.account import searched
from indsats.home.queries.search import SHORTEST
from indsats.home.queries.search import search as look

LONGEST = 100  # characters of a search


def search(request: Request) -> HttpResponse:
    """Show what was found; the search stands in the trail."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = look(request.user, localdate(), text)
    count = sum(len(group.hits) for group in groups)
    if len(text) >= SHORTEST:
        searched(by=request.user, text=text, count=count)
    context = {"text": text, "groups": groups, "short": len(text) < SHORTEST}
    return render(request, "home/search.html", context)
