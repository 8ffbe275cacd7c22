"""Agendas and minutes as files, and people's calendar feeds."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import override
from django.views.decorators.http import require_safe

from indsats.base.documents import Document
from indsats.base.docx import to_docx
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.meetings.actions import feeds
from indsats.meetings.actions.papers import hand_out_paper
from indsats.meetings.models import CalendarFeed, Meeting
from indsats.meetings.queries.calendar import calendar, meetings_for, reader_of
from indsats.meetings.queries.papers import Version, agenda_document, minutes_document
from indsats.meetings.views import answers
from indsats.meetings.views.meetings import tabs
from indsats.organisation.access import Permission, require

WRITERS = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
VERSIONS = {"aaben": Version(full=False), "fuld": Version(full=True)}


def _agenda(request: Request, pk: int, version: Version) -> tuple[Meeting, Document]:
    meeting = answers.meeting_of(request, pk, Permission.MEETING_SEE)
    writes = answers.reaches(request, Permission.MEETING_WRITE, meeting.body_id)
    if meeting.agenda_published_at is None and not writes:
        raise Http404
    return meeting, agenda_document(meeting, version)


def _minutes(request: Request, pk: int, version: Version) -> tuple[Meeting, Document]:
    minutes = answers.minutes_of(request, pk, Permission.MEETING_SEE)
    return minutes.meeting, minutes_document(minutes, version)


PAPERS = {"dagsorden": _agenda, "referat": _minutes}


@require_safe
def paper(request: Request, pk: int, what: str, which: str, kind: str) -> HttpResponse:
    """Hand out an agenda or minutes as a file, in the open version or the full one."""
    if what not in PAPERS or which not in VERSIONS or kind not in WRITERS:
        raise Http404
    version = VERSIONS[which]
    meeting = answers.meeting_of(request, pk, Permission.MEETING_SEE)
    if version.full and not answers.reaches(
        request, Permission.MEETING_SEE_CLOSED, meeting.body_id
    ):
        raise Http404
    found, document = PAPERS[what](request, pk, version)
    hand_out_paper(meeting=found, by=request.user, what=f"{what}-{which}.{kind}")
    write, content_type = WRITERS[kind]
    name = f"{what}-{found.day.isoformat()}-{which}.{kind}"
    response = download(write(document), name=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response


def calendar_page(request: Request) -> HttpResponse:
    """Let somebody make, renew or end the secret address of their calendar."""
    require(request, Permission.MEETING_SEE)
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            feeds.revoke_feed(by=request.user, at=now())
            return redirect("meetings:calendar")
        token = feeds.make_feed(by=request.user, at=now())
        address = request.build_absolute_uri(reverse("meetings:feed", args=[token]))
    rows = CalendarFeed.objects.open_to(request.user, Permission.MEETING_SEE, localdate())
    context = {
        "address": address,
        "feed": rows.filter(revoked_at=None).first(),
        "tabs": tabs("calendar"),
    }
    response = render(request, "meetings/calendar.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@login_not_required
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar the meetings of whoever the secret belongs to, as they may see them today."""
    user = reader_of(feeds.token_hash(token))
    if user is None:
        raise Http404
    with override(user.language):
        content = calendar(meetings_for(user, localdate()))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="indsats.ics"'
    return response
