"""Enter decided change-sets into the organisation, and make everyday changes in one go."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace as replaced
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from indsats.audit.actions import deed
from indsats.audit.models import Act
from indsats.organisation.actions.change_sets import claim, draft, refuse_hindered, told
from indsats.organisation.actions.operations import add_all
from indsats.organisation.actions.safeguards import waive
from indsats.organisation.actions.slices import Writing, write
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Unit, User
from indsats.organisation.queries.change_sets import Prepared, prepared
from indsats.organisation.queries.consultation import unheard
from indsats.organisation.queries.picture import read
from indsats.organisation.rules.operations import CORRECTION, Operation
from indsats.organisation.rules.parties import NOT_CONSULTED

Guard = Callable[[Prepared], Sequence[str]]


@deed
def enter(
    *,
    by: User,
    change_set: ChangeSet,
    decided_on: date,
    reference: str,
    preview_hash: str,
    guard: Guard = unheard,
) -> ChangeSet:
    """Write a decided change-set into the organisation, each step on its own day (indførelse).

    `preview_hash` is what the decision names, `guard` says what else is missing: by default that
    every council concerned is consulted or left out with a reason; a room above that has held
    the hearing brings its own. Raises ValidationError, and writes nothing, when the decision is
    about another preview, when the organisation has changed underneath, or when errors stand.
    """
    fresh = claim(change_set, None, (ChangeSetStatus.FROZEN,))
    found = prepared(fresh, today=localdate())
    _refuse_stale(fresh, found)
    _refuse_other_preview(found, preview_hash)
    refuse_hindered(found)
    missing = list(guard(found))
    if missing:
        raise ValidationError(missing, code="guard")
    if decided_on > localdate():
        raise ValidationError({"decided_on": _("The day of the decision has not come yet.")})
    if not reference.strip():
        raise ValidationError({"reference": _("Say which decision it is, such as the minutes.")})
    fresh.decided_on, fresh.decision_reference = decided_on, reference.strip()
    return _entered(fresh, found, by)


def _refuse_stale(change_set: ChangeSet, found: Prepared) -> None:
    if change_set.base_marker != found.marker:
        raise ValidationError(
            _("The organisation has changed where this change-set rests on it. Bring the "
              "change-set up to date and look its preview through again."),
            code="stale_base",
        )  # fmt: skip


def _refuse_other_preview(found: Prepared, preview_hash: str) -> None:
    if preview_hash != found.preview.hash:
        raise ValidationError(
            _("The decision is about another preview than what the change-set brings now. A new "
              "preview and a new decision are needed."),
            code="other_preview",
        )  # fmt: skip


def _entered(change_set: ChangeSet, found: Prepared, by: User) -> ChangeSet:
    writers = {write.subject: write.operation for write in found.preview.traced.writes}
    entries = write(
        found.picture,
        found.preview.after,
        Writing(by=by, change_set=change_set, operations=writers),
    )
    change_set.status = ChangeSetStatus.SCHEDULED
    change_set.entered_at = timezone.now()
    change_set.save()
    told(
        change_set, by, Act.DECIDED, "entered", decided_on=change_set.decided_on,
        reference=change_set.decision_reference, preview_hash=change_set.preview_hash,
        subjects=[f"{entry.kind}:{entry.subject}" for entry in entries],
    )  # fmt: skip
    return change_set


@deed
def change_now(
    *,
    by: User,
    operations: Operation | Iterable[Operation],
    reason: str,
    title: str = "",
    owner_unit: Unit | None = None,
    waivers: Mapping[str, str] | None = None,
) -> ChangeSet:
    """Draft, check, decide and enter a change-set in one transaction, behind a simple form.

    `waivers` gives a reason per check (its code) the form let the user set aside. Councils that
    were not consulted are set aside with the reason for the change itself, and so on record.
    Raises ValidationError, and leaves nothing behind, for anything that cannot stand.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the change is made.")})
    change_set = draft(by=by, title=title or reason[:200], owner_unit=owner_unit)
    picture = read()
    add_all(change_set=change_set, steps=_numbered(operations, reason), picture=picture)
    for code, words in (waivers or {}).items():
        waive(by=by, change_set=change_set, code=code, subject="", reason=words)
    found = prepared(change_set, today=localdate(), picture=picture)
    if unheard(found):
        waive(by=by, change_set=change_set, code=NOT_CONSULTED, subject="", reason=reason)
    refuse_hindered(found)
    change_set.base_marker, change_set.preview_hash = found.marker, found.preview.hash
    change_set.decided_on, change_set.decision_reference = localdate(), _("Everyday change")
    return _entered(change_set, found, by)


def _numbered(operations: Operation | Iterable[Operation], reason: str) -> tuple[Operation, ...]:
    steps = [operations] if isinstance(operations, Operation) else operations
    return tuple(
        replaced(step, number=number, reason=step.reason or reason[:300])
        for number, step in enumerate(steps, 1)
    )


@deed
def correct(
    *,
    by: User,
    operations: Operation | Iterable[Operation],
    reason: str,
    title: str = "",
    owner_unit: Unit | None = None,
    waivers: Mapping[str, str] | None = None,
) -> ChangeSet:
    """Mend an error in what is written, also back in time; access is never given after the fact.

    Access is always read on today's date, so a corrected past opens no door that was shut.
    """
    steps = [operations] if isinstance(operations, Operation) else list(operations)
    mended = [replaced(step, reason_kind=CORRECTION, reason=reason[:300]) for step in steps]
    return change_now(
        by=by, operations=mended, reason=reason, owner_unit=owner_unit, waivers=waivers,
        title=title or _("Correction: %(reason)s") % {"reason": reason[:200]},
    )  # fmt: skip
