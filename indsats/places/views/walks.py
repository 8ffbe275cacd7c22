"""Safety walks: the list, one walk with its findings, its deeds, and its paper."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base import answers
from indsats.base.answers import Page, sent, simply
from indsats.base.documents import Document
from indsats.base.docx import to_docx
from indsats.base.http import Request, download
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.base.pdf import to_pdf
from indsats.organisation.access import Permission, may, require
from indsats.places.actions import walks as actions
from indsats.places.forms import walk as forms
from indsats.places.forms.hotspot import ReasonForm
from indsats.places.models import SafetyWalk, WalkFault
from indsats.places.queries import choices
from indsats.places.queries.walks import (
    found_on,
    invited_words,
    measure_state,
    named_walks,
    stops_of,
    walk_paper,
)
from indsats.places.views.answers import hotspot_form, saving

PAPERS = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}  # fmt: skip


walk_form = partial(answers.form_page, "places/walk_form.html")


def _address(walk: SafetyWalk) -> str:
    return reverse("places:walk", args=[walk.pk])


def _find(request: Request, pk: int, permission: Permission) -> SafetyWalk:
    rows = SafetyWalk.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(named_walks(rows, localdate()), pk=pk)


@require_safe
def walks(request: Request) -> HttpResponse:
    """List the safety walks, the latest first (tryghedsvandringer)."""
    require(request, Permission.HOTSPOT_SEE)
    today = localdate()
    rows = SafetyWalk.objects.open_to(request.user, Permission.HOTSPOT_SEE, today)
    listing = Listing(
        request,
        named_walks(rows, today),
        columns=[
            Column("title", _("Safety walk"), order=True, main=True, url=_address),
            Column("starts_at", _("When"), order=True),
            Column("state", _("State"), template="places/cells/walk_state.html"),
            Column("unit_name", _("Arranged by"), order=True),
            Column("found", _("Findings"), order=True, number=True),
            Column("waiting", _("Measures that wait"), order=True, number=True),
            Column("follow_up_on", _("Follow-up"), order=True),
        ],
        search=("title", "meeting_point"),
        filters=(
            Choice("unit", _("Arranged by"), lambda: choices.units(today).choices, "unit__key"),
            Days("starts_at", _("When")),
        ),
        order=("-starts_at", "title"),
        caption=_("safety walks"),
        empty=_("No safety walks are planned or held yet."),
    )
    context = {"writes": may(request.user, Permission.HOTSPOT_WRITE, today), "today": today}
    return listing.respond("places/walk_list.html", context)


@require_safe
def walk(request: Request, pk: int) -> HttpResponse:
    """Show a walk: route, findings, measures, follow-up (tryghedsvandring)."""
    today = localdate()
    found = _find(request, pk, Permission.HOTSPOT_SEE)
    stops = stops_of(found)
    findings = [
        (each, measure_state(each.measure, today) if each.measure else None)
        for each in found_on(found, stops, today)
    ]
    writers = SafetyWalk.objects.open_to(request.user, Permission.HOTSPOT_WRITE, today)
    context = {
        "walk": found,
        "stops": stops,
        "findings": findings,
        "invited": invited_words(found),
        "writes": writers.filter(pk=pk).exists(),
        "today": today,
    }
    return render(request, "places/walk.html", context)


@require_safe
def paper(request: Request, pk: int, kind: str) -> HttpResponse:
    """Give the list to walk by, or what was found, as a document."""
    found = _find(request, pk, Permission.HOTSPOT_SEE)
    if kind not in PAPERS:
        raise Http404
    write, content_type = PAPERS[kind]
    document: Document = walk_paper(found, settings.MUNICIPALITY, localdate())
    name = f"tryghedsvandring-{found.starts_at:%Y-%m-%d}.{kind}"
    return download(write(document), name=name, content_type=content_type)


def _form(request: Request, begin: dict[str, Any]) -> forms.WalkForm:
    today = localdate()
    offered = {
        "unit": choices.own_units(request.user, Permission.HOTSPOT_WRITE, today),
        "area": choices.areas(today),
        "place": choices.places(today),
    }
    form = forms.WalkForm(sent(request), offered=offered, initial=begin)
    form.known_places = choices.place_names(today)
    return form


def new(request: Request) -> HttpResponse:
    """Plan a walk (planlæg tryghedsvandring)."""
    require(request, Permission.HOTSPOT_WRITE)
    form = _form(request, {})
    made: list[SafetyWalk] = []

    def deed() -> None:
        unit = form.cleaned_data["unit"]
        made.append(actions.plan_walk(by=request.user, unit=unit, facts=form.facts, at=now()))

    page = Page(_("New safety walk"), _("Plan"), reverse("places:walks"), said=_("Planned."))
    response = walk_form(request, page, form, deed)
    return redirect(_address(made[0])) if made else response


def edit(request: Request, pk: int) -> HttpResponse:
    """Change a walk that has not been held."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = _form(request, forms.initial(found))
    form.fields["unit"].disabled = True

    def deed() -> None:
        version = form.cleaned_data["version"] or 0
        actions.edit_walk(by=request.user, walk=found, facts=form.facts, version=version)

    page = Page(_("Change the safety walk"), _("Save"), _address(found))
    return walk_form(request, page, form, saving(form, deed))


