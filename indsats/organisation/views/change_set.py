"""Change-sets: the list, one of them with its steps and problems, and its title."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions import change_sets as deeds
from indsats.organisation.forms.change_set import TitleForm
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Unit
from indsats.organisation.queries.change_set_page import page_of, with_days
from indsats.organisation.queries.change_sets import prepared
from indsats.organisation.queries.edits import edits
from indsats.organisation.queries.options import unit_names
from indsats.organisation.queries.preview import namer_for
from indsats.organisation.subjects import called


def reachable(request: Request, key: str, permission: Permission) -> ChangeSet:
    """Find a change-set the reader may touch so; answer 404 for any other."""
    mine = ChangeSet.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(mine.select_related("created_by", "owner_unit"), key=key)


def change_sets(request: Request) -> HttpResponse:
    """List the change-sets within reach (ændringssæt)."""
    access.require(request, Permission.CHANGE_SEE)
    today = localdate()
    rows = with_days(ChangeSet.objects.open_to(request.user, Permission.CHANGE_SEE, today))
    columns = [
        Column(
            "title", _("Title"), order=True, main=True,
            url=lambda row: reverse("organisation:change-set", args=[row.key]),
        ),
        Column("status", _("State"), order=True, template="organisation/cells/change_state.html"),
        Column("first_day", _("First effect"), order=True),
        Column("last_day", _("Last effect"), order=True),
        Column("steps", _("Steps"), number=True),
        Column("created_by__name", _("Begun by"), order=True),
        Column("created_at", _("Begun"), order=True),
    ]  # fmt: skip
    listing = Listing(
        request, rows, columns=columns, search=("title", "key", "decision_reference"),
        filters=(
            Choice("status", _("State"), ChangeSetStatus.choices),
            Days("created_at", _("Begun")),
        ),
        order="-created_at", caption=_("change-sets"), empty=_("There are no change-sets yet."),
    )  # fmt: skip
    context = {
        "may_draft": access.may(request.user, Permission.CHANGE_DRAFT, today),
        "today": today,
    }
    return listing.respond("organisation/change_sets.html", context)


def change_set(request: Request, key: str) -> HttpResponse:
    """Show a change-set: its steps, what is wrong with it, and what may be done now."""
    shown = reachable(request, key, Permission.CHANGE_SEE)
    return render(request, "organisation/change_set.html", context_of(request, shown))


def context_of(request: Request, shown: ChangeSet, **more: Any) -> dict[str, Any]:
    """Gather what the page of a change-set shows the reader."""
    today = localdate()
    user = request.user
    names = access.may(user, Permission.CHANGE_PEOPLE_SEE, today)
    return {
        "change_set": shown,
        "page": page_of(shown, today=today, named=names),
        "decision": called(shown.decision_reference, user, today),
        "may_draft": _within(request, shown, Permission.CHANGE_DRAFT),
        "may_decide": _within(request, shown, Permission.CHANGE_DECIDE),
        "may_see_people": names,
        "today": today,
        **more,
    }


def _within(request: Request, shown: ChangeSet, permission: Permission) -> bool:
    mine = ChangeSet.objects.open_to(request.user, permission, localdate())
    return mine.filter(pk=shown.pk).exists()


def conflict(request: Request, shown: ChangeSet, seen: int | None) -> dict[str, Any]:
    """Tell the second of two editors what has been done since the version they saw."""
    today = localdate()
    fresh = get_object_or_404(
        ChangeSet.objects.open_to(request.user, Permission.CHANGE_SEE, today), pk=shown.pk
    )
    named = access.may(request.user, Permission.CHANGE_PEOPLE_SEE, today)
    namer = namer_for(prepared(fresh, today=today, strict=False), named=named)
    return {"others": edits(fresh, namer, after=seen or 0), "version": fresh.version}


def _title_form(request: Request, *, shown: ChangeSet | None = None) -> TitleForm:
    today = localdate()
    units = Unit.objects.open_to(request.user, Permission.CHANGE_DRAFT, today)
    initial = None
    if shown is not None:
        initial = {
            "title": shown.title, "owner_unit": shown.owner_unit_id, "version": shown.version,
        }  # fmt: skip
    data = request.POST if request.method == "POST" else None
    form = TitleForm(data, units=units, names=unit_names(today), initial=initial)
    everywhere = access.scope(request.user, Permission.CHANGE_DRAFT, today).everything
    # Whoever reaches some units only would lose sight of a change-set that no unit prepares.
    form.fields["owner_unit"].required = not everywhere
    return form


def new(request: Request) -> HttpResponse:
    """Begin a change-set."""
    access.require(request, Permission.CHANGE_DRAFT)
    form = _title_form(request)
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = deeds.draft(by=request.user, title=data["title"], owner_unit=data["owner_unit"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("organisation:change-set", key=made.key)
    context = {
        "title": _("New change-set"), "form": form, "submit": _("Begin"),
        "cancel_url": reverse("organisation:change-sets"),
        "lead": _("Give it a title. Then add what is to be changed, one step at a time."),
        "up": [(_("Changes"), "organisation:change-sets")],
    }  # fmt: skip
    return render(request, "base/form_page.html", context, status=422 if form.is_bound else 200)


def edit(request: Request, key: str) -> HttpResponse:
    """Change the title of a draft and the unit that prepares it."""
    shown = reachable(request, key, Permission.CHANGE_DRAFT)
    form = _title_form(request, shown=shown)
    others: dict[str, Any] = {}
    if form.is_valid():
        data = form.cleaned_data
        try:
            deeds.rename(by=request.user, change_set=shown, **data)
        except ChangedMeanwhileError as error:
            form.add_error(None, error)
            others = conflict(request, shown, data["version"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("organisation:change-set", key=shown.key)
    context = {
        "title": _("Title and unit"), "form": form, "change_set": shown,
        "cancel_url": reverse("organisation:change-set", args=[shown.key]), **others,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "organisation/change_form.html", context, status=status)
