"""A version of a proposal: read it, write its draft, its items and annexes, freeze it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.hearings.actions import proposal as actions
from indsats.hearings.actions.annexing import attach
from indsats.hearings.forms.proposal import AnnexForm, ItemForm, ProposalForm
from indsats.hearings.models import ItemKind, ProposalVersion
from indsats.hearings.queries.annex import annexes, profiles
from indsats.hearings.queries.versions import differences
from indsats.hearings.views.answers import Above, above_matter, form_page, may_do, proposal_of
from indsats.organisation.access import Permission, may
from indsats.organisation.models import ChangeSet

SEE, WRITE = Permission.MATTER_SEE, Permission.MATTER_WRITE


def _back(found: ProposalVersion) -> str:
    return reverse("hearings:proposal", args=[found.matter.key, found.number])


@require_safe
def proposal(request: Request, key: str, number: int) -> HttpResponse:
    """Show a version with its items, annexes and what differs from the one before."""
    found = proposal_of(request, key, number, SEE)
    writes = may_do(request, found.matter, WRITE)
    earlier = found.matter.proposals.filter(number=number - 1).first()
    context = {
        "proposal": found,
        "matter": found.matter,
        "items": found.items.all(),
        "annexes": annexes(found, closed=True),
        "writes": writes and not found.frozen_at,
        "differences": differences(earlier, found) if earlier else [],
        "earlier": earlier,
        "changes": may(request.user, Permission.CHANGE_SEE, localdate()),
    }
    return render(request, "hearings/proposal.html", context)


def _above(found: ProposalVersion) -> Above:
    """Name the pages above one that belongs to a version of the proposal."""
    word = _("Proposal, version %(number)s") % {"number": found.number}
    return above_matter(found.matter, (word, _back(found)))


def edit(request: Request, key: str, number: int) -> HttpResponse:
    """Write the draft of a version and choose its change-set."""
    found = proposal_of(request, key, number, WRITE)
    rows = ChangeSet.objects.open_to(request.user, Permission.CHANGE_SEE, localdate())
    rows = rows.filter(status__in=("draft", "frozen"))
    known = list(rows.values_list("pk", "title"))
    if found.change_set and found.change_set_id not in dict(known):
        known.append((found.change_set.pk, found.change_set.title))
    initial = {
        "title": found.title, "basis": found.basis, "text": found.text,
        "change_set": found.change_set_id,
    }  # fmt: skip
    form = ProposalForm(sent(request), change_sets=known, initial=initial)

    def deed() -> None:
        chosen = {**form.cleaned_data}
        wanted = chosen.pop("change_set")
        change_set = rows.filter(pk=wanted).first() if wanted != found.change_set_id else None
        change_set = change_set or (found.change_set if wanted else None)
        actions.edit_proposal(proposal=found, by=request.user, change_set=change_set, **chosen)

    return form_page(
        request, Page(_("The proposal"), _("Save"), _back(found), up=_above(found)), form, deed
    )


def item(request: Request, key: str, number: int, pk: int | None = None) -> HttpResponse:
    """Write an item of the draft, a new one or one that is there."""
    found = proposal_of(request, key, number, WRITE)
    row = get_object_or_404(found.items, pk=pk) if pk else None
    names = ("number", "kind", "title", "text", "rationale", "modelled_on")
    initial: dict[str, Any] = {name: getattr(row, name) for name in names} if row else {}
    initial.setdefault("number", str(found.items.count() + 1))
    form = ItemForm(sent(request), initial=initial)

    def deed() -> None:
        chosen = {**form.cleaned_data, "kind": ItemKind(form.cleaned_data["kind"])}
        actions.set_item(proposal=found, by=request.user, **chosen)

    title = _("Item %(number)s") % {"number": row.number} if row else _("New item")
    return form_page(
        request, Page(title, _("Save the item"), _back(found), up=_above(found)), form, deed
    )


@require_POST
def remove_item(request: Request, key: str, number: int, pk: int) -> HttpResponse:
    """Take an item out of the draft."""
    found = proposal_of(request, key, number, WRITE)
    row = get_object_or_404(found.items.select_related("proposal"), pk=pk)
    return simply(
        request,
        lambda: actions.remove_item(item=row, by=request.user),
        _("The item is taken out."),
        _back(found),
    )


def annex(request: Request, key: str, number: int) -> HttpResponse:
    """Attach an annex to the draft."""
    found = proposal_of(request, key, number, WRITE)
    files = request.FILES if request.method == "POST" else None
    form = AnnexForm(sent(request), files, profiles=profiles())

    def deed() -> None:
        chosen = form.cleaned_data
        is_open = chosen["openness"] == "open"
        attach(
            proposal=found, by=request.user, file=chosen["file"], title=chosen["title"],
            kind=chosen["kind"], section=chosen["section"], profile_key=chosen["profile"],
            is_open=is_open, closed_reason="" if is_open else chosen["closed_reason"],
        )  # fmt: skip

    page = Page(
        _("New annex"),
        _("Attach"),
        _back(found),
        said=_("The annex is attached."),
        up=_above(found),
    )
    return form_page(request, page, form, deed)


@require_POST
def remove_annex(request: Request, key: str, number: int, pk: int) -> HttpResponse:
    """Take an annex off the draft."""
    found = proposal_of(request, key, number, WRITE)
    row = get_object_or_404(found.annexes.select_related("proposal"), pk=pk)
    return simply(
        request,
        lambda: actions.remove_annex(annex=row, by=request.user),
        _("The annex is taken off."),
        _back(found),
    )


@require_POST
def freeze(request: Request, key: str, number: int) -> HttpResponse:
    """Freeze a version, and the change-set with it."""
    found = proposal_of(request, key, number, WRITE)
    return simply(
        request,
        lambda: actions.freeze(proposal=found, by=request.user, at=now()),
        _("The version is frozen. Everyone reads the same from now on."),
        reverse("hearings:matter", args=[key]),
    )
