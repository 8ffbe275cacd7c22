"""Which unit is there for which ages in which area on a day (målgruppedækning)."""

from datetime import date
from typing import NamedTuple

from indsats.organisation.models import ResponsibilityState, UnitState
from indsats.organisation.rules.age_bands import Band, Duty, Passage, areas, bands, passage
from indsats.organisation.rules.age_drawing import AgeDrawing, draw


class AreaCover(NamedTuple):
    """One area: its bands of ages, who takes over at 18, and each unit's own ages."""

    area: str
    bands: list[Band]
    passage: Passage
    duties: list[Duty]

    @property
    def gaps(self) -> list[Band]:
        """Give the ages nobody is there for."""
        return [band for band in self.bands if band.is_gap]

    @property
    def drawing(self) -> AgeDrawing:
        """Lay the ages out as a drawing."""
        return draw(self.duties, self.bands)

    @property
    def overlaps(self) -> list[Band]:
        """Give the ages several units are there for."""
        return [band for band in self.bands if band.is_overlap]


def age_cover(day: date) -> list[AreaCover]:
    """Work out the cover of every named area on a day: two queries."""
    names = dict(UnitState.objects.on(day).values_list("unit_id", "name"))
    duties = [
        Duty(names.get(row.unit_id, str(row.unit_id)), row.area, row.age_from, row.age_to)
        for row in ResponsibilityState.objects.on(day)
    ]
    return [
        AreaCover(
            area,
            bands(duties, area),
            passage(duties, area),
            sorted(
                (duty for duty in duties if duty.area in {"", area}),
                key=lambda duty: (duty.first, duty.unit),
            ),
        )
        for area in (areas(duties) if duties else [])
    ]
