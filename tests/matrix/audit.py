"""Address of the trail."""

from indsats.organisation.access import Permission
from tests.matrix.world import Row

ROWS = (Row("trail", Permission.TRAIL_SEE),)
