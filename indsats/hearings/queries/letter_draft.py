"""A first wording of the letter, from what is known; the secretary writes on from there."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.hearings.models import Hearing, PartyRole, ProposalVersion
from indsats.hearings.queries.state import deadlines
from indsats.hearings.queries.units import names
from indsats.organisation.queries.change_sets import effective_days, engine_steps


def draft_letter(hearing: Hearing) -> str:
    """Write the letter out of the matter, the proposal, the list and the deadline.

    What is not known is left out rather than filled with a placeholder.
    """
    return "\n".join(
        [_opening(hearing), *_items(hearing), *_asked(hearing), *_ending(hearing)],
    )


def _opening(hearing: Hearing) -> str:
    matter = hearing.matter
    body = names([matter.deciding_body_id], localdate()).get(matter.deciding_body_id, "")
    facts = {"body": body, "title": hearing.proposal.title, "basis": hearing.proposal.basis}
    decided = hearing.decided_on
    if decided:
        facts["day"] = date_format(decided, "DATE_FORMAT")
        return _("%(body)s decided on %(day)s to send the proposal “%(title)s” in hearing.") % facts
    return _("%(body)s sends the proposal “%(title)s” in hearing.") % facts


def item_lines(proposal: ProposalVersion) -> list[str]:
    """Write each item of a proposal as a line: number, title, text."""
    return [f"{item.number}. {item.title}. {item.text}".strip() for item in proposal.items.all()]


def _items(hearing: Hearing) -> list[str]:
    lines = item_lines(hearing.proposal)
    return [_("The proposal holds these changes:"), *lines] if lines else []


def _asked(hearing: Hearing) -> list[str]:
    parties = list(hearing.parties.all())
    texts = {
        PartyRole.CONSULTED: _("The proposal is sent in hearing in %(names)s."),
        PartyRole.INFORMED: _("%(names)s is informed of the proposal and may send remarks."),
    }
    found = []
    for role, text in texts.items():
        listed = [party.name for party in parties if party.role == role]
        if listed:
            *first, last = listed
            joined = _("%(names)s and %(last)s") % {"names": ", ".join(first), "last": last}
            found.append(text % {"names": joined if first else last})
    return found


def _ending(hearing: Hearing) -> list[str]:
    lines, known = [], deadlines(hearing)
    change_set = hearing.proposal.change_set
    days = effective_days(engine_steps(change_set)) if change_set else []
    if days:
        told = ", ".join(date_format(day, "DATE_FORMAT") for day in days)
        lines.append(_("If it is adopted, the change takes effect on %(days)s.") % {"days": told})
    if known and hearing.reply_to:
        facts = {"where": hearing.reply_to, "day": date_format(known[-1].day, "DATE_FORMAT")}
        lines.append(_("Replies are sent to %(where)s by %(day)s, that day included.") % facts)
    return lines
