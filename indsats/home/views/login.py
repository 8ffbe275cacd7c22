"""Logging in with one click, in a demonstration only."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from indsats.home.queries.demo import person


@login_not_required
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as one of the made-up persons; there is no such page outside a demonstration."""
    chosen = request.POST.get("person", "")
    user = person(int(chosen)) if chosen.isdecimal() else None
    if user is None:
        raise Http404
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    record_authentication(request, user, method="demo")
    response: HttpResponse = perform_login(
        request,
        user,
        redirect_url=where if safe else reverse("home:start"),
    )
    return response
