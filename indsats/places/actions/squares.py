"""Taking in squares with their households from a register (kvadrater)."""

from collections.abc import Sequence
from datetime import date

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import User
from indsats.places.models import Square
from indsats.places.rules.timeline import AreaFacts


@deed
def set_squares(*, by: User | str, squares: Sequence[tuple[str, AreaFacts]], day: date) -> int:
    """Let these be the squares from a day, instead of those there were; tell how many."""
    Square.objects.filter(valid_from__gte=day).delete()
    ended = Square.objects.on(day).update(valid_to=day)
    Square.objects.bulk_create(
        Square(
            key=key,
            valid_from=day,
            geometry=facts.geometry,
            households=facts.households or 0,
            source=facts.source,
        )
        for key, facts in squares
    )
    record(
        by=by, act=Act.CHANGED, subject="places.square", day=day, squares=len(squares), ended=ended
    )
    return len(squares)
