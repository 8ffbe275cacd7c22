"""The letter as words and as a PDF: what every party gets, in Danish whoever sends it."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.base.documents import Bullets, Document, Heading, Paragraph
from indsats.base.pdf import to_pdf
from indsats.hearings.models import Dispatch, Hearing, HearingParty, PartyRole
from indsats.hearings.queries.state import deadlines


def paragraphs(hearing: Hearing) -> list[str]:
    """Give the paragraphs of the letter, as the letter check counts them."""
    return [part for part in hearing.letter_text.split("\n") if part.strip()]


@override(settings.LANGUAGE_CODE)
def letter_words(hearing: Hearing, party: HearingParty) -> str:
    """Write the mail that brings the letter to one party."""
    last = deadlines(hearing)[-1].day
    asked = (
        _("You are consulted on the proposal.")
        if party.role == PartyRole.CONSULTED
        else _("You are informed of the proposal and may send remarks.")
    )
    due = _("Replies must reach us by %(day)s, that day included.") % {
        "day": date_format(last, "DATE_FORMAT"),
    }
    return "\n\n".join([party.contact or party.name, asked, *paragraphs(hearing), due])


@override(settings.LANGUAGE_CODE)
def letter_document(hearing: Hearing, parties: Sequence[HearingParty]) -> Document:
    """Lay the letter out with the list of those who get it."""
    last = deadlines(hearing)[-1].day
    facts = [
        (_("Case number"), hearing.matter.journal_number),
        (_("Date"), date_format(hearing.letter_date, "DATE_FORMAT") if hearing.letter_date else ""),
        (_("Deadline, that day included"), date_format(last, "DATE_FORMAT")),
        (_("Replies go to"), hearing.reply_to),
        (_("Questions"), hearing.contact),
    ]
    consulted = [row.name for row in parties if row.role == PartyRole.CONSULTED]
    informed = [row.name for row in parties if row.role == PartyRole.INFORMED]
    blocks = [
        Paragraph("\n".join(f"{label}: {text}" for label, text in facts if text)),
        *(Paragraph(text) for text in paragraphs(hearing)),
        Paragraph("\n".join(each for each in (hearing.signatory, hearing.signatory_title) if each)),
        Heading(_("Consulted"), 2),
        Bullets(consulted),
        *((Heading(_("Informed, may remark"), 2), Bullets(informed)) if informed else ()),
        Heading(_("Annexes"), 2),
        Bullets([row.title for row in hearing.proposal.annexes.all()] or [_("None")]),
    ]
    return Document(
        title=hearing.letter_heading, language="da", blocks=blocks,
        author=settings.MUNICIPALITY, header=settings.MUNICIPALITY,
    )  # fmt: skip


def letter_pdf(hearing: Hearing, parties: Sequence[HearingParty]) -> tuple[bytes, str]:
    """Make the letter's PDF and the fingerprint of its words."""
    document = letter_document(hearing, parties)
    words = "\n".join([hearing.letter_heading, hearing.letter_text, *(row.name for row in parties)])
    return to_pdf(document), hashlib.sha256(words.encode()).hexdigest()


def cover(row: Dispatch, words: str) -> Document:
    """Lay out the page that lies on top of what is printed: to whom, and the words of the mail."""
    parts = [Paragraph(part) for part in words.split("\n\n") if part.strip()]
    to = Paragraph(f"{row.party.name}\n{row.address}")
    return Document(
        title=row.subject, language="da", blocks=[to, *parts],
        author=settings.MUNICIPALITY, header=settings.MUNICIPALITY,
    )  # fmt: skip
