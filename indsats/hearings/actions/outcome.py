"""Telling the parties what became of the matter: the decision and the memo (udfald)."""

from datetime import datetime

from django.core.exceptions import ValidationError

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.actions.dispatch import Sending, deliver_after_commit, queue
from indsats.hearings.models import Hearing, Occasion
from indsats.hearings.queries.outcome import outcome_of
from indsats.organisation.models import User


@deed
def send_outcome(*, hearing: Hearing, by: User, at: datetime) -> int:
    """Send decision and memo to every party that has not got them; give how many that were.

    However often it is asked, each party gets one letter about one decision and one memo.
    Raises ValidationError with every reason while memo or decision is missing.
    """
    found = outcome_of(hearing)
    if found.reasons or found.memo is None:
        raise ValidationError(found.reasons)
    with found.memo.file.open("rb") as stream:
        pdf = stream.read()
    subject, words = found.subject, found.words
    sendings = [
        Sending(
            party, Occasion.MEMO, found.milestone, subject,
            f"{party.contact or party.name}\n\n{words}", pdf,
        )
        for party in hearing.parties.all()
    ]  # fmt: skip
    rows = queue(sendings, at=at)
    deliver_after_commit(rows, by=by)
    if rows:
        record(
            by=by, act=Act.SENT, subject=hearing, what="outcome sent", memo=found.memo.number,
            sha256=found.memo.sha256, decision=found.decision,
            parties=[row.party.name for row in rows],
        )  # fmt: skip
    return len(rows)
