"""The page on which the parties are told what became of the matter."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.http import Request
from indsats.hearings.actions.outcome import send_outcome
from indsats.hearings.queries.outcome import outcome_page
from indsats.hearings.views.answers import hearing_of
from indsats.organisation.access import Permission

SEND = Permission.HEARING_DISPATCH


@require_safe
def outcome(request: Request, pk: int) -> HttpResponse:
    """Show what the parties are told, and who got it when."""
    hearing = hearing_of(request, pk, SEND)
    return render(request, "hearings/outcome.html", outcome_page(hearing))


@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    """Send decision and memo to the parties that have not got them."""
    hearing = hearing_of(request, pk, SEND)
    try:
        count = send_outcome(hearing=hearing, by=request.user, at=now())
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect("hearings:outcome", pk)
    if count:
        said = ngettext(
            "Sent to %(n)s party. Below you see how it went.",
            "Sent to %(n)s parties. Below you see how it went.",
            count,
        )
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("All parties have got it already. Nothing more is sent."))
    return redirect("hearings:outcome", pk)
