"""One round of hearing: its page, the letter with the letter check, and what is done to it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, Page, sent, simply, tried
from indsats.base.http import Request, download
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import deadline as deadline_actions
from indsats.hearings.actions import hearing as actions
from indsats.hearings.actions.decision import note_sent_in_hearing
from indsats.hearings.actions.hearing import LETTER_FIELDS
from indsats.hearings.actions.looking import note_opened
from indsats.hearings.actions.supplement import Material
from indsats.hearings.actions.supplement import supplement as send_supplement
from indsats.hearings.forms.hearing import DeadlineForm, LetterForm, SupplementForm, WordsForm
from indsats.hearings.models import Hearing
from indsats.hearings.queries import hearing_page as pages
from indsats.hearings.queries.letter import letter_pdf
from indsats.hearings.views.answers import above_hearing, form_page, hearing_of, may_do
from indsats.organisation.access import Permission, may

WRITE, SEND = Permission.MATTER_WRITE, Permission.HEARING_DISPATCH
MATERIAL = ("text", "file", "withheld_because")


def _back(found: Hearing) -> str:
    return reverse("hearings:hearing", args=[found.pk])


@require_safe
def hearing(request: Request, pk: int) -> HttpResponse:
    """Show a hearing: to those who prepare it with everything, to its parties as they got it."""
    try:
        found = hearing_of(request, pk, Permission.MATTER_SEE, pages.laid_out)
    except Http404:
        found = hearing_of(request, pk, Permission.HEARING_TAKE_PART, pages.laid_out)
        context = pages.for_parties(found, now())
        note_opened(parties=found.parties.all(), by=request.user, at=now())
        return render(request, "hearings/hearing_party.html", context)
    context = {
        **pages.for_secretary(found, now()),
        "writes": may_do(request, found.matter, WRITE),
        "sends": may(request.user, SEND, localdate()),
    }
    template = "hearings/hearing_sent.html" if found.sent_at else "hearings/hearing.html"
    return render(request, template, context)


def letter(request: Request, pk: int) -> HttpResponse:
    """Write the letter, with what the letter check finds beside it."""
    found = hearing_of(request, pk, WRITE, pages.laid_out)
    initial = {name: getattr(found, name) for name in LETTER_FIELDS}
    form = LetterForm(sent(request), initial={**initial, "version": found.version})
    theirs: list[Hearing] = []

    def deed() -> None:
        written = form.fields_written
        version = form.cleaned_data["version"]
        try:
            actions.edit_letter(hearing=found, by=request.user, version=version, fields=written)
        except ChangedMeanwhileError as error:
            theirs.append(found)
            form.data = {**request.POST.dict(), "version": str(error.version)}
            raise

    if request.method == "POST" and tried(form, deed):
        return redirect("hearings:letter", pk)
    context: dict[str, Any] = {
        "hearing": found, "matter": found.matter, "form": form, "theirs": theirs,
        **pages.check(found),
    }  # fmt: skip
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "hearings/letter.html", context, status=status)


@require_POST
def reword(request: Request, pk: int) -> HttpResponse:
    """Write the letter anew from the matter, the list and the deadline."""
    found = hearing_of(request, pk, WRITE)
    return simply(
        request,
        lambda: actions.reword(hearing=found, by=request.user),
        _("The letter is written anew. Read it through."),
        reverse("hearings:letter", args=[pk]),
    )


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a question of the letter check with a reason."""
    found = hearing_of(request, pk, WRITE)
    key, words = request.POST.get("finding", "")[:200], request.POST.get("answer", "")[:1000]

    def deed() -> None:
        if key not in {each.finding.key for each in pages.check(found)["lines"]}:
            raise ValidationError(_("The question is no longer there."))
        actions.answer_finding(hearing=found, by=request.user, key=key, answer=words)

    where = reverse("hearings:letter", args=[pk])
    return simply(request, deed, _("The answer is kept with the letter."), f"{where}#check")


