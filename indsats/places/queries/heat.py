"""Ground of which it is known how many live there: squares, else whole areas (felter)."""

from datetime import date
from typing import Final

from indsats.places.models import AreaState, Square
from indsats.places.rules.borders import Border
from indsats.places.rules.heat import Ground
from indsats.places.rules.kinds import FINEST_FIRST

SQUARE: Final = "square"


def grounds_on(day: date) -> tuple[str, list[Ground]]:
    """Give the ground of a day and its kind; never two kinds, as one could be subtracted.

    An area of which nobody has said how many live there is given as well: it stays hidden.
    """
    squares = [
        Ground(row.key, "", Border.of(row.geometry), row.households)
        for row in Square.objects.on(day)
    ]
    if squares:
        return SQUARE, squares
    rows = list(AreaState.objects.on(day).select_related("area"))
    known = {row.kind for row in rows if row.households is not None}
    kind = next((each for each in FINEST_FIRST if each in known), "")
    return kind, [
        Ground(row.area.key, row.name, Border.of(row.geometry), row.households)
        for row in rows
        if row.kind == kind
    ]
