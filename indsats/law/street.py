"""How long the codes and groups of the street are kept: policy, never a law (opbevaring)."""

from datetime import date, timedelta

from indsats.law.deadlines import months_after
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice


@cites("retention-street-codes")
def code_ends(last_contact: date) -> date:
    """Give the day on which a code is removed unless there is contact before."""
    return months_after(last_contact, RULES["retention-street-codes"].number("months"))


def code_advice(last_contact: date) -> Advice:
    """Say when a code is removed, and that the period is the municipality's own."""
    return advise("retention-street-codes", day=code_ends(last_contact))


@cites("review-youth-groups")
def group_ends(last_seen: date) -> date:
    """Give the day on which a group is closed unless it is seen before."""
    return last_seen + timedelta(days=RULES["review-youth-groups"].number("days"))


def group_advice(review_on: date) -> Advice:
    """Say when a group is closed unless it is seen before."""
    return advise("review-youth-groups", day=review_on)
