"""Looking that leaves a trace: annexes that are closed (indsigt)."""

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import Annex
from indsats.organisation.models import User


@deed
def hand_out_annex(*, annex: Annex, by: User) -> None:
    """Write in the trail who opened a closed annex."""
    record(by=by, act=Act.SEEN, subject=annex, title=annex.title)
