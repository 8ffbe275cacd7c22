"""Giving replies to a colleague: those ticked in the list, or the one that is open."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from indsats.base.answers import simply
from indsats.base.http import Request
from indsats.hearings.actions.assigning import give_replies, give_reply
from indsats.hearings.forms.segment import GiveForm
from indsats.hearings.queries.bench import secretaries
from indsats.hearings.queries.bench_page import Wanted, wanted
from indsats.hearings.views.answers import hearing_of
from indsats.hearings.views.bench import ASSESS, where
from indsats.hearings.views.replies import chosen_versions, reply_of
from indsats.organisation.models import User


def _person(request: Request) -> User | None:
    form = GiveForm(request.POST, people=list(secretaries(localdate())))
    if not form.is_valid():
        raise ValidationError(_("Choose someone from the list."))
    return form.person


@require_POST
def give_many(request: Request, pk: int) -> HttpResponse:
    """Give the ticked replies, or all that fit the filter, to somebody."""
    hearing = hearing_of(request, pk, ASSESS)
    there = f"{reverse('hearings:replies', args=[pk])}?{request.GET.urlencode()}"
    try:
        versions = chosen_versions(request, hearing)
        given, left = give_replies(versions=versions, by=request.user, to=_person(request))
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect(there)
    text = ngettext("%(n)s reply given.", "%(n)s replies given.", given)
    messages.success(request, text % {"n": given})
    if left:
        text = ngettext(
            "%(n)s was changed by someone else meanwhile, and is left alone.",
            "%(n)s were changed by someone else meanwhile, and are left alone.",
            len(left),
        )
        messages.warning(request, text % {"n": len(left)})
    return redirect(there)


@require_POST
def give(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Give one reply to somebody, from its own page or from the work bench."""
    row = reply_of(request, pk, sequence, ASSESS)
    there = reverse("hearings:reply", args=[pk, sequence])
    if "vis" in request.GET:
        there = where(row.hearing, Wanted(reply=sequence, chosen=wanted(request.GET).chosen))
    version = request.POST.get("version", "")

    def deed() -> None:
        seen = int(version) if version.isdecimal() else 0
        give_reply(reply=row, version=seen, by=request.user, to=_person(request))

    return simply(request, deed, _("Saved."), there)
