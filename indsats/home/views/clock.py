"""What runs by itself, for the administrator (driften)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from indsats.base.http import Request
from indsats.home.queries.clock import lines, trouble
from indsats.organisation.access import Permission, require


@require_safe
def clock(request: Request) -> HttpResponse:
    """Say when each job last ran, what is late and what failed."""
    require(request, Permission.USER_ADMINISTER)
    at = now()
    context = {"lines": lines(at), "silent": trouble(at).silent}
    return render(request, "home/clock.html", context)
