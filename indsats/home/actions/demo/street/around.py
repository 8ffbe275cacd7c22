"""What a made-up effort leans on: who does it, where, and which units take part (omgivelser)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from indsats.home.actions.demo.street.rows import Team
from indsats.law.deadlines import COPENHAGEN
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import Unit, UnitState, User
from indsats.places.models import Area, Place

MORNING: Final = time(9, 40)


@dataclass(frozen=True)
class Around:
    """A team at a moment: ``by`` leads its everyday work."""

    team: Team
    now: datetime
    by: User

    @property
    def unit(self) -> Unit:
        """Give the team's unit."""
        return self.team.unit

    @property
    def today(self) -> date:
        """Give the Danish day."""
        return self.now.astimezone(COPENHAGEN).date()

    def ago(self, days: int) -> datetime:
        """Give a moment in working hours so many days back."""
        return datetime.combine(self.day(max(1, days)), MORNING, tzinfo=COPENHAGEN)

    def day(self, days: int) -> date:
        """Give the day so many days back, or to come when they are negative."""
        return self.today - timedelta(days=days)

    def place(self, key: str, number: int) -> Place:
        """Give a place by its key in the example, or one of the team's where there is none."""
        found = Place.objects.filter(key=key).first()
        return found or Place.objects.get(pk=self.team.places[number % len(self.team.places)][0])

    def area_of(self, place: Place) -> Area | None:
        """Give the area a place lies in today."""
        state = place.states.on(self.today).select_related("area").first()
        return state.area if state else None

    def helper(self, key: str) -> Unit:
        """Give a unit of the example that is in force today, or the team itself."""
        found = UnitState.objects.on(self.today).filter(unit__key=key).first()
        return found.unit if found else self.unit


def may_for(team: Team, permission: Permission, day: date) -> User:
    """Give who is nearest of those who may do something for the team; else one of the team."""
    reach = {
        user: access.scope(user, permission, day).units
        for user in User.objects.filter(is_active=True).order_by("pk")
    }
    may = [user for user, units in reach.items() if team.unit.pk in units]
    return min(may, key=lambda user: len(reach[user]), default=team.people[0])
