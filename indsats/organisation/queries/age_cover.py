"""Which unit is there for which ages of each target group on a day (målgruppedækning)."""

from datetime import date
from typing import NamedTuple

from indsats.organisation.models import ResponsibilityState, UnitState
from indsats.organisation.rules.age_bands import NO_LIMIT, Band, Cover, Duty, Passage, covers
from indsats.organisation.rules.age_drawing import AgeDrawing, draw


class ShownCover(NamedTuple):
    """One target group in one area: its bands of ages, who takes over at 18, each unit's ages."""

    cover: Cover
    bands: list[Band]
    passage: Passage
    drawing: AgeDrawing


def age_cover(day: date) -> list[ShownCover]:
    """Work out the cover of every target group on a day: two queries."""
    names = dict(UnitState.objects.on(day).values_list("unit_id", "name"))
    duties = [
        Duty(
            names.get(row.unit_id, str(row.unit_id)), row.group, row.area,
            row.age_from, NO_LIMIT if row.age_to is None else row.age_to, str(row.pk),
        )
        for row in ResponsibilityState.objects.on(day).order_by("pk")
    ]  # fmt: skip
    return [_shown(cover) for cover in covers(duties)]


def _shown(cover: Cover) -> ShownCover:
    bands = cover.bands()
    return ShownCover(cover, bands, cover.passage(), draw(cover.duties, bands))
