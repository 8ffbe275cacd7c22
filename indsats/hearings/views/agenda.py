"""From matter to meeting and from decision to effect."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.hearings.actions import decision as actions
from indsats.hearings.actions.decision import Placing
from indsats.hearings.forms.matter import AgendaForm
from indsats.hearings.models import Matter
from indsats.hearings.queries.letter_draft import item_lines
from indsats.hearings.queries.matter_state import DECISION, HEARING, newest_proposal
from indsats.hearings.queries.units import bodies, names
from indsats.hearings.views.answers import above_matter, form_page, matter_of, refuse_unless
from indsats.meetings.actions.agenda import Openness
from indsats.meetings.models import Meeting
from indsats.organisation.access import Permission, require
from indsats.organisation.models import UnitKind

RECOMMENDING = (UnitKind.COMMITTEE, UnitKind.STEERING_GROUP)


def place(request: Request, key: str, question: str) -> HttpResponse:
    """Put the matter on the agenda of a coming meeting."""
    matter = matter_of(request, key, Permission.MATTER_WRITE)
    refuse_unless(question in {HEARING, DECISION})
    meetings = _meetings(request, matter, question)
    known = dict(meetings)
    form = AgendaForm(sent(request), meetings=list(known.items()), initial=_texts(matter, question))

    def deed() -> None:
        chosen = form.cleaned_data
        rows = Meeting.objects.open_to(request.user, Permission.MEETING_WRITE, localdate())
        openness = Openness(chosen["openness"] == "open", chosen["closed_reason"])
        placing = Placing(question, rows.get(pk=chosen["meeting"]), form.texts, openness)
        actions.place_before(matter=matter, by=request.user, at=now(), placing=placing)

    page = Page(
        _("Put the hearing on the agenda")
        if question == HEARING
        else _("Put the decision on the agenda"),
        _("Put on the agenda"),
        reverse("hearings:matter", args=[key]),
        _lead(matter, question, bool(known)),
        _("The matter is on the agenda."),
        up=above_matter(matter),
    )
    return form_page(request, page, form, deed)


def _lead(matter: Matter, question: str, any_meeting: bool) -> str:
    if any_meeting and question == DECISION:
        return _(
            "The body treats the matter as it stands now, with the preview of the change. "
            "Another body may recommend before the one that decides."
        )
    if any_meeting:
        return _("The body treats the matter as it stands now, with the preview of the change.")
    return _("%(body)s has no coming meeting. Plan one under Meetings first.") % {
        "body": names([matter.deciding_body_id], localdate()).get(matter.deciding_body_id, ""),
    }


def _meetings(request: Request, matter: Matter, question: str) -> list[tuple[int, str]]:
    """Give the coming meetings of the body that decides, then of those that may recommend."""
    today = localdate()
    rows = Meeting.objects.open_to(request.user, Permission.MEETING_WRITE, today)
    rows = rows.filter(day__gte=today, cancelled_at=None, closed_at=None).order_by("starts_at")
    decides = matter.deciding_body_id
    held = list(rows.filter(body=decides))
    if question == DECISION:
        held += rows.filter(body__in=dict(bodies(today, RECOMMENDING))).exclude(body=decides)
    known = names({row.body_id for row in held}, today)
    words = {True: "", False: _("recommends")}
    told = ((row, known.get(row.body_id, ""), words[row.body_id == decides]) for row in held)
    return [
        (row.pk, ", ".join(filter(None, (date_format(row.day, "DATE_FORMAT"), name, word))))
        for row, name, word in told
    ]


def _texts(matter: Matter, question: str) -> dict[str, str]:
    proposal = newest_proposal(matter)
    told = [proposal.text, *item_lines(proposal)] if proposal else []
    asked = (
        _("That the proposal is sent in hearing.")
        if question == HEARING
        else _("That the proposal is adopted.")
    )
    return {
        "presentation": "\n".join(line for line in told if line),
        "question": asked,
        "recommendation": asked,
        "economy": matter.budget,
        "legal_basis": matter.legal_basis,
    }


@require_POST
def preview(request: Request, key: str) -> HttpResponse:
    """Name the preview of the change as it was decided, on a decision with changes."""
    matter = matter_of(request, key, Permission.MATTER_WRITE)
    require(request, Permission.MEETING_WRITE)
    return simply(
        request,
        lambda: actions.name_decided_preview(matter=matter, by=request.user),
        _("The decision names the new preview."),
        reverse("hearings:matter", args=[key]),
    )


@require_POST
def effect(request: Request, key: str) -> HttpResponse:
    """Enter the adopted change, so that each step takes effect on its own day."""
    matter = matter_of(request, key, Permission.MATTER_SEE)
    require(request, Permission.CHANGE_DECIDE)
    return simply(
        request,
        lambda: actions.put_into_effect(matter=matter, by=request.user, at=now()),
        _("The change is entered. It takes effect by itself on its day."),
        reverse("hearings:matter", args=[key]),
    )
