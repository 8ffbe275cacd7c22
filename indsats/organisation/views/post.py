"""Posts: a list, and a page for each."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Listing, Tick
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import POST_FUNCTIONS, Function, Post, UnitState
from indsats.organisation.queries import lists
from indsats.organisation.queries.post_page import post_page
from indsats.organisation.views.files import exporter
from indsats.organisation.views.shown_day import shown_day


def posts(request: Request) -> HttpResponse:
    """List the posts on a day, vacant ones too (stillinger)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown, user = shown_day(request), request.user
    sees = access.may(user, Permission.PEOPLE_SEE, localdate())
    mine = Post.objects.open_to(user, Permission.ORGANISATION_SEE, localdate())
    units = UnitState.objects.open_to(user, Permission.ORGANISATION_SEE, localdate()).on(shown.day)
    functions = [(f.value, f.label) for f in Function if f in POST_FUNCTIONS]
    columns = [
        Column(
            "title",
            _("Title"),
            order=True,
            main=True,
            url=lambda row: _post(row.post.key, shown.query),
        ),
        Column(
            "unit_name", _("Unit"), order=True, url=lambda row: _unit(row.unit_key, shown.query)
        ),
        Column("function", _("Function"), order=True),
        Column("hours", _("Hours a week"), order=True, number=True),
        Column(
            "holder",
            _("In the post"),
            order=sees,
            template=f"organisation/cells/{'holder' if sees else 'filled'}.html",
        ),
    ]
    listing = Listing(
        request,
        lists.posts(mine, shown.day),
        columns=columns,
        search=("title",),
        filters=(
            Choice("unit", _("Unit"), lambda: lists.unit_choices(units)),
            Choice("function", _("Function"), functions),
            Tick("vacant", _("Only vacant"), Q(holder__isnull=True)),
        ),
        order=("unit_name", "title"),
        caption=_("posts"),
        empty=_("No posts are in force on this day."),
        export=exporter(request, _("Posts")) if sees else None,
    )
    return listing.respond("organisation/posts.html", {"shown": shown})


def _post(key: str, query: str) -> str:
    return reverse("organisation:post", args=[key]) + query


def _unit(key: str, query: str) -> str:
    return reverse("organisation:unit", args=[key]) + query if key else ""


def post(request: Request, key: str) -> HttpResponse:
    """Show one post on a day: where it is, what it asks for, who is in it (stilling)."""
    today = localdate()
    mine = Post.objects.open_to(request.user, Permission.ORGANISATION_SEE, today)
    row = get_object_or_404(mine, key=key)
    shown = shown_day(request)
    changeable = Post.objects.open_to(request.user, Permission.CHANGE_DRAFT, today)
    context = {
        "shown": shown,
        "page": post_page(row, shown.day, today=today),
        "sees_people": access.may(request.user, Permission.PEOPLE_SEE, today),
        "may_change": changeable.filter(pk=row.pk).exists(),
        "may_decide": access.may(request.user, Permission.CHANGE_DECIDE, today),
    }
    return render(request, "organisation/post.html", context)
