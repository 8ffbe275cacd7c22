"""Groups of youths: a place and a number, never who is in them (ungegrupperinger)."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing, Tick
from indsats.field.actions import relations as actions
from indsats.field.forms.relations import CloseGroupForm, PersonForm
from indsats.field.models import Crowd, GroupDoing, Mood, YouthGroup
from indsats.field.queries.people import working_in
from indsats.field.queries.relations import listed_groups
from indsats.field.views.answers import chosen_person, form_page, shown_version, tabs
from indsats.law.street import group_advice
from indsats.organisation.access import Permission, require


def _rows(request: Request, permission: Permission) -> Any:
    today = localdate()
    return listed_groups(YouthGroup.objects.open_to(request.user, permission, today), today)


def _address(group: YouthGroup) -> str:
    return reverse("field:group", args=[group.pk])


@require_safe
def groups(request: Request) -> HttpResponse:
    """List groups that are followed, those seen last first; closed ones on request."""
    require(request, Permission.GROUP_SEE)
    everything = request.GET.get("vis") == "alle"
    rows = _rows(request, Permission.GROUP_SEE)
    listing = Listing(
        request,
        rows if everything else rows.filter(closed_on__isnull=True),
        columns=[
            Column("called", _("Group"), order=("place_name", "number"), main=True, url=_address),
            Column("crowd", _("How many"), order=True),
            Column("ages", _("Age"), order=True),
            Column("doing", _("Mostly"), order=True),
            Column("last_mood", _("Mood, last time"), show=_mood),
            Column("last_seen_on", _("Last seen"), order="-last_seen_on"),
            Column("sighting_count", _("Sightings"), order=True, number=True),
            Column("holder__name", _("Has the contact"), order=True),
            Column("unit_name", _("Team"), order=True),
            Column("review_on", _("To be closed"), order=True, template="field/cells/review.html"),
        ],
        filters=(
            Choice("crowd", _("How many"), Crowd.choices),
            Choice("doing", _("Mostly"), GroupDoing.choices),
            Tick("conflict", _("In conflict with another group"), Q(has_conflict=True)),
        ),
        order=("-last_seen_on", "number"),
        caption=_("groups"),
        empty=_("No groups are followed."),
    )
    context = {"tabs": tabs(request, "groups"), "everything": everything, "today": localdate()}
    return listing.respond("field/groups.html", context)


def _mood(group: Any) -> str:
    return str(Mood(group.last_mood).label) if group.last_mood else ""


@require_safe
def group(request: Request, pk: UUID) -> HttpResponse:
    """Show a group, and each time it was seen."""
    found = get_object_or_404(_rows(request, Permission.GROUP_SEE), pk=pk)
    writes = YouthGroup.objects.open_to(request.user, Permission.GROUP_WRITE, localdate())
    context = {
        "group": found,
        "mood": _mood(found),
        "sightings": found.sightings.select_related("author").order_by("-seen_at")[:100],
        "advice": group_advice(found.review_on).text(get_language() or "da"),
        "writes": writes.filter(pk=pk).exists(),
    }
    return render(request, "field/group.html", context)


def hold(request: Request, pk: UUID) -> HttpResponse:
    """Say who has the contact with a group."""
    found = get_object_or_404(_rows(request, Permission.GROUP_WRITE), pk=pk)
    people = working_in([found.unit_id], localdate())
    initial = {"who": found.holder.username if found.holder else "", "version": found.version}
    form = PersonForm(sent(request), people=people, initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        actions.hold_group(
            by=request.user, group=found, holder=chosen_person(request, data["who"]),
            version=data["version"], at=now(),
        )  # fmt: skip

    page = Page(_("Who has the contact?"), _("Save"), _address(found), found.called)
    return form_page(request, page, form, deed)


def close(request: Request, pk: UUID) -> HttpResponse:
    """Follow a group no longer."""
    found = get_object_or_404(_rows(request, Permission.GROUP_WRITE), pk=pk)
    form = CloseGroupForm(sent(request), initial={"version": found.version})

    def deed() -> None:
        data = form.cleaned_data
        actions.close_group(
            by=request.user, group=found, because=data["because"], version=data["version"],
            at=now(), day=localdate(),
        )  # fmt: skip

    page = Page(_("Follow the group no longer"), _("Close the group"), _address(found),
                _("It opens again by itself when it is seen."))  # fmt: skip
    return form_page(request, page, form, deed)


@require_POST
def keep(request: Request, pk: UUID) -> HttpResponse:
    """Look at a group again, and follow it on."""
    found = get_object_or_404(_rows(request, Permission.GROUP_WRITE), pk=pk)
    return simply(
        request,
        lambda: actions.keep_group(
            by=request.user, group=found, version=shown_version(request), at=now(),
            day=localdate(),
        ),
        _("The group is followed on."),
        _address(found),
    )  # fmt: skip
