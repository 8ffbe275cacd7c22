"""Who lacks what for which profile, by when."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.base.http import Request
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.actions.looking import list_competences
from indsats.organisation.forms.gap import GapForm
from indsats.organisation.queries.gap_picture import Gap, by_unit, gaps
from indsats.organisation.views.files import spreadsheet
from indsats.organisation.views.shown_day import shown_day


def gap_picture(request: Request) -> HttpResponse:
    """Show the gap between what profiles ask for and what people can (kompetencegab)."""
    access.require(request, Permission.COMPETENCE_SEE)
    shown = shown_day(request)
    everything = gaps(request.user, shown.day, today=localdate(), weeks=GapForm.weeks(request.GET))
    units = sorted({(str(gap.unit_id), gap.unit) for gap in everything}, key=lambda pair: pair[1])
    form = GapForm(request.GET, units=units)
    rows = form.keep(everything)
    what = "organisation.competenceheld"
    list_competences(by=request.user, what=what, people=len({gap.person.pk for gap in rows}))
    if request.GET.get("format") == "xlsx":
        return spreadsheet(request, _("Competence gaps"), *_sheet(rows))
    query = request.GET.copy()
    query["format"] = "xlsx"
    context = {
        "shown": shown,
        "form": form,
        "rows": rows,
        "units": by_unit(rows, shown.day),
        "now": sum(gap.now(shown.day) for gap in rows),
        "soon": sum(not gap.now(shown.day) for gap in rows),
        "people": len({gap.person.pk for gap in rows}),
        "weeks": GapForm.weeks(request.GET),
        "export_link": f"?{query.urlencode()}",
        "may_write": access.may(request.user, Permission.COMPETENCE_WRITE, localdate()),
    }
    return render(request, "organisation/gaps.html", context)


def _sheet(rows: list[Gap]) -> tuple[list[str], list[list[object]]]:
    headings = [
        _("Person"),
        _("Lacks"),
        _("From"),
        _("Last day held"),
        _("For the profile"),
        _("Post"),
        _("Unit"),
    ]
    lines: list[list[object]] = [
        [
            gap.person.name,
            gap.competence.name,
            gap.day,
            gap.last_day,
            gap.profile,
            gap.post,
            gap.unit,
        ]
        for gap in rows
    ]
    return headings, lines
