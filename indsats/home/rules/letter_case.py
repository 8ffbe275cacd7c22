"""A hearing in municipality files turned into what the letter check reads; no tables needed."""

from indsats.hearings.rules.letter_check import LetterAnnex, LetterCase, Statement
from indsats.hearings.rules.letter_check.touched import Touched
from indsats.home.rules.files.bundle import Bundle
from indsats.home.rules.files.rows import (
    HearingRow,
    MatterRow,
    ProposalRow,
    RoundRow,
)
from indsats.organisation.rules.slices import Picture


def letter_cases(bundle: Bundle, known: Picture | None = None) -> list[LetterCase]:
    """Give one case for each round of each matter in the files, amended letters put in place.

    ``known`` is the organisation outside the files, where they do not hold it themselves.
    """
    picture = bundle.picture() if known is None else known
    return [
        _case(hearing, each, picture)
        for hearing in bundle.amend().hearings
        for each in hearing.hearings
    ]


def _case(hearing: HearingRow, each: RoundRow, picture: Picture) -> LetterCase:
    letter = each.letter
    proposal = next(row for row in hearing.proposals if row.number == each.proposal)
    steps = proposal.change_set.operations if proposal.change_set else ()
    day = letter.dated or each.planned_send_on or each.decided_on or hearing.matter.opened_on
    touched = Touched(picture, steps, day)
    newest = max(each.deadlines, key=lambda deadline: deadline.set_on, default=None)
    return LetterCase(
        heading=letter.heading,
        paragraphs=letter.paragraphs,
        basis=proposal.basis,
        object_word=letter.object_word,
        parties=tuple(touched.party(row.body, row.name, row.role) for row in each.parties),
        known_bodies=touched.known_bodies,
        annexes=_annexes(proposal),
        reply_to=letter.reply_to,
        deadline=newest.last_day if newest else None,
        decided_on=each.decided_on,
        letter_date=letter.dated,
        send_on=each.planned_send_on,
        signatory=letter.signatory,
        signatory_title=letter.signatory_title,
        stated=_stated(hearing.matter, each),
        effect_days=touched.effect_days,
        new_bodies=touched.new_bodies,
        centres=touched.centres,
        upper_councils=touched.upper_councils,
        answers=each.answers,
    )


def _annexes(proposal: ProposalRow) -> tuple[LetterAnnex, ...]:
    return tuple(
        LetterAnnex(
            title=annex.title,
            kind=annex.kind,
            sections=(*annex.sections, annex.section) if annex.file else annex.sections,
            attached=annex.is_attached,
        )
        for annex in proposal.annexes
    )


def _stated(matter: MatterRow, each: RoundRow) -> dict[Statement, str]:
    return {
        Statement.LETTER_DATE: str(each.letter.dated or ""),
        Statement.EFFECT_DATE: each.letter.effect,
        Statement.CASE_NUMBER: matter.journal_number,
        Statement.LEGAL_BASIS: matter.legal_basis,
        Statement.BUDGET: matter.budget,
        Statement.CONTACT: each.letter.contact,
        Statement.PUBLICATION: each.publication,
    }
