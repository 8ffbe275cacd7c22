"""Logging in with one click, in a demonstration only."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
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
    get_adapter(request).login(request, user)
    where = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return redirect(where if safe else "home:start")
