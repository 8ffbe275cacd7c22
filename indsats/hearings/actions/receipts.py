"""The receipt of a reply: as a document, and as a mail to the party (kvittering)."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.base.documents import Block, Document, Heading, Paragraph, Table
from indsats.hearings.actions.dispatch import Sending, deliver_after_commit, queue
from indsats.hearings.models import Occasion, Reply, ReplyKind


def facts(reply: Reply) -> list[tuple[str, str]]:
    """Give what a receipt states, as pairs of a heading and a text."""
    pairs = [
        (_("Receipt number"), reply.receipt),
        (_("Received"), date_format(localtime(reply.submitted_at), "j. F Y H.i.s")),
        (_("Hearing"), reply.hearing.letter_heading),
        (_("On behalf of"), reply.sender_name),
        (_("Submitted by"), reply.submitted_by),
        (_("Mandate"), reply.mandate),
        (_("How it came in"), str(reply.get_received_display())),
        (_("Fingerprint (SHA-256)"), reply.sha256),
    ]
    if reply.late:
        pairs.append((_("Deadline"), _("The reply came after the deadline.")))
    return [pair for pair in pairs if pair[1]]


def receipt_document(reply: Reply) -> Document:
    """Lay the receipt out with the whole of what was sent."""
    text = _("No comments") if reply.kind == ReplyKind.NO_COMMENTS else reply.text
    blocks: list[Block] = [
        Table([_("What"), _("Value")], facts(reply), widths=(1, 3)),
        Heading(_("What was sent")),
        *(Paragraph(part) for part in text.split("\n") if part.strip()),
    ]
    for each in reply.minorities.all():
        blocks += [Heading(each.side, 2), Paragraph(each.text)]
    files = [f"{each.name} ({each.sha256})" for each in reply.files.all()]
    if files:
        blocks += [Heading(_("Files")), *(Paragraph(name) for name in files)]
    title = _("Receipt %(number)s") % {"number": reply.receipt}
    return Document(
        title=title, blocks=blocks, made_at=reply.submitted_at,
        author=settings.MUNICIPALITY, header=settings.MUNICIPALITY,
    )  # fmt: skip


@override(settings.LANGUAGE_CODE)
def send_receipt(reply: Reply) -> None:
    """Mail the receipt to the party, or lay it out to be printed; belongs in a deed.

    Whoever is no party of the hearing has no address here: their receipt is printed from the page.
    """
    party = reply.party
    if party is None or not party.address:
        return
    lines = "\n".join(f"{name}: {text}" for name, text in facts(reply))
    public = reverse("hearings:public", args=[reply.hearing.public_id])
    text = _("We have received your reply. Keep this receipt.") + f"\n\n{lines}\n\n"
    text += _("About the hearing: %(link)s") % {"link": settings.BASE_URL + public}
    sending = Sending(
        party=party, occasion=Occasion.RECEIPT, milestone=f"receipt:{reply.receipt}",
        subject=_("Receipt %(number)s") % {"number": reply.receipt}, text=text,
    )  # fmt: skip
    deliver_after_commit(queue([sending], at=reply.registered_at), by="system")
