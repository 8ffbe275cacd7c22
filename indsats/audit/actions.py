"""Writing the trail: inside the transaction of the act, in one unbroken chain."""

import json
from contextlib import ContextDecorator
from contextvars import ContextVar
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


# The head as the deed at hand locked it: nobody else moves it before the deed ends.
_held: ContextVar[ChainHead | None] = ContextVar("held", default=None)


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
            try:
                _held.set(_lock_chain())
            except BaseException as error:
                # Nobody leaves a deed that was never entered: the transaction must not stay open.
                self.__exit__(type(error), error, error.__traceback__)
                raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        atomic = self._open.pop()
        try:
            atomic.__exit__(kind, error, trace)
        finally:
            if not transaction.get_connection().in_atomic_block:
                _held.set(None)

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
    actor = by if isinstance(by, str) else str(getattr(by, "username", "") or label(by))
    entry = Entry(
        at=timezone.now().astimezone(UTC),
        actor=actor,
        act=act,
        subject=label(subject),
        reason=reason,
        facts=json.loads(json.dumps(facts, cls=_Plain)),
    )
    held = _held.get()
    if held is None or not _moved(held, entry):
        # Outside a deed, or part of the deed was rolled back: the head is not what was held.
        held = _lock_chain()
        if not _moved(held, entry):
            raise RuntimeError("The head of the chain moved while it was locked")
    entry.save(force_insert=True)
    return entry


def _moved(head: ChainHead, entry: Entry) -> bool:
    """Put an entry after the head, if that is still the head; then the entry is the head."""
    entry.sequence = head.sequence + 1
    entry.digest = entry.link(head.digest)
    rows = ChainHead.objects.filter(pk=head.pk, sequence=head.sequence, digest=head.digest)
    if not rows.update(sequence=entry.sequence, digest=entry.digest):
        return False
    head.sequence, head.digest = entry.sequence, entry.digest
    return True
