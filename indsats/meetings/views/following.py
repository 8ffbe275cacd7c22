"""Follow-up on decisions: the list, one task, done and not done after all."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.answers import Page, sent
from indsats.base.http import Request
from indsats.base.listing import Column, Days, Listing, Tick
from indsats.meetings.actions import following as actions
from indsats.meetings.forms.holding import FollowUpForm, NoteForm
from indsats.meetings.forms.planning import ReasonForm
from indsats.meetings.models import AgendaItem, FollowUp
from indsats.meetings.queries.following import responsibles, with_responsible
from indsats.meetings.views import answers
from indsats.meetings.views.answers import form_page
from indsats.meetings.views.meetings import tabs
from indsats.organisation.access import Permission, require
from indsats.organisation.models import Post, Unit


def _address(task: FollowUp) -> str:
    return reverse("meetings:follow-up", args=[task.pk])


@require_safe
def follow_ups(request: Request) -> HttpResponse:
    """List what is to be done after decisions, what is due first on top."""
    require(request, Permission.FOLLOW_UP_SEE)
    today = localdate()
    rows = FollowUp.objects.open_to(request.user, Permission.FOLLOW_UP_SEE, today)
    everything = request.GET.get("vis") == "alle"
    listing = Listing(
        request,
        with_responsible(rows if everything else rows.filter(done_on=None), today),
        columns=[
            Column("what", _("What is to be done"), order=True, main=True, url=_address),
            Column("responsible", _("Who must do it"), order=True),
            Column("holder", _("In the post now")),
            Column("body_name", _("Decided in"), order=True),
            Column("due", _("Due"), order=True, template="meetings/cells/due.html"),
        ],
        search=("what", "responsible", "body_name"),
        filters=(
            Tick("late", _("Only overdue"), Q(due__lt=today, done_on=None)),
            Days("due", _("Due")),
        ),
        order="due",
        caption=_("follow-up"),
        empty=_("Nothing waits for follow-up."),
    )
    context = {
        "tabs": tabs("follow-ups") if answers.sees_meetings(request) else [],
        "everything": everything,
        "today": today,
    }
    return listing.respond("meetings/follow_up_list.html", context)


def _find(request: Request, pk: int, permission: Permission) -> FollowUp:
    rows = FollowUp.objects.open_to(request.user, permission, localdate())
    return get_object_or_404(with_responsible(rows, localdate()), pk=pk)


@require_safe
def follow_up(request: Request, pk: int) -> HttpResponse:
    """Show one task; the item it came from only to those who may see that."""
    today = localdate()
    found = _find(request, pk, Permission.FOLLOW_UP_SEE)
    items = AgendaItem.objects.open_to(request.user, Permission.MEETING_SEE, today)
    doers = FollowUp.objects.open_to(request.user, Permission.FOLLOW_UP_DO, today)
    context = {
        "task": found,
        "item": items.filter(pk=found.item_id).first(),
        "sees_meetings": answers.sees_meetings(request),
        "does": doers.filter(pk=pk).exists(),
        "today": today,
    }
    return render(request, "meetings/follow_up.html", context)


def new(request: Request, pk: int) -> HttpResponse:
    """Give a unit or a post something to do after a decision."""
    item = answers.item_of(request, pk, Permission.MEETING_WRITE)
    form = FollowUpForm(sent(request), responsibles=responsibles(localdate()))

    def deed() -> None:
        data = form.cleaned_data
        actions.add_follow_up(
            item=item,
            by=request.user,
            what=data["what"],
            due=data["due"],
            responsible=_responsible(request, data["responsible"]),
        )

    page = Page(
        _("New follow-up"),
        _("Add"),
        reverse("meetings:item", args=[pk]),
        _("A unit or a post does it, so that the task stays when people move."),
    )
    return form_page(request, page, form, deed, of=item)


def _responsible(request: Request, chosen: str) -> Unit | Post:
    kind, key = chosen.split(":", 1)
    who = (request.user, Permission.ORGANISATION_SEE, localdate())
    if kind == "unit":
        return get_object_or_404(Unit.objects.open_to(*who), key=key)
    return get_object_or_404(Post.objects.open_to(*who), key=key)


def finish(request: Request, pk: int) -> HttpResponse:
    """Note that a task is done."""
    found = _find(request, pk, Permission.FOLLOW_UP_DO)
    form = NoteForm(sent(request))

    def deed() -> None:
        note = form.cleaned_data["note"]
        actions.finish_follow_up(task=found, by=request.user, day=localdate(), note=note)

    page = Page(_("The task is done"), _("Done"), _address(found), found.what)
    return form_page(request, page, form, deed, of=found)


def reopen(request: Request, pk: int) -> HttpResponse:
    """Note that a task is not done after all."""
    found = _find(request, pk, Permission.FOLLOW_UP_DO)
    form = ReasonForm(sent(request))

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.reopen_follow_up(task=found, by=request.user, reason=reason)

    page = Page(_("Open the task again"), _("Open again"), _address(found), found.what)
    return form_page(request, page, form, deed, of=found)
