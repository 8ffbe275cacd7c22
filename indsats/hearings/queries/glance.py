"""How far many matters have come, for lists: four queries, however many matters."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, Max, Min, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from indsats.hearings.models import (
    DeadlineVersion,
    Hearing,
    HearingParty,
    Matter,
    ProposalItem,
    ProposalVersion,
)
from indsats.hearings.queries.matter_state import DECISION, HEARING, RESULTS, round_facts
from indsats.hearings.queries.state import answer_facts, with_answers
from indsats.hearings.rules import states
from indsats.hearings.rules.deadline import Deadline
from indsats.law.deadlines import starts_at
from indsats.meetings.models import Decision, Result, Treatment
from indsats.organisation.models import ChangeSetStatus, Operation

Turns = dict[tuple[str, str], states.TreatmentFacts]
SCHEDULED = ChangeSetStatus.SCHEDULED
NO_ROUND = states.HearingFacts()


def glance(matters: Iterable[Matter], at: datetime) -> dict[int, states.MatterState]:
    """Tell the state of each matter at a moment."""
    return {pk: states.matter_state(facts, at) for pk, facts in facts_of(matters).items()}


def facts_of(matters: Iterable[Matter]) -> dict[int, states.MatterFacts]:
    """Gather what a state rests on; of the days of effect only the first and the last."""
    rows = list(matters)
    turns, rounds, drafts = _turns(rows), _rounds(rows), _drafts(rows)
    return {row.pk: _facts(row, turns, rounds.get(row.pk), drafts.get(row.pk)) for row in rows}


def _turns(matters: list[Matter]) -> Turns:
    decided = Decision.objects.filter(item=OuterRef("item"), authoritative=True)
    rows = Treatment.objects.filter(
        matter_key__in=[matter.key for matter in matters],
        authoritative=True,
        item__isnull=False,
        item__withdrawn_at__isnull=True,
    ).annotate(
        result=Subquery(decided.values("result")[:1]),
        decided_on=Subquery(decided.values("decided_on")[:1]),
    )
    names = ("matter_key", "question", "item__meeting__starts_at", "result", "decided_on")
    found: Turns = {}
    for key, question, begins_at, result, decided_on in rows.values_list(*names):
        told = None
        if result:
            told = RESULTS.get(Result(result)) or states.Result(result)
        day = decided_on or localdate(begins_at)
        found[key, question] = states.TreatmentFacts(day=day, result=told)
    return found


def _rounds(matters: list[Matter]) -> dict[int, Hearing]:
    """Give each matter's newest round, its deadline in force and its parties put on it."""
    last = DeadlineVersion.objects.filter(hearing=OuterRef("pk")).order_by("-set_at", "-pk")
    rows = (
        Hearing.objects.filter(matter__in=[matter.pk for matter in matters])
        .annotate(
            last_day=Subquery(last.values("last_day")[:1]),
            set_at=Subquery(last.values("set_at")[:1]),
            first_set=Min("deadlines__set_at"),
        )
        .order_by("matter_id", "iteration")
    )
    newest = {row.matter_id: row for row in rows}
    parties = _parties([row.pk for row in newest.values()])
    for row in newest.values():
        read = vars(row)  # what the query added to the row
        read["told"] = states.HearingFacts(
            prepared_at=read["first_set"],
            sent_at=row.sent_at,
            withdrawn_at=row.withdrawn_at,
            deadlines=[Deadline(1, read["last_day"], read["set_at"])] if read["set_at"] else [],
            parties=parties[row.pk],
        )
    return newest


def _parties(hearings: list[int]) -> defaultdict[int, list[states.PartyFacts]]:
    found: defaultdict[int, list[states.PartyFacts]] = defaultdict(list)
    for party in with_answers(HearingParty.objects.filter(hearing__in=hearings)):
        found[party.hearing_id].append(answer_facts(party))
    return found


def _drafts(matters: list[Matter]) -> dict[int, ProposalVersion]:
    """Give each matter's newest version, with whether it says anything and when it takes effect."""
    days = Operation.objects.filter(change_set=OuterRef("change_set")).order_by()
    rows: QuerySet[ProposalVersion] = (
        ProposalVersion.objects.filter(matter__in=[matter.pk for matter in matters])
        .select_related("change_set")
        .annotate(
            says=Exists(ProposalItem.objects.filter(proposal=OuterRef("pk"))),
            first_effect=Subquery(
                days.values("change_set").annotate(d=Min("valid_from")).values("d")
            ),
            last_effect=Subquery(
                days.values("change_set").annotate(d=Max("valid_from")).values("d")
            ),
        )
        .order_by("matter_id", "number")
    )
    return {row.matter_id: row for row in rows}


def _facts(
    matter: Matter, turns: Turns, hearing: Hearing | None, draft: ProposalVersion | None
) -> states.MatterFacts:
    change_set = draft.change_set if draft else None
    entered = change_set.entered_at if change_set and change_set.status == SCHEDULED else None
    sending = turns.get((matter.key, HEARING))
    effects = {getattr(draft, "first_effect", None), getattr(draft, "last_effect", None)}
    return states.MatterFacts(
        drafted=bool(draft and getattr(draft, "says", False)),
        ready_at=matter.ready_at,
        sending=sending,
        hearing=round_facts(hearing, getattr(hearing, "told", NO_ROUND), sending),
        assessed_at=matter.assessed_at,
        published_at=hearing.memo_published_at if hearing else None,
        final=turns.get((matter.key, DECISION)),
        scheduled_at=entered,
        effect_days=sorted(day for day in effects if day),
        followed_up_at=matter.evaluated_at,
        closed_at=starts_at(matter.closed_on) if matter.closed_on else None,
    )