def deadline(request: Request, pk: int) -> HttpResponse:
    """Set the last day, or extend it once the letter is sent."""
    found = hearing_of(request, pk, Permission.MATTER_SEE)
    extends = found.sent_at is not None
    found = hearing_of(request, pk, SEND if extends else WRITE)
    last = found.deadlines.last()
    form = DeadlineForm(
        sent(request), extends=extends, initial={"last_day": last.last_day if last else None}
    )

    def told() -> str:
        if not extends or last is None:
            return ""
        count = found.parties.count()
        text = ngettext(
            "%(n)s party is told. The deadline was %(old)s and is now %(new)s.",
            "All %(n)s parties are told. The deadline was %(old)s and is now %(new)s.",
            count,
        )
        days = {"old": last.last_day, "new": form.cleaned_data["last_day"]}
        written = {name: date_format(day, "j. F Y") for name, day in days.items()}
        return text % {"n": count, **written}

    def deed() -> None:
        day = form.cleaned_data["last_day"]
        if extends:
            reason = form.cleaned_data["reason"]
            deadline_actions.extend(
                hearing=found, last_day=day, reason=reason, by=request.user, at=now()
            )
        else:
            deadline_actions.set_deadline(hearing=found, last_day=day, by=request.user, at=now())

    page = Page(
        _("Extend the deadline") if extends else _("Deadline for replies"),
        _("Extend, and tell all parties") if extends else _("Save"),
        _back(found),
        "" if extends else _("Replies are in time until midnight at the end of that day."),
        told,
        up=above_hearing(found),
    )
    return form_page(request, page, form, deed)


@require_POST
def dispatch(request: Request, pk: int) -> HttpResponse:
    """Send the letter to all parties."""
    found = hearing_of(request, pk, SEND)
    return simply(
        request,
        lambda: actions.dispatch(hearing=found, by=request.user, at=now()),
        _("The letter is sent. Below you see how it went for each party."),
        _back(found),
    )


@require_POST
def decided(request: Request, pk: int) -> HttpResponse:
    """Take over the day of the committee's decision to send in hearing."""
    found = hearing_of(request, pk, WRITE)
    return simply(
        request,
        lambda: note_sent_in_hearing(hearing=found, by=request.user),
        _("The day of the decision is noted."),
        _back(found),
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw the hearing with a reason that all parties get."""
    found = hearing_of(request, pk, SEND)
    form = WordsForm(sent(request), label=_("Why it is withdrawn"))

    def deed() -> None:
        reason = form.cleaned_data["text"]
        actions.withdraw(hearing=found, by=request.user, reason=reason, at=now())

    page = Page(
        _("Withdraw the hearing"),
        _("Withdraw, and tell all parties"),
        _back(found),
        _("No more replies are taken in. Those that have come stay in the matter."),
        _("The hearing is withdrawn."),
        up=above_hearing(found),
    )
    return form_page(request, page, form, deed)


def supplement(request: Request, pk: int) -> HttpResponse:
    """Send all parties the same clarification or more material."""
    found = hearing_of(request, pk, SEND)
    label = _("What the parties should know")
    form = SupplementForm(sent(request), request.FILES or None, label=label)

    def deed() -> None:
        material = Material(**{name: form.cleaned_data[name] for name in MATERIAL})
        send_supplement(hearing=found, by=request.user, material=material, at=now())

    page = Page(
        _("Supplement the hearing"),
        _("Send to all parties"),
        _back(found),
        _("Everyone gets the same, so that nobody knows more than the others."),
        _("The supplement is sent."),
        up=above_hearing(found),
    )
    return form_page(request, page, form, deed)


@require_safe
def letter_file(request: Request, pk: int) -> HttpResponse:
    """Give the letter as a PDF: as it was sent, or as it reads now."""
    try:
        found = hearing_of(request, pk, Permission.MATTER_SEE)
    except Http404:
        found = hearing_of(request, pk, Permission.HEARING_TAKE_PART)
        note_opened(parties=found.parties.all(), by=request.user, at=now())
    content = pages.sent_pdf(found) or letter_pdf(found, list(found.parties.all()))[0]
    word = _("hearing letter")
    return download(content, name=f"{word}.pdf", content_type="application/pdf", inline=True)
