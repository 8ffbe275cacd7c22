"""Who may do what, and the reader's own rights."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.queries.access_words import matrix, my_rights


def rights(request: Request) -> HttpResponse:
    """Show the table of access and the reader's own rights today; open to all who log in."""
    user, today = request.user, localdate()
    context = {
        "matrix": matrix(),
        "mine": my_rights(user, today),
        "may_lend": access.may(user, Permission.GRANT_GIVE, today),
    }
    return render(request, "organisation/rights.html", context)
