"""The memo as a page: made anew, edited block by block, marked final, published (notat)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, put_on_form, simply
from indsats.base.http import Request
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import memo as actions
from indsats.hearings.forms.memo import BlockForm
from indsats.hearings.models import MemoBlock
from indsats.hearings.queries.memo import laid_out, memo_page, words
from indsats.hearings.views.answers import hearing_of, may_do
from indsats.organisation.access import Permission

ASSESS, SEE, PUBLISH = Permission.REPLY_ASSESS, Permission.REPLY_SEE, Permission.MEMO_PUBLISH


def _back(pk: int) -> str:
    return reverse("hearings:memo", args=[pk])


@require_safe
def memo(request: Request, pk: int) -> HttpResponse:
    """Show the memo with what it still lacks."""
    hearing = hearing_of(request, pk, SEE, laid_out)
    writes = may_do(request, hearing.matter, ASSESS)
    context = {**memo_page(hearing), "writes": writes}
    return render(request, "hearings/memo.html", context)


@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """Make the memo anew from the replies as they are weighed now."""
    hearing = hearing_of(request, pk, ASSESS)
    return simply(
        request,
        lambda: actions.regenerate(hearing=hearing, by=request.user),
        _("The memo is made anew. What you have written yourselves is kept."),
        _back(pk),
    )


def _save(request: Request, row: MemoBlock, form: BlockForm) -> None:
    version = form.cleaned_data["version"]
    if request.POST.get("do") == "generated":
        actions.restore_block(block=row, by=request.user, version=version)
    else:
        text = form.cleaned_data["text"]
        actions.edit_block(block=row, by=request.user, version=version, text=text)


def block(request: Request, pk: int, block: int) -> HttpResponse:
    """Edit one block; a clash shows both texts."""
    hearing = hearing_of(request, pk, ASSESS)
    row = get_object_or_404(hearing.memo_blocks, pk=block)
    if request.method != "POST":
        form = BlockForm(initial={"version": row.version, "text": words(row)})
        return _block_page(request, row, form)
    form, theirs = BlockForm(request.POST), False
    if form.is_valid():
        try:
            _save(request, row, form)
        except ChangedMeanwhileError as error:
            put_on_form(form, error)
            row.refresh_from_db()
            form.data = {**request.POST.dict(), "version": str(row.version)}
            theirs = True
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{_back(pk)}#b{row.pk}")
    return _block_page(request, row, form, theirs=theirs)


def _block_page(
    request: Request, row: MemoBlock, form: BlockForm, *, theirs: bool = False
) -> HttpResponse:
    context = {
        "hearing": row.hearing, "matter": row.hearing.matter, "part": row, "form": form,
        "theirs": words(row) if theirs else "",
    }  # fmt: skip
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "hearings/memo_block.html", context, status=status)


@require_POST
def final(request: Request, pk: int) -> HttpResponse:
    """Mark the memo as final: nothing may be lacking."""
    hearing = hearing_of(request, pk, ASSESS)
    return simply(
        request,
        lambda: actions.mark_final(hearing=hearing, by=request.user, at=now()),
        _("The memo is final, and kept as PDF and DOCX."),
        _back(pk),
    )


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish the final memo on the hearing's public page."""
    hearing = hearing_of(request, pk, PUBLISH)
    return simply(
        request,
        lambda: actions.publish_memo(hearing=hearing, by=request.user, at=now()),
        _("The memo is published on the public page of the hearing."),
        _back(pk),
    )
