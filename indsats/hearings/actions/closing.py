"""The end of a matter: what the follow-up showed, and that it is closed for good (afslutning)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.meanwhile import ChangedMeanwhileError
from indsats.hearings.models import Matter
from indsats.hearings.queries.closing import closing_facts
from indsats.hearings.queries.words import say
from indsats.hearings.rules.transitions import Step, may
from indsats.law.deadlines import danish_day
from indsats.organisation.models import User


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """When a matter is to be evaluated, and what that showed, from which version of it."""

    version: int
    on: date | None = None
    text: str = ""


def refuse_closed(matter: Matter) -> None:
    """Refuse to change a matter that is closed; it is never opened again."""
    if matter.closed_on is not None:
        raise ValidationError(_("The matter is closed. Open a new matter to go on with it."))


def claim(matter: Matter, version: int | None = None) -> Matter:
    """Lock a matter that is still open, in the version that was shown; belongs in a deed."""
    fresh = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    refuse_closed(fresh)
    if version is not None and fresh.version != version:
        raise ChangedMeanwhileError(fresh.version)
    return fresh


@deed
def evaluate(*, matter: Matter, by: User, evaluation: Evaluation, at: datetime) -> Matter:
    """Write when the matter is evaluated, and what that showed once the day has come.

    Raises ValidationError for words before the day, or while the change is not in effect.
    """
    fresh = claim(matter, evaluation.version)
    fresh.evaluation_on, fresh.evaluation = evaluation.on, evaluation.text.strip()
    if fresh.evaluation:
        state, facts = closing_facts(fresh, at, written=True)
        reasons = may(Step.FOLLOW_UP, state, facts)
        if reasons:
            raise ValidationError([say(each) for each in reasons], code="guards")
    fresh.evaluated_at = at if fresh.evaluation else None
    fresh.version += 1
    fresh.save(update_fields=["evaluation_on", "evaluation", "evaluated_at", "version"])
    record(
        by=by, act=Act.CHANGED, subject=fresh, what="evaluated" if fresh.evaluation else "planned",
        evaluation_on=fresh.evaluation_on,
    )  # fmt: skip
    return fresh


@deed
def close_matter(*, matter: Matter, by: User, at: datetime) -> Matter:
    """Close a matter for good; raises ValidationError with everything that is not in place."""
    fresh = claim(matter)
    state, facts = closing_facts(fresh, at)
    reasons = may(Step.CLOSE_MATTER, state, facts)
    if reasons:
        raise ValidationError([say(each) for each in reasons], code="guards")
    fresh.closed_on = danish_day(at)
    fresh.version += 1
    fresh.save(update_fields=["closed_on", "version"])
    record(by=by, act=Act.CHANGED, subject=fresh, what="closed", closed_on=fresh.closed_on)
    return fresh
