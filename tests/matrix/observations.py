"""Addresses of observations."""

from django.utils.timezone import now

from indsats.field.models import PlaceObservation
from indsats.organisation.access import Permission
from indsats.organisation.tests import factories as org
from tests.matrix.world import OTHER, OWN, Row, World


def prepare(world: World) -> None:
    """Make an observation on either side."""
    for side in (OWN, OTHER):
        at = now()
        row = PlaceObservation.objects.create(
            unit=world.units[side], author=org.make_user(), seen_at=at, made_at=at,
            received_at=at, latitude=55.61, longitude=12.35, crowd="5-9", mood="calm",
        )  # fmt: skip
        world.extra[side] = row.pk


def _one(world: World, side: str) -> list:
    return [world.extra[side]]


ROWS = (
    Row("list", Permission.OBSERVATION_SEE),
    Row("observation", Permission.OBSERVATION_SEE, _one),
    Row("correct", Permission.TOUR_RELEASE, _one),
)