def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a walk."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.cancel_walk(by=request.user, walk=found, day=localdate(), reason=reason)

    page = Page(_("Cancel the safety walk"), _("Cancel it"), _address(found), found.title)
    return hotspot_form(request, page, form, deed)


def hold(request: Request, pk: int) -> HttpResponse:
    """Note that a walk has been held; the follow-up comes by itself."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = forms.HeldForm(sent(request), initial={"day": localdate()})

    def deed() -> None:
        actions.hold_walk(by=request.user, walk=found, **form.cleaned_data)

    lead = _("The follow-up is set six months later by itself.")
    page = Page(_("The walk has been held"), _("Held"), _address(found), lead)
    return hotspot_form(request, page, form, deed)


def follow_up(request: Request, pk: int) -> HttpResponse:
    """Note what had come of a walk half a year on."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = forms.FollowUpForm(sent(request), initial={"day": localdate()})
    form.known_places = choices.place_names(localdate())

    def deed() -> None:
        data = form.cleaned_data
        actions.follow_up_walk(by=request.user, walk=found, day=data["day"], text=data["text"])

    page = Page(_("Follow the walk up"), _("Save"), _address(found), found.title)
    return hotspot_form(request, page, form, deed)


def _fault_form(request: Request, walk: SafetyWalk, begin: dict[str, Any]) -> forms.FaultForm:
    today = localdate()
    form = forms.FaultForm(
        sent(request), stops=stops_of(walk), units=choices.units(today), initial=begin
    )
    form.known_places = choices.place_names(today)
    return form


def new_fault(request: Request, pk: int) -> HttpResponse:
    """Note something found; one may go straight on to the next."""
    found = _find(request, pk, Permission.HOTSPOT_WRITE)
    form = _fault_form(request, found, {"stop": request.GET.get("stop", "")})

    def deed() -> None:
        actions.note_fault(by=request.user, walk=found, facts=form.facts, at=now())

    again = "igen" in request.POST
    back = reverse("places:fault-new", args=[pk]) if again else f"{_address(found)}#fundet"
    page = Page(_("New finding"), _("Note it"), back, found.title, _("Noted."))
    return answers.form_page("places/fault_form.html", request, page, form, deed)


def assign_fault(request: Request, pk: int) -> HttpResponse:
    """Give a finding someone responsible and a day, which makes it a measure."""
    rows = WalkFault.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    fault = get_object_or_404(rows.select_related("walk", "stop"), pk=pk)
    begin = {"kind": fault.kind, "text": fault.text, "stop": str(fault.stop_id or "")}
    form = _fault_form(request, fault.walk, begin)

    def deed() -> None:
        actions.assign_fault(by=request.user, fault=fault, facts=form.facts, at=now())

    page = Page(_("Who does something about it?"), _("Make it a measure"), _address(fault.walk))
    return hotspot_form(request, page, form, deed)


@require_POST
def remove_fault(request: Request, pk: int) -> HttpResponse:
    """Take out a finding noted by mistake."""
    rows = WalkFault.objects.open_to(request.user, Permission.HOTSPOT_WRITE, localdate())
    fault = get_object_or_404(rows.select_related("walk"), pk=pk)
    back = _address(fault.walk)
    return simply(
        request, lambda: actions.remove_fault(by=request.user, fault=fault), _("Removed."), back
    )
