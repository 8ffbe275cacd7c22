"""The situation picture by month or four months: page, files, and what it is thought to mean."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indsats.base.answers import Page, form_page
from indsats.base.http import Request, download
from indsats.base.pdf import to_pdf
from indsats.field.actions.week import hand_out
from indsats.field.forms.week import AssessForm
from indsats.field.queries import ordered_words, picture_paper
from indsats.field.queries import picture_words as say
from indsats.field.queries.picture import (
    PictureFacts,
    Reader,
    kind_of,
    picture_facts,
    reader_of,
)
from indsats.field.queries.week import reached
from indsats.field.rules.picture import FOUR, NOWHERE, Month, Period
from indsats.field.views.ordered import XLSX
from indsats.meetings.queries.names import unit_names
from indsats.organisation.access import Permission, require
from indsats.organisation.models import Unit
from indsats.strategy.actions.assessing import Assessed, Words, assess

ELSEWHERE = "-"  # how what lies in no area is written in an address
FIRST_YEAR, LAST_YEAR = 2000, 2199


@dataclass(frozen=True)
class Asked:
    """The period and the area somebody asks for."""

    reader: Reader
    period: Period
    area: str | None

    def address(
        self, name: str, *args: Any, period: Period | None = None, area: str | None = None
    ) -> str:
        """Give an address about a period and, if named, an area."""
        which = period or self.period
        query = {"laengde": str(which.length)} if which.length > 1 else {}
        if area is not None:
            query["omraade"] = area or ELSEWHERE
        last = which.last
        return reverse(f"week:{name}", args=[last.year, last.month, *args], query=query or None)


def asked_for(request: Request, year: int, month: int) -> Asked:
    """Read what is asked for; 404 for a month that is not there or has not come."""
    require(request, Permission.PICTURE_SEE)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):  # noqa: PLR2004 -- months
        raise Http404
    last = Month(year, month)
    four = request.GET.get("laengde") == str(FOUR)
    period = Period.of_four(last) if four else Period(last)
    if period.first > localdate():
        raise Http404
    wanted = request.GET.get("omraade")
    area = None if wanted is None else (NOWHERE if wanted == ELSEWHERE else wanted)
    return Asked(reader_of(request.user, localdate()), period, area)


def _facts(request: Request, asked: Asked) -> PictureFacts:
    facts = picture_facts(request.user, asked.reader, asked.period, now())
    if asked.area is not None and asked.area not in facts.areas:
        raise Http404
    return facts


@require_safe
def newest_picture(request: Request) -> HttpResponse:
    """Go to the newest month that is over."""
    require(request, Permission.PICTURE_SEE)
    today = localdate()
    last = Month(today.year, today.month).moved(-1)
    return redirect("week:picture", last.year, last.month)


@require_safe
def picture(request: Request, year: int, month: int) -> HttpResponse:
    """Show a picture: counts compared, by area, month by month, and how orders stand."""
    asked = asked_for(request, year, month)
    facts = _facts(request, asked)
    tours = [picture_paper.tours_row(facts)] if asked.area is None else []
    context = {
        "asked": asked,
        "facts": facts,
        "name": say.period_name(asked.period),
        "area": say.area_name(facts, asked.area) if asked.area is not None else "",
        "running": asked.period.until > localdate(),
        "tabs": _lengths(asked),
        "areas": _areas(asked, facts),
        "steps": _steps(asked),
        "files": {
            kind: asked.address("picture-file", kind, area=asked.area) for kind in ("pdf", "xlsx")
        },
        "headings": picture_paper.headings(facts),
        "compared": [*say.comparison(facts, asked.area), *tours],
        "matrix": say.by_area(facts) if asked.area is None and len(facts.areas) > 1 else [],
        "matrix_headings": picture_paper.area_headings(facts),
        "months": [(each.first, say.shown(cell)) for each, cell in facts.months],
        "charts": {
            "categories": say.categories_chart(facts, asked.area, 420),
            "months": say.months_chart(facts, 420),
        },
        "orders": [(order, ordered_words.in_one_line(each)) for order, each in facts.orders],
        "practice": say.practice(facts),
        "not_persons": say.NOT_PERSONS,
        "effort": say.EFFORT,
        "teams": unit_names([each.unit_id for each in facts.assessments], localdate()),
        "assess_form": _assess_form(request, facts),
        "assess_url": asked.address("picture-assess"),
    }
    return render(request, "field/picture/picture.html", context)


def _lengths(asked: Asked) -> list[dict[str, Any]]:
    last = asked.period.last
    one, four = Period(last), Period.of_four(last)
    return [
        {
            "title": title,
            "url": asked.address("picture", period=each),
            "current": each.length == asked.period.length,
        }
        for title, each in ((_("One month"), one), (_("Four months"), four))
    ]


def _areas(asked: Asked, facts: PictureFacts) -> list[dict[str, Any]]:
    found = [
        {"title": _("All areas"), "url": asked.address("picture"), "current": asked.area is None}
    ]
    for key in facts.areas:
        url = asked.address("picture", area=key)
        name = say.area_name(facts, key)
        found.append({"title": name, "url": url, "current": asked.area == key})
    return found if len(found) > 2 else []  # noqa: PLR2004 -- one area is the whole


def _steps(asked: Asked) -> dict[str, str]:
    after = Period(asked.period.last.moved(asked.period.length), asked.period.length)
    return {
        "before": asked.address("picture", period=asked.period.before),
        "after": asked.address("picture", period=after) if after.first <= localdate() else "",
    }


def _own_team(request: Request) -> int | None:
    """Give the one team whose picture somebody assesses, if it is one."""
    teams = reached(request.user, Permission.PICTURE_WRITE, localdate()).teams
    return next(iter(teams)) if len(teams) == 1 else None


def _assess_form(request: Request, facts: PictureFacts) -> AssessForm | None:
    team = _own_team(request)
    if team is None:
        return None
    own = next((each for each in facts.assessments if each.unit_id == team), None)
    return AssessForm(
        initial={"text": own.text if own else "", "version": own.version if own else 0}
    )


@require_POST
def assess_picture(request: Request, year: int, month: int) -> HttpResponse:
    """Save what the team thinks a month, or four, mean."""
    asked = asked_for(request, year, month)
    units = Unit.objects.open_to(request.user, Permission.PICTURE_WRITE, localdate())
    unit = get_object_or_404(units, pk=_own_team(request))
    form = AssessForm(request.POST)
    about = Assessed(unit, kind_of(asked.period), asked.period.first)

    def deed() -> None:
        data = form.cleaned_data
        words = Words(data["text"], data["version"] or 0)
        assess(by=request.user, about=about, words=words, at=now())

    page = Page(_("What we think it means"), _("Save"), asked.address("picture"))
    return form_page("field/picture/form_page.html", request, page, form, deed)


@require_safe
def picture_file(request: Request, year: int, month: int, kind: str) -> HttpResponse:
    """Hand out a picture as an accessible PDF or as a spreadsheet."""
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    asked = asked_for(request, year, month)
    facts = _facts(request, asked)
    hand_out(by=request.user, what="picture", units=sorted(asked.reader.units))
    if kind == "xlsx":
        content, content_type = picture_paper.picture_sheets(facts, asked.area, now()), XLSX
    else:
        teams = unit_names([each.unit_id for each in facts.assessments], localdate())
        document = picture_paper.picture_document(facts, asked.area, teams, now())
        content, content_type = to_pdf(document), "application/pdf"
    name = _("situation-picture-%(year)s-%(month)s.%(kind)s") % {
        "year": year,
        "month": month,
        "kind": kind,
    }
    response = download(content, name=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
