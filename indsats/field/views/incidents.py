"""Incidents: the list, the page where the work is led, and its paper."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base import answers
from indsats.base.answers import Page, sent
from indsats.base.http import Request, download
from indsats.base.listing import Choice, Column, Days, Listing, Tick
from indsats.base.pdf import to_pdf
from indsats.field.actions import incident as actions
from indsats.field.actions import notices
from indsats.field.forms.incident import CloseForm, LeadForm, LineForm, ReportForm
from indsats.field.models import Incident, IncidentEntry, IncidentKind, Safety
from indsats.field.queries import incident as queries
from indsats.field.queries import long_lists
from indsats.field.queries.incident_paper import paper_of
from indsats.field.queries.long_lists import by_unit
from indsats.organisation.access import Permission, require
from indsats.organisation.models import Unit, User
from indsats.places.models import Place, PlaceState

SEE, WRITE, LEAD = Permission.INCIDENT_SEE, Permission.INCIDENT_WRITE, Permission.INCIDENT_LEAD
form_page = partial(answers.form_page, "field/incident/form_page.html")


def _address(incident: Incident) -> str:
    return reverse("incidents:incident", args=[incident.pk])


def _find(request: Request, pk: UUID, permission: Permission) -> Incident:
    rows = Incident.objects.open_to(request.user, permission, localdate())
    named = queries.with_names(rows, localdate())
    return get_object_or_404(named.select_related("leader", "spokesperson", "author"), pk=pk)


def _reaches(request: Request, incident: Incident, permission: Permission) -> bool:
    rows = Incident.objects.open_to(request.user, permission, localdate())
    return rows.filter(pk=incident.pk).exists()


@require_safe
def incidents(request: Request) -> HttpResponse:
    """List incidents, the newest first."""
    require(request, SEE)
    day = localdate()
    rows = Incident.objects.open_to(request.user, SEE, day)
    listing = Listing(
        request,
        queries.with_names(rows, day),
        columns=[
            Column("title", _("Incident"), order=True, main=True, url=_address),
            Column("kind", _("What"), order=True),
            Column("happened_at", _("When"), order=True),
            Column("place_name", _("Place"), order=True),
            Column("unit_name", _("Handled by"), order=True),
            Column("closed_at", _("State"), template="field/incident/state_cell.html"),
        ],
        search=("title", "place_name"),
        filters=(
            Choice("kind", _("What"), IncidentKind.choices),
            Tick("open", _("Only open ones"), Q(closed_at=None)),
            Days("happened_at", _("When")),
        ),
        order="-happened_at",
        caption=_("incidents"),
        empty=_("Nothing has been reported."),
        parts=by_unit(request.user, SEE, day),
        count_limit=long_lists.COUNTED,
    )
    reports = bool(_units(request))
    return listing.respond("field/incident/list.html", {"reports": reports})


def _units(request: Request) -> list[tuple[int, str]]:
    day = localdate()
    return queries.units_of(Unit.objects.open_to(request.user, WRITE, day), day)


def report(request: Request) -> HttpResponse:
    """Report an incident: the list of who is out comes by itself."""
    require(request, WRITE)
    day = localdate()
    seen = PlaceState.objects.open_to(request.user, Permission.PLACE_SEE, day).on(day)
    places = list(seen.order_by("name").values_list("place_id", "name"))
    initial = {"happened_at": localtime(), "kind": "other"}
    form = ReportForm(sent(request), units=_units(request), places=places, initial=initial)
    made: list[Incident] = []

    def deed() -> None:
        data = dict(form.cleaned_data)
        units = Unit.objects.open_to(request.user, WRITE, day)
        unit = get_object_or_404(units, pk=data.pop("unit"))
        chosen = data.pop("place")
        place = None
        if chosen:
            rows = Place.objects.open_to(request.user, Permission.PLACE_SEE, day)
            place = get_object_or_404(rows, pk=chosen)
        made.append(actions.report(by=request.user, unit=unit, place=place, **data))

    page = Page(_("Report an incident"), _("Report"), reverse("incidents:list"))
    answer = form_page(request, page, form, deed)
    return redirect(_address(made[0])) if made else answer


@require_safe
def incident(request: Request, pk: UUID) -> HttpResponse:
    """Show who of ours is safe, what is known and not, what was decided and said."""
    found = _find(request, pk, SEE)
    notices.see(by=request.user, incident=found)
    writes = found.closed_at is None and _reaches(request, found, WRITE)
    return render(request, "field/incident/incident.html", _shown(request, found, writes=writes))


def _shown(request: Request, found: Incident, *, writes: bool, form: Any = None) -> dict[str, Any]:
    leads = writes and _reaches(request, found, LEAD)
    return {
        "incident": found,
        "picture": queries.picture(found),
        "staff": queries.staff(found),
        "statuses": [each for each in Safety if each != Safety.UNKNOWN],
        "writes": writes,
        "leads": leads,
        "form": form or LineForm(initial={"happened_at": localtime()}),
    }


def add_line(request: Request, pk: UUID) -> HttpResponse:
    """Add a line to the timeline; bad input shows the page again with what was typed."""
    found = _find(request, pk, WRITE)
    form = LineForm(sent(request))

    def deed() -> None:
        actions.add_line(by=request.user, incident=found, **form.cleaned_data)

    if request.method == "POST" and answers.tried(form, deed):
        return redirect(f"{_address(found)}#tidslinje")
    status = answers.UNPROCESSABLE if request.method == "POST" else 200
    shown = _shown(request, found, writes=found.closed_at is None, form=form)
    return render(request, "field/incident/incident.html", shown, status=status)


def correct_line(request: Request, pk: UUID, line: UUID) -> HttpResponse:
    """Set a line right by a new one; the old one stays and shows that it was corrected."""
    found = _find(request, pk, WRITE)
    lines = IncidentEntry.objects.open_to(request.user, WRITE, localdate())
    old = get_object_or_404(lines, pk=line, incident=found)
    start = {"kind": old.kind, "text": old.text, "told_whom": old.told_whom}
    form = LineForm(sent(request), initial={**start, "happened_at": localtime()})

    def deed() -> None:
        actions.add_line(by=request.user, incident=found, corrects=old, **form.cleaned_data)

    page = Page(
        _("Correct a line"), _("Add the correction"), _address(found),
        _("The line stays as it was written; the correction is shown with it."),
        above=[(old.get_kind_display(), old.text)],
    )  # fmt: skip
    return form_page(request, page, form, deed)


@require_POST
def note_safety(request: Request, pk: UUID, user: int) -> HttpResponse:
    """Note with one press how one of our own is."""
    found = _find(request, pk, WRITE)
    person = get_object_or_404(User.objects.open_to(*_who(request)), pk=user)
    status = request.POST.get("status", "")

    def deed() -> None:
        if status in Safety.values:
            actions.note_safety(by=request.user, incident=found, user=person, status=status)

    said = _("Noted: %(name)s.") % {"name": person.name}
    return answers.simply(request, deed, said, f"{_address(found)}#vores")


def _who(request: Request) -> tuple[User, Permission, Any]:
    return request.user, Permission.PEOPLE_SEE, localdate()


@require_POST
def call_the_roll(request: Request, pk: UUID) -> HttpResponse:
    """List those who have gone out since."""
    found = _find(request, pk, WRITE)
    return answers.simply(
        request, lambda: actions.call_the_roll(by=request.user, incident=found),
        _("The list of who is out is fresh."), f"{_address(found)}#vores",
    )  # fmt: skip


def lead(request: Request, pk: UUID) -> HttpResponse:
    """Say who leads and who alone speaks to others."""
    found = _find(request, pk, LEAD)
    start = {name: getattr(found, name) for name in ("leader", "spokesperson", "is_verified")}
    people = User.objects.open_to(*_who(request)).filter(is_active=True).order_by("name")
    form = LeadForm(sent(request), people=people, initial=start)

    def deed() -> None:
        actions.lead(by=request.user, incident=found, **form.cleaned_data)

    page = Page(_("Who leads and who speaks"), _("Save"), _address(found))
    return form_page(request, page, form, deed)


def close(request: Request, pk: UUID) -> HttpResponse:
    """Close an incident with what was learnt."""
    found = _find(request, pk, LEAD)
    form = CloseForm(sent(request))

    def deed() -> None:
        actions.close(by=request.user, incident=found, **form.cleaned_data)

    page = Page(_("Close the incident"), _("Close the incident"), _address(found), found.title)
    return form_page(request, page, form, deed)


@require_safe
def paper(request: Request, pk: UUID) -> HttpResponse:
    """Hand out the timeline as PDF."""
    found = _find(request, pk, SEE)
    actions.hand_out(by=request.user, incident=found)
    name = _("incident-%(day)s.pdf") % {"day": f"{localtime(found.happened_at):%Y-%m-%d}"}
    return download(to_pdf(paper_of(found)), name=name, content_type="application/pdf")
