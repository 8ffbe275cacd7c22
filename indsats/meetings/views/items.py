"""One agenda item: read it, write it, move it, take it off, see how it read before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import UNPROCESSABLE, Page, sent, simply, tried
from indsats.base.http import Request
from indsats.meetings.actions import agenda as actions
from indsats.meetings.actions.agenda import ItemDraft, Openness
from indsats.meetings.actions.attachments import hand_out_item
from indsats.meetings.actions.refusals import Conflict
from indsats.meetings.forms.items import AttachmentForm, ItemForm, item_initial
from indsats.meetings.forms.planning import ReasonForm
from indsats.meetings.models import (
    AgendaAttachment,
    AgendaItem,
    Decision,
    DissentingStatement,
    FollowUp,
    ItemRevision,
    Meeting,
    Recusal,
    Treatment,
)
from indsats.meetings.queries.agenda import closed_attachments
from indsats.meetings.queries.following import with_responsible
from indsats.meetings.queries.minutes import writable
from indsats.meetings.rules.meeting import may_decide, may_edit_agenda
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.organisation.access import Permission


@require_safe
def item(request: Request, pk: int) -> HttpResponse:
    """Show an item with its attachments, decision and follow-up."""
    found = answers.item_of(request, pk, Permission.MEETING_SEE)
    if not found.is_open:
        hand_out_item(item=found, by=request.user)
    today = localdate()
    who = (request.user, Permission.MEETING_SEE, today)
    tasks = FollowUp.objects.open_to(request.user, Permission.FOLLOW_UP_SEE, today)
    writes = answers.reaches(request, Permission.MEETING_WRITE, found.meeting.body_id)
    decisions = Decision.objects.open_to(*who).filter(item=found)
    decides = writes and not found.withdrawn_at and may_decide(found.meeting.state)
    context = {
        **answers.heading(found.meeting),
        "item": found,
        "attachments": AgendaAttachment.objects.open_to(*who).filter(item=found),
        "closed": answers.reaches(request, Permission.MEETING_SEE_CLOSED, found.meeting.body_id),
        "hidden_files": closed_attachments([found]).get(found.pk, 0),
        "decision": decisions.filter(authoritative=True)
        .select_related("referred_to")
        .prefetch_related("votes__attendee")
        .first(),
        "statements": DissentingStatement.objects.open_to(*who)
        .filter(item=found)
        .select_related("attendee"),
        "recusals": Recusal.objects.open_to(*who).filter(item=found).select_related("attendee"),
        "tasks": with_responsible(tasks.filter(item=found), today),
        "treatments": Treatment.objects.open_to(*who).filter(item=found),
        "writes": writes,
        "edits": writes and not found.withdrawn_at and may_edit_agenda(found.meeting.state),
        "follows": decides,
        "decides": decides and writable(found.meeting),
        "attach_form": AttachmentForm(),
        "today": today,
    }
    return render(request, "meetings/item.html", context)


def new_item(request: Request, pk: int) -> HttpResponse:
    """Write a new item on a meeting's agenda."""
    meeting = answers.meeting_of(request, pk, Permission.MEETING_WRITE)
    form = ItemForm(sent(request))

    def deed() -> None:
        texts = form.texts
        title, public = texts.pop("title"), texts.pop("public_title")
        draft = ItemDraft(
            title=title,
            public_title=public,
            texts=texts,
            is_open=form.is_open,
            closed_reason=form.cleaned_data["closed_reason"],
        )
        actions.add_item(meeting=meeting, by=request.user, draft=draft)

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The item is on the agenda."))
        return redirect("meetings:meeting", pk)
    return _item_form(request, form, meeting, None)


def edit_item(request: Request, pk: int) -> HttpResponse:
    """Write in an item; where somebody else wrote the same field, both wordings are shown."""
    found = answers.item_of(request, pk, Permission.MEETING_WRITE)
    form = ItemForm(sent(request), initial=item_initial(found))
    conflict: list[Conflict] = []

    def deed() -> None:
        openness = Openness(form.is_open, form.cleaned_data["closed_reason"])
        try:
            actions.edit_item(
                item=found,
                by=request.user,
                texts=form.texts,
                version=form.cleaned_data["version"],
                openness=openness,
            )
        except Conflict as error:
            conflict.append(error)
            raise

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("The item is saved."))
        return redirect("meetings:item", pk)
    if conflict:
        form = _again(form, conflict[0])
    return _item_form(request, form, found.meeting, found, conflict)


def _again(form: ItemForm, conflict: Conflict) -> ItemForm:
    """Give the same words once more, now answering the version that was saved meanwhile."""
    data = {name: form.data.get(name) for name in form.data} | {"version": str(conflict.version)}
    again = ItemForm(data)
    again.add_error(None, conflict.messages)
    for name in conflict.fields:
        again.add_error(name, _("Somebody else has written here. Their text stands below."))
    return again


def _item_form(
    request: Request,
    form: ItemForm,
    meeting: Meeting,
    found: AgendaItem | None,
    conflict: list[Conflict] | None = None,
) -> HttpResponse:
    saved = conflict[0].saved if conflict else {}
    both = [(form[name], saved[name]) for name in (conflict[0].fields if conflict else [])]
    context = {**answers.heading(meeting), "item": found, "form": form, "both": both}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/item_form.html", context, status=status)


@require_POST
def move_item(request: Request, pk: int) -> HttpResponse:
    """Move an item one up, one down, or to a numbered place."""
    found = answers.item_of(request, pk, Permission.MEETING_WRITE)
    to = request.POST.get("place", "")
    place = int(to) if to.isdecimal() else found.number
    where = reverse("meetings:meeting", args=[found.meeting_id])
    return simply(
        request,
        lambda: actions.move_item(item=found, by=request.user, place=place),
        _("The item is moved."),
        f"{where}#item-{found.pk}",
    )


def remove_item(request: Request, pk: int) -> HttpResponse:
    """Take an item off the agenda with a reason."""
    found = answers.item_of(request, pk, Permission.MEETING_WRITE)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.remove_item(item=found, by=request.user, reason=reason, at=now())

    page = Page(
        _("Take the item off the agenda"),
        _("Take off"),
        reverse("meetings:meeting", args=[found.meeting_id]),
        _("Once the agenda is sent, the item stays behind as taken off, with the reason."),
        _("The item is taken off."),
    )
    return form_page(request, page, form, deed, of=found)


@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    """Show how an item read before, and decisions that were written anew."""
    found = answers.item_of(request, pk, Permission.MEETING_WRITE)
    who = (request.user, Permission.MEETING_SEE, localdate())
    revisions = list(ItemRevision.objects.open_to(*who).filter(item=found).select_related("by"))
    steps = [
        (after, _changes(found, before.texts if before else {}, after.texts))
        for before, after in zip([None, *revisions], revisions, strict=False)
    ]
    decisions = Decision.objects.open_to(*who).filter(item=found).select_related("entered_by")
    context = {
        **answers.heading(found.meeting),
        "item": found,
        "steps": steps[::-1],
        "decisions": decisions,
    }
    return render(request, "meetings/item_history.html", context)


def _changes(
    found: AgendaItem, before: dict[str, str], after: dict[str, str]
) -> list[tuple[str, str, str]]:
    return [
        (found.label(name), before.get(name, ""), text)
        for name, text in after.items()
        if text != before.get(name, "")
    ]
