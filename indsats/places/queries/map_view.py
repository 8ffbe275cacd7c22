"""A map on a page: where its data comes from, and the plain drawing until a script takes over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from indsats.places.models import AreaKind, AreaState, Road
from indsats.places.rules import osm
from indsats.places.rules.borders import Border, Point
from indsats.places.rules.drawing import Cell, Drawing, Named, drawn

__all__ = ["Cell", "MapView", "base_areas", "credits_of", "map_view"]

SHOWN = (AreaKind.DISTRICT, AreaKind.POLLING_DISTRICT, AreaKind.PARISH, AreaKind.MUNICIPALITY)


@dataclass(frozen=True, kw_only=True)
class MapView:
    """What ``{% map %}`` draws.

    ``label`` says what the map shows. ``points`` is the address of GeoJSON points (or polygons
    with a ``level``), ``areas`` that of borders, ``roads`` that of roads.
    ``follow`` is the id of a list whose search and
    filters the points follow. ``mark`` is one point to stand out, ``near`` one to begin at.
    ``pick`` names the two inputs (latitude, longitude) a place chosen on the map is written in.
    """

    label: str
    points: str = ""
    areas: str = ""
    roads: str = ""
    drawing: Drawing | None = None
    credit: str = ""
    follow: str = ""
    mark: Point | None = None
    near: Point | None = None
    pick: tuple[str, str] | None = None
    small: bool = False


def base_areas(day: date) -> list[AreaState]:
    """Give the borders a map shows on a day: the finest division there is, and the outer one."""
    rows = list(AreaState.objects.on(day).select_related("area").order_by("name"))
    kinds = {row.kind for row in rows}
    finest = next((kind for kind in SHOWN if kind in kinds), None)
    return [row for row in rows if row.kind in {finest, AreaKind.MUNICIPALITY}]


def map_view(
    *,
    label: str,
    day: date,
    drawn_points: Sequence[Point] = (),
    drawn_cells: Sequence[Cell] = (),
    points: str = "",
    **more: object,
) -> MapView:
    """Make a map over the municipality's areas on a day: two queries.

    ``points`` is the address the script fetches, ``drawn_points`` and ``drawn_cells`` what is
    drawn without it.
    """
    areas = base_areas(day)
    has_roads = Road.objects.exists()
    # A border around everything else would only crowd the drawing of one point.
    borders = [Named(_written(row, areas), Border.of(row.geometry)) for row in areas]
    return MapView(
        label=label,
        points=points,
        areas=f"{reverse('areas-api')}?dag={day.isoformat()}" if areas else "",
        roads=reverse("roads-api") if has_roads else "",
        drawing=drawn(borders, drawn_points, drawn_cells),
        credit=credits_of([*(row.source for row in areas), osm.SOURCE if has_roads else ""]),
        **more,  # type: ignore[arg-type]
    )


def _written(row: AreaState, areas: Sequence[AreaState]) -> str:
    """Name an area on the drawing, but not the one that lies around all the others."""
    outer = row.kind == AreaKind.MUNICIPALITY and len(areas) > 1
    return "" if outer else row.name


def credits_of(sources: Iterable[str]) -> str:
    """Name every source once."""
    return "; ".join(dict.fromkeys(source for source in sources if source))
