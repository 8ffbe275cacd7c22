"""Write orders: draft, issue, change, withdraw."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, Page, form_page, sent, simply, tried
from indsats.base.http import Request
from indsats.meetings.models import AgendaItem
from indsats.organisation.access import Permission, require
from indsats.organisation.models import Unit
from indsats.places.queries.choices import place_names
from indsats.strategy.actions import orders
from indsats.strategy.actions.orders import Change, Decided
from indsats.strategy.actions.refusals import Overlapping
from indsats.strategy.forms.order import ChangeForm, OrderForm, WithdrawForm, initial_of
from indsats.strategy.models import Deployment
from indsats.strategy.queries.choices import offered
from indsats.strategy.rules.order import State
from indsats.strategy.views.orders import address, deployment_of


def _decided(request: Request, chosen: str) -> Decided:
    """Find the body or the item that was chosen; an item names its body too."""
    kind, _colon, pk = chosen.partition(":")
    today = localdate()
    if kind == "item":
        items = AgendaItem.objects.open_to(request.user, Permission.MEETING_SEE, today)
        item = get_object_or_404(items.select_related("meeting__body"), pk=pk)
        return Decided(item.meeting.body, item)
    if kind == "body":
        bodies = Unit.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
        return Decided(get_object_or_404(bodies, pk=pk))
    return Decided()


def new(request: Request) -> HttpResponse:
    """Write a new order as a draft."""
    require(request, Permission.DEPLOYMENT_ORDER)
    today = localdate()
    form = OrderForm(
        sent(request),
        offered=offered(request.user, today),
        initial={"year": today.isocalendar().year, "staff_min": 1, "staff_max": 2},
    )
    made: list[Deployment] = []

    def deed() -> None:
        data = form.cleaned_data
        units = Unit.objects.open_to(request.user, Permission.DEPLOYMENT_ORDER, today)
        decided = _decided(request, data["decided"])
        unit = get_object_or_404(units, pk=data["unit"])
        made.append(orders.draft(by=request.user, unit=unit, terms=form.terms(), decided=decided))

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The draft is saved. Look it through, and issue it."))
        return redirect(address(made[0]))
    return _form(request, form, _("New deployment order"), reverse("strategy:list"))


def _form(request: Request, form: OrderForm, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "cancel_url": back}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "strategy/deployment_form.html", context, status=status)


def edit(request: Request, pk: int) -> HttpResponse:
    """Write on a draft, or change an order that has been issued."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_ORDER)
    if found.state_on(localdate()) is not State.DRAFT:
        return _change(request, found)
    form = OrderForm(
        sent(request), offered=offered(request.user, localdate()), initial=initial_of(found)
    )

    def deed() -> None:
        orders.edit(
            deployment=found,
            by=request.user,
            version=form.cleaned_data["version"] or 0,
            terms=form.terms(),
            decided=_decided(request, form.cleaned_data["decided"]),
            at=now(),
        )

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The draft is saved. Look it through, and issue it."))
        return redirect(address(found))
    return _form(request, form, found.title, address(found))


def _change(request: Request, found: Deployment) -> HttpResponse:
    form = ChangeForm(
        sent(request), offered=offered(request.user, localdate()), initial=initial_of(found)
    )

    def deed() -> None:
        data = form.cleaned_data
        to = Change(
            version=data["version"] or 0,
            terms=form.terms(),
            reason=data["reason"],
            seen=data["seen"],
        )
        try:
            orders.change(deployment=found, by=request.user, at=now(), to=to)
        except Overlapping:
            form.ask_whether_seen()
            raise

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The order is changed. The unit sees it from now on."))
        return redirect(address(found))
    return _form(request, form, _("Change the order: %s") % found.title, address(found))


@require_POST
def order(request: Request, pk: int) -> HttpResponse:
    """Issue a draft; an overlap must have been ticked as seen."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_ORDER)
    seen = bool(request.POST.get("seen"))
    return simply(
        request,
        lambda: orders.order(deployment=found, by=request.user, at=now(), seen=seen),
        _("The order is issued. The unit sees it from now on."),
        address(found),
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw an order with a reason."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_ORDER)
    form = WithdrawForm(sent(request))
    form.known_places = place_names(localdate())

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        orders.withdraw(deployment=found, by=request.user, at=now(), reason=reason)

    page = Page(
        _("Withdraw the order"),
        _("Withdraw"),
        address(found),
        _("Evenings that have begun stay in the account of what was ordered and done."),
        _("The order is withdrawn."),
    )
    return form_page("strategy/form_page.html", request, page, form, deed)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = deployment_of(request, pk, Permission.DEPLOYMENT_ORDER)
    return simply(
        request,
        lambda: orders.discard(deployment=found, by=request.user, at=now()),
        _("The draft is thrown away."),
        reverse("strategy:list"),
    )
