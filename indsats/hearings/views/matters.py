"""Matters: the list, a new one, its page with the road map, and its deeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, sent, simply
from indsats.base.http import Request
from indsats.base.listing import Choice, Column, Days, Listing
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.actions import hearing as hearing_actions
from indsats.hearings.actions import matter as actions
from indsats.hearings.actions.proposal import new_version
from indsats.hearings.forms.matter import MatterForm
from indsats.hearings.models import Hearing, Matter
from indsats.hearings.queries.closing import OVER
from indsats.hearings.queries.glance import glance
from indsats.hearings.queries.matter_page import matter_page
from indsats.hearings.queries.matter_state import newest_proposal
from indsats.hearings.queries.outcome import untold
from indsats.hearings.queries.road import STATE_KINDS, state_words
from indsats.hearings.queries.units import bodies
from indsats.hearings.rules.states import MatterState
from indsats.hearings.views.answers import above_matter, form_page, matter_of, may_do
from indsats.organisation.access import Permission, may, require


@require_safe
def matters(request: Request) -> HttpResponse:
    """List the matters somebody may see, with how far each has come."""
    require(request, Permission.MATTER_SEE)
    today = localdate()
    rows = Matter.objects.open_to(request.user, Permission.MATTER_SEE, today)
    deciding = bodies(today)
    listing = Listing(
        request,
        rows.select_related("case_worker"),
        columns=[
            Column("title", _("Matter"), order=True, main=True, url=_address),
            Column("journal_number", _("Case number"), order=True),
            Column("told", _("State"), template="hearings/cells/state.html"),
            Column("body_name", _("Decided by")),
            Column("case_worker__name", _("Case worker"), order=True),
            Column("opened_on", _("Opened"), order=True),
        ],
        search=("title", "journal_number", "case_worker__name"),
        filters=(
            Choice("deciding_body", _("Decided by"), lambda: deciding),
            Days("opened_on", _("Opened")),
        ),
        order=("-opened_on", "title"),
        caption=_("matters"),
        empty=_("No matters yet."),
    )
    _tell(list(listing.page.rows), dict(deciding))
    writes = may(request.user, Permission.MATTER_WRITE, today)
    return listing.respond("hearings/matter_list.html", {"writes": writes})


def _tell(rows: list[Any], named: dict[int, str]) -> None:
    """Put the state and the body's name on the rows of one page."""
    found, words = glance(rows, now()), state_words()
    for row in rows:
        row.body_name = named.get(row.deciding_body_id, "")
        state = found[row.pk]
        row.told = (words[state], STATE_KINDS.get(state, ""))


def _address(matter: Matter) -> str:
    return reverse("hearings:matter", args=[matter.key])


def new(request: Request) -> HttpResponse:
    """Open a matter."""
    require(request, Permission.MATTER_WRITE)
    form = MatterForm(sent(request), day=localdate())
    made: list[Matter] = []

    def deed() -> None:
        made.append(actions.open_matter(by=request.user, opened_on=localdate(), **form.facts))

    page = Page(_("New matter"), _("Open the matter"), reverse("hearings:list"))
    answer = form_page(request, page, form, deed)
    return redirect("hearings:matter", made[0].key) if made else answer


def edit(request: Request, key: str) -> HttpResponse:
    """Write the facts of a matter; another's changes meanwhile are never overwritten."""
    matter = matter_of(request, key, Permission.MATTER_WRITE)
    initial = {name: getattr(matter, name) for name in actions.EDITABLE if name != "case_worker"}
    initial |= {"deciding_body": matter.deciding_body_id, "owner_unit": matter.owner_unit_id}
    form = MatterForm(
        sent(request), day=localdate(), initial={**initial, "version": matter.version}
    )
    theirs: list[tuple[str, str]] = []

    def deed() -> None:
        version = form.cleaned_data["version"] or 0
        try:
            actions.edit_matter(matter=matter, by=request.user, version=version, fields=form.facts)
        except ChangedMeanwhileError as error:
            theirs.extend(_others(form, initial))
            form.data = {**form.data.dict(), "version": str(error.version)}  # type: ignore[attr-defined]
            raise

    back = reverse("hearings:matter", args=[key])
    page = Page(_("Facts of the matter"), _("Save"), back, above=theirs, up=above_matter(matter))
    return form_page(request, page, form, deed)


