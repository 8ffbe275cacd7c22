"""During the meeting: who is there, what is decided, who disagrees, what follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, Page, sent, simply, tried
from indsats.base.http import Request
from indsats.meetings.actions import deciding, holding
from indsats.meetings.actions.deciding import Verdict
from indsats.meetings.forms.holding import (
    AttendanceForm,
    DecisionForm,
    GuestForm,
    QuorumForm,
    RecusalForm,
    StatementForm,
)
from indsats.meetings.forms.planning import ReasonForm
from indsats.meetings.models import (
    AgendaItem,
    Decision,
    DissentingStatement,
    Meeting,
    MeetingAttendee,
    Recusal,
    Result,
    StatementKind,
)
from indsats.meetings.queries.minutes import writable
from indsats.meetings.queries.seats import sittings
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.organisation.access import Permission


@require_POST
def open_meeting(request: Request, pk: int) -> HttpResponse:
    """Open a meeting and go on to who is there."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    return simply(
        request,
        lambda: holding.open_meeting(meeting=meeting, by=request.user, at=now()),
        _("The meeting is open. Write down who is there."),
        reverse("meetings:attendance", args=[pk]),
    )


@require_POST
def end_meeting(request: Request, pk: int) -> HttpResponse:
    """End a meeting and go on to the minutes."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    return simply(
        request,
        lambda: holding.end_meeting(meeting=meeting, by=request.user, at=now()),
        _("The meeting is over. The minutes are a draft."),
        reverse("meetings:meeting", args=[pk]),
    )


def attendance(request: Request, pk: int) -> HttpResponse:
    """Write down who was there."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    if meeting.opened_at is None:
        messages.error(request, _("Open the meeting first."))
        return redirect("meetings:meeting", pk)
    if request.method != "POST" and not writable(meeting):
        return _approved(request, meeting)
    rows = MeetingAttendee.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    stand_ins = {s.member.seat: s.substitutes for s in sittings(meeting.body, meeting.day)}
    form = AttendanceForm(
        sent(request), attendees=rows.filter(meeting=meeting), substitutes=stand_ins
    )

    def deed() -> None:
        holding.take_attendance(meeting=meeting, by=request.user, lines=form.attendance())

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("Attendance is saved."))
        return redirect("meetings:meeting", pk)
    context = {**answers.heading(meeting), "form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/attendance.html", context, status=status)


