"""An order as a document to hand on: on the wall, in the file, to the steering group (papir)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indsats.base.documents import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tone,
    bold,
)
from indsats.strategy.queries import words
from indsats.strategy.queries.reading import Reading
from indsats.strategy.rules.evenings import Ordered


def _notice(reading: Reading) -> Iterator[Block]:
    order = reading.deployment
    if order.withdrawn_at:
        text = f"{formats.date_format(timezone.localtime(order.withdrawn_at), 'j. F Y H.i')}. "
        yield Notice(text + order.withdrawn_because, _("Withdrawn"))
    elif not order.ordered_at:
        yield Notice(_("The order has not been issued yet."), _("Draft"), Tone.DRAFT)


def _who(reading: Reading) -> Iterator[Block]:
    order = reading.deployment
    yield Paragraph([bold(_("Carried out by") + ": "), reading.unit])
    if reading.body:
        yield Paragraph([bold(_("Decided in") + ": "), reading.body])
    if order.ordered_at and order.ordered_by:
        when = formats.date_format(timezone.localtime(order.ordered_at), "j. F Y H.i")
        text = _("%(when)s by %(who)s") % {"when": when, "who": order.ordered_by.name}
        yield Paragraph([bold(_("Issued") + ": "), text])


def _what(reading: Reading) -> Iterator[Block]:
    for line in reading.lines:
        if len(line.parts) == 1:
            yield Paragraph([bold(line.about + ": "), line.text])
        else:
            yield Heading(line.about)
            yield Bullets(line.parts)


def _evening(each: Ordered) -> tuple[str, str, str]:
    return (
        formats.date_format(each.evening.day, "l j. F Y"),
        words.hours(each.terms),
        words.staff(each.terms),
    )


def _changes(reading: Reading) -> Iterator[Block]:
    changed = [step for step in reading.steps if step.changes]
    if changed:
        yield Heading(_("Changes"))
    for step in changed:
        when = formats.date_format(timezone.localtime(step.issue.at), "j. F Y H.i")
        yield Heading(f"{when}, {step.issue.by.name}", 2)
        yield Paragraph(step.issue.reason)
        rows = [(about, before or "–", after or "–") for about, before, after in step.changes]
        yield Table((_("What"), _("Before"), _("After")), rows, widths=(1, 2, 2))


def order_document(reading: Reading, made_at: datetime) -> Document:
    """Write an order as a document: what is ordered, every evening, what was changed and why."""
    blocks: list[Block] = [*_notice(reading), *_who(reading), *_what(reading)]
    if reading.evenings:
        rows = [_evening(each) for each in reading.evenings]
        header = (_("Evening"), _("Hours"), _("Staff"))
        blocks += [Heading(_("Evenings")), Table(header, rows, widths=(3, 2, 2))]
    title = _("Deployment order: %s") % reading.deployment.title
    return Document(
        title=title,
        subject=words.period(reading.deployment.terms),
        header=reading.deployment.title,
        mark="" if reading.deployment.ordered_at else _("DRAFT"),
        blocks=[*blocks, *_changes(reading)],
        language=(get_language() or "da")[:2],
        made_at=made_at,
    )
