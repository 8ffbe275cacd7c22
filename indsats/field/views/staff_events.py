"""Violence, threats and harassment against staff: one's own reports and the leader's follow-up."""

from functools import partial

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base import answers
from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing, Tick
from indsats.field.actions import staff_event as actions
from indsats.field.forms.incident import FollowUpForm, StaffEventForm
from indsats.field.models import StaffEvent, StaffEventKind
from indsats.law.work import report_advice
from indsats.organisation.access import Permission, may, require

SEE, WRITE = Permission.STAFF_EVENT_SEE, Permission.STAFF_EVENT_WRITE
form_page = partial(answers.form_page, "field/incident/staff_form_page.html")
NOTED = ("followed_up", "absent_from", "reported_on", "police_on")


def _address(event: StaffEvent) -> str:
    return reverse("incidents:staff-event", args=[event.pk])


def _find(request: Request, pk: int) -> StaffEvent:
    rows = StaffEvent.objects.open_to(request.user, SEE, localdate())
    return get_object_or_404(rows.select_related("exposed", "incident"), pk=pk)


def _follows_up(request: Request, event: StaffEvent) -> bool:
    """Tell whether somebody follows up: a leader or personnel, never on one's own report."""
    return event.exposed_id != request.user.pk and event.closed_on is None


@require_safe
def staff_events(request: Request) -> HttpResponse:
    """List one's own reports, and those of the people one leads."""
    require(request, SEE)
    listing = Listing(
        request,
        StaffEvent.objects.open_to(request.user, SEE, localdate()).select_related("exposed"),
        columns=[
            Column("kind", _("What"), order=True, main=True, url=_address),
            Column("exposed__name", _("Who"), order=True),
            Column("happened_at", _("When"), order=True),
            Column("report_by", _("Report by"), order=True),
            Column("closed_on", _("Closed"), order=True),
        ],
        filters=(
            Choice("kind", _("What"), StaffEventKind.choices),
            Tick("open", _("Only open ones"), Q(closed_on=None)),
        ),
        order="-happened_at",
        caption=_("reports"),
        empty=_("Nothing has been reported."),
    )
    return listing.respond(
        "field/incident/staff_list.html", {"reports": may(request.user, WRITE, localdate())}
    )


def report(request: Request) -> HttpResponse:
    """Report what one was exposed to oneself."""
    require(request, WRITE)
    form = StaffEventForm(sent(request), initial={"happened_at": localtime()})

    def deed() -> None:
        actions.report(by=request.user, **form.cleaned_data)

    page = Page(
        _("Report violence or threats"), _("Report"), reverse("incidents:staff-list"),
        _("Thank you for saying it. Your leader follows up with you."), _("It is reported."),
    )  # fmt: skip
    return form_page(request, page, form, deed)


@require_safe
def staff_event(request: Request, pk: int) -> HttpResponse:
    """Show one report to the exposed, the leader and personnel."""
    found = _find(request, pk)
    actions.open_page(by=request.user, event=found)
    advice = report_advice(found.absent_from, found.reported_on)
    context = {
        "event": found,
        "follows_up": _follows_up(request, found),
        "advice": advice.text(get_language() or "da") if advice else "",
    }
    return render(request, "field/incident/staff_event.html", context)


def follow_up(request: Request, pk: int) -> HttpResponse:
    """Note what the leader has done."""
    found = _find(request, pk)
    if not _follows_up(request, found):
        return redirect(_address(found))
    start = {name: getattr(found, name) for name in NOTED}
    form = FollowUpForm(sent(request), initial={**start, "version": found.version})

    def deed() -> None:
        actions.follow_up(by=request.user, event=found, **form.cleaned_data)

    page = Page(_("Follow up"), _("Save"), _address(found), _("The exposed can read it."))
    return form_page(request, page, form, deed)


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Close a report that has been followed up."""
    found = _find(request, pk)
    if not _follows_up(request, found):
        return redirect(_address(found))
    return answers.simply(
        request, lambda: actions.close(by=request.user, event=found),
        _("The report is closed."), _address(found),
    )  # fmt: skip
