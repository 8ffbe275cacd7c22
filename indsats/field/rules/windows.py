"""What a phone holds and for how long: no more than a night needs (opbevaring på telefonen)."""

from datetime import date, timedelta
from typing import Final

TOURS_BACK: Final = 3
TOURS_AHEAD: Final = 1
OBSERVATIONS_BACK: Final = 14
DEPLOYMENTS_AHEAD: Final = 8


def tour_days(today: date) -> tuple[date, date]:
    """Give the first and last day whose tours a phone holds."""
    return today - timedelta(days=TOURS_BACK), today + timedelta(days=TOURS_AHEAD)


def first_observation(today: date) -> date:
    """Give the first day whose observations a phone holds."""
    return today - timedelta(days=OBSERVATIONS_BACK)


def last_deployment(today: date) -> date:
    """Give the first day whose deployments a phone does not hold yet."""
    return today + timedelta(days=DEPLOYMENTS_AHEAD)
