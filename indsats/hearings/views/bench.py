"""The work bench: read a reply, mark what it says, weigh each segment (arbejdsbord)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, put_on_form
from indsats.base.http import Request, wants_part
from indsats.hearings.actions import segment as actions
from indsats.hearings.actions.publication import decide_late, read_reply
from indsats.hearings.forms.segment import GiveForm, LateForm, MarkForm, Subjects, WeighForm, filled
from indsats.hearings.models import Hearing, Reply, Segment
from indsats.hearings.queries import bench as queries
from indsats.hearings.queries.bench_page import Wanted, bench_page, laid_out, wanted
from indsats.hearings.rules.offsets import from_browser
from indsats.hearings.views.answers import hearing_of
from indsats.organisation.access import Permission
from indsats.organisation.models import User

ASSESS = Permission.REPLY_ASSESS


def where(hearing: Hearing, want: Wanted) -> str:
    """Give the bench's address for a reply or a segment, keeping the list's choice."""
    query = queries.address(svar=want.reply, uddrag=want.segment, vis=want.chosen)
    return f"{reverse('hearings:bench', args=[hearing.pk])}?{query}"


def _reply_of(request: Request, hearing: Hearing, sequence: int) -> Reply:
    rows = Reply.objects.open_to(request.user, ASSESS, localdate())
    return get_object_or_404(rows.filter(hearing=hearing), sequence=sequence)


def segment_of(request: Request, hearing: Hearing, pk: int) -> Segment:
    """Find a segment of a hearing within reach, or answer 404."""
    rows = Segment.objects.open_to(request.user, ASSESS, localdate()).select_related("reply")
    return get_object_or_404(rows.filter(reply__hearing=hearing), pk=pk)


def shown(request: Request, pk: int, want: Wanted, **extra: Any) -> HttpResponse:
    """Render the bench; ``form`` is what was typed, ``status`` tells that it was refused."""
    hearing = hearing_of(request, pk, ASSESS, laid_out)
    context = bench_page(hearing, request.user, want, at=now(), day=localdate())
    current = context["segment"]
    if current:
        form = extra.pop("form", None) or WeighForm(
            subjects=Subjects(context["items"], context["themes"]), initial=filled(current)
        )
        context["form"] = form
        context["give"] = _give(context["people"], current)
        context["earlier"] = queries.earlier_answers(current)
    if context["reply"] is not None:
        context["give_reply"] = _give(context["people"], context["reply"], prefix="id_reply_%s")
    late = context["reply"] is not None and context["reply"].late
    if late and context["reply"].late_included is None:
        context["late_form"] = LateForm()
    context.update(extra)
    part, status = wants_part(request), extra.get("status", 200)
    template = "hearings/_bench.html" if part else "hearings/bench.html"
    response = render(request, template, {**context, "part": part}, status=status)
    if request.method == "POST":
        response["HX-Push-Url"] = "false"  # an address that only takes what is sent to it
    patch_vary_headers(response, ("HX-Request-Type",))
    return response


def _give(people: list[User], row: Reply | Segment, prefix: str = "id_%s") -> GiveForm:
    initial = {"to": row.assigned_to_id, "version": row.version}
    return GiveForm(people=people, initial=initial, auto_id=prefix)


@require_safe
def bench(request: Request, pk: int) -> HttpResponse:
    """Show the work bench: the replies, the open one, the proposal's items, the segment."""
    return shown(request, pk, wanted(request.GET))


def _marked(request: Request, reply: Reply) -> Segment:
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise ValidationError(_("Mark some text first."))
    data = form.cleaned_data
    minority = None
    if data["minority"]:
        minority = get_object_or_404(reply.minorities, pk=data["minority"])
    text = actions.text_of(reply, minority)
    return actions.cut(
        reply=reply,
        by=request.user,
        start=from_browser(text, data["start"]),
        end=from_browser(text, data["end"]),
        minority=minority,
    )


@require_POST
def cut(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Make a segment of the marked text, and go on to weigh it."""
    hearing = hearing_of(request, pk, ASSESS)
    reply = _reply_of(request, hearing, sequence)
    chosen = wanted(request.GET).chosen
    try:
        made = _marked(request, reply)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect(where(hearing, Wanted(reply=sequence, chosen=chosen)))
    return redirect(f"{where(hearing, Wanted(segment=made.pk, chosen=chosen))}#uddrag")


@require_POST
def cut_paragraphs(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Make a segment of each paragraph that is still free, in the reply and its statements."""
    hearing = hearing_of(request, pk, ASSESS)
    reply = _reply_of(request, hearing, sequence)
    made = []
    for minority in (None, *reply.minorities.all()):
        made += actions.cut_paragraphs(reply=reply, by=request.user, minority=minority)
    text = ngettext("%(n)s segment made.", "%(n)s segments made.", len(made))
    messages.success(request, text % {"n": len(made)})
    return redirect(where(hearing, Wanted(reply=sequence, chosen=wanted(request.GET).chosen)))


@require_POST
def note(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Note that a reply has been read."""
    hearing = hearing_of(request, pk, ASSESS)
    reply = _reply_of(request, hearing, sequence)
    read_reply(reply=reply, by=request.user, at=now())
    messages.success(request, _("Noted as read."))
    return redirect(where(hearing, Wanted(reply=sequence, chosen=wanted(request.GET).chosen)))


@require_POST
def late(request: Request, pk: int, sequence: int) -> HttpResponse:
    """Decide whether a late reply is taken into account."""
    hearing = hearing_of(request, pk, ASSESS)
    reply = _reply_of(request, hearing, sequence)
    form, want = LateForm(request.POST), wanted(request.GET)
    want = Wanted(reply=sequence, chosen=want.chosen)
    if not form.is_valid():
        return shown(request, pk, want, late_form=form, status=UNPROCESSABLE)
    data = form.cleaned_data
    try:
        decide_late(
            reply=reply, by=request.user, included=data["included"], reason=data["reason"]
        )  # fmt: skip
    except ValidationError as error:
        put_on_form(form, error)
        return shown(request, pk, want, late_form=form, status=UNPROCESSABLE)
    messages.success(request, _("Noted with the reply."))
    return redirect(where(hearing, want))
