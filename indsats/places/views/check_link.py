"""Asking for a safety check without a login, by the institution's own link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from indsats.base.answers import UNPROCESSABLE, tried
from indsats.base.limits import limited
from indsats.places.actions import checks as actions
from indsats.places.forms.check import AskForm, new_key
from indsats.places.models import CheckLink
from indsats.places.queries import checks as found
from indsats.places.queries import choices

GONE = 410


@login_not_required
@limited("safety-check", amount=20, seconds=3600, by="token")
def check_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form and what has come of earlier requests; take a new one in."""
    at = found.link_of(token, now())
    if at.link is None or at.state is not found.LinkState.OPEN:
        status = GONE if at.link else 404
        response = render(
            request, "places/check_link_gone.html", {"state": at.state}, status=status
        )
    else:
        response = _answer(request, at.link)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _answer(request: HttpRequest, link: CheckLink) -> HttpResponse:
    if request.method != "POST":
        actions.note_link_used(link=link, at=now())
        return _page(request, link, AskForm(initial={"request_key": new_key()}))
    form = AskForm(request.POST)
    form.known_places = choices.place_names(localdate())

    def deed() -> None:
        key = form.cleaned_data["request_key"]
        actions.ask_for_check(link=link, asked=form.asked, request_key=key, at=now())

    if not tried(form, deed):
        return _page(request, link, form, status=UNPROCESSABLE)
    messages.success(request, _("Thank you. You can follow it here, by the same link."))
    return redirect(f"{request.path}#sendt")


def _page(
    request: HttpRequest, link: CheckLink, form: AskForm, *, status: int = 200
) -> HttpResponse:
    rows = [(row, found.state(row), found.concern_words(row)) for row in link.checks.all()[:50]]
    context = {"form": form, "rows": rows, "name": found.institution_name(link, localdate())}
    return render(request, "places/check_link.html", context, status=status)
