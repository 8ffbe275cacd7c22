"""Add, replace and remove the steps of a draft; what cannot be done at all is refused at once."""

from collections.abc import Iterable
from dataclasses import replace as replaced

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed
from indsats.audit.models import Act
from indsats.organisation.actions.change_sets import claim, told
from indsats.organisation.models import ChangeSet, Operation, User
from indsats.organisation.models.registry import TABLES
from indsats.organisation.queries.change_sets import engine_steps
from indsats.organisation.queries.picture import people, read
from indsats.organisation.queries.wording import Namer, problem_text
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.operations import Operation as Step
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.values import Subject


@deed
def add_operation(
    *, by: User, change_set: ChangeSet, step: Step, version: int | None = None
) -> Operation:
    """Add a step at the end; its own number does not matter.

    Raises ValidationError where the step cannot be carried out, and ChangedMeanwhileError.
    """
    fresh = claim(change_set, version)
    others = engine_steps(fresh)
    step = replaced(step, number=max((other.number for other in others), default=0) + 1)
    refuse_impossible((*others, step), step.number)
    row = _row(fresh, step)
    row.save(force_insert=True)
    told(fresh, by, Act.CHANGED, "step_added", step=step.as_json())
    return row


def add_all(*, change_set: ChangeSet, steps: tuple[Step, ...], picture: Picture) -> None:
    """Add numbered steps to a new draft at once; must run inside a deed that tells of them."""
    refuse_impossible(steps, picture=picture)
    Operation.objects.bulk_create([_row(change_set, step) for step in steps])


@deed
def replace_operation(
    *, by: User, change_set: ChangeSet, step: Step, version: int | None = None
) -> Operation:
    """Put a step in the place of the one with its number; raises ValidationError as adding does."""
    fresh = claim(change_set, version)
    old = _existing(fresh, step.number)
    others = [other for other in engine_steps(fresh) if other.number != step.number]
    refuse_impossible((*others, step), step.number)
    row = _row(fresh, step)
    row.pk = old.pk
    row.save(force_update=True)
    told(fresh, by, Act.CHANGED, "step_changed", step=step.as_json())
    return row


@deed
def remove_operation(
    *, by: User, change_set: ChangeSet, number: int, version: int | None = None
) -> ChangeSet:
    """Take a step out; the others keep their numbers, which a proposal may refer to."""
    fresh = claim(change_set, version)
    row = _existing(fresh, number)
    step = next(each for each in engine_steps(fresh) if each.number == number)
    row.delete()
    told(fresh, by, Act.CHANGED, "step_removed", step=step.as_json())
    return fresh


def _existing(change_set: ChangeSet, number: int) -> Operation:
    row = change_set.operations.filter(number=number).first()
    if row is None:
        raise ValidationError(
            _("Step %(number)s is no longer there.") % {"number": number}, code="step_gone"
        )
    return row


def _row(change_set: ChangeSet, step: Step) -> Operation:
    content = step.as_json()
    row = Operation(
        change_set=change_set, number=step.number, verb=step.verb, kind=step.kind,
        subject=step.subject, valid_from=step.span.first, valid_to=step.span.until,
        patch=content["patch"], reason_kind=step.reason_kind, reason=step.reason, item=step.item,
    )  # fmt: skip
    row.clean_fields(exclude={"patch"})  # a closing step writes nothing, and has an empty patch
    return row


def refuse_impossible(
    steps: tuple[Step, ...], number: int | None = None, picture: Picture | None = None
) -> None:
    """Raise ValidationError for a step that cannot be carried out, or that no table can hold.

    With a number only that step is judged: others may wait for their turn to be mended.
    """
    before = read() if picture is None else picture
    traced = trace(before, steps)
    mine = [p for p in traced.refused if number is None or p.operation == number]
    if mine:
        namer = Namer(traced.picture, before, people=people(before))
        raise ValidationError([ValidationError(problem_text(p, namer), code=p.code) for p in mine])
    written = {w.subject for w in traced.writes if number is None or w.operation == number}
    for subject in sorted(written):
        known = before.slices(*subject)
        for piece in traced.picture.slices(*subject):
            if piece not in known:
                TABLES[piece.kind].check(piece.values)
    _refuse_strangers(traced.picture, written)


def _refuse_strangers(picture: Picture, written: Iterable[Subject]) -> None:
    names = {
        key
        for subject in written
        for piece in picture.slices(*subject)
        for model, keys in TABLES[piece.kind].pointed(piece.values).items()
        if model is User
        for key in keys
    }
    known = User.objects.filter(username__in=names).values_list("username", flat=True)
    missing = sorted(names - set(known))
    if missing:
        raise ValidationError(_("No user is called %(names)s.") % {"names": ", ".join(missing)})
