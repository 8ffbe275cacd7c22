"""What the letter check reads, gathered from a hearing, its change-set and the organisation."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.timezone import localdate

from indsats.base.periods import Span
from indsats.hearings.models import Annex, Hearing, HearingParty
from indsats.hearings.queries.state import deadlines
from indsats.hearings.rules.letter_check import (
    Finding,
    LetterAnnex,
    LetterCase,
    Statement,
    check,
)
from indsats.hearings.rules.letter_check.touched import Touched
from indsats.organisation.queries.change_sets import engine_steps, ground
from indsats.organisation.queries.picture import read


def findings(hearing: Hearing) -> list[Finding]:
    """Check the letter as it stands now; answered questions carry their answer."""
    return check(letter_case(hearing, touched(hearing)))


def touched(hearing: Hearing) -> Touched:
    """Hold the change-set against the organisation; without one only today's units are read."""
    today, change_set = localdate(), hearing.proposal.change_set
    if change_set is None:
        span = Span(today, today + timedelta(days=1))
        return Touched(read(kinds=("unit",), span=span), (), today)
    return Touched(ground(change_set), engine_steps(change_set), today)


def letter_case(hearing: Hearing, touched: Touched) -> LetterCase:
    """Gather everything a letter is held against."""
    matter, proposal = hearing.matter, hearing.proposal
    last = deadlines(hearing)
    return LetterCase(
        paragraphs=[part for part in hearing.letter_text.split("\n") if part.strip()],
        heading=hearing.letter_heading,
        basis=proposal.basis,
        object_word=hearing.object_word,
        parties=[touched.party(row.body.key, row.name, row.role) for row in _parties(hearing)],
        known_bodies=touched.known_bodies,
        annexes=[_annex(row) for row in proposal.annexes.all()],
        reply_to=hearing.reply_to,
        deadline=last[-1].day if last else None,
        decided_on=hearing.decided_on,
        letter_date=hearing.letter_date,
        send_on=hearing.planned_send_on,
        signatory=hearing.signatory,
        signatory_title=hearing.signatory_title,
        stated={
            Statement.LETTER_DATE: str(hearing.letter_date or ""),
            Statement.EFFECT_DATE: hearing.effect_text,
            Statement.CASE_NUMBER: matter.journal_number,
            Statement.LEGAL_BASIS: matter.legal_basis,
            Statement.BUDGET: matter.budget,
            Statement.CONTACT: hearing.contact,
            Statement.PUBLICATION: hearing.publication,
        },
        effect_days=touched.effect_days,
        new_bodies=touched.new_bodies,
        centres=touched.centres,
        upper_councils=touched.upper_councils,
        answers=hearing.check_answers,
    )


def _parties(hearing: Hearing) -> Iterable[HearingParty]:
    if "parties" in getattr(hearing, "_prefetched_objects_cache", {}):
        return hearing.parties.all()
    return hearing.parties.select_related("body")


def _annex(row: Annex) -> LetterAnnex:
    sections = [line for line in row.section.split("\n") if line.strip()]
    headings = [line.lstrip("# ") for line in row.text.split("\n") if line.startswith("#")]
    return LetterAnnex(row.title, row.kind, [*sections, *headings], row.attached)
