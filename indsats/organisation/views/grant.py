"""Temporary access: the list, giving it, ending it."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.base.listing import Column, Listing, Tick
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.grant import end_grant, give_grant, lendable
from indsats.organisation.forms.grant import EndGrantForm, GiveGrantForm
from indsats.organisation.models import Grant, Unit, User
from indsats.organisation.queries import lists
from indsats.organisation.queries.unit_page import names_on
from indsats.organisation.views.files import exporter

USUAL = timedelta(weeks=4)


def grants(request: Request) -> HttpResponse:
    """List the temporary access given in the units within reach (midlertidig adgang)."""
    access.require(request, Permission.GRANT_GIVE)
    today = localdate()
    mine = Grant.objects.open_to(request.user, Permission.GRANT_GIVE, today)
    columns = [
        Column(
            "user__name",
            _("Person"),
            order=True,
            main=True,
            url=lambda row: reverse("organisation:person", args=[row.user_id]),
        ),
        Column("function", _("As"), order=True),
        Column("unit_name", _("In the unit"), order=True),
        Column("valid_from", _("From"), order=True),
        Column("last_day", _("Last day"), order="valid_to"),
        Column("reason", _("Reason")),
        Column("pk", _("State"), template="organisation/cells/grant.html"),
    ]
    listing = Listing(
        request,
        lists.grants(mine, today),
        columns=columns,
        search=("user__name", "reason"),
        filters=(Tick("running", _("Only those not ended"), Q(valid_to__gt=today)),),
        order="-valid_to",
        caption=_("temporary access"),
        empty=_("Nobody has temporary access."),
        export=exporter(request, _("Temporary access")),
    )
    return listing.respond("organisation/grants.html", {"today": today})


def give(request: Request) -> HttpResponse:
    """Give someone a function in a unit for a while."""
    access.require(request, Permission.GRANT_GIVE)
    today, user = localdate(), request.user
    units = Unit.objects.open_to(user, Permission.GRANT_GIVE, today)
    people = User.objects.open_to(user, Permission.PEOPLE_SEE, today)
    form = GiveGrantForm(
        request.POST or None,
        initial={"valid_from": today, "valid_to": today + USUAL},
        people=people.filter(is_active=True).exclude(pk=user.pk),
        units=units,
        names=names_on(today, units.values_list("pk", flat=True)),
        functions=lendable(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            give_grant(by=user, day=today, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Access is given and ends by itself."))
            return redirect("organisation:grants")
    context = {
        "title": _("Give temporary access"),
        "form": form,
        "submit": _("Give access"),
        "lead": _("For a substitute or a loan. It always ends by itself, and it is written down."),
        "up": [(_("Temporary access"), "organisation:grants")],
        "cancel_url": reverse("organisation:grants"),
    }
    return render(request, "base/form_page.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """End temporary access at once."""
    today = localdate()
    mine = Grant.objects.open_to(request.user, Permission.GRANT_GIVE, today)
    grant = get_object_or_404(mine.select_related("unit", "user"), pk=pk)
    form = EndGrantForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        end_grant(by=request.user, grant=grant, day=today, reason=reason)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The access has ended."))
    return redirect("organisation:grants")
