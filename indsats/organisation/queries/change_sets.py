"""A change-set as the engine sees it: its steps, its preview, and what stands in its way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.timezone import localdate

from indsats.organisation.models import ChangeSet, ChangeSetStatus, Waiver
from indsats.organisation.models import Operation as Row
from indsats.organisation.queries.picture import as_before, read
from indsats.organisation.rules import base_marker, build, check
from indsats.organisation.rules.applying import trace
from indsats.organisation.rules.operations import Operation
from indsats.organisation.rules.previews import Preview
from indsats.organisation.rules.problems import Problem
from indsats.organisation.rules.slices import Picture
from indsats.organisation.rules.steps import Context


def engine_step(row: Row) -> Operation:
    """Turn a stored operation into one of the engine."""
    return build(
        row.verb, first=row.valid_from, until=row.valid_to, number=row.number, kind=row.kind,
        subject=row.subject, patch=row.patch, reason_kind=row.reason_kind, reason=row.reason,
        item=row.item,
    )  # fmt: skip


def engine_steps(change_set: ChangeSet) -> tuple[Operation, ...]:
    """Give the steps of a change-set in their order: one query."""
    return tuple(engine_step(row) for row in change_set.operations.all())


@dataclass(frozen=True)
class Prepared:
    """A change-set held against a picture: what it brings and what is wrong with it."""

    picture: Picture
    steps: tuple[Operation, ...]
    context: Context
    waivers: tuple[Waiver, ...] = field(default=())

    @cached_property
    def preview(self) -> Preview:
        """Show what the steps that can be carried out will bring."""
        return Preview(self.picture, trace(self.picture, self.steps), self.steps)

    @cached_property
    def problems(self) -> list[Problem]:
        """List all that is wrong or worth a warning, errors first."""
        return check(self.picture, self.steps, self.context)

    def waiver(self, problem: Problem) -> Waiver | None:
        """Find who has set a problem aside, where someone has and may."""
        if not problem.waivable:
            return None
        named = {"", subject_name(problem)}
        return next(
            (w for w in self.waivers if w.code == problem.code and w.subject in named), None
        )

    @property
    def hindrances(self) -> list[Problem]:
        """List the errors nobody has set aside."""
        return [p for p in self.problems if p.is_error and self.waiver(p) is None]

    @property
    def marker(self) -> str:
        """Fingerprint what the steps rest on."""
        return base_marker(self.picture, self.steps)


def subject_name(problem: Problem) -> str:
    """Name what a problem is about as a waiver does: ``unit:gadeplan``."""
    return f"{problem.subject.kind}:{problem.subject.key}"


def ground(change_set: ChangeSet) -> Picture:
    """Read the organisation a change-set is to alter, or did alter when entered."""
    return as_before(change_set) if change_set.status == ChangeSetStatus.SCHEDULED else read()


def prepared(
    change_set: ChangeSet, *, today: date, picture: Picture | None = None, strict: bool = True
) -> Prepared:
    """Hold a change-set against the organisation it is to alter, or did alter when entered.

    `strict` asks for notice of every employee whose terms change, as entering does. One already
    entered is judged as on the day it was.
    """
    entered = change_set.status == ChangeSetStatus.SCHEDULED
    if picture is None:
        picture = ground(change_set)
    if entered and change_set.entered_at:
        today = localdate(change_set.entered_at)
    context = Context(today=today, notices=_notices(change_set), require_notices=strict)
    waivers = tuple(change_set.waivers.select_related("by").order_by("pk"))
    return Prepared(picture, engine_steps(change_set), context, waivers)


def _notices(change_set: ChangeSet) -> dict[str, date]:
    return dict(change_set.notices.values_list("engagement__key", "ends_on"))


def effective_days(steps: Iterable[Operation]) -> list[date]:
    """Give the days on which steps take effect, in order."""
    return sorted({step.span.first for step in steps})
