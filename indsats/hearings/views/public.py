"""The public page of a hearing, open to anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from indsats.hearings.queries.public_page import answered, public_hearing, public_page


@login_not_required
@require_safe
def public(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a hearing that has been sent; before that the page is not there."""
    found = public_hearing(public_id)
    if found is None:
        raise Http404
    at, token = now(), request.GET.get("side", "")
    context = {**public_page(found, at), **answered(found, at, token)}
    return render(request, "hearings/public.html", context)
