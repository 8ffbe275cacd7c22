"""The organisation chart on a day."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.queries.day_view import Node, organisation_on
from indsats.organisation.queries.turning_days import nearest, turning_days, turns
from indsats.organisation.rules.chart import Box, layout
from indsats.organisation.views.shown_day import shown_day

MARGIN = timedelta(days=366)


def chart(request: Request) -> HttpResponse:
    """Show the whole organisation on a day, as known now or as known then (organisationsplan)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request, replays=True)
    days = turning_days()
    # What turns on which day is known now; nothing of it was foretold by what was known then.
    near = [] if shown.known else turns(nearest(days, shown.day))
    organisation = organisation_on(shown.day, known_at=shown.known_at)
    sees = access.may(request.user, Permission.PEOPLE_SEE, localdate())
    drawn = boxes(organisation.roots, query=shown.query, people=sees)
    context = {
        "shown": shown,
        "organisation": organisation,
        "wide": layout(drawn, columns=True),
        "narrow": layout(drawn),
        "marks": near,
        "turn": next((t for t in near if t.day == shown.day), None),
        "first": min([*days[:1], shown.day, shown.today]),
        "last": max([*days[-1:], shown.day, shown.today + MARGIN]),
        "sees_people": sees,
    }
    return render(request, "organisation/chart.html", context)


def boxes(nodes: Iterable[Node], *, query: str, people: bool) -> list[Box]:
    """Give the boxes of units and all below them, each with its leader and its vacant posts."""
    found = []
    for node in nodes:
        address = reverse("organisation:unit", args=[node.key]) + query
        lines = tuple(_lines(node, people=people))
        found.append(Box(node.key, node.name, node.parent, lines, url=address))
        found += boxes(node.children, query=query, people=people)
    return found


def _lines(node: Node, *, people: bool) -> Iterator[str]:
    """Write what stands under a unit's name in the drawing."""
    for leader in node.leaders:
        if people:
            yield ", ".join(leader.people) or _("%(post)s: vacant") % {"post": leader.title}
        else:
            yield leader.title
    if node.posts:
        count = {"n": len(node.posts)}
        text = ngettext("%(n)d post", "%(n)d posts", len(node.posts)) % count
        yield text
    if node.vacant:
        yield ngettext("%(n)d vacant", "%(n)d vacant", node.vacant) % {"n": node.vacant}
