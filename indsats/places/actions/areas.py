"""Registering areas and their borders (lokalområder)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import User
from indsats.places.actions.places import said
from indsats.places.actions.writing import sort_places
from indsats.places.models import Area, AreaState
from indsats.places.queries.timelines import area_timeline
from indsats.places.rules import timeline as rules
from indsats.places.rules.borders import Border
from indsats.places.rules.refusals import Refused
from indsats.places.rules.timeline import AreaFacts, Slice

AreaSlices = list[Slice[AreaFacts]]


class AreaWish(NamedTuple):
    """An area as it should be: its key and its whole timeline."""

    key: str
    timeline: AreaSlices


@deed
def write_areas(*, by: User | str, wishes: Sequence[AreaWish]) -> int:
    """Bring areas to what they should be, and sort the places anew; tell how many changed."""
    changed = sum(_write(by, wish) for wish in wishes)
    if changed:
        sort_places()
    return changed


@deed
def set_areas_from(*, by: User | str, areas: Sequence[tuple[str, AreaFacts]], day: date) -> int:
    """Let areas have these names and borders from a day, making those that are new.

    A known number of households stays where none is given and the border is as it was; within
    another border it is not known how many live.
    """
    known = {area.key: area for area in Area.objects.filter(key__in=[key for key, _facts in areas])}
    wishes = []
    for key, facts in areas:
        before = area_timeline(known[key]) if key in known else []
        wanted = _with_households(facts, before, day)
        wishes.append(AreaWish(key, rules.joined(rules.changed(before, day, wanted))))
    return write_areas(by=by, wishes=wishes)


def _with_households(facts: AreaFacts, before: AreaSlices, day: date) -> AreaFacts:
    held = next((each.facts for each in before if each.span.covers(day)), None)
    if facts.households is not None or held is None or held.geometry != facts.geometry:
        return facts
    return facts._replace(households=held.households)


def _write(by: User | str, wish: AreaWish) -> bool:
    area = Area.objects.filter(key=wish.key).first()
    wanted = _sound(wish.timeline)
    if area and area_timeline(area) == wanted:
        return False
    act = Act.CHANGED if area else Act.CREATED
    area = area or Area.objects.create(key=wish.key)
    area.states.all().delete()
    AreaState.objects.bulk_create(
        AreaState(
            area=area,
            valid_from=each.span.first,
            valid_to=each.span.until,
            **each.facts._asdict(),
        )
        for each in wanted
    )
    spans = [[each.span.first, each.span.until, each.facts.name] for each in wanted]
    record(by=by, act=act, subject=area, key=area.key, now=spans)
    return True


def _sound(timeline: AreaSlices) -> AreaSlices:
    try:
        for each in timeline:
            Border.of(each.facts.geometry)
        return rules.sound(timeline)
    except Refused as refused:
        raise said(refused) from refused
