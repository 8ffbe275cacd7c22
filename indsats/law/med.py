"""Checks on MED's information and discussion; they advise, as the sources are second-hand (MED)."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from indsats.law.deadlines import months_after
from indsats.law.registry import RULES, advise, cites
from indsats.law.rule import Advice


class Procedure(StrEnum):
    """What it is called when a party is asked: four things that a letter easily mixes."""

    MED = "information-and-discussion"
    BOARD = "board-statement"
    VOLUNTARY = "invitation"
    PARTY = "party-hearing"


@cites("med-is-no-hearing")
def naming_advice(party: str, procedure: Procedure, *, called_hearing: bool) -> Advice | None:
    """Advise to call MED's part by its own name when a letter calls it a hearing."""
    if procedure is Procedure.MED and called_hearing:
        return advise("med-is-no-hearing", party=party)
    return None


@cites("med-before-decision")
def order_advice(party: str, *, discussed: date | None, decided: date) -> Advice | None:
    """Tell when a works council has not discussed the case on a day before the decision."""
    if discussed is not None and discussed < decided:
        return None
    return advise("med-before-decision", party=party, decided=decided)


@cites("med-right-level")
def level_advice(required: str, invited: Collection[str]) -> Advice | None:
    """Tell when the works council of the submitting manager is not among those invited."""
    return None if required in invited else advise("med-right-level", required=required)


@cites("med-guidelines")
def guidelines_advice(*, reorganisation: bool, link: str) -> Advice | None:
    """Ask for the written procedural guidelines when the case is a reorganisation."""
    return advise("med-guidelines") if reorganisation and not link.strip() else None


@cites("med-breach-month")
def withdraw_by(demanded: date) -> date:
    """Find the last day on which management may withdraw a decision after the staff's demand."""
    return months_after(demanded, RULES["med-breach-month"].number("months"))


@cites("youth-school-board-asked")
def board_advice(board: str, consulted: Collection[str]) -> Advice | None:
    """Advise to ask a youth school's board that is not among those consulted."""
    return None if board in consulted else advise("youth-school-board-asked", party=board)


@cites("party-hearing-apart")
def party_hearing_advice(employees_with_changed_terms: int) -> Advice | None:
    """Remind that employees whose terms change are heard one by one; a hearing is not enough."""
    if employees_with_changed_terms < 1:
        return None
    return advise("party-hearing-apart", number=employees_with_changed_terms)
