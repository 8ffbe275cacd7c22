"""What must be in place before a matter is closed, and how far it is (afslutning)."""

from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from indsats.hearings.models import Dispatch, Hearing, Matter, Occasion
from indsats.hearings.queries.matter_state import gather, newest_hearing, newest_proposal
from indsats.hearings.queries.words import say
from indsats.hearings.rules.guards import Guard, GuardFacts, reasons
from indsats.hearings.rules.states import MatterState, matter_state
from indsats.hearings.rules.transitions import ENDED_EARLY, Step, may
from indsats.law.deadlines import danish_day
from indsats.meetings.models import FollowUp
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import User

OVER = {
    MatterState.ADOPTED, MatterState.IN_EFFECT, MatterState.FOLLOWED_UP, MatterState.DONE,
    *ENDED_EARLY,
}  # fmt: skip


class Condition(NamedTuple):
    """One thing that must be in place: what, whether it is, what lacks, where to do it."""

    text: str
    done: bool
    lacks: list[str]
    url: str = ""


def _untold(hearing: Hearing | None) -> list[str]:
    """Name the parties that have not been told how it ended."""
    if hearing is None or hearing.sent_at is None:
        return []
    last = Occasion.WITHDRAWAL if hearing.withdrawn_at else Occasion.MEMO
    told = Dispatch.objects.filter(occasion=last, sent_at__isnull=False).values("party")
    return list(hearing.parties.exclude(pk__in=told).values_list("name", flat=True))


def closing_facts(
    matter: Matter, at: datetime, *, written: bool = False
) -> tuple[MatterState, GuardFacts]:
    """Gather what the guards of the last steps ask.

    ``written`` asks for words just written anew, whatever was written before.
    """
    known = gather(matter)
    state = matter_state(known, at)
    proposal = newest_proposal(matter)
    open_tasks = FollowUp.objects.open().filter(item__matter_key=matter.key)
    waits = proposal is not None and proposal.change_set_id is not None
    if written and state is MatterState.FOLLOWED_UP:
        state = MatterState.IN_EFFECT
    return state, GuardFacts(
        today=danish_day(at),
        follow_ups_open=open_tasks.count(),
        evaluation_on=matter.evaluation_on,
        evaluation=matter.evaluation,
        parties_untold=_untold(newest_hearing(matter)),
        change_waits=waits and state is MatterState.ADOPTED,
    )


def closing_page(matter: Matter, reader: User, at: datetime) -> dict[str, Any]:
    """Give the page: every condition with what it lacks, and whether the matter can be closed.

    The way to what lacks is shown to those it is open to: a director closes, a secretary sends.
    """
    state, facts = closing_facts(matter, at)
    hearing = newest_hearing(matter)
    sends = access.may(reader, Permission.HEARING_DISPATCH, danish_day(at))
    evaluates = state not in ENDED_EARLY
    conditions = [
        _ended(state, facts),
        _condition(
            _("All parties have been told the outcome"), Guard.PARTIES_TOLD, facts,
            reverse("hearings:outcome", args=[hearing.pk]) if hearing and sends else "",
        ),
        _condition(
            _("Everything the body asked for is followed up"), Guard.FOLLOW_UPS_ANSWERED, facts,
            reverse("meetings:follow-ups"),
        ),
    ]  # fmt: skip
    if evaluates:
        conditions.append(
            _condition(_("The matter is evaluated"), Guard.EVALUATED, facts, "#evaluation")
        )
    return {
        "matter": matter,
        "conditions": conditions,
        "evaluates": evaluates,
        "ready": not may(Step.CLOSE_MATTER, state, facts),
        "closed": matter.closed_on is not None,
    }


def _condition(text: str, guard: Guard, facts: GuardFacts, url: str) -> Condition:
    lacks = [say(each) for each in reasons(guard, facts)]
    return Condition(text, not lacks, lacks, url if lacks else "")


def _ended(state: MatterState, facts: GuardFacts) -> Condition:
    lacks = [say(each) for each in reasons(Guard.CHANGE_DONE, facts)]
    if state not in OVER:
        lacks = [_("The matter is still under way.")]
    text = _("The change is in effect, or the matter has ended without one")
    return Condition(text, not lacks, lacks)
