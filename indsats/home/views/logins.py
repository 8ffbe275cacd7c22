"""Logins, for the administrator: who is locked, and helping people back in."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from indsats.base.http import Request
from indsats.base.listing import Column, Listing, Tick
from indsats.home.actions import logins as actions
from indsats.home.forms import ReasonForm
from indsats.home.queries import logins as queries
from indsats.organisation.access import Permission, require


class Deed(NamedTuple):
    """Something an administrator can do to a login."""

    act: Callable[..., None]
    useful: Callable[[Any], bool]
    title: str | Promise
    why: str | Promise
    done: str | Promise


DEEDS = {
    "laas-op": Deed(
        actions.unlock,
        lambda person: person.locked,
        gettext_lazy("Unlock"),
        gettext_lazy("Failed logins are forgotten, and the person may try again at once."),
        gettext_lazy("The account is unlocked."),
    ),
    "nulstil-to-trin": Deed(
        actions.reset_second_factor,
        lambda person: person.second_factor,
        gettext_lazy("Remove two-step login"),
        gettext_lazy(
            "App, keys and recovery codes are removed, and the person is logged out everywhere."
            " Make sure who is asking: call back on a number you know.",
        ),
        gettext_lazy("Two-step login is removed. The person sets it up anew at the next login."),
    ),
    "log-ud": Deed(
        actions.log_out,
        lambda person: person.is_active,
        gettext_lazy("Log out everywhere"),
        gettext_lazy("The person is logged out on every device and must log in again."),
        gettext_lazy("The person is logged out everywhere."),
    ),
}


def login_list(request: Request) -> HttpResponse:
    """List the logins (administration af login)."""
    require(request, Permission.USER_ADMINISTER)
    listing = Listing(
        request,
        queries.logins(request.user, localdate()),
        columns=[
            Column(
                "name",
                _("Name"),
                order=True,
                main=True,
                url=lambda user: reverse("home:login", args=[user.pk]),
            ),
            Column("username", _("Username"), order=True),
            Column("is_active", _("Login"), template="home/login_state.html"),
            Column("last_login", _("Latest login"), order=True),
        ],
        search=("name", "username", "email"),
        filters=[
            Tick("locked", _("Locked only"), Q(locked=True)),
            Tick("single", _("Without two-step login only"), Q(second_factor=False)),
        ],
        order=("name", "pk"),
        caption=_("logins"),
    )
    return listing.respond("home/logins.html")


def login_page(request: Request, pk: int, form: ReasonForm | None = None) -> HttpResponse:
    """Show one login and what can be done about it."""
    day = localdate()
    person = get_object_or_404(queries.logins(request.user, day), pk=pk)
    context = {
        "person": person,
        "account": queries.account(person, day),
        "deeds": [(name, deed) for name, deed in DEEDS.items() if deed.useful(person)],
        "form": form or ReasonForm(),
    }
    return render(request, "home/login.html", context, status=422 if form else 200)


@require_POST
def change_login(request: Request, pk: int, deed: str) -> HttpResponse:
    """Unlock, remove the second factor or log out everywhere."""
    person = get_object_or_404(queries.logins(request.user, localdate()), pk=pk)
    if deed not in DEEDS:
        raise Http404
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return login_page(request, pk, form)
    DEEDS[deed].act(by=request.user, user=person, reason=form.cleaned_data["reason"])
    messages.success(request, str(DEEDS[deed].done))
    return redirect("home:login", pk)
