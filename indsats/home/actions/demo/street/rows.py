"""Made-up rows of the street, ready to be written in bulk."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from indsats.field.models import Contact, FollowUp, KnownYouth, PlaceObservation, Tour
from indsats.home.actions.demo.street.shape import Outing, Size, happens
from indsats.home.actions.demo.street.texts import (
    AGREEMENTS,
    BRIEFS,
    FAULTS,
    FOLLOW_UPS,
    SEEN,
    SUMMARIES,
    sentence,
)
from indsats.organisation.models import Unit, User

MOODS: Final = (("calm", 0.62), ("loud", 0.24), ("tense", 0.11), ("conflict", 0.03))
CROWDS: Final = (("0", 0.12), ("1-4", 0.38), ("5-9", 0.32), ("10-19", 0.14), ("20+", 0.04))
AGES: Final = (("-12", 0.06), ("13-15", 0.3), ("16-17", 0.32), ("18-25", 0.24), ("mixed", 0.08))
GENDERS: Final = (("boys", 0.8), ("girls", 0.08), ("mixed", 0.12))
KINDS: Final = (("greeting", 0.35), ("small_talk", 0.33), ("conversation", 0.24), ("help", 0.08))
WEATHER: Final = (("dry", 0.55), ("rain", 0.2), ("wind", 0.12), ("warm", 0.1), ("snow", 0.03))
THEMES: Final = (
    "school",
    "job",
    "family",
    "money",
    "drugs",
    "conflict",
    "love",
    "online",
    "leisure",
)


def one(choices: tuple[tuple[str, float], ...], random: Random) -> str:
    """Choose a code by weight."""
    return random.choices([code for code, _share in choices], [share for _c, share in choices])[0]


@dataclass
class Team:
    """Those who write: a unit, its people, and where they go (place and its area)."""

    unit: Unit
    people: list[User]
    places: list[tuple[int, int | None]]
    known: list[KnownYouth] = field(default_factory=list)


def new_id(random: Random) -> UUID:
    """Make an identifier that is the same for the same seed."""
    return UUID(int=random.getrandbits(128), version=4)


def _record(team: Team, author: User, at: datetime, random: Random) -> dict[str, Any]:
    late = timedelta(minutes=random.choice((1, 2, 5, 240)))
    return {
        "id": new_id(random), "unit": team.unit, "author": author, "made_at": at,
        "received_at": at + late,
    }  # fmt: skip


def tour(team: Team, outing: Outing, now: datetime, random: Random) -> Tour:
    """Make a tour that has been walked and, after two days, released."""
    released = outing.ends + timedelta(hours=random.choice((10, 14, 36)))
    is_released = released < now - timedelta(days=2)
    return Tour(
        **_record(team, random.choice(team.people), outing.starts, random),
        day=outing.day, planned_from=outing.starts, planned_to=outing.ends,
        brief=random.choice(BRIEFS), started_at=outing.starts, ended_at=outing.ends,
        weather=one(WEATHER, random), mood=one(MOODS, random), summary=random.choice(SUMMARIES),
        written_at=outing.ends, released_at=released if is_released else None,
        released_by=team.people[0] if is_released else None,
    )  # fmt: skip


def observation(team: Team, tour: Tour, at: datetime, random: Random) -> PlaceObservation:
    """Make what was seen at a place; a fifth of the places have most of it."""
    busy = team.places[: max(1, len(team.places) // 5)]
    place, area = random.choice(busy if happens(0.6, random) else team.places)
    crowd = one(CROWDS, random)
    many = 0 if crowd == "0" else random.choice((1, 1, 2, 3))
    behaviours = sorted(random.sample(list(SEEN)[:-1], many))
    faults = random.sample(list(FAULTS), 1) if happens(0.12, random) else []
    return PlaceObservation(
        **_record(team, tour.author, at, random), tour=tour, seen_at=at, place_id=place,
        area_id=area, weather=tour.weather, crowd=crowd, mood=one(MOODS, random),
        ages="" if crowd == "0" else one(AGES, random),
        genders="" if crowd == "0" else one(GENDERS, random), behaviours=behaviours,
        faults=faults, deeds=["nothing"] if crowd == "0" else ["talked"],
        text=sentence(behaviours, faults, random),
    )  # fmt: skip


def contact(team: Team, tour: Tour, at: datetime, size: Size, random: Random) -> Contact:
    """Make a contact; one of those the team knows where it is not too long ago."""
    is_known = happens(size.known_share, random)
    recent = [each for each in team.known if each.last_contact_on >= at.date()]
    kind = one(KINDS, random)
    return Contact(
        **_record(team, tour.author, at, random), tour=tour, met_at=at,
        place_id=random.choice(team.places)[0], was_known=is_known,
        known=random.choice(recent) if is_known and recent else None,
        first_time=not is_known and happens(0.5, random), ages=one(AGES[:4], random),
        gender=one(GENDERS[:2], random), kind=kind, minutes=random.choice((2, 5, 10, 20, 40)),
        themes=random.sample(THEMES, random.choice((0, 1, 1, 2))),
        tone=random.choice(("open", "open", "neutral", "closed")),
        offers=["club"] if happens(0.3, random) else [],
        meet_again=random.choice(("yes", "yes", "not_asked", "no")),
        agreement=random.choice(AGREEMENTS) if kind in {"conversation", "help"} else "",
    )  # fmt: skip


def follow_up(team: Team, tour: Tour, today: date, random: Random) -> FollowUp:
    """Make something somebody has to do next; most of it done after a week."""
    due = tour.day + timedelta(days=random.choice((2, 5, 7, 14)))
    at = tour.ended_at or tour.made_at
    is_done = due < today and happens(0.9, random)
    return FollowUp(
        **_record(team, tour.author, at, random), tour=tour, text=random.choice(FOLLOW_UPS),
        owner=random.choice(team.people), due_on=due,
        done_at=at + timedelta(days=2) if is_done else None,
    )  # fmt: skip
