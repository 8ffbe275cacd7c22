"""One segment: weighed, given away, taken apart again; two people never overwrite each other."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, put_on_form, simply
from indsats.base.http import Request
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import segment as actions
from indsats.hearings.forms.segment import GiveForm, WeighForm, subjects
from indsats.hearings.models import Hearing, Reply, Segment
from indsats.hearings.queries import bench as queries
from indsats.hearings.queries.bench_page import Wanted, wanted
from indsats.hearings.views.answers import hearing_of
from indsats.hearings.views.bench import ASSESS, segment_of, shown, where


def _want(request: Request, segment: Segment) -> Wanted:
    return Wanted(segment=segment.pk, chosen=wanted(request.GET).chosen)


def _typed(request: Request, **changes: Any) -> dict[str, Any]:
    """Give what was typed, with something put in its place."""
    typed: dict[str, Any] = {**request.POST.dict(), "themes": request.POST.getlist("themes")}
    return {**typed, **{name: str(value) for name, value in changes.items()}}


def _reused(request: Request, hearing: Hearing, segment: Segment) -> HttpResponse:
    """Put an earlier answer into the form; nothing is saved yet."""
    source = segment_of(request, hearing, int(request.POST["reuse"]))
    typed = _typed(request, answer=source.answer, verdict=source.verdict)
    form = WeighForm(typed, subjects=subjects(hearing))
    text = _("The answer is put in below. Read it, and save.")
    return shown(request, hearing.pk, _want(request, segment), form=form, told=text)


def _conflict(request: Request, hearing: Hearing, segment: Segment) -> HttpResponse:
    """Show both versions side by side; saving again keeps theirs in the history."""
    segment.refresh_from_db()
    form = WeighForm(_typed(request, version=segment.version), subjects=subjects(hearing))
    return shown(
        request,
        hearing.pk,
        _want(request, segment),
        form=form,
        theirs=segment,
        status=UNPROCESSABLE,
    )


def _onwards(request: Request, hearing: Hearing, segment: Segment) -> HttpResponse:
    chosen = wanted(request.GET).chosen
    if request.POST.get("do") != "next":
        return redirect(f"{where(hearing, Wanted(segment=segment.pk, chosen=chosen))}#uddrag")
    rows = queries.narrowed(hearing, request.user, chosen)
    following = queries.next_open(hearing, segment.reply, [segment.pk], rows)
    if following is None:
        done = _("All replies in this list have their verdicts and answers.")
        messages.success(request, done if chosen else _("Everything has its verdict and answer."))
        return redirect(where(hearing, Wanted(segment=segment.pk, chosen=chosen)))
    if isinstance(following, Reply):
        return redirect(where(hearing, Wanted(reply=following.sequence, chosen=chosen)))
    return redirect(f"{where(hearing, Wanted(segment=following.pk, chosen=chosen))}#uddrag")


@require_POST
def weigh(request: Request, pk: int, segment: int) -> HttpResponse:
    """Save verdict and answer; the second of two gets both versions side by side."""
    hearing = hearing_of(request, pk, ASSESS)
    found = segment_of(request, hearing, segment)
    if request.POST.get("reuse", "").isdecimal():
        return _reused(request, hearing, found)
    form = WeighForm(request.POST, subjects=subjects(hearing))
    if form.is_valid():
        try:
            actions.weigh(segment=found, by=request.user, weighing=form.weighing)
        except ChangedMeanwhileError:
            return _conflict(request, hearing, found)
        except ValidationError as error:
            put_on_form(form, error)
        else:
            return _onwards(request, hearing, found)
    want = _want(request, found)
    return shown(request, pk, want, form=form, status=UNPROCESSABLE)


@require_POST
def uncut(request: Request, pk: int, segment: int) -> HttpResponse:
    """Take a segment away; its text is free to be marked again."""
    hearing = hearing_of(request, pk, ASSESS)
    found = segment_of(request, hearing, segment)
    version = request.POST.get("version", "")
    chosen, sequence = wanted(request.GET).chosen, found.reply.sequence
    try:
        actions.uncut(
            segment=found, by=request.user, version=int(version) if version.isdecimal() else 0
        )
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect(where(hearing, Wanted(segment=found.pk, chosen=chosen)))
    messages.success(request, _("The segment is taken away. The text is free again."))
    return redirect(where(hearing, Wanted(reply=sequence, chosen=chosen)))


@require_POST
def give(request: Request, pk: int, segment: int) -> HttpResponse:
    """Say who is to weigh a segment."""
    hearing = hearing_of(request, pk, ASSESS)
    found = segment_of(request, hearing, segment)
    form = GiveForm(request.POST, people=list(queries.secretaries(localdate())))

    def deed() -> None:
        if not form.is_valid():
            raise ValidationError(_("Choose someone from the list."))
        version = form.cleaned_data["version"] or 0
        actions.assign(segment=found, by=request.user, to=form.person, version=version)

    there = f"{where(hearing, _want(request, found))}#uddrag"
    return simply(request, deed, _("Saved."), there)
