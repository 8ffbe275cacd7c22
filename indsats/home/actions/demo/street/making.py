"""Writing a made-up year in bulk: the same for the same seed, in minutes whatever its size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, islice
from random import Random
from typing import Any, Final

from django.db import models, transaction

from indsats.field.actions.indexing import marks_of, words_of
from indsats.field.models import (
    CheckIn,
    Contact,
    FollowUp,
    GroupSighting,
    KnownYouth,
    ObservationMark,
    ObservationWord,
    PlaceObservation,
    Tour,
    TourMember,
    YouthGroup,
)
from indsats.home.actions.demo.street.rows import (
    AGES,
    CROWDS,
    MOODS,
    Team,
    contact,
    follow_up,
    new_id,
    observation,
    one,
    tour,
)
from indsats.home.actions.demo.street.shape import Outing, Size, happens, how_many, outings

AT_ONCE: Final = 40  # tours written in one go
ROWS: Final = 2_000
KNOWN_FOR: Final = timedelta(days=90)


@dataclass(frozen=True)
class Year:
    """What is to be made: how much, over which days, by which seed."""

    size: Size
    first: date
    now: datetime
    seed: int


def write_year(teams: Sequence[Team], year: Year) -> Iterator[tuple[int, int]]:
    """Write tours and all that belongs to them; yield how many of how many are there so far."""
    random = Random(year.seed)  # noqa: S311 -- a made-up year, no secret
    for team in teams:
        team.known = _codes(team, year, random)
        _groups(team, year, random)
    last = year.now.date() - timedelta(days=1)
    planned = outings(year.first, last, year.size.tours_a_week, random)
    total = how_many(year.first, last, year.size.tours_a_week)
    done = 0
    while batch := list(islice(planned, AT_ONCE)):
        with transaction.atomic():
            _write(batch, teams, year, random)
        done += len(batch)
        yield done, total


def _write(batch: Sequence[Outing], teams: Sequence[Team], year: Year, random: Random) -> None:
    walked = [(random.choice(teams), outing) for outing in batch]
    tours = [tour(team, outing, year.now, random) for team, outing in walked]
    out = [(team, outing, row) for (team, outing), row in zip(walked, tours, strict=True)]
    _save(Tour, tours)
    _save(TourMember, [member for team, _when, row in out for member in pair(team, row, random)])
    _save(CheckIn, [each for _team, when, row in out for each in check_ins(when, row, random)])
    a_tour = year.size.observations / (year.size.tours_a_week * 50)
    seen = [
        observation(team, row, when.moment(random), random)
        for team, when, row in out
        for _ in range(_about(a_tour, random))
    ]
    write_observations(seen)
    met = year.size.contacts / (year.size.tours_a_week * 50)
    _save(
        Contact,
        [
            contact(team, row, when.moment(random), year.size, random)
            for team, when, row in out
            for _ in range(_about(met, random))
        ],
    )
    todo = [(team, row) for team, _when, row in out if happens(0.25, random)]
    _save(FollowUp, [follow_up(team, row, year.now.date(), random) for team, row in todo])


def write_observations(rows: Sequence[PlaceObservation]) -> None:
    """Write observations with the codes and words that lists and the search use."""
    _save(PlaceObservation, rows)
    _save(ObservationMark, list(chain.from_iterable(map(marks_of, rows))))
    _save(ObservationWord, list(chain.from_iterable(map(words_of, rows))))


def _save(model: type[models.Model], rows: Sequence[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=ROWS)


def _about(mean: float, random: Random) -> int:
    """Give a number that is the mean on average."""
    return max(0, round(random.gauss(mean, mean / 4)))


def pair(team: Team, row: Tour, random: Random) -> list[TourMember]:
    """Send two people, briefed and ready."""
    ready = row.started_at
    people = random.sample(team.people, min(2, len(team.people)))
    answers = {"answers": ["phone", "charged", "jacket", "id_card", "on_call"]}
    return [
        TourMember(tour=row, user=user, brief_read_at=ready, ready_at=ready, checklist=answers)
        for user in people
    ]


def check_ins(when: Outing, row: Tour, random: Random) -> list[CheckIn]:
    """Let the pair report when they go out, after an hour, and home."""
    moments = [("out", when.starts), ("ok", when.starts + timedelta(hours=1)), ("home", when.ends)]
    return [
        CheckIn(pk=new_id(random), tour=row, user=row.author, kind=kind, made_at=at, received_at=at)
        for kind, at in moments
    ]


def _codes(team: Team, year: Year, random: Random) -> list[KnownYouth]:
    today = year.now.date()
    rows = [
        KnownYouth(
            pk=new_id(random), unit=team.unit, code=f"{random.choice('ABDEHKLMNS')}{number}",
            ages=one(AGES[1:4], random), created_by=random.choice(team.people),
            created_at=year.now - KNOWN_FOR,
            last_contact_on=today - timedelta(days=random.randrange(KNOWN_FOR.days)),
        )
        for number in range(1, year.size.known + 1)
    ]  # fmt: skip
    _save(KnownYouth, rows)
    return rows


def _groups(team: Team, year: Year, random: Random) -> None:
    today, groups, seen = year.now.date(), [], []
    for number in range(year.size.groups):
        last = today - timedelta(days=random.randrange(80))
        at = year.now - timedelta(days=random.randrange(100, 300))
        base = {"unit": team.unit, "author": random.choice(team.people), "made_at": at}
        group = YouthGroup(
            pk=new_id(random), received_at=at, place_id=team.places[number % len(team.places)][0],
            number=1 + number // len(team.places), crowd=one(CROWDS[1:], random),
            ages=one(AGES[1:], random), doing=random.choice(("hanging_out", "sport", "music")),
            has_conflict=happens(0.1, random), holder=random.choice(team.people),
            opened_on=at.date(), last_seen_on=last, review_on=last + timedelta(days=90), **base,
        )  # fmt: skip
        groups.append(group)
        seen += [_sighting(group, year.now - timedelta(days=days), random) for days in (3, 17, 31)]
    _save(YouthGroup, groups)
    _save(GroupSighting, seen)


def _sighting(group: YouthGroup, at: datetime, random: Random) -> GroupSighting:
    return GroupSighting(
        pk=new_id(random), group=group, unit=group.unit, author=group.author, made_at=at,
        received_at=at, seen_at=at, crowd=group.crowd, mood=one(MOODS, random), offers=["club"],
        text="Samme sted som sidst. God snak om åben hal.",
    )  # fmt: skip
