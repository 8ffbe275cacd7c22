"""Replies and drafts as their pages need them."""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from indsats.hearings.models import (
    Hearing,
    HearingParty,
    PartyRole,
    Redaction,
    Reply,
    ReplyDraft,
    ReplyLink,
)
from indsats.hearings.queries.mandate import seats_of
from indsats.hearings.queries.state import accepts_replies, deadlines
from indsats.hearings.rules import duplicates, mandate
from indsats.hearings.rules.links import token_hash
from indsats.hearings.rules.redaction import Cover, merge
from indsats.organisation.models import User


@dataclass(frozen=True)
class Powers:
    """What someone may do with the body's reply on a day."""

    draft: bool
    release: bool
    submit: bool


def powers(party: HearingParty, user: User, day: date) -> Powers:
    """Read off the seats in force what someone may do with the body's reply."""
    facts = (user.username, seats_of(party.body_id, day), party.body.key, day)
    return Powers(
        not mandate.may_draft(*facts),
        not mandate.may_release(*facts),
        not mandate.may_submit(*facts),
    )


@dataclass(frozen=True)
class Opened:
    """A reply link as it was found: ``state`` is open, expired, revoked or unknown."""

    state: str
    link: ReplyLink | None = None


def link_of(token: str, at: datetime) -> Opened:
    """Find a party's reply link by its token, and tell whether it still works."""
    rows = ReplyLink.objects.select_related("party__hearing__matter", "party__hearing__proposal")
    link = rows.select_related("party__body", "party__hearing__proposal").filter(
        token_hash=token_hash(token),
    ).first()  # fmt: skip
    if link is None:
        return Opened("unknown")
    if link.revoked_at is not None:
        return Opened("revoked", link)
    return Opened("expired" if link.expires_at <= at else "open", link)


def draft_for(party: HearingParty) -> ReplyDraft:
    """Give a party's draft to be shown; an unsaved one where none is begun."""
    found = ReplyDraft.objects.filter(party=party).select_related("released_by").first()
    return found or ReplyDraft(party=party)


def sent_replies(party: HearingParty) -> list[Reply]:
    """Give what a party has sent, the newest first."""
    return list(party.replies.order_by("-sequence"))


def deadline_facts(hearing: Hearing, at: datetime) -> dict[str, Any]:
    """Give the deadline and whether a reply now would be in time."""
    history = deadlines(hearing)
    return {
        "deadline": history[-1].day if history else None,
        "in_time": accepts_replies(hearing, at),
    }


def may_answer(party: HearingParty) -> bool:
    """Tell whether a reply is asked of the party, or may be sent."""
    return party.role == PartyRole.CONSULTED or party.may_comment


def listed(rows: QuerySet[Reply]) -> QuerySet[Reply]:
    """Add what the secretary's list shows of each reply, without a query per row."""
    return rows.select_related("party", "assigned_to").annotate(
        covers=Count("redactions", distinct=True), papers=Count("files", distinct=True)
    )


def alike(hearing: Hearing) -> list[list[Reply]]:
    """Group a hearing's replies that say the same; only a hint, nothing is merged by it.

    Replies of one party that took each other's place are no duplicates of each other.
    """
    rows = Reply.objects.filter(hearing=hearing, superseded_by__isnull=True).exclude(text="")
    texts = dict(rows.order_by("sequence").values_list("pk", "text"))
    groups = duplicates.groups(texts)
    wanted = Reply.objects.in_bulk([pk for group in groups for pk in group])
    return [[wanted[pk] for pk in group] for group in groups]


@dataclass(frozen=True)
class Stretch:
    """A stretch of a text, covered or not."""

    text: str
    cover: Redaction | None = None


def stretches(text: str, covers: list[Redaction]) -> list[Stretch]:
    """Cut a text where covers begin and end, for the one who may see what they hide."""
    pieces, at = [], 0
    for row in sorted(covers, key=lambda each: (each.start, each.end)):
        start, end = max(at, row.start), max(at, row.end)
        pieces.append(Stretch(text[at:start]))
        pieces.append(Stretch(text[start:end], row))
        at = end
    return [piece for piece in [*pieces, Stretch(text[at:])] if piece.text]


def covers_of(reply: Reply) -> list[Cover]:
    """Give the covers over the reply's own text, in order and joined."""
    rows = [row for row in reply.redactions.all() if row.minority_id is None]
    return list(merge(reply.text, [Cover(row.start, row.end, row.reason) for row in rows]))


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """Compare two texts line by line: pairs of same, gone or new, and the line."""
    old, new = before.split("\n"), after.split("\n")
    found: list[tuple[str, str]] = []
    for verb, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if verb == "equal":
            found += [("same", line) for line in old[a:b]]
        else:
            found += [("gone", line) for line in old[a:b]] + [("new", line) for line in new[c:d]]
    return found


def tally(hearing: Hearing) -> dict[str, int]:
    """Count a hearing's replies by what is to be done with them: one query."""
    unreviewed = Q(reviewed_at__isnull=True, superseded_by__isnull=True, withheld_because="")
    return Reply.objects.filter(hearing=hearing).aggregate(
        all=Count("pk"),
        unread=Count("pk", filter=Q(read_at__isnull=True)),
        unreviewed=Count("pk", filter=unreviewed),
        late=Count("pk", filter=Q(late=True, late_included__isnull=True)),
    )


def marks(reply: Reply) -> list[tuple[str, str]]:
    """Give the badges of a reply in the list: words and look."""
    late = {None: "warning", True: "info", False: ""}[reply.late_included]
    shown = [
        (reply.read_at is None, _("Not read"), "info"),
        (reply.superseded_by_id is not None, _("Replaced by a newer one"), ""),
        (reply.late, _("After the deadline"), late),
        (reply.duplicate_of_id is not None, _("Duplicate"), ""),
        (bool(reply.withheld_because), _("Not published"), ""),
        (reply.reviewed_at is not None, _("Ready to publish"), "success"),
    ]
    return [(word, look) for holds, word, look in shown if holds]
