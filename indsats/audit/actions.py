"""Writing the trail: inside the transaction of the act, in one unbroken chain."""

import json
from contextlib import ContextDecorator
from datetime import UTC
from types import TracebackType
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise

from indsats.audit.models import Act, ChainHead, Entry


def _lock_chain() -> ChainHead:
    """Take the head of the chain, so that acts queue up in one order and never deadlock."""
    head = ChainHead.objects.select_for_update().first()
    if head is None:  # the very first act; two may come at once
        ChainHead.objects.get_or_create(pk=1)
        head = ChainHead.objects.select_for_update().get(pk=1)
    return head


class _Deed(ContextDecorator):
    """One transaction that locks the chain before anything else."""

    def __init__(self) -> None:
        self._open: list[transaction.Atomic] = []

    def __enter__(self) -> Self:
        outermost = not transaction.get_connection().in_atomic_block
        atomic = transaction.atomic()
        atomic.__enter__()
        self._open.append(atomic)
        if outermost:
            _lock_chain()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.pop().__exit__(kind, error, trace)

    def _recreate_cm(self) -> "_Deed":
        return _Deed()


deed = _Deed()


def label(subject: models.Model | str) -> str:
    """Name a row the way the trail does: ``hearings.reply:12``."""
    if isinstance(subject, str):
        return subject
    return f"{subject._meta.label_lower}:{subject.pk}"


class _Plain(DjangoJSONEncoder):
    """Facts as JSON: days and moments as ISO text, lazy translations as text, rows by name."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Promise):
            return str(o)
        if isinstance(o, models.Model):
            return label(o)
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


def record(
    *,
    by: models.Model | str,
    act: Act,
    subject: models.Model | str,
    reason: str = "",
    **facts: Any,
) -> Entry:
    """Add one line to the trail.

    ``by`` is a user or a plain name such as ``system`` or ``link:7``. Raises RuntimeError
    outside a transaction: an act and its line stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the act")
    head = _lock_chain()
    actor = by if isinstance(by, str) else str(getattr(by, "username", "") or label(by))
    entry = Entry(
        sequence=head.sequence + 1,
        at=timezone.now().astimezone(UTC),
        actor=actor,
        act=act,
        subject=label(subject),
        reason=reason,
        facts=json.loads(json.dumps(facts, cls=_Plain)),
    )
    entry.digest = entry.link(head.digest)
    entry.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(sequence=entry.sequence, digest=entry.digest)
    return entry