def _others(form: MatterForm, saved: dict[str, Any]) -> list[tuple[str, str]]:
    """Give what somebody else saved meanwhile where it differs from what was typed."""
    mine = form.cleaned_data
    return [
        (str(form[name].label), str(text))
        for name, text in saved.items()
        if name in mine and str(mine[name]) != str(text) and not isinstance(text, int)
    ]


@require_safe
def matter(request: Request, key: str) -> HttpResponse:
    """Show a matter: the road, its facts, the proposal, the hearings and the decisions."""
    found = matter_of(request, key, Permission.MATTER_SEE)
    page = matter_page(found, now())
    today = localdate()
    changes = may(request.user, Permission.CHANGE_SEE, today)
    context = {
        "matter": found,
        "page": page,
        "state": state_words()[page.state],
        "state_kind": STATE_KINDS.get(page.state, ""),
        "writes": may_do(request, found, Permission.MATTER_WRITE),
        "sends": may(request.user, Permission.HEARING_DISPATCH, today),
        "decides": may(request.user, Permission.CHANGE_DECIDE, today),
        "meets": may(request.user, Permission.MEETING_WRITE, today),
        "changes": changes,
        "can": _can(page.state),
        "untold": _untold(request, found),
    }
    return render(request, "hearings/matter.html", context)


def _untold(request: Request, matter: Matter) -> bool:
    """Tell whether the parties wait to hear from this user what became of the matter."""
    rows = Hearing.objects.open_to(request.user, Permission.HEARING_DISPATCH, localdate())
    return untold(rows.filter(matter=matter)).exists()


def _can(state: MatterState) -> dict[str, bool]:
    """Say which deeds the page offers at the stage the matter has reached."""
    early = {MatterState.ANALYSIS, MatterState.DRAFT, MatterState.RETURNED}
    assessed = {MatterState.ASSESSED, MatterState.PUBLISHED, MatterState.FINAL_TREATMENT}
    unsent = {*early, MatterState.READY, MatterState.ON_AGENDA, MatterState.TO_HEARING}
    return {
        "ready": state is MatterState.DRAFT,
        "prepare": state in unsent,
        "to_committee": state in {MatterState.READY, MatterState.RETURNED, MatterState.ON_AGENDA},
        "assess": state in {MatterState.ANSWERED, MatterState.CLOSED},
        "decide": state in assessed,
        "effect": state is MatterState.ADOPTED,
        "close": state in OVER,
    }


@require_POST
def ready(request: Request, key: str) -> HttpResponse:
    """Mark the proposal as ready for the committee."""
    found = matter_of(request, key, Permission.MATTER_WRITE)
    return simply(
        request,
        lambda: actions.mark_ready(matter=found, by=request.user, at=now()),
        _("The proposal is ready for the committee."),
        _address(found),
    )


@require_POST
def version(request: Request, key: str) -> HttpResponse:
    """Begin a new version of the proposal."""
    found = matter_of(request, key, Permission.MATTER_WRITE)
    return simply(
        request,
        lambda: new_version(matter=found, by=request.user),
        _("A new version is begun. The last one stands as it was."),
        _address(found),
    )


@require_POST
def prepare(request: Request, key: str) -> HttpResponse:
    """Begin a round of hearing on the newest version."""
    found = matter_of(request, key, Permission.MATTER_WRITE)
    proposal = newest_proposal(found)
    made: list[int] = []

    def deed() -> None:
        made.append(hearing_actions.begin(proposal=proposal, by=request.user).pk)

    answer = simply(
        request, deed, _("Choose the parties and the deadline, and write the letter."),
        _address(found),
    )  # fmt: skip
    return redirect("hearings:hearing", made[0]) if made else answer
