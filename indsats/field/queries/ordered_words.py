"""What was ordered and done, in honest words: what is registered, never more (ordvalg)."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indsats.field.rules.ordered import PAST, Account, Outcome, Part, State, Stretch
from indsats.strategy.queries.words import joined

Names = Mapping[str, str]

# The word and look of each state; the word carries the meaning.
STATES: dict[State, tuple[str | Promise, str, str]] = {
    State.COMING: (gettext_lazy("Still to come"), "", "○"),
    State.PLANNED: (gettext_lazy("Planned"), "info", "◌"),
    State.UNDER_WAY: (gettext_lazy("Under way"), "info", "▸"),
    State.DONE: (gettext_lazy("Carried out"), "success", "✓"),
    State.PARTLY: (gettext_lazy("Partly carried out"), "warning", "½"),
    State.NOT_DONE: (gettext_lazy("No tour registered"), "error", "–"),
}
PARTS: dict[Part, str | Promise] = {
    Part.PLACES: gettext_lazy("a place was missing"),
    Part.HOURS: gettext_lazy("some of the hours were missing"),
    Part.STAFF: gettext_lazy("there were fewer people than ordered"),
}


def between(stretch: Stretch) -> str:
    """Write from when to when by the Danish clock."""
    starts, ends = (timezone.localtime(each) for each in stretch)
    return f"{starts:%H.%M}–{ends:%H.%M}"


def lacks(outcome: Outcome, names: Names) -> list[str]:
    """Say what was missing of an evening, a sentence for each part."""
    said = []
    if Part.PLACES in outcome.missing:
        places = joined([names.get(each, each) for each in outcome.unvisited])
        said.append(_("Nothing is written down from %(places)s.") % {"places": places})
    if Part.HOURS in outcome.missing:
        gaps = joined([between(each) for each in outcome.told.gaps])
        said.append(_("Nobody was out %(when)s.") % {"when": gaps})
    if Part.STAFF in outcome.missing:
        facts = {"n": outcome.told.fewest, "least": outcome.ordered.terms.staff_min}
        said.append(_("%(n)s out; at least %(least)s were ordered.") % facts)
    if outcome.told.no_end:
        said.append(_("The tour has not said that it came home."))
    return said


def there(outcome: Outcome) -> str:
    """Say who and what was there of an evening that is over; nothing where no tour was."""
    if outcome.state not in {State.DONE, State.PARTLY}:
        return ""
    low, high = outcome.told.fewest, outcome.told.most
    people = ngettext("%(n)s member of staff", "%(n)s members of staff", high) % {
        "n": high if low == high else f"{low}–{high}"
    }
    places = len(outcome.ordered.terms.places)
    seen = ngettext("%(seen)s of %(n)s place", "%(seen)s of %(n)s places", places)
    return f"{people}, {seen % {'seen': len(outcome.told.visited), 'n': places}}"


def in_one_line(found: Account) -> str:
    """Say in one line how an order stands."""
    past, coming = found.past, len(found.outcomes) - found.past
    if not past:
        text = ngettext("%(n)s evening, not begun.", "%(n)s evenings, not begun.", coming)
        return text % {"n": coming}
    said = [
        ngettext(
            "%(done)s of %(n)s evening carried out",
            "%(done)s of %(n)s evenings carried out",
            past,
        )
        % {"done": found.counts[State.DONE], "n": past}
    ]
    for state, text in (
        (State.PARTLY, _("%(n)s partly")),
        (State.NOT_DONE, _("%(n)s without a registered tour")),
    ):
        if found.counts[state]:
            said.append(text % {"n": found.counts[state]})
    line = ", ".join(said) + "."
    if coming:
        text = ngettext("%(n)s evening remains.", "%(n)s evenings remain.", coming)
        line = f"{line} {text % {'n': coming}}"
    return line


def day_name(outcome: Outcome) -> str:
    """Write the day of an evening."""
    return date_format(outcome.ordered.evening.day, "l j. F Y")


def is_over(outcome: Outcome) -> bool:
    """Tell whether an evening has been judged."""
    return outcome.state in PAST
