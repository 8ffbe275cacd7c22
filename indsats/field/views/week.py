"""The coordinator's Monday page: a week on one page, whose every line can become a task."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.field.actions.week import hand_out
from indsats.field.forms.week import AssessForm, ChoiceForm
from indsats.field.queries import week_charts
from indsats.field.queries import week_lines as lines
from indsats.field.queries.sent_on import sent_on
from indsats.field.queries.waiting import waiting
from indsats.field.queries.week import Reached, WeekFacts, reached, week_facts
from indsats.field.queries.week_paper import figures, week_document
from indsats.field.rules.week import Week, last_whole, week_of
from indsats.organisation.access import Permission, require, scope

WEEKEND = "weekend"
FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True)
class Asked:
    """The week somebody asks for, and the teams it is about."""

    week: Week
    all: Reached
    chosen: Reached

    def address(self, name: str, week: Week | None = None, **more: str) -> str:
        """Give an address about the same teams, and the same week unless another is named."""
        which = week or self.week
        query = {"del": WEEKEND} if which.weekend else {}
        if len(self.chosen.teams) < len(self.all.teams):
            query["hold"] = str(next(iter(self.chosen.teams)))
        return reverse(
            f"week:{name}", args=[which.year, which.number], query={**query, **more} or None
        )


def asked_for(request: Request, year: int, number: int) -> Asked:
    """Read which week is asked for; 404 for a week that is not there or has not come."""
    require(request, Permission.WEEK_SEE)
    week = Week(year, number, weekend=request.GET.get("del") == WEEKEND)
    try:
        early = FIRST_YEAR <= year <= LAST_YEAR and week.monday <= localdate()
    except ValueError as error:
        raise Http404 from error
    if not early:
        raise Http404
    found = reached(request.user, Permission.WEEK_SEE, localdate())
    team = request.GET.get("hold", "")
    if not team.isdecimal():
        return Asked(week, found, found)
    if int(team) not in found.teams:
        raise Http404
    return Asked(week, found, found.only(int(team), request.user, localdate()))


@require_safe
def newest(request: Request) -> HttpResponse:
    """Go to the newest week that is over, or to the week of a chosen day."""
    require(request, Permission.WEEK_SEE)
    week = last_whole(now())
    form = ChoiceForm(request.GET if "day" in request.GET else None)
    if form.is_bound and form.is_valid():
        week = week_of(form.cleaned_data["day"])
    return redirect("week:week", week.year, week.number)


@require_safe
def week(request: Request, year: int, number: int) -> HttpResponse:
    """Show a week: what waits, places and moods, talks counted, groups, incidents, orders."""
    asked = asked_for(request, year, number)
    facts = week_facts(asked.week, asked.chosen.units, now())
    today = localdate()
    missed, carried_out = lines.to_decide(lines.order_lines(facts))
    became = sent_on(asked.chosen.units, asked.week.monday, request.user, today)
    told = partial(lines.with_what_became, found=became)
    context = {
        "asked": asked,
        "facts": facts,
        "name": lines.week_name(asked.week),
        "last": asked.week.days[-1],
        "tabs": _tabs(asked),
        "steps": _steps(asked, today),
        "teams": _teams(asked),
        "choice": ChoiceForm(initial={"day": asked.week.monday}),
        "waiting": told(lines.waiting_lines(waiting(asked.chosen.units, today))),
        "missed": told(missed),
        "measures": told(lines.measure_lines(facts)),
        "orders": told(carried_out),
        "incidents": told(lines.incident_lines(facts)),
        "places": told(lines.place_line(each, facts.names) for each in facts.places),
        "faults": told(lines.fault_line(each, facts.names) for each in facts.faults),
        "groups": told(lines.group_line(each, facts.names) for each in facts.groups),
        "tables": lines.talk_tables(facts.met),
        "charts": _charts(facts),
        "figures": figures(facts),
        "forward": _forward(asked),
        "file": asked.address("file"),
        "not_persons": lines.NOT_PERSONS,
        "moods": week_charts.moods(),
        "assess_url": asked.address("assess"),
        "assess_form": _assess_form(request, asked, facts),
    }
    return render(request, "field/week/week.html", context)


def _forward(asked: Asked) -> str:
    """Give the address to which a line's key is added."""
    there = asked.address("forward")
    return f"{there}{'&' if '?' in there else '?'}linje="


def _charts(facts: WeekFacts) -> dict[str, Any]:
    width = 420
    return {
        "days": week_charts.days_chart(facts, width),
        "places": week_charts.places_chart(facts, width) if facts.places else "",
        "ages": week_charts.ages_chart(facts, width) if facts.met.meetings else "",
    }


def _tabs(asked: Asked) -> list[dict[str, Any]]:
    whole, weekend = (asked.week._replace(weekend=each) for each in (False, True))
    return [
        {"title": title, "url": asked.address("week", which), "current": which == asked.week}
        for title, which in ((_("The whole week"), whole), (_("The weekend"), weekend))
    ]


def _steps(asked: Asked, today: date) -> dict[str, str]:
    """Give the addresses of the week before and, once it has begun, the week after."""
    after = asked.week.moved(1)
    return {
        "before": asked.address("week", asked.week.moved(-1)),
        "after": asked.address("week", after) if after.monday <= today else "",
    }


def _teams(asked: Asked) -> list[dict[str, Any]]:
    """Give the teams to choose among, where there are several."""
    if len(asked.all.teams) < 2:  # noqa: PLR2004 -- one team is no choice
        return []
    everyone = Asked(asked.week, asked.all, asked.all).address("week")
    found = [{"title": _("All teams"), "url": everyone, "current": asked.chosen == asked.all}]
    for pk, name in asked.all.teams.items():
        url = Asked(asked.week, asked.all, Reached({pk: name}, frozenset())).address("week")
        found.append({"title": name, "url": url, "current": [*asked.chosen.teams] == [pk]})
    return found


def _assess_form(request: Request, asked: Asked, facts: WeekFacts) -> AssessForm | None:
    """Give the form for the one team somebody writes the assessment of; else none."""
    team = assessed_team(request, asked)
    if team is None or asked.week.weekend:
        return None
    own = next((each for each in facts.assessments if each.unit_id == team), None)
    return AssessForm(
        initial={"text": own.text if own else "", "version": own.version if own else 0}
    )


def assessed_team(request: Request, asked: Asked) -> int | None:
    """Give the one team whose week somebody assesses, if it is one."""
    reach = scope(request.user, Permission.PICTURE_WRITE, localdate())
    mine = [team for team in asked.chosen.teams if reach.everything or team in reach.units]
    return mine[0] if len(mine) == 1 else None


@require_safe
def week_file(request: Request, year: int, number: int) -> HttpResponse:
    """Hand out the week as an accessible PDF."""
    asked = asked_for(request, year, number)
    facts = week_facts(asked.week, asked.chosen.units, now())
    document = week_document(
        facts, asked.chosen.teams, waiting(asked.chosen.units, localdate()), now()
    )
    hand_out(by=request.user, what="week", units=sorted(asked.chosen.units))
    name = _("week-%(year)s-%(n)s.pdf") % {"year": year, "n": number}
    response = download(to_pdf(document), name=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
