"""Taking replies out of the system leaves a trace (udtræk)."""

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import Hearing
from indsats.organisation.models import User


@deed
def note_export(*, hearing: Hearing, by: User, count: int) -> None:
    """Write in the trail who took a spreadsheet of the replies."""
    record(by=by, act=Act.EXPORTED, subject=hearing, what="replies", count=count)
