"""The heat map: page, the data of its map, and the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from indsats.base.http import Request, download
from indsats.field.actions.week import hand_out
from indsats.field.forms.heat import HeatForm
from indsats.field.queries import heat_words as say
from indsats.field.queries.heat import HeatFacts, heat_facts
from indsats.field.queries.picture import reader_of
from indsats.organisation.access import Permission, require
from indsats.places.queries.map_view import Cell, map_view

GEOJSON = "application/geo+json"


def _asked(request: Request) -> tuple[HeatForm, HeatFacts]:
    """Read what is asked for; 404 for a month or topic that is not on the list."""
    require(request, Permission.PICTURE_SEE)
    form = HeatForm(request.GET, today=localdate())
    if not form.is_valid():
        raise Http404
    return form, heat_facts(reader_of(request.user, localdate()), *form.chosen)


def _query(facts: HeatFacts) -> dict[str, str]:
    return {"maaned": say.month_code(facts.month), "emne": facts.topic.code}


@require_safe
def heat(request: Request) -> HttpResponse:
    """Show where most was seen in a month, as a map and as a list (varmekort)."""
    form, facts = _asked(request)
    view = map_view(
        label=_("Heat map; the same is in the list beside it"),
        day=facts.month.first,
        points=reverse("week:heat-data", query=_query(facts)),
        drawn_cells=[Cell(r.patch.ground.border, r.patch.step) for r in facts.rows],
    )
    context = {
        "form": form,
        "facts": facts,
        "title": _("Heat map, %(month)s") % {"month": say.month_name(facts.month)},
        "topic": say.topic_name(facts.topic),
        "kind": say.kind_name(facts),
        "lines": say.lines(facts),
        "legend": say.legend(facts),
        "practice": say.practice(facts),
        "view": view,
        "file": reverse("week:heat-file", query=_query(facts)),
    }
    return render(request, "field/picture/heat.html", context)


@require_safe
def heat_data(request: Request) -> HttpResponse:
    """Give what the map shows as GeoJSON."""
    _form, facts = _asked(request)
    return HttpResponse(say.geojson(facts), content_type=GEOJSON)


@require_safe
def heat_file(request: Request) -> HttpResponse:
    """Hand out the list as a file."""
    _form, facts = _asked(request)
    units = sorted(reader_of(request.user, localdate()).units)
    hand_out(by=request.user, what="heat", units=units)
    name = _("heat-map-%(month)s-%(topic)s.csv") % {
        "month": say.month_code(facts.month),
        "topic": facts.topic.code,
    }
    response = download(say.file_of(facts), name=name, content_type="text/csv; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
