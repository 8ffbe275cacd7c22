"""Safety checks: what has been asked, the answer, and the institutions' links (Tryghedskig)."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base import answers
from indsats.base.answers import UNPROCESSABLE, Page, sent, simply, tried
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing, Tick
from indsats.base.periods import Span
from indsats.organisation.access import Permission, may, require
from indsats.places.actions import checks as actions
from indsats.places.forms import check as forms
from indsats.places.models import CheckLink, SafetyCheck
from indsats.places.queries import checks as found
from indsats.places.queries import choices

SEE, WRITE = Permission.HOTSPOT_SEE, Permission.HOTSPOT_WRITE


def _address(check: SafetyCheck) -> str:
    return reverse("places:check", args=[check.pk])


def _find(request: Request, pk: int, permission: Permission) -> SafetyCheck:
    rows = SafetyCheck.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(found.named_checks(rows, localdate()), pk=pk)


@require_safe
def checks(request: Request) -> HttpResponse:
    """List what schools and day care have asked to have looked at (tryghedskig)."""
    require(request, SEE)
    today = localdate()
    rows = SafetyCheck.objects.open_to(request.user, SEE, today)
    listing = Listing(
        request,
        found.named_checks(rows, today),
        columns=[
            Column("spot", _("Where"), order=True, main=True, url=_address),
            Column("place_name", _("Asked by"), order=True),
            Column("sent_at", _("Sent"), order=True),
            Column("state", _("State"), template="places/cells/check_state.html"),
            Column("unit_name", _("Handled by"), order=True),
        ],
        search=("spot", "text", "place_name"),
        filters=(
            Tick("waiting", _("Only unanswered"), found.UNANSWERED),
            Choice("unit", _("Handled by"), lambda: choices.units(today).choices, "unit__key"),
        ),
        order="-sent_at",
        caption=_("safety checks"),
        empty=_("Nobody has asked for a safety check yet. Give schools and day care a link."),
    )
    return listing.respond("places/check_list.html", {"writes": may(request.user, WRITE, today)})


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """Show one request and its answer."""
    row = _find(request, pk, SEE)
    writers = SafetyCheck.objects.open_to(request.user, WRITE, localdate())
    context = {
        "check": row,
        "state": found.state(row),
        "concerns": found.concern_words(row),
        "writes": writers.filter(pk=pk).exists(),
    }
    return render(request, "places/check.html", context)


@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    """Tell the one who asked that somebody is looking at it."""
    row = _find(request, pk, WRITE)
    said = _("The one who asked can see that you are looking at it.")
    return simply(
        request,
        lambda: actions.take_up_check(by=request.user, check=row, at=now()),
        said,
        _address(row),
    )


def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a request: by a measure, a hotspot, or with words alone."""
    row, today = _find(request, pk, WRITE), localdate()
    offered = {"place": choices.places(today), "unit": choices.units(today)}
    form = forms.AnswerForm(sent(request), offered=offered, initial={"title": row.spot})
    form.known_places = choices.place_names(today)

    def deed() -> None:
        actions.answer_check(
            by=request.user, check=row, answer=form.cleaned_data["answer"], at=now(),
            measure=form.measure, hotspot=form.hotspot(row.text, Span(today)),
        )  # fmt: skip

    page = Page(_("Answer the safety check"), _("Answer"), _address(row), row.text)
    return answers.form_page("places/answer_form.html", request, page, form, deed)


@require_safe
def links(request: Request) -> HttpResponse:
    """List the institutions' links."""
    require(request, WRITE)
    return _links(request, {})


def _links(request: Request, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    today = localdate()
    rows = CheckLink.objects.open_to(request.user, WRITE, today)
    listing = Listing(
        request,
        found.named_links(rows, today),
        columns=[
            Column("place_name", _("School or day care"), order=True, main=True),
            Column("unit_name", _("Handled by"), order=True),
            Column("made_at", _("Made"), order=True),
            Column("state", _("State"), template="places/cells/link_state.html"),
            Column("last_used_at", _("Last used"), order=True),
            Column("asked", _("Asked"), order=True, number=True),
        ],
        search=("place_name",),
        order="-made_at",
        caption=_("links"),
        empty=_("No institution has a link yet."),
    )
    response = listing.respond(
        "places/check_links.html", {"today": today, "form": _form(request), **more}
    )
    response.status_code = status
    return response


def _form(request: Request) -> forms.LinkForm:
    today = localdate()
    offered = {
        "place": found.institutions(today),
        "unit": choices.own_units(request.user, WRITE, today),
    }
    return forms.LinkForm(sent(request), offered=offered)


@require_POST
def make_link(request: Request) -> HttpResponse:
    """Give an institution a link; it is shown this once."""
    require(request, WRITE)
    form = _form(request)
    made: list[actions.MadeLink] = []

    def deed() -> None:
        made.append(actions.make_link(by=request.user, at=now(), **form.cleaned_data))

    if not tried(form, deed):
        return _links(request, {"form": form}, status=UNPROCESSABLE)
    token = made[0].token
    context = {
        "link": made[0].link,
        "address": settings.BASE_URL + reverse("places:check_link", args=[token]),
        "name": found.institution_name(made[0].link, localdate()),
    }
    response = render(request, "places/check_link_made.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def close_link(request: Request, pk: int) -> HttpResponse:
    """Close a link; what was asked by it stays."""
    rows = CheckLink.objects.open_to(request.user, WRITE, localdate())
    link = get_object_or_404(rows, pk=pk)
    return simply(
        request,
        lambda: actions.revoke_link(by=request.user, link=link, at=now()),
        _("The link is closed."),
        reverse("places:check-links"),
    )
