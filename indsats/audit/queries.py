"""Reading the trail: whether the chain is whole."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.audit.models import ChainHead, Entry


class Break(NamedTuple):
    """A place where the chain does not hold."""

    sequence: int
    what: str


def verify() -> list[Break]:
    """Walk the whole chain; name every changed, removed, added or reordered row."""
    breaks: list[Break] = []
    previous, expected = "", 1
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            breaks.append(Break(expected, _("row is missing")))
            previous = ""
            expected = entry.sequence
        elif entry.link(previous) != entry.digest:
            breaks.append(Break(entry.sequence, _("row was changed, added or moved")))
        previous, expected = entry.digest, entry.sequence + 1
    head = ChainHead.objects.first()
    newest = (head.sequence, head.digest) if head else (0, "")
    if newest != (expected - 1, previous):
        breaks.append(Break(newest[0], _("the end of the chain is missing")))
    return breaks
