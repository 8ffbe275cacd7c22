"""Simple forms for one change at a time; each becomes a change-set of its own."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.organisation.access import Permission
from indsats.organisation.actions import everyday
from indsats.organisation.actions.grant import lendable
from indsats.organisation.forms.everyday import (
    EndEngagementForm,
    EngageForm,
    MoveForm,
    NewPostForm,
    RenameForm,
    SeatForm,
)
from indsats.organisation.models import (
    BODY_KINDS,
    POST_FUNCTIONS,
    Engagement,
    Function,
    Post,
    Profile,
    Seat,
    Unit,
    UnitState,
    User,
)
from indsats.organisation.queries.names import post_names, profile_names
from indsats.organisation.queries.unit_page import names_on


def _ask(
    request: Request,
    form: forms.Form,
    *,
    title: str,
    lead: str,
    back: str,
    act: Callable[[], object],
) -> HttpResponse:
    """Show a form; carry the change out when it stands, else say on the form why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            day = form.cleaned_data["day"]
            later = _("The change is entered and takes effect by itself.")
            messages.success(request, later if day > localdate() else _("The change is entered."))
            return redirect(back)
    context = {
        "title": title,
        "lead": lead,
        "form": form,
        "up": [(_("The organisation"), "organisation:chart"), (lead, back)],
        "cancel_url": back,
        "submit": _("Enter the change"),
    }
    return render(request, "base/form_page.html", context, status=422 if form.errors else 200)


def _unit(request: Request, key: str, permission: Permission) -> Unit:
    rows = Unit.objects.open_to(request.user, permission, localdate())
    found: Unit = get_object_or_404(rows, key=key)
    return found


def _name(unit: Unit) -> str:
    return names_on(localdate(), [unit.pk]).get(unit.pk, unit.key)


def _data(request: Request) -> object:
    return request.POST if request.method == "POST" else None


def rename(request: Request, key: str) -> HttpResponse:
    """Give a unit another name (ret navn)."""
    unit = _unit(request, key, Permission.CHANGE_DRAFT)
    name = _name(unit)
    form = RenameForm(_data(request), initial={"name": name, "day": localdate()})  # type: ignore[arg-type]
    return _ask(
        request, form, title=_("Correct the name"), lead=name,
        back=reverse("organisation:unit", args=[key]),
        act=lambda: everyday.rename_unit(by=request.user, unit=unit, **form.cleaned_data),
    )  # fmt: skip


def move(request: Request, key: str) -> HttpResponse:
    """Place a unit under another (flyt enhed)."""
    unit, today = _unit(request, key, Permission.CHANGE_DECIDE), localdate()
    form = MoveForm(_data(request), initial={"day": today})  # type: ignore[arg-type]
    states = UnitState.objects.open_to(request.user, Permission.ORGANISATION_SEE, today).on(today)
    line = states.exclude(kind__in=BODY_KINDS).exclude(unit=unit)
    rows = Unit.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
    form.fields["parent"].offer(rows, dict(line.values_list("unit_id", "name")))  # type: ignore[attr-defined]
    return _ask(
        request, form, title=_("Move the unit"), lead=_name(unit),
        back=reverse("organisation:unit", args=[key]),
        act=lambda: everyday.move_unit(by=request.user, unit=unit, **form.cleaned_data),
    )  # fmt: skip


def new_post(request: Request, key: str) -> HttpResponse:
    """Make a new post in a unit (ny stilling)."""
    unit, today = _unit(request, key, Permission.CHANGE_DRAFT), localdate()
    form = NewPostForm(_data(request), initial={"day": today})  # type: ignore[arg-type]
    form.offer_functions(_functions(request.user, today))
    profiles = Profile.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
    form.fields["profile"].offer(profiles, profile_names(today))  # type: ignore[attr-defined]
    return _ask(
        request, form, title=_("New post"), lead=_name(unit),
        back=reverse("organisation:unit", args=[key]),
        act=lambda: everyday.add_post(
            by=request.user, unit=unit, today=today, **form.cleaned_data
        ),
    )  # fmt: skip


def _functions(user: User, today: date) -> list[Function]:
    return list(POST_FUNCTIONS) if everyday.decides(user, today) else lendable()


def engage(request: Request, key: str) -> HttpResponse:
    """Put someone in a post (ansæt i stilling)."""
    today = localdate()
    rows = Post.objects.open_to(request.user, Permission.CHANGE_DRAFT, today)
    post = get_object_or_404(rows, key=key)
    form = EngageForm(_data(request), initial={"day": today})  # type: ignore[arg-type]
    form.fields["user"].queryset = _people(request.user)  # type: ignore[attr-defined]
    return _ask(
        request, form, title=_("Engage someone in the post"),
        lead=post_names(today).get(post.pk, post.key),
        back=reverse("organisation:post", args=[key]),
        act=lambda: everyday.engage(by=request.user, post=post, today=today, **form.cleaned_data),
    )  # fmt: skip


def _people(user: User) -> QuerySet[User]:
    return User.objects.open_to(user, Permission.PEOPLE_SEE, localdate()).filter(is_active=True)


def end_engagement(request: Request, key: str) -> HttpResponse:
    """End someone's engagement in a post (afslut ansættelse)."""
    today = localdate()
    rows = Engagement.objects.open_to(request.user, Permission.CHANGE_DRAFT, today)
    engagement = get_object_or_404(rows, key=key)
    state = engagement.states.select_related("user", "post").order_by("-valid_from")[0]
    form = EndEngagementForm(_data(request), initial={"day": today})  # type: ignore[arg-type]
    form.fields["day"].label = _("No longer in the post from")
    form.fields["day"].help_text = ""
    lead = f"{state.user}: {post_names(today).get(state.post_id, state.post.key)}"
    return _ask(
        request, form, title=_("End the engagement"), lead=lead,
        back=reverse("organisation:post", args=[state.post.key]),
        act=lambda: everyday.end_engagement(
            by=request.user, engagement=engagement, **form.cleaned_data
        ),
    )  # fmt: skip


def fill_seat(request: Request, key: str) -> HttpResponse:
    """Let a post, a person or nobody hold a seat (sæt i udvalgsplads)."""
    today = localdate()
    rows = Seat.objects.open_to(request.user, Permission.CHANGE_DECIDE, today)
    seat = get_object_or_404(rows, key=key)
    state = seat.states.select_related("body").order_by("-valid_from")[0]
    form = SeatForm(_data(request), initial={"day": today})  # type: ignore[arg-type]
    posts = Post.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
    form.fields["post"].offer(posts, post_names(today))  # type: ignore[attr-defined]
    form.fields["user"].queryset = _people(request.user)  # type: ignore[attr-defined]
    return _ask(
        request, form, title=_("Fill the seat"),
        lead=f"{_name(state.body)}: {state.get_role_display()}",
        back=reverse("organisation:unit", args=[state.body.key]),
        act=lambda: everyday.fill_seat(by=request.user, seat=seat, **form.cleaned_data),
    )  # fmt: skip
