"""All checks in the order a reader meets them, and what their findings mean for the dispatch."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from indsats.hearings.rules.letter_check.annexes import annexes, basis
from indsats.hearings.rules.letter_check.case import LetterCase
from indsats.hearings.rules.letter_check.coverage import coverage, intervals
from indsats.hearings.rules.letter_check.days import days
from indsats.hearings.rules.letter_check.findings import Finding, Severity
from indsats.hearings.rules.letter_check.parties import parties
from indsats.hearings.rules.letter_check.placeholders import placeholders, reply_address
from indsats.hearings.rules.letter_check.statements import signature, statements
from indsats.hearings.rules.letter_check.wording import doubled, wording

CHECKS: tuple[Callable[[LetterCase], Iterator[Finding]], ...] = (
    basis,
    annexes,
    intervals,
    parties,
    doubled,
    reply_address,
    placeholders,
    days,
    signature,
    wording,
    statements,
    coverage,
)


def _with_answer(finding: Finding, answers: Mapping[str, str]) -> Finding:
    answer = answers.get(finding.key) or answers.get(finding.id, "")
    return replace(finding, answer=answer) if answer.strip() else finding


def check(case: LetterCase) -> list[Finding]:
    """Read the letter and give all findings, answered questions included."""
    return [_with_answer(finding, case.answers) for each in CHECKS for finding in each(case)]


def blockers(findings: Iterable[Finding]) -> list[Finding]:
    """Keep what stops the dispatch."""
    return [finding for finding in findings if finding.severity is Severity.BLOCKING]


def unanswered(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the questions that still want a reasoned answer; they do not stop the dispatch."""
    questions = (each for each in findings if each.severity is Severity.QUESTION)
    return [finding for finding in questions if not finding.is_answered]


def defects(findings: Iterable[Finding]) -> list[Finding]:
    """Keep everything but remarks and answered questions."""
    return [
        each for each in findings if each.severity is not Severity.REMARK and not each.is_answered
    ]


def remarks(findings: Iterable[Finding]) -> list[Finding]:
    """Keep what is worth a look but no defect of the hearing, such as a doubled word."""
    return [finding for finding in findings if finding.severity is Severity.REMARK]
