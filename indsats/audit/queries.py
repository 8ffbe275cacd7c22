"""Reading the trail: whether the chain is whole, and what it says."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from indsats.audit.models import ChainHead, Entry, EntryQuerySet
from indsats.law.deadlines import closes_at, starts_at

Watch = Callable[[Iterable[Entry]], Iterable[Entry]]


class Break(NamedTuple):
    """A place where the chain does not hold."""

    sequence: int
    what: str


class Link(NamedTuple):
    """The last link that was looked at: its number and its digest."""

    sequence: int = 0
    digest: str = ""


def _walk(entries: Iterable[Entry], start: Link) -> tuple[list[Break], Link]:
    """Follow the chain from a known link; give the breaks and the last link."""
    breaks: list[Break] = []
    last = start
    for entry in entries:
        expected = last.sequence + 1
        if entry.sequence != expected:
            breaks.append(Break(expected, _("row is missing")))
        elif entry.link(last.digest) != entry.digest:
            breaks.append(Break(entry.sequence, _("row was changed, added or moved")))
        last = Link(entry.sequence, entry.digest)
    return breaks, last


def _plain(entries: Iterable[Entry]) -> Iterable[Entry]:
    return entries


def verify(*, watch: Watch = _plain, newest: int | None = None) -> list[Break]:
    """Walk the chain; name every changed, removed, added or reordered row.

    ``watch`` wraps the rows while they are read, for a progress bar. ``newest`` looks at so many
    of the last rows only, trusting the row before them.
    """
    head = ChainHead.objects.first() or ChainHead()
    rows = Entry.objects.order_by("sequence")
    start = Link()
    if newest is not None and head.sequence > newest:
        rows = rows.filter(sequence__gt=head.sequence - newest)
        before = Entry.objects.filter(sequence=head.sequence - newest).first()
        start = Link(head.sequence - newest, before.digest if before else "")
    breaks, last = _walk(watch(rows.iterator(chunk_size=2000)), start)
    if (head.sequence, head.digest) != last:
        end = max(head.sequence, last.sequence)
        breaks.append(Break(end, _("the end of the chain is missing")))
    return breaks


def trail(
    *,
    actor: str = "",
    act: str = "",
    subject: str = "",
    first: date | None = None,
    last: date | None = None,
) -> EntryQuerySet:
    """Give the lines that match, newest first; both days are included and are Danish days."""
    asked = Q()
    if actor:
        asked &= Q(actor__icontains=actor)
    if act:
        asked &= Q(act=act)
    if subject:
        asked &= Q(subject__icontains=subject)
    if first:
        asked &= Q(at__gte=starts_at(first))
    if last:
        asked &= Q(at__lt=closes_at(last))
    return Entry.objects.filter(asked).order_by("-sequence")
