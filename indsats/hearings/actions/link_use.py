"""A reply link was opened: the party has seen the letter (svarlink)."""

from datetime import datetime, timedelta

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.hearings.models import ReplyLink

AGAIN = timedelta(hours=1)  # opening the page again within this is the same visit


@deed
def _note(*, link: ReplyLink, at: datetime) -> None:
    link.last_used_at = at
    link.save(update_fields=["last_used_at"])
    party = link.party
    if party.seen_at is None:
        party.seen_at = at
        party.save(update_fields=["seen_at"])
    record(by=f"link:{link.pk}", act=Act.SEEN, subject=party)


def note_link_used(*, link: ReplyLink, at: datetime) -> None:
    """Write down that a link was opened, once per visit."""
    if link.last_used_at is None or at - link.last_used_at > AGAIN:
        _note(link=link, at=at)
