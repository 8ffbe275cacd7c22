"""The deadline as the letter gives it: ahead, on a good day, long enough, the same in the text."""

import re
from collections.abc import Iterator
from datetime import date

from indsats.hearings.rules.letter_check.case import LetterCase
from indsats.hearings.rules.letter_check.findings import Finding, Place, Severity
from indsats.hearings.rules.words import Message, message
from indsats.hearings.rules.words import gettext_noop as _
from indsats.law.calendar import Quiet, quiet
from indsats.law.hearing import period_advice
from indsats.law.registry import cites
from indsats.law.rule import MONTHS_DA, Advice

LAST_DAY = re.compile(
    r"\bsenest(?:\s+\w+dag)?(?:\s+den)?\s+(?P<day>\d{1,2})\.\s*"
    r"(?P<month>" + "|".join(MONTHS_DA) + r"|\d{1,2})\.?\s*(?P<year>\d{4})",
    re.IGNORECASE,
)
WHY: dict[Quiet | None, str] = {
    Quiet.WINTER_BREAK: _("the winter break"),
    Quiet.AUTUMN_BREAK: _("the autumn break"),
    Quiet.JULY: _("the summer holidays"),
    Quiet.HOLIDAY: _("a public holiday"),
    None: _("a weekend"),
}
ADVICE: dict[str, str] = {
    "hearing-short": _(
        "The deadline gives the parties %(given)s days. At least %(days)s are recommended."
    ),
    "hearing-quiet-period": _(
        "Of the %(given)s days, %(quiet)s are holidays or school breaks. Consider more time."
    ),
    "hearing-deadline-day": _("The deadline %(deadline)s falls in %(why)s. Consider %(instead)s."),
}


def written_day(match: re.Match[str]) -> date | None:
    """Read a Danish date such as 30. oktober 2023; None for a day that does not exist."""
    month = match["month"].casefold()
    number = MONTHS_DA.index(month) + 1 if month in MONTHS_DA else int(month)
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def days(case: LetterCase) -> Iterator[Finding]:
    """Stop a deadline that comes too early; warn of another one in the text; advise on the rest."""
    if case.deadline is None:
        text = message(_("The hearing has no deadline."))
        yield Finding("S27", "deadline.missing", Severity.WARNING, text)
        return
    yield from _in_text(case, case.deadline)
    sent = case.send_on or case.letter_date or case.decided_on
    if sent is None:
        return
    if case.deadline <= sent:
        text = message(
            _("The deadline %(deadline)s is not after %(sent)s, when the letter goes out."),
            deadline=case.deadline,
            sent=sent,
        )
        yield Finding("S27", "deadline.early", Severity.BLOCKING, text)
    else:
        yield from _advice(sent, case.deadline)


def _in_text(case: LetterCase, deadline: date) -> Iterator[Finding]:
    for number, paragraph in enumerate(case.paragraphs):
        for match in LAST_DAY.finditer(paragraph):
            if written_day(match) != deadline:
                text = message(
                    _("The letter says “%(text)s”, but the deadline is %(deadline)s."),
                    text=match.group(),
                    deadline=deadline,
                )
                place = Place(number, *match.span())
                yield Finding("S27", "deadline.differs", Severity.WARNING, text, place)


@cites("hearing-short", "hearing-quiet-period", "hearing-deadline-day")
def _advice(sent: date, deadline: date) -> Iterator[Finding]:
    for advice in period_advice(sent, deadline):
        about = advice.rule.id
        yield Finding("S27", about, Severity.WARNING, _said(advice, deadline), about=about)


def _said(advice: Advice, deadline: date) -> Message:
    facts = {**advice.rule.parameters, **advice.facts, "why": message(WHY[quiet(deadline)])}
    return Message(ADVICE[advice.rule.id], facts)
