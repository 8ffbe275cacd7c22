"""Read orders: the list, one order, and its paper."""

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.http import Request, download
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.base.pdf import to_pdf
from indsats.meetings.models import AgendaItem, Decision
from indsats.organisation.access import Permission, may, require
from indsats.organisation.models import Unit
from indsats.strategy.actions.orders import hand_out
from indsats.strategy.actions.refusals import say, tell
from indsats.strategy.models import Deployment, in_state
from indsats.strategy.queries import words
from indsats.strategy.queries.listed import unit_choices, with_unit_name
from indsats.strategy.queries.overlaps import overlaps
from indsats.strategy.queries.paper import order_document
from indsats.strategy.queries.reading import read
from indsats.strategy.rules.order import State, hindrances
from indsats.strategy.templatetags.orders import STATES


def deployment_of(request: Request, pk: int, permission: Permission) -> Deployment:
    """Find an order within reach, or answer 404."""
    rows = Deployment.objects.open_to(request.user, permission, localdate())
    people = rows.select_related("unit", "ordered_for", "written_by", "ordered_by", "item__meeting")
    return get_object_or_404(people.prefetch_related("places", "competences"), pk=pk)


def address(deployment: Deployment) -> str:
    """Give the address of an order's page."""
    return reverse("strategy:deployment", args=[deployment.pk])


@require_safe
def deployments(request: Request) -> HttpResponse:
    """List the orders somebody may see, the newest first."""
    require(request, Permission.DEPLOYMENT_SEE)
    today = localdate()
    rows = Deployment.objects.open_to(request.user, Permission.DEPLOYMENT_SEE, today)
    listing = Listing(
        request,
        with_unit_name(rows, today).prefetch_related("places", "competences"),
        columns=[
            Column("title", _("Order"), order=True, main=True, url=address),
            Column("unit_name", _("Carried out by"), order=True),
            Column("period", _("Period"), order="valid_from", show=lambda d: words.period(d.terms)),
            Column("weekdays", _("Weekdays"), show=lambda d: words.weekdays(d.weekdays)),
            Column("hours", _("Hours"), order="from_time", show=lambda d: words.hours(d.terms)),
            Column("state", _("State"), template="strategy/cells/state.html"),
        ],
        search=("title", "unit_name"),
        filters=(
            Choice(
                "state",
                _("State"),
                [(state.value, word) for state, (word, _look) in STATES.items()],
                keep=lambda found, value: found.filter(in_state(State(value), today)),
            ),
            Choice("unit", _("Carried out by"), lambda: unit_choices(request.user, today)),
            Days("valid_from", _("Begins")),
        ),
        order=("-valid_from", "-pk"),
        caption=_("deployment orders"),
        empty=_("No deployment orders yet."),
    )
    context = {"orders": may(request.user, Permission.DEPLOYMENT_ORDER, today), "today": today}
    return listing.respond("strategy/deployment_list.html", context)


@require_safe
def deployment(request: Request, pk: int) -> HttpResponse:
    """Show an order: what it says, its evenings, its changes, and what can be done with it."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_SEE)
    today, at = localdate(), now()
    state = found.state_on(today)
    who = (request.user, Permission.DEPLOYMENT_ORDER, today)
    orders = Unit.objects.open_to(*who).filter(pk=found.unit_id).exists()
    beside = overlaps(found, found.terms, at) if orders and state in OPEN else []
    context = {
        "order": found,
        "reading": read(found, at, today),
        "item": _item(request, found),
        "state": state,
        "orders": orders,
        "beside": [(each, say(each)) for each in beside],
        "lacks": tell(hindrances(found.terms, at)) if orders and state is State.DRAFT else [],
        "today": today,
    }
    return render(request, "strategy/deployment.html", context)


OPEN = (State.DRAFT, State.ORDERED)


def _item(request: Request, found: Deployment) -> AgendaItem | None:
    """Give the item the order was decided in, with its decision, to those who may read it."""
    who = (request.user, Permission.MEETING_SEE, localdate())
    decisions = Decision.objects.open_to(*who).in_force()
    rows = AgendaItem.objects.open_to(*who).filter(pk=found.item_id or 0)
    return rows.prefetch_related(Prefetch("decisions", decisions, "in_force")).first()


@require_safe
def paper(request: Request, pk: int) -> HttpResponse:
    """Hand out an order as PDF."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_SEE)
    document = order_document(read(found, now(), localdate()), now())
    hand_out(deployment=found, by=request.user)
    name = _("deployment-order-%s.pdf") % found.pk
    response = download(to_pdf(document), name=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
