"""The public page of a hearing, open to anybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from indsats.hearings.queries.public_page import answered, public_page
from indsats.hearings.views.answers import public_of


@login_not_required
@require_safe
def public(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a hearing that has been sent; before that the page is not there."""
    found = public_of(public_id)
    at, token = now(), request.GET.get("side", "")
    context = {**public_page(found, at), **answered(found, at, token)}
    return render(request, "hearings/public.html", context)
