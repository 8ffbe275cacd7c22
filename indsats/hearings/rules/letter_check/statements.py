"""What a letter should say beside the proposal, and who signs it."""

from collections.abc import Iterator, Mapping

from indsats.hearings.rules.letter_check.case import LetterCase, Statement
from indsats.hearings.rules.letter_check.findings import Finding, Severity
from indsats.hearings.rules.words import gettext_noop as _
from indsats.hearings.rules.words import message

STATEMENT_LABELS: Mapping[Statement, str] = {
    Statement.LETTER_DATE: _("date of the letter"),
    Statement.EFFECT_DATE: _("date of effect"),
    Statement.CASE_NUMBER: _("case number"),
    Statement.LEGAL_BASIS: _("legal basis"),
    Statement.BUDGET: _("budget"),
    Statement.CONTACT: _("who answers questions"),
    Statement.PUBLICATION: _("whether replies are published"),
}


def statements(case: LetterCase) -> Iterator[Finding]:
    """Warn once of all that the letter leaves unsaid, and of an effect date that is wrong."""
    missing = [each for each in Statement if not case.stated.get(each, "").strip()]
    if missing:
        labels = tuple(message(STATEMENT_LABELS[each]) for each in missing)
        text = message(_("The letter does not say: %(missing)s."), missing=labels)
        yield Finding("S30", "statement.missing", Severity.WARNING, text)
    if case.stated_effect and case.effect_days and case.stated_effect not in case.effect_days:
        text = message(
            _("The letter says effect on %(stated)s, but the first change is on %(first)s."),
            stated=case.stated_effect,
            first=min(case.effect_days),
        )
        yield Finding("L2", "effect.differs", Severity.WARNING, text)


def signature(case: LetterCase) -> Iterator[Finding]:
    """Warn when nobody signs."""
    if not case.signatory.strip():
        text = message(_("Nobody has signed the letter."))
        yield Finding("S28", "signature.missing", Severity.WARNING, text)
