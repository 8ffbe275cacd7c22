"""Whether the originals of replies are as they were sent: seal, files and trail agree."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.audit.models import Act, Entry
from indsats.hearings.models import Reply

Watch = Callable[[Iterable[Reply]], Iterable[Reply]]
CHUNK = 500


class Broken(NamedTuple):
    """A reply whose original is no longer what was sent, and how that is seen."""

    receipt: str
    what: str


def original_hash(reply: Reply) -> str:
    """Give the SHA-256 of everything the sender sent, files and minorities included."""
    content = {
        "hearing": reply.hearing.public_id,
        "sender": reply.sender_name,
        "kind": reply.kind,
        "text": reply.text,
        "submitted_at": reply.submitted_at.astimezone(UTC).isoformat(),
        "minorities": [
            [each.side, each.text] for each in sorted(reply.minorities.all(), key=_number)
        ],
        "files": sorted([each.name, each.sha256] for each in reply.files.all()),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _number(row: object) -> int:
    return int(getattr(row, "pk", 0))


def _plain(replies: Iterable[Reply]) -> Iterable[Reply]:
    return replies


def broken(*, watch: Watch = _plain) -> Iterator[Broken]:
    """Yield every reply that does not fit its seal, its files, or what the trail says was sent.

    The trail is what cannot be rewritten together with the reply: its own chain would break.
    """
    submitted = Entry.objects.filter(act=Act.SUBMITTED, subject__startswith="hearings.reply:")
    told = {
        subject: facts["sha256"] for subject, facts in submitted.values_list("subject", "facts")
    }
    rows = Reply.objects.select_related("hearing").prefetch_related("minorities", "files")
    for reply in watch(rows.order_by("pk").iterator(chunk_size=CHUNK)):
        for what in _faults(reply, told.pop(f"hearings.reply:{reply.pk}", "")):
            yield Broken(reply.receipt, what)
    for subject in told:
        yield Broken(subject, _("the reply is missing"))


def _faults(reply: Reply, told: str) -> Iterator[str]:
    if reply.sha256 != original_hash(reply):
        yield _("the original does not fit its fingerprint")
    if reply.sha256 != told:
        yield _("the fingerprint is not the one in the trail")
    for each in reply.files.all():
        try:
            with each.file.open("rb") as stream:
                whole = hashlib.file_digest(stream, "sha256").hexdigest() == each.sha256
        except FileNotFoundError:
            whole = False
        if not whole:
            yield _("a file is missing or changed: %(name)s") % {"name": each.name}
