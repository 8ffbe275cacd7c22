"""What waits on the street right now: tonight's tour, an order, incidents, phones (lige nu)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from indsats.field.models import (
    Conflict,
    Device,
    Incident,
    IncidentEntry,
    ParkedItem,
    PlaceObservation,
    StaffEvent,
    Tour,
    TourMember,
)
from indsats.field.queries.sender import hash_of
from indsats.home.actions.demo.street.around import may_for
from indsats.home.actions.demo.street.rows import Team, new_id
from indsats.home.actions.demo.street.texts import BRIEFS
from indsats.law.deadlines import COPENHAGEN
from indsats.organisation.access import Permission
from indsats.strategy.models import Deployment
from indsats.strategy.rules.evenings import evening_on

HAPPENED: Final = (
    ("fight", "Slagsmål ved busholdepladsen"),
    ("unrest", "Uro ved bycentret efter fodboldkamp"),
    ("arson", "Brand i container bag skolen"),
    ("school_threat", "Trussel mod en skole på nettet"),
    ("fight", "Større slagsmål i parken"),
)
LINES: Final = (
    ("known", "Politiet er på stedet. Ingen alvorligt til skade.", ""),
    ("unknown", "Er der flere på vej fra nabokommunen?", ""),
    ("decision", "Ekstra par går ved stationen fredag og lørdag.", ""),
    ("communication", "Skolens leder er ringet op og holder åbent i morgen.", "Byskolen"),
    ("rumour", "Der skrives på nettet om en ny aftale i weekenden.", ""),
)
MOST_INCIDENTS: Final = 30
LATE: Final = 1  # the phone that has not been heard from


def what_waits(
    teams: Sequence[Team], *, ordered: Deployment, now: datetime, amount: int, random: Random
) -> None:
    """Make what a street worker, a coordinator and a leader meet when they log in."""
    first = teams[0]
    for team in teams:
        _tonight(team, ordered, now)
    for number in range(min(amount, MOST_INCIDENTS)):
        _incident(first, now, number, random)
    _threat(first, now)
    _phones(teams, now, random)


def _tonight(team: Team, ordered: Deployment, now: datetime) -> None:
    """Let those go out whom the login page shows first, with the coordinator on call."""
    day = now.astimezone(COPENHAGEN).date()
    pair = sorted(team.people, key=lambda user: user.name)[:2]
    starts = datetime.combine(day, time(20), tzinfo=COPENHAGEN)
    tour = Tour.objects.create(
        unit=team.unit, author=pair[0], made_at=now, received_at=now, day=day,
        planned_from=starts, planned_to=starts + timedelta(hours=4), brief=BRIEFS[0],
        on_call=may_for(team, Permission.TOUR_RELEASE, day), check_in_minutes=60,
    )  # fmt: skip
    tour.places.set([place for place, _area in team.places[:4]])
    if ordered.unit == team.unit and evening_on(ordered.terms, day):
        tour.deployments.add(ordered)
    for user in pair:
        TourMember.objects.create(tour=tour, user=user)


def _incident(team: Team, now: datetime, number: int, random: Random) -> None:
    kind, title = HAPPENED[number % len(HAPPENED)]
    at = now - timedelta(days=1 + 17 * number, hours=3)
    row = Incident.objects.create(
        pk=new_id(random), unit=team.unit, author=team.people[0], made_at=at, received_at=at,
        kind=kind, title=title, happened_at=at, is_verified=number % 3 != 0,
        place_id=team.places[number % len(team.places)][0], source="Politiet pr. telefon",
        closed_at=at + timedelta(days=6) if number else None,
        review="Tidlig kontakt til skolen virkede." if number else "",
    )  # fmt: skip
    for step, (line, text, told) in enumerate(LINES[: 2 + number % 4]):
        when = at + timedelta(minutes=20 * step)
        IncidentEntry.objects.create(
            pk=new_id(random), incident=row, kind=line, text=text, told_whom=told,
            happened_at=when, author=team.people[0], made_at=when, received_at=when,
        )  # fmt: skip


def _threat(team: Team, now: datetime) -> None:
    at, exposed = now - timedelta(days=3), team.people[0]
    StaffEvent.objects.create(
        exposed=exposed, kind="threat", happened_at=at, written_by=exposed, written_at=at,
        what="En bilist råbte og truede, da vi bad ham flytte bilen fra klubbens indgang.",
        wants="En samtale med min leder.",
    )  # fmt: skip


def _phones(teams: Sequence[Team], now: datetime, random: Random) -> None:
    """Make phones in use: one not heard from for a day, and one with an entry that was parked."""
    for number, user in enumerate(user for team in teams for user in team.people):
        late = number == LATE
        device = Device.objects.create(
            pk=new_id(random), user=user, name="Telefon", key_hash=hash_of(str(new_id(random))),
            enrolled_at=now - timedelta(days=20), expires_at=now + timedelta(days=10),
            last_seen_at=now - timedelta(hours=30 if late else 2), waiting=4 if late else 0,
            oldest_waiting_at=now - timedelta(hours=33) if late else None, app_version="demo",
        )  # fmt: skip
        if number == 0:
            _parked(teams[0], device, now, random)


def _parked(team: Team, device: Device, now: datetime, random: Random) -> None:
    at = now - timedelta(hours=5)
    ParkedItem.objects.create(
        op=new_id(random), device=device, user=device.user, unit=team.unit, kind="observation",
        record=new_id(random), reason="closed", detail="", made_at=at,
        received_at=now,
        body={"kind": "observation", "form": 1, "fields": {"text": "Lygten er stadig ude."}},
    )  # fmt: skip
    seen = PlaceObservation.objects.filter(unit=team.unit).first()
    if seen is not None:
        Conflict.objects.create(
            op=new_id(random), unit=team.unit, kind="observation", record=seen.pk, field="text",
            kept=seen.text, kept_by=seen.author, offered="Lygten ved stien er ude.",
            offered_by=team.people[-1], offered_at=at, received_at=now,
        )  # fmt: skip
