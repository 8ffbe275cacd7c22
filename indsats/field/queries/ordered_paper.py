"""Ordered and done as a spreadsheet and as a document (udtræk)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from indsats.base.documents import Block, Document, Heading, Notice, Paragraph, Table
from indsats.base.xlsx import Column, Sheet, to_xlsx
from indsats.field.queries import ordered_words as say
from indsats.field.rules.ordered import Account, Outcome
from indsats.strategy.models import Deployment
from indsats.strategy.queries import words

HONEST = gettext_lazy(
    "The account is made from what is registered on tours tied to the order. "
    "“No tour registered” does not mean that nobody was there."
)


def _line(outcome: Outcome, names: say.Names) -> tuple[str, ...]:
    terms = outcome.ordered.terms
    late = [_("The evening began before the order was issued.")]
    return (
        f"{words.hours(terms)}, {words.staff(terms)}",
        str(say.STATES[outcome.state][0]),
        say.there(outcome),
        " ".join(say.lacks(outcome, names) + (late if outcome.ordered.before_order else [])),
    )


def headings() -> tuple[str, ...]:
    """Name the columns."""
    return (
        _("Evening"),
        _("Ordered"),
        _("State"),
        _("What was there"),
        _("What was missing"),
    )


def sheet(order: Deployment, found: Account, names: say.Names, made_at: datetime) -> bytes:
    """Write the account of an order as a spreadsheet."""
    rows = ((each.ordered.evening.day, *_line(each, names)) for each in found.outcomes)
    columns = [Column(title, width) for title, width in zip(headings(), WIDTHS, strict=True)]
    page = Sheet(title=_("Ordered and done"), columns=columns, rows=rows)
    return to_xlsx([page], title=order.title, made_at=made_at)


WIDTHS = (14, 30, 20, 30, 70)


def document(order: Deployment, found: Account, names: say.Names, made_at: datetime) -> Document:
    """Write the account of an order as a document."""
    return Document(
        title=_("Ordered and done: %s") % order.title,
        subject=words.period(order.terms),
        header=order.title,
        blocks=list(_blocks(found, names)),
        language=(get_language() or "da")[:2],
        made_at=made_at,
    )


def _blocks(found: Account, names: say.Names) -> Iterator[Block]:
    yield Paragraph(say.in_one_line(found))
    yield Notice(str(HONEST))
    yield Heading(_("Evenings"))
    rows = [(say.day_name(each), *_line(each, names)) for each in found.outcomes]
    yield Table(headings(), rows, widths=(3, 3, 2, 3, 5))
