"""People: the directory, and a page for each."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.looking import see_person
from indsats.organisation.models import CompetenceHeld, UnitState, User
from indsats.organisation.queries import lists
from indsats.organisation.queries.person_page import person_page
from indsats.organisation.views.files import exporter


def people(request: Request) -> HttpResponse:
    """List those who work here or sit in a body, and how to reach them (personer)."""
    access.require(request, Permission.PEOPLE_SEE)
    today, user = localdate(), request.user
    mine = User.objects.open_to(user, Permission.PEOPLE_SEE, today).filter(is_active=True)
    units = UnitState.objects.open_to(user, Permission.ORGANISATION_SEE, today).on(today)
    columns = [
        Column(
            "name",
            _("Name"),
            order=True,
            main=True,
            url=lambda row: reverse("organisation:person", args=[row.pk]),
        ),
        Column("post_title", _("Post"), order=True),
        Column("unit_name", _("Unit"), order=True),
        Column("email", _("E-mail"), url=lambda row: f"mailto:{row.email}" if row.email else ""),
        Column(
            "phone",
            _("Phone"),
            url=lambda row: f"tel:{row.phone.replace(' ', '')}" if row.phone else "",
        ),
    ]
    listing = Listing(
        request,
        lists.people(mine, today),
        columns=columns,
        search=("name", "email", "phone"),
        filters=(
            Choice("unit", _("Unit"), lambda: lists.unit_choices(units), lookup="first_unit"),
        ),
        order="name",
        caption=_("people"),
        empty=_("Nobody is registered yet."),
        export=exporter(request, _("People")),
    )
    return listing.respond("organisation/people.html")


def person(request: Request, pk: int) -> HttpResponse:
    """Show one person; competences and history only to those who may see them (person)."""
    today, user = localdate(), request.user
    mine = User.objects.open_to(user, Permission.PEOPLE_SEE, today)
    row = get_object_or_404(mine, pk=pk)
    close = User.objects.open_to(user, Permission.COMPETENCE_SEE, today)
    personal = close.filter(pk=row.pk).exists()
    if personal:
        see_person(by=user, person=row)
    changeable = CompetenceHeld.objects.open_to(user, Permission.COMPETENCE_WRITE, today)
    context = {
        "page": person_page(row, today, personal=personal),
        "personal": personal,
        "today": today,
        "endable": set(changeable.filter(user=row).values_list("pk", flat=True)),
    }
    return render(request, "organisation/person.html", context)
