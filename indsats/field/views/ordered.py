"""What was ordered and what was done, for one order: page, files, and tying tours to it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import simply
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.field.actions import ordered as actions
from indsats.field.models import Tour
from indsats.field.queries import ordered_paper
from indsats.field.queries import ordered_words as say
from indsats.field.queries.ordered import accounts, untied
from indsats.meetings.queries.names import unit_name
from indsats.organisation.access import Permission
from indsats.strategy.models import Deployment
from indsats.strategy.queries.reading import names_on

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _order(request: Request, pk: int) -> Deployment:
    rows = Deployment.objects.open_to(request.user, Permission.DEPLOYMENT_SEE, localdate())
    issued = rows.issued().select_related("unit")
    return get_object_or_404(issued.prefetch_related("places", "competences"), pk=pk)


@require_safe
def ordered(request: Request, pk: int) -> HttpResponse:
    """Show how each evening of an order stands, and which parts were missing."""
    order, today = _order(request, pk), localdate()
    found = accounts([order], now())[order.pk]
    names = names_on(min(today, order.last_day or today)).places
    plans = Tour.objects.open_to(request.user, Permission.TOUR_PLAN, today)
    loose = untied(order, found).filter(pk__in=plans.values("pk"))
    context = {
        "order": order,
        "unit": unit_name(order.unit, min(today, order.last_day or today)),
        "account": found,
        "line": say.in_one_line(found),
        "lines": [
            {
                "outcome": each,
                "state": say.STATES[each.state],
                "there": say.there(each),
                "lacks": say.lacks(each, names),
            }
            for each in found.outcomes
        ],
        "parts": [(say.PARTS[part], n) for part, n in found.missing.items()],
        "loose": loose,
        "honest": ordered_paper.HONEST,
    }
    return render(request, "field/week/ordered.html", context)


@require_safe
def ordered_file(request: Request, pk: int, kind: str) -> HttpResponse:
    """Hand out the account of an order as PDF or spreadsheet."""
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    order, today = _order(request, pk), localdate()
    found = accounts([order], now())[order.pk]
    names = names_on(min(today, order.last_day or today)).places
    actions.hand_out(deployment=order, by=request.user, what=f"ordered.{kind}")
    name = _("ordered-and-done-%(pk)s.%(kind)s") % {"pk": pk, "kind": kind}
    if kind == "xlsx":
        content, content_type = ordered_paper.sheet(order, found, names, now()), XLSX
    else:
        content = to_pdf(ordered_paper.document(order, found, names, now()))
        content_type = "application/pdf"
    response = download(content, name=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def tie(request: Request, pk: int, tour: UUID) -> HttpResponse:
    """Tie a tour of the same evening to the order."""
    order = _order(request, pk)
    tours = Tour.objects.open_to(request.user, Permission.TOUR_PLAN, localdate())
    found = get_object_or_404(tours, pk=tour)
    return simply(
        request,
        lambda: actions.tie(tour=found, deployment=order, by=request.user, at=now()),
        _("The tour counts for the order now."),
        reverse("week:ordered", args=[pk]),
    )
