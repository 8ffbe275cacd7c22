"""Competences: the register, the gap picture, and entering them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing, Tick
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.competence import (
    add_competence,
    end_competence,
    register_competence,
)
from indsats.organisation.actions.looking import list_competences
from indsats.organisation.forms.competence import (
    CatalogueForm,
    EndCompetenceForm,
    RegisterCompetenceForm,
)
from indsats.organisation.models import Competence, CompetenceHeld, User
from indsats.organisation.queries import lists
from indsats.organisation.views.files import exporter


def competences(request: Request) -> HttpResponse:
    """List what people within reach can, and until when (kompetencer)."""
    access.require(request, Permission.COMPETENCE_SEE)
    today, user = localdate(), request.user
    mine = CompetenceHeld.objects.open_to(user, Permission.COMPETENCE_SEE, today)
    catalogue = Competence.objects.open_to(user, Permission.COMPETENCE_SEE, today)
    running = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
    columns = [
        Column(
            "person",
            _("Person"),
            order=True,
            main=True,
            url=lambda row: reverse("organisation:person", args=[row.user_id]),
        ),
        Column("what", _("Competence"), order=True),
        Column("valid_from", _("Held from"), order=True),
        Column("last_day", _("Last day"), order="valid_to"),
        Column("evidence", _("Shown by")),
    ]
    listing = Listing(
        request,
        lists.competences(mine),
        columns=columns,
        search=("user__name", "competence__name", "evidence"),
        filters=(
            Choice("competence", _("Competence"), lambda: [(str(c.pk), c.name) for c in catalogue]),
            Days("valid_to", _("Runs out")),
            Tick("running", _("Only those in force today"), running & Q(valid_from__lte=today)),
        ),
        order=("person", "what"),
        caption=_("competences"),
        empty=_("No competences are registered yet."),
        export=exporter(request, _("Competences")),
    )
    list_competences(
        by=user,
        what="organisation.competenceheld",
        people=len({r.user_id for r in listing.page.rows}),
    )
    context = {"may_write": access.may(user, Permission.COMPETENCE_WRITE, today)}
    return listing.respond("organisation/competences.html", context)


def register(request: Request) -> HttpResponse:
    """Register what someone can (registrér kompetence)."""
    access.require(request, Permission.COMPETENCE_WRITE)
    today, user = localdate(), request.user
    form = RegisterCompetenceForm(
        request.POST or None,
        initial={"user": request.GET.get("person"), "valid_from": today},
        people=User.objects.open_to(user, Permission.COMPETENCE_WRITE, today).filter(
            is_active=True
        ),
        catalogue=Competence.objects.open_to(user, Permission.COMPETENCE_WRITE, today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            held = register_competence(by=user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The competence is registered."))
            return redirect("organisation:person", held.user_id)
    context = {
        "title": _("Register a competence"),
        "form": form,
        "submit": _("Register"),
        "up": [(_("Competences"), "organisation:competences")],
        "cancel_url": reverse("organisation:competences"),
    }
    return render(request, "base/form_page.html", context, status=422 if form.errors else 200)


def end(request: Request, pk: int) -> HttpResponse:
    """End a registered competence, or remove one entered by mistake."""
    today = localdate()
    mine = CompetenceHeld.objects.open_to(request.user, Permission.COMPETENCE_WRITE, today)
    held = get_object_or_404(mine.select_related("user", "competence"), pk=pk)
    form = EndCompetenceForm(request.POST or None, initial={"valid_to": today})
    if request.method == "POST" and form.is_valid():
        try:
            end_competence(by=request.user, held=held, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The competence is ended."))
            return redirect("organisation:person", held.user_id)
    context = {
        "title": _("End a competence"),
        "form": form,
        "submit": _("End"),
        "lead": f"{held.user}: {held.competence}",
        "up": [(held.user, reverse("organisation:person", args=[held.user_id]))],
        "cancel_url": reverse("organisation:person", args=[held.user_id]),
    }
    return render(request, "base/form_page.html", context, status=422 if form.errors else 200)


def catalogue(request: Request) -> HttpResponse:
    """List the competences profiles can ask for, and add one; only for who reaches everything."""
    access.require(request, Permission.COMPETENCE_SEE)
    today, user = localdate(), request.user
    may_add = access.scope(user, Permission.COMPETENCE_WRITE, today).everything
    form = CatalogueForm(request.POST or None)
    if request.method == "POST":
        access.require(request, Permission.COMPETENCE_WRITE)
    if request.method == "POST" and may_add and form.is_valid():
        try:
            add_competence(by=user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The competence is in the catalogue."))
            return redirect("organisation:catalogue")
    rows = Competence.objects.open_to(user, Permission.COMPETENCE_SEE, today)
    columns = [
        Column("name", _("Name"), order=True, main=True),
        Column("expires_after_months", _("Renewed after (months)"), order=True, number=True),
        Column("key", _("Key")),
    ]
    listing = Listing(
        request,
        rows,
        columns=columns,
        search=("name",),
        order="name",
        caption=_("the catalogue"),
        empty=_("The catalogue is empty."),
    )
    response = listing.respond("organisation/catalogue.html", {"form": form, "may_add": may_add})
    response.status_code = 422 if form.errors else 200
    return response
