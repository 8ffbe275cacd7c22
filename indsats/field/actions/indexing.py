"""Keeping codes and word stems of an observation beside it, for lists and the search (indeks)."""

from indsats.field.models import ObservationMark, ObservationWord, PlaceObservation
from indsats.field.rules.words import stems


def index(row: PlaceObservation, *, is_new: bool = False) -> None:
    """Write the codes and stems of an observation, anew where it has some."""
    if not is_new:
        row.marks.all().delete()
        row.words.all().delete()
    ObservationMark.objects.bulk_create(marks_of(row))
    ObservationWord.objects.bulk_create(words_of(row))


def marks_of(row: PlaceObservation) -> list[ObservationMark]:
    """Make the marks of an observation: what went on, faults of the place and what was done."""
    codes = {*row.behaviours, *row.faults, *row.deeds}
    return [
        ObservationMark(
            observation=row, code=code, unit_id=row.unit_id, area_id=row.area_id,
            seen_at=row.seen_at,
        )
        for code in sorted(codes)
    ]  # fmt: skip


def words_of(row: PlaceObservation) -> list[ObservationWord]:
    """Make the search words of an observation."""
    return [
        ObservationWord(observation=row, stem=stem, unit_id=row.unit_id, seen_at=row.seen_at)
        for stem in sorted(stems(row.text))
    ]
