"""The heat map in words, as GeoJSON and as lines of a file."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indsats.base.xlsx import RISKY
from indsats.field.queries.heat import HeatFacts, Row
from indsats.field.rules.heat import Topic
from indsats.field.rules.picture import Month
from indsats.law.registry import advise
from indsats.places.models import AreaKind
from indsats.places.rules.borders import Border
from indsats.places.rules.heat import middle, steps

TOPICS: Final[dict[str, Promise]] = {
    "alle": gettext_lazy("All observations"),
    "uro": gettext_lazy("Noise, unrest and conflict"),
    "rusmidler": gettext_lazy("Alcohol and hash"),
    "koersel": gettext_lazy("Mopeds and scooters"),
    "haervaerk": gettext_lazy("Vandalism and litter"),
    "moerke": gettext_lazy("Dark or overgrown"),
}


def topic_name(topic: Topic) -> str:
    """Name a topic."""
    return str(TOPICS[topic.code])


def month_name(month: Month) -> str:
    """Name a month: october 2026."""
    return date_format(month.first, "F Y")


def month_code(month: Month) -> str:
    """Write a month as it stands in an address."""
    return f"{month.year}-{month.month:02}"


def legend(facts: HeatFacts) -> list[tuple[int, str]]:
    """Write every step and the numbers it stands for."""
    found = steps(facts.limits.observations)
    return [
        (
            number,
            f"{each.least}–{each.most}" if each.most else _("%(n)s or more") % {"n": each.least},
        )
        for number, each in enumerate(found, start=1)
    ]


def practice(facts: HeatFacts) -> str:
    """Say what it takes to be shown: a practice, not a law."""
    advice = advise("heat-cells", **facts.limits._asdict())
    return advice.text((get_language() or "da")[:2])


def kind_name(facts: HeatFacts) -> str:
    """Name what the ground is, where it is whole areas."""
    return str(AreaKind(facts.kind).label).lower() if facts.kind in AreaKind else ""


def lines(facts: HeatFacts) -> list[tuple[Row, str]]:
    """Give every row with its numbers, as the map, the list and the file all tell them."""
    words = dict(legend(facts))
    return [(row, words[row.patch.step]) for row in facts.rows]


def geojson(facts: HeatFacts) -> str:
    """Write what is shown as polygons with a level."""
    features = [
        {
            "type": "Feature",
            "id": row.patch.ground.key,
            "geometry": _geometry(row.patch.ground.border),
            "properties": {
                "name": row.name,
                "about": numbers,
                "level": row.patch.step,
                "number": str(number),
            },
        }
        for number, (row, numbers) in enumerate(lines(facts), start=1)
    ]
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _geometry(border: Border) -> dict[str, object]:
    polygons = [
        [[[point.longitude, point.latitude] for point in ring] for ring in polygon]
        for polygon in border.polygons
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def headings() -> tuple[str, ...]:
    """Head the columns of the file."""
    return (
        *(_("Cell"), _("Area"), _("Observations"), _("Month"), _("What")),
        *(_("Middle, latitude"), _("Middle, longitude")),
    )


def file_of(facts: HeatFacts) -> bytes:
    """Write the list as a file that opens in a Danish spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows(map(_inert, _rows(facts)))
    return text.getvalue().encode("utf-8-sig")


def _rows(facts: HeatFacts) -> Iterator[tuple[str, ...]]:
    month, topic = month_code(facts.month), topic_name(facts.topic)
    for row, numbers in lines(facts):
        at = middle(row.patch.ground.border)
        where = (f"{at.latitude:.5f}", f"{at.longitude:.5f}")
        yield row.name, row.area, numbers, month, topic, *where


def _inert(row: tuple[str, ...]) -> list[str]:
    """Let nothing a person has written become a formula."""
    return [f"'{text}" if text.startswith(RISKY) else text for text in row]