def guest(request: Request, pk: int) -> HttpResponse:
    """Write down somebody who takes part without a seat."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    form = GuestForm(sent(request))

    def deed() -> None:
        holding.add_guest(meeting=meeting, by=request.user, **form.cleaned_data)

    page = Page(_("Guest"), _("Add"), reverse("meetings:attendance", args=[pk]))
    return form_page(request, page, form, deed, of=meeting)


def _approved(request: Request, meeting: Meeting) -> HttpResponse:
    """Say before anybody writes that it would be refused."""
    messages.error(request, _("The minutes are approved. Write an addition instead."))
    return redirect("meetings:minutes", meeting.pk)


def _there(request: Request, item: AgendaItem) -> Any:
    rows = MeetingAttendee.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    return rows.there().filter(meeting=item.meeting_id)


def _begin(request: Request, item: AgendaItem) -> dict[str, Any]:
    """Give what the decision form begins with: what is in force now."""
    rows = Decision.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    decision = rows.filter(item=item, authoritative=True).first()
    if decision is None:
        return {"discussion": item.discussion}
    preview = decision.preview_hash if decision.preview_hash != item.preview_hash else ""
    return {
        "result": decision.result,
        "text": decision.text,
        "referred_to": decision.referred_to_id,
        "preview_hash": preview,
        "discussion": item.discussion,
        "votes_open": decision.voted,
        **{f"vote_{vote.attendee_id}": vote.choice for vote in decision.votes.all()},
    }


def _form(request: Request, item: AgendaItem) -> DecisionForm:
    recused = Recusal.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    away = recused.filter(item=item).values("attendee")
    return DecisionForm(
        sent(request),
        voters=_there(request, item).members().exclude(pk__in=away),
        bodies=answers.bodies_for(request, Permission.MEETING_WRITE),
        previewed=bool(item.preview_hash),
        initial=_begin(request, item),
    )


def decide(request: Request, pk: int) -> HttpResponse:
    """Write what was decided on an item, and go on to the next one."""
    item = answers.item_of(request, pk, Permission.MEETING_WRITE)
    if item.meeting.opened_at is None:
        messages.error(request, _("Open the meeting first."))
        return redirect("meetings:meeting", item.meeting_id)
    if request.method != "POST" and not writable(item.meeting):
        return _approved(request, item.meeting)
    form = _form(request, item)
    agenda = _agenda(request, item.meeting)
    following = next((each.pk for each in agenda if each.number > item.number), None)
    if request.method == "POST" and tried(form, lambda: _write(request, item, form)):
        messages.success(request, _("Item %(n)s is decided.") % {"n": item.number})
        if following and "next" in request.POST:
            return redirect("meetings:decide", following)
        return redirect("meetings:meeting", item.meeting_id)
    context = {
        **answers.heading(item.meeting),
        "item": item,
        "form": form,
        "agenda": agenda,
        "following": following,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/decide.html", context, status=status)


def _agenda(request: Request, meeting: Meeting) -> list[AgendaItem]:
    who = (request.user, Permission.MEETING_WRITE, localdate())
    rows = AgendaItem.objects.open_to(*who).filter(meeting=meeting, withdrawn_at=None)
    decided = Decision.objects.open_to(*who).filter(item__meeting=meeting, authoritative=True)
    done = set(decided.values_list("item_id", flat=True))
    found = list(rows.order_by("number"))
    for each in found:
        setattr(each, "is_decided", each.pk in done)  # noqa: B010 -- for the template
    return found


def _write(request: Request, item: AgendaItem, form: DecisionForm) -> None:
    data = form.cleaned_data
    body = data.get("referred_to")
    deciding.decide_and_tell(
        item=item,
        by=request.user,
        verdict=Verdict(
            result=Result(data["result"]),
            text=data["text"],
            preview_hash=data.get("preview_hash", ""),
            referred_to=answers.body_of(request, body, Permission.MEETING_WRITE) if body else None,
        ),
        votes=form.votes,
        discussion=data["discussion"].replace("\r\n", "\n"),
    )


def dissent(request: Request, pk: int) -> HttpResponse:
    """Add a differing opinion to an item."""
    item = answers.item_of(request, pk, Permission.MEETING_WRITE)
    form = StatementForm(sent(request), there=_there(request, item).members())

    def deed() -> None:
        deciding.dissent(
            item=item,
            attendee=form.seat,
            by=request.user,
            kind=StatementKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
        )

    page = Page(
        _("Differing opinion"),
        _("Add"),
        reverse("meetings:item", args=[pk]),
        _("In the member's own words. It stands in the minutes under the item."),
    )
    return form_page(request, page, form, deed, of=item)


def withdraw_dissent(request: Request, pk: int) -> HttpResponse:
    """Take a differing opinion out again, saying why."""
    rows = DissentingStatement.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
    found = get_object_or_404(rows.select_related("item__meeting__body"), pk=pk)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        deciding.withdraw_statement(statement=found, by=request.user, reason=reason)

    back = reverse("meetings:item", args=[found.item_id])
    page = Page(_("Take the opinion out again"), _("Remove"), back, found.text)
    return form_page(request, page, form, deed, of=found.item)


def quorum(request: Request, pk: int) -> HttpResponse:
    """Note whether the body could decide, where it is otherwise than the seats say."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    words = {True: "yes", False: "no", None: ""}
    initial = {"quorate": words[meeting.quorate], "note": meeting.quorum_note}
    form = QuorumForm(sent(request), initial=initial)

    def deed() -> None:
        data = form.cleaned_data
        holding.note_quorum(
            meeting=meeting, by=request.user, quorate=data["quorate"] == "yes", note=data["note"]
        )

    page = Page(
        _("Could the body decide?"), _("Save"), reverse("meetings:meeting", args=[pk]),
        _("The note stands in the minutes. The body's own rules of procedure decide."),
    )  # fmt: skip
    return form_page(request, page, form, deed, of=meeting)


def recuse(request: Request, pk: int) -> HttpResponse:
    """Write down that a member may not take part in an item."""
    item = answers.item_of(request, pk, Permission.MEETING_WRITE)
    there = _there(request, item).filter(seat__isnull=False)
    form = RecusalForm(sent(request), there=there)

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        holding.recuse(item=item, attendee=form.seat, by=request.user, reason=reason)

    page = Page(_("A member does not take part"), _("Save"), reverse("meetings:decide", args=[pk]))
    return form_page(request, page, form, deed, of=item)
