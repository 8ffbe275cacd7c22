"""Job and function profiles: a list, a page for each, and the annex as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.docx import to_docx
from indsats.base.http import Request, download
from indsats.base.listing import Choice, Column, Listing
from indsats.base.pdf import to_pdf
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Profile, ProfileKind
from indsats.organisation.queries import lists
from indsats.organisation.queries.profile_page import profile_document, profile_page
from indsats.organisation.views.files import exporter
from indsats.organisation.views.shown_day import shown_day

FILES = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def profiles(request: Request) -> HttpResponse:
    """List the job and function profiles on a day (job- og funktionsbeskrivelser)."""
    access.require(request, Permission.ORGANISATION_SEE)
    shown = shown_day(request)
    mine = Profile.objects.open_to(request.user, Permission.ORGANISATION_SEE, localdate())
    columns = [
        Column(
            "name",
            _("Name"),
            order=True,
            main=True,
            url=lambda row: reverse("organisation:profile", args=[row.profile.key]) + shown.query,
        ),
        Column("kind", _("Kind"), order=True),
        Column("posts", _("Posts"), order=True, number=True),
        Column("valid_from", _("In force from"), order=True),
    ]
    listing = Listing(
        request,
        lists.profiles(mine, shown.day),
        columns=columns,
        search=("name", "purpose"),
        filters=(Choice("kind", _("Kind"), ProfileKind.choices),),
        order="name",
        caption=_("profiles"),
        empty=_("No profiles are in force on this day."),
        export=exporter(request, _("Profiles")),
    )
    return listing.respond("organisation/profiles.html", {"shown": shown})


def profile(request: Request, key: str) -> HttpResponse:
    """Show a profile on a day: purpose, tasks, requirements, working time."""
    mine = Profile.objects.open_to(request.user, Permission.ORGANISATION_SEE, localdate())
    row = get_object_or_404(mine, key=key)
    shown = shown_day(request)
    page = profile_page(row, shown.day)
    return render(request, "organisation/profile.html", {"shown": shown, "page": page})


def profile_file(request: Request, key: str, kind: str) -> HttpResponse:
    """Answer with the profile of a day as an annex in PDF or DOCX."""
    mine = Profile.objects.open_to(request.user, Permission.ORGANISATION_SEE, localdate())
    row = get_object_or_404(mine, key=key)
    page = profile_page(row, shown_day(request).day)
    if page.state is None or kind not in FILES:
        raise Http404
    write, content_type = FILES[kind]
    content = write(profile_document(page))
    return download(content, name=f"{page.state.name}.{kind}", content_type=content_type)
