"""What many pages of the room share: finding rows within reach, or answering 404."""

from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base import answers
from indsats.base.http import Request
from indsats.hearings.models import Hearing, HearingParty, Matter, ProposalVersion
from indsats.hearings.queries.public_page import public_hearing
from indsats.organisation import access
from indsats.organisation.access import Permission

Above = list[tuple[str, str]]
LaidOut = Callable[[QuerySet[Hearing]], QuerySet[Hearing]]
form_page = partial(answers.form_page, "hearings/form_page.html")


def matter_of(request: Request, key: str, permission: Permission) -> Matter:
    """Find a matter within reach, or answer 404."""
    rows = Matter.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(
        rows.select_related("case_worker", "deciding_body", "owner_unit"), key=key
    )


def proposal_of(
    request: Request, key: str, number: int, permission: Permission
) -> ProposalVersion:  # fmt: skip
    """Find a version of a proposal of a matter within reach, or answer 404."""
    matter = matter_of(request, key, permission)
    rows = matter.proposals.select_related("matter", "change_set")
    return get_object_or_404(rows, number=number)


def hearing_of(
    request: Request, pk: int, permission: Permission, laid_out: LaidOut | None = None
) -> Hearing:
    """Find a hearing within reach, or answer 404; ``laid_out`` adds what its page shows."""
    rows = Hearing.objects.open_to(request.user, permission, localdate())
    rows = rows.select_related("matter", "proposal__change_set")
    return get_object_or_404(laid_out(rows) if laid_out else rows, pk=pk)


def public_of(public_id: str) -> Hearing:
    """Find a hearing that has been sent by its public name, or answer 404."""
    found = public_hearing(public_id)
    if found is None:
        raise Http404
    return found


def party_of(request: Request, pk: int, party: int, permission: Permission) -> HearingParty:
    """Find a party of a hearing within reach, or answer 404."""
    hearing = hearing_of(request, pk, permission)
    return get_object_or_404(hearing.parties.select_related("hearing__matter", "body"), pk=party)


def above_matter(matter: Matter, *more: tuple[str, str]) -> Above:
    """Name the pages above one that belongs to a matter."""
    where = reverse("hearings:matter", args=[matter.key])
    return [(_("Hearings"), "hearings:list"), (matter.title, where), *more]


def above_hearing(hearing: Hearing, *more: tuple[str, str]) -> Above:
    """Name the pages above one that belongs to a hearing."""
    where = reverse("hearings:hearing", args=[hearing.pk])
    return above_matter(hearing.matter, (_("Hearing"), where), *more)


def may_do(request: Request, matter: Matter, permission: Permission) -> bool:
    """Tell whether the user may do this to the matter today; for most without a query."""
    scope = access.scope(request.user, permission, localdate())
    if scope.everything or scope.nothing:
        return scope.everything
    rows = Matter.objects.open_to(request.user, permission, localdate())
    return rows.filter(pk=matter.pk).exists()


def refuse_unless(truth: bool) -> None:
    """Answer 404 unless something holds."""
    if not truth:
        raise Http404
