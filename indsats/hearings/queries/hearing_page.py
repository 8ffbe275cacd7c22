"""All that the pages of one hearing show: to the secretary, to a party."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.hearings.models import Dispatch, Hearing, HearingParty, Occasion, PartyRole
from indsats.hearings.queries.letter import paragraphs
from indsats.hearings.queries.letter_case import findings, letter_case, touched
from indsats.hearings.queries.lists import with_lists
from indsats.hearings.queries.marking import lines, marked
from indsats.hearings.queries.matter_state import HEARING, SENDING, day_decided
from indsats.hearings.queries.members import Drift, Member, drift_from, members_on, shown
from indsats.hearings.queries.public_page import public_page
from indsats.hearings.queries.readiness import reasons_with
from indsats.hearings.queries.road import hearing_words
from indsats.hearings.queries.state import deadlines, hearing_state, parties_told, party_facts
from indsats.hearings.rules import letter_check as rules
from indsats.hearings.rules.deadline import Deadline
from indsats.hearings.rules.letter_check import Finding
from indsats.hearings.rules.letter_check.touched import Touched
from indsats.hearings.rules.states import PartyState, party_state
from indsats.organisation.models import Unit, UnitState
from indsats.organisation.rules.parties import concerned

PARTY_KINDS = {
    PartyState.NOT_REACHED: "error", PartyState.SUBMITTED: "success",
    PartyState.NO_COMMENTS: "success", PartyState.LATE: "warning", PartyState.SILENT: "warning",
    PartyState.DRAFT: "info", PartyState.RELEASED: "info",
}  # fmt: skip


def party_words() -> dict[PartyState, str]:
    """Give the name of every state a party can be in."""
    return {
        PartyState.NOT_SENT: _("Waits to be sent"),
        PartyState.NOT_REACHED: _("Not reached"),
        PartyState.INVITED: _("Letter sent"),
        PartyState.SEEN: _("Has read the letter"),
        PartyState.DRAFT: _("Writing a reply"),
        PartyState.RELEASED: _("Reply ready to be sent"),
        PartyState.SUBMITTED: _("Has replied"),
        PartyState.NO_COMMENTS: _("No comments"),
        PartyState.LATE: _("Has replied late"),
        PartyState.DECLINED: _("Will not reply"),
        PartyState.SILENT: _("Has not replied"),
    }


class PartyLine(NamedTuple):
    """One party with how far it is, what went wrong, and how its members have changed."""

    party: HearingParty
    state: str
    kind: str
    failure: str
    drift: Drift


class Suggestion(NamedTuple):
    """A body that speaks for a unit the change concerns and is not on the list yet."""

    body: int
    name: str
    unit: str


def laid_out(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """Let a hearing bring what its page shows, without a query for each."""
    steps = "proposal__change_set__operations"
    return with_lists(
        rows, "deadlines", "supplements", "proposal__items", "proposal__annexes", steps
    )


def check(hearing: Hearing) -> dict[str, Any]:
    """Read the letter through the letter check, with the places it points at."""
    return _checked(hearing, findings(hearing))


def _checked(hearing: Hearing, found: Sequence[Finding]) -> dict[str, Any]:
    told = lines(found)
    return {
        "lines": told,
        "marked": marked(hearing, told),
        "stops": sum(line.kind == "error" for line in told),
    }


def for_secretary(hearing: Hearing, at: datetime) -> dict[str, Any]:
    """Give the page of one round, read as `laid_out`, to those who prepare it."""
    parties = parties_told() if hearing.sent_at else HearingParty.objects.select_related("body")
    prefetch_related_objects([hearing], Prefetch("parties", parties))
    history, day = deadlines(hearing), localdate(at)
    common = {
        "hearing": hearing,
        "matter": hearing.matter,
        "state": hearing_words()[hearing_state(hearing, at)],
        "deadline": history[-1] if history else None,
        "deadlines": history,
    }
    if hearing.sent_at is None:
        return {**common, **_preparing(hearing, at, day)}
    return {**common, **_under_way(hearing, at, day)}


def _preparing(hearing: Hearing, at: datetime, day: date) -> dict[str, Any]:
    rows, held = list(hearing.parties.all()), touched(hearing)
    members = members_on([row.body_id for row in rows], day)
    found = rules.check(letter_case(hearing, held))
    return {
        **_checked(hearing, found),
        "parties": [(row, [shown(each) for each in members.get(row.body_id, [])]) for row in rows],
        "suggestions": suggestions(held, [row.body.key for row in rows]),
        "reasons": reasons_with(found, hearing, at),
        "facts": facts(hearing),
        "decided": not hearing.decided_on and day_decided(hearing.matter, HEARING, SENDING),
    }


def facts(hearing: Hearing) -> list[tuple[str, str]]:
    """Give the facts a letter should state; the page says where one is not given."""
    return [
        (_("Replies go to"), hearing.reply_to),
        (_("Who answers questions"), hearing.contact),
        (_("Signed by"), ", ".join(p for p in (hearing.signatory, hearing.signatory_title) if p)),
        (_("Takes effect"), hearing.effect_text),
        (_("Case number"), hearing.matter.journal_number),
        (_("Legal basis"), hearing.matter.legal_basis),
        (_("Economy"), hearing.matter.budget),
        (_("Publication of replies"), hearing.get_publication_display()),
    ]


def suggestions(held: Touched, listed: Collection[str]) -> list[Suggestion]:
    """Name the councils and boards that speak for units concerned and are not on the list."""
    found = [each for each in concerned(held.preview) if each.body not in listed]
    keys = {key for each in found for key in (each.body, each.covers)}
    rows = UnitState.objects.on(held.day).filter(unit__key__in=keys)
    known = {key: (pk, name) for key, pk, name in rows.values_list("unit__key", "unit", "name")}
    return [
        Suggestion(*known[each.body], known.get(each.covers, (0, ""))[1])
        for each in found
        if each.body in known
    ]


def _under_way(hearing: Hearing, at: datetime, day: date) -> dict[str, Any]:
    parties, known = list(hearing.parties.all()), deadlines(hearing)
    members = members_on([row.body_id for row in parties], day)
    told = [_line(row, members.get(row.body_id, []), known, at) for row in parties]
    return {
        "consulted": [line for line in told if line.party.role == PartyRole.CONSULTED],
        "informed": [line for line in told if line.party.role == PartyRole.INFORMED],
        "failed": sum(bool(line.failure) for line in told),
        "paragraphs": paragraphs(hearing),
        "supplements": hearing.supplements.all(),
        "running": hearing.withdrawn_at is None,
    }


def _line(
    party: HearingParty, members: list[Member], known: list[Deadline], at: datetime
) -> PartyLine:
    state = party_state(party_facts(party), known, at)
    failures = [row.failure for row in party.dispatches.all() if row.failure and not row.sent_at]
    return PartyLine(
        party,
        party_words()[state],
        PARTY_KINDS.get(state, ""),
        failures[0] if failures else "",
        drift_from(party, members),
    )


def dispatch_page(party: HearingParty, day: date) -> dict[str, Any]:
    """Give what was sent to one party, its members then and now, and its links."""
    now_members = members_on([party.body_id], day).get(party.body_id, [])
    changed = drift_from(party, now_members)
    return {
        "party": party,
        "hearing": party.hearing,
        "matter": party.hearing.matter,
        "dispatches": party.dispatches.all(),
        "answered": party.replies.exists(),
        "running": party.hearing.sent_at and not party.hearing.withdrawn_at,
        "members": [shown(each) for each in party.members],
        "joined": [shown(each) for each in changed.joined],
        "left": [shown(each) for each in changed.left],
        "links": party.links.order_by("-made_at"),
    }


def for_parties(hearing: Hearing, at: datetime) -> dict[str, Any]:
    """Give the hearing to a member of a body on the list: as anybody may read it."""
    known = hearing.supplements.all()
    return {**public_page(hearing, at), "matter": hearing.matter, "supplements": known}


def sent_pdf(hearing: Hearing) -> bytes:
    """Give the letter as it was sent; empty while it has not been."""
    rows = Dispatch.objects.filter(party__hearing=hearing, occasion=Occasion.LETTER)
    row = rows.exclude(document="").first()
    if row is None:
        return b""
    with row.document.open("rb") as stream:
        return bytes(stream.read())


def address_of(unit: str, day: date) -> str:
    """Give a body's own e-mail address, to begin with."""
    if not unit.isdecimal():
        return ""
    row = UnitState.objects.on(day).filter(unit=Unit(pk=int(unit))).first()
    return row.email if row else ""
