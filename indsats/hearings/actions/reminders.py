"""Reminders that catch up: every run sends what is wanted, due and not yet sent."""

from datetime import date, datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed
from indsats.hearings.actions.dispatch import Sending, deliver_after_commit, queue
from indsats.hearings.models import Dispatch, Hearing, HearingParty, Occasion, PartyRole
from indsats.hearings.queries.state import answer_facts, hearing_facts, with_answers
from indsats.hearings.rules import reminders, states
from indsats.hearings.rules.deadline import Deadline, in_force
from indsats.law.deadlines import danish_day


def _silent(hearing: Hearing, at: datetime) -> dict[str, HearingParty]:
    facts = hearing_facts(hearing, with_parties=False)
    rows = with_answers(hearing.parties.filter(role=PartyRole.CONSULTED))
    return {
        str(party.pk): party
        for party in rows
        if states.party_state(answer_facts(party), facts.deadlines, at) not in states.FINAL_ANSWERS
    }


@deed
def remind(*, hearing: Hearing, at: datetime, dry_run: bool = False) -> list[str]:
    """Remind the consulted parties that have not answered; give who is (or would be) reminded."""
    facts = hearing_facts(hearing, with_parties=False)
    deadline = in_force(facts.deadlines, at)
    if deadline is None or hearing.sent_at is None or hearing.withdrawn_at:
        return []
    silent = _silent(hearing, at)
    logged = Dispatch.objects.filter(party__in=silent.values()).values_list("party_id", "milestone")
    sent = {(str(party), milestone) for party, milestone in logged}
    due = reminders.to_send(reminders.wanted(silent, deadline), danish_day(at), sent)
    if not dry_run:
        words = _words(hearing, deadline, danish_day(at))
        sendings = [
            Sending(silent[each.party], Occasion.REMINDER, each.milestone, *words) for each in due
        ]
        deliver_after_commit(queue(sendings, at=at), by="system")
    return [silent[each.party].name for each in due]


@override(settings.LANGUAGE_CODE)
def _words(hearing: Hearing, deadline: Deadline, today: date) -> tuple[str, str]:
    day = date_format(deadline.day, "DATE_FORMAT")
    if today <= deadline.day:
        text = _("We have not received your reply yet. The last day is %(day)s.")
    else:
        text = _(
            "The deadline was %(day)s, and we have not received your reply. You can still reply; "
            "it is then marked as late, and it is decided whether it is taken into account."
        )
    return _("Reminder: %(title)s") % {"title": hearing.matter.title}, text % {"day": day}
