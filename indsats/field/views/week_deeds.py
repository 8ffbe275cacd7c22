"""What is done with a week: gone through, and its lines made into tasks and items."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indsats.base.answers import UNPROCESSABLE, Page, form_page, sent, tried
from indsats.base.http import Request
from indsats.field.actions import week as actions
from indsats.field.forms.week import AssessForm, ForwardForm
from indsats.field.queries.forwarding import MEASURE, TASK, ways
from indsats.field.queries.people import working_in
from indsats.field.queries.waiting import waiting
from indsats.field.queries.week import week_facts
from indsats.field.queries.week_lines import Line, every_line, week_name
from indsats.field.views.week import Asked, asked_for, assessed_team
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, User
from indsats.places.actions.measures import MeasureFacts
from indsats.places.models import Place
from indsats.places.queries import choices
from indsats.strategy.actions.assessing import Assessed, Words, assess
from indsats.strategy.models import AssessedPeriod

SOON: Final = timedelta(days=7)


@require_POST
def assess_week(request: Request, year: int, number: int) -> HttpResponse:
    """Save what the team thinks the week means, and that it has been gone through."""
    asked = asked_for(request, year, number)
    team = assessed_team(request, asked)
    units = Unit.objects.open_to(request.user, Permission.PICTURE_WRITE, localdate())
    unit = get_object_or_404(units, pk=team)
    form = AssessForm(request.POST)
    about = Assessed(unit, AssessedPeriod.WEEK, asked.week.monday)

    def deed() -> None:
        data = form.cleaned_data
        words = Words(data["text"], data["version"] or 0)
        assess(by=request.user, about=about, words=words, at=now())

    page = Page(
        _("The week has been gone through"),
        _("Save"),
        asked.address("week"),
        said=_("The week has been gone through."),
    )
    return form_page("field/week/form_page.html", request, page, form, deed)


def forward(request: Request, year: int, number: int) -> HttpResponse:
    """Make a line of the week a task for the team, a measure, or an item for a meeting."""
    asked, today = asked_for(request, year, number), localdate()
    line = _line(asked, request.GET.get("linje", ""))
    if line is None:
        messages.info(request, _("That line is no longer in the week."))
        return redirect(asked.address("week"))
    open_ways = ways(request.user, today)
    doers = choices.units(today)
    form = ForwardForm(
        sent(request),
        ways=open_ways.choices,
        teams=list(asked.chosen.teams.items()),
        people=working_in(asked.chosen.teams, today),
        doers=doers.choices,
        initial={"to": TASK, "text": line.proposal[:300], "due_on": today + SOON},
    )

    def deed() -> None:
        data, at = form.cleaned_data, now()
        origin = actions.Origin(_team(request, asked, form), asked.week.monday, line.key)
        if data["to"] == MEASURE:
            facts = _measure(data, doers, line)
            actions.make_measure(by=request.user, origin=origin, facts=facts, at=at)
        elif meeting := open_ways.meetings.get(data["to"]):
            summary = f"{line.proposal} ({week_name(asked.week)})"
            actions.make_item(
                by=request.user, origin=origin, meeting=meeting, text=data["text"],
                summary=summary, at=at,
            )  # fmt: skip
        else:
            _make_task(request, origin, data, at)

    if request.method == "POST" and tried(form, deed):
        messages.success(request, _("“%s” is on its way.") % form.cleaned_data["text"])
        return redirect(asked.address("week"))
    context = {"form": form, "line": line, "asked": asked, "back": asked.address("week")}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/week/forward.html", context, status=status)


def _line(asked: Asked, key: str) -> Line | None:
    """Find a line of the week again by its key; nobody can name one that is not there."""
    facts = week_facts(asked.week, asked.chosen.units, now())
    everything = every_line(facts, waiting(asked.chosen.units, localdate()))
    return next((each for each in everything if each.key == key), None)


def _team(request: Request, asked: Asked, form: ForwardForm) -> Unit:
    """Give the team of the week the line is sent on for."""
    units = Unit.objects.open_to(request.user, Permission.WEEK_SEE, localdate())
    chosen = form.cleaned_data.get("team") or next(iter(asked.chosen.teams))
    return get_object_or_404(units, pk=chosen)


def _measure(data: dict[str, Any], doers: choices.Offered, line: Line) -> MeasureFacts:
    """Say what is to be done, at the place the line is about where it is about one."""
    about, _colon, rest = line.key.partition(":")
    key = rest.partition(":")[0] if about in {"place", "fault", "group"} else ""
    place = choices.places(localdate()).rows.get(key)
    unit = doers.rows[data["responsible"]]
    return MeasureFacts(
        title=data["text"], kind=data["kind"], due=data["due_on"],
        unit=cast("Unit", unit), place=cast("Place | None", place),
    )  # fmt: skip


def _make_task(
    request: Request, origin: actions.Origin, data: dict[str, Any], at: datetime
) -> None:
    people = User.objects.open_to(request.user, Permission.PEOPLE_SEE, localdate())
    owner = people.filter(username=data["owner"]).first() if data["owner"] else None
    task = actions.Task(data["text"], owner, data["due_on"])
    actions.make_task(by=request.user, origin=origin, task=task, at=at)
