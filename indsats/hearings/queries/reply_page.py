"""One reply as the secretary sees it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from indsats.audit.models import Entry
from indsats.hearings.models import Redaction, Reply
from indsats.hearings.queries.replies import Stretch, stretches
from indsats.organisation.models import User

TRAIL = 50  # lines shown


@dataclass(frozen=True)
class Part:
    """The reply's own text, or a minority's, cut where covers begin and end."""

    title: str
    minority: int | None
    stretches: list[Stretch]


def _part(title: str, minority: int | None, text: str, covers: list[Redaction]) -> Part:
    mine = [row for row in covers if row.minority_id == minority]
    return Part(title, minority, stretches(text, mine))


def _named(lines: list[Entry]) -> list[tuple[Entry, str]]:
    """Give each line with the name of who did it; links and the system are no persons."""
    known = User.objects.filter(username__in={line.actor for line in lines})
    names = dict(known.values_list("username", "name"))
    return [(line, names.get(line.actor) or _other(line.actor)) for line in lines]


def _other(actor: str) -> str:
    return _("by the party's own reply link") if actor.startswith("link:") else _("the system")


def reply_page(reply: Reply) -> dict[str, Any]:
    """Give the original in parts, the covers, the files, the other replies and the history."""
    covers = list(reply.redactions.select_related("by"))
    minorities = list(reply.minorities.all())
    trail = Entry.objects.filter(subject=f"hearings.reply:{reply.pk}").exclude(act="seen")
    earlier = list(reply.supersedes.order_by("sequence"))
    return {
        "reply": reply,
        "hearing": reply.hearing,
        "parts": [
            _part("", None, reply.text, covers),
            *(_part(row.side, row.pk, row.text, covers) for row in minorities),
        ],
        "covers": covers,
        "files": list(reply.files.all()),
        "earlier": earlier,
        "trail": _named(list(trail.order_by("-sequence")[:TRAIL])),
    }
