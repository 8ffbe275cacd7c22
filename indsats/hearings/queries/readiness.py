"""What still stands between a letter and its dispatch."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from indsats.hearings.models import Hearing, PartyRole
from indsats.hearings.queries.letter_case import findings
from indsats.hearings.queries.state import deadlines
from indsats.hearings.queries.words import say
from indsats.hearings.rules.letter_check import Finding, blockers
from indsats.law.deadlines import closes_at


def reasons_against_dispatch(hearing: Hearing, at: datetime) -> list[str]:
    """Check the letter, and say all that stops it."""
    return reasons_with(findings(hearing), hearing, at)


def reasons_with(found: Iterable[Finding], hearing: Hearing, at: datetime) -> list[str]:
    """Say all that stops the letter: blocking findings, no deadline, nobody to write to."""
    reasons = [say(each.text) for each in blockers(found)]
    last = deadlines(hearing)
    if not last:
        reasons.append(_("Set a deadline for the replies."))
    elif closes_at(last[-1].day) <= at:
        reasons.append(_("The deadline has already passed. Choose a later day."))
    parties = list(hearing.parties.all())
    if not any(party.role == PartyRole.CONSULTED for party in parties):
        reasons.append(_("Choose at least one body to consult."))
    lost = [party.name for party in parties if not party.address.strip()]
    if lost:
        reasons.append(_("Write an address for: %(names)s.") % {"names": ", ".join(lost)})
    return list(dict.fromkeys(reasons))
