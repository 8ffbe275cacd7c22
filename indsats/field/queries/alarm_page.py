"""What the one on call needs to know: who, since when, and the last place by its name."""

from dataclasses import dataclass
from datetime import date, datetime

from indsats.field.models import CheckIn, PlaceObservation, SafetyAlarm
from indsats.field.queries.named import place_names
from indsats.organisation.models import User


@dataclass(frozen=True)
class AlarmPage:
    """The pair, what they said last, where they last wrote something, where they meant to go."""

    members: list[User]
    last: CheckIn | None
    place: str
    place_at: datetime | None
    planned: list[str]


def alarm_page(alarm: SafetyAlarm, day: date) -> AlarmPage:
    """Gather what is known of the tour: never a position, only names of places in the register."""
    tour = alarm.tour
    members = [each.user for each in tour.members.select_related("user")]
    last = CheckIn.objects.filter(tour=tour).select_related("user").first()
    seen = PlaceObservation.objects.filter(tour=tour, place__isnull=False).first()
    planned = list(tour.places.values_list("pk", flat=True))
    names = place_names([*planned, *([seen.place_id] if seen and seen.place_id else [])], day)
    where = names.get(seen.place_id or 0, "") if seen else ""
    return AlarmPage(
        members, last, where, seen.seen_at if seen else None,
        sorted(names[place] for place in planned if place in names),
    )  # fmt: skip
