"""Draft, issue, change and withdraw orders (indsatsordrer)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.law.deadlines import danish_day
from indsats.meetings.models import AgendaItem
from indsats.organisation.models import Competence, Unit, User
from indsats.organisation.rules.keys import free_key
from indsats.places.models import Place
from indsats.strategy.actions.refusals import Overlapping, refuse
from indsats.strategy.models import Deployment, DeploymentIssue
from indsats.strategy.queries.overlaps import overlaps
from indsats.strategy.rules.order import State, faults, hindrances
from indsats.strategy.rules.terms import Terms, as_data, differences


@dataclass(frozen=True)
class Decided:
    """Where an order was decided: in a body, and if known in which item; else by the leader."""

    body: Unit | None = None
    item: AgendaItem | None = None


def _locked(deployment: Deployment, version: int | None = None) -> Deployment:
    """Read the order again under the lock; refuse to overwrite what somebody else has saved."""
    rows = Deployment.objects.select_for_update().prefetch_related("places", "competences")
    found = rows.get(pk=deployment.pk)
    if version is not None and found.version != version:
        text = _("Somebody else has changed the order meanwhile. Load the page and look at theirs.")
        raise ValidationError(text)
    return found


def _need(deployment: Deployment, at: datetime, state: State, refusal: str) -> None:
    if deployment.state_on(danish_day(at)) is not state:
        raise ValidationError(refusal)


def _save(deployment: Deployment, terms: Terms, decided: Decided | None = None) -> None:
    deployment.take(terms)
    if decided is not None:
        deployment.ordered_for, deployment.item = decided.body, decided.item
    deployment.version += 1
    deployment.save()
    deployment.places.set(Place.objects.filter(key__in=terms.places))
    deployment.competences.set(Competence.objects.filter(key__in=terms.competences))


@deed
def draft(*, by: User, unit: Unit, terms: Terms, decided: Decided) -> Deployment:
    """Write a new order as a draft; only those who may issue it see it."""
    refuse(faults(terms))
    key = free_key(terms.title, set(Deployment.objects.values_list("key", flat=True)))
    deployment = Deployment(unit=unit, written_by=by, version=0, key=key)
    _save(deployment, terms, decided)
    record(by=by, act=Act.CREATED, subject=deployment, unit=unit, **as_data(terms))
    return deployment


@dataclass(frozen=True, kw_only=True)
class Wish:
    """An order as a file says it: its key, who wrote it, for whom, where it was decided."""

    key: str
    unit: Unit
    written_by: User
    terms: Terms
    body: Unit | None = None


@deed
def take_in(*, by: User | str, wish: Wish) -> bool:
    """Bring a draft to what a file says; an issued order stays, and a file that differs is refused.

    A file never issues anything: that takes a person who has looked at it.
    """
    refuse(faults(wish.terms))
    found = Deployment.objects.select_for_update().filter(key=wish.key).first()
    new = found is None
    row = found or Deployment(key=wish.key, unit=wish.unit, written_by=wish.written_by, version=0)
    if not new and _says(row) == (wish.unit, wish.body, wish.terms):
        return False
    if row.ordered_at:
        text = _("“%(title)s” has been issued. Change it on its page with a reason.")
        raise ValidationError(text % {"title": row.title})
    row.unit = wish.unit
    item = row.item if row.ordered_for == wish.body else None
    _save(row, wish.terms, Decided(wish.body, item))
    act = Act.CREATED if new else Act.CHANGED
    record(by=by, act=act, subject=row, unit=wish.unit, **as_data(wish.terms))
    return True


def _says(row: Deployment) -> tuple[Unit, Unit | None, Terms]:
    return row.unit, row.ordered_for, row.terms


@deed
def edit(
    *, deployment: Deployment, by: User, version: int, terms: Terms, decided: Decided, at: datetime
) -> Deployment:
    """Save a draft anew."""
    deployment = _locked(deployment, version)
    _need(deployment, at, State.DRAFT, _("The order has been issued. Change it with a reason."))
    refuse(faults(terms))
    before = deployment.terms
    _save(deployment, terms, decided)
    record(
        by=by,
        act=Act.CHANGED,
        subject=deployment,
        decided_in=decided.body,
        changed=_changed(before, terms),
    )
    return deployment


def _changed(before: Terms, after: Terms) -> dict[str, object]:
    old, new = as_data(before), as_data(after)
    return {name: [old[name], new[name]] for name in differences(before, after)}


def _issue(deployment: Deployment, by: User, at: datetime, reason: str = "") -> DeploymentIssue:
    return DeploymentIssue.objects.create(
        deployment=deployment,
        number=deployment.issues.count() + 1,
        terms=as_data(deployment.terms),
        reason=reason,
        at=at,
        by=by,
    )


def _look_for_overlaps(
    deployment: Deployment, terms: Terms, at: datetime, seen: bool
) -> Iterable[int]:
    found = overlaps(deployment, terms, at)
    if found and not seen:
        raise Overlapping(found)
    return [each.pk for each in found]


@deed
def order(*, deployment: Deployment, by: User, at: datetime, seen: bool = False) -> Deployment:
    """Issue a draft: from now on the unit sees it.

    ``seen`` says that whoever issues it has seen that the unit is ordered elsewhere at the same
    time; without it such an order is refused with Overlapping.
    """
    deployment = _locked(deployment)
    _need(deployment, at, State.DRAFT, _("The order has already been issued."))
    terms = deployment.terms
    refuse(hindrances(terms, at))
    beside = _look_for_overlaps(deployment, terms, at, seen)
    deployment.ordered_at, deployment.ordered_by = at, by
    deployment.version += 1
    deployment.save()
    _issue(deployment, by, at)
    record(by=by, act=Act.DECIDED, subject=deployment, ordered=True, at_the_same_time=beside)
    return deployment


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of an issued order: the version it began from, the new terms, and why."""

    version: int
    terms: Terms
    reason: str
    seen: bool = False


@deed
def change(*, deployment: Deployment, by: User, at: datetime, to: Change) -> Deployment:
    """Change an issued order; evenings that have begun stay judged by what was ordered then."""
    deployment = _locked(deployment, to.version)
    _need(deployment, at, State.ORDERED, _("Only an order that is running can be changed."))
    before = deployment.terms
    if not to.reason.strip():
        raise ValidationError({"reason": _("Write why the order is changed.")})
    if not differences(before, to.terms):
        raise ValidationError(_("Nothing is changed."))
    refuse(hindrances(to.terms, at))
    beside = _look_for_overlaps(deployment, to.terms, at, to.seen)
    _save(deployment, to.terms)
    _issue(deployment, by, at, to.reason.strip())
    record(
        by=by,
        act=Act.CHANGED,
        subject=deployment,
        reason=to.reason.strip(),
        changed=_changed(before, to.terms),
        at_the_same_time=beside,
    )
    return deployment


@deed
def withdraw(*, deployment: Deployment, by: User, at: datetime, reason: str) -> Deployment:
    """Withdraw an order with a reason; evenings that have begun stay as they were ordered."""
    deployment = _locked(deployment)
    _need(deployment, at, State.ORDERED, _("Only an order that is running can be withdrawn."))
    if not reason.strip():
        raise ValidationError({"reason": _("Write why the order is withdrawn.")})
    deployment.withdrawn_at, deployment.withdrawn_because = at, reason.strip()
    deployment.version += 1
    deployment.save()
    record(by=by, act=Act.DECIDED, subject=deployment, reason=reason.strip(), withdrawn=True)
    return deployment


@deed
def discard(*, deployment: Deployment, by: User, at: datetime) -> None:
    """Throw a draft away; the trail keeps what it said."""
    deployment = _locked(deployment)
    _need(deployment, at, State.DRAFT, _("An issued order is withdrawn, not thrown away."))
    record(by=by, act=Act.REMOVED, subject=deployment, **as_data(deployment.terms))
    deployment.delete()


@deed
def hand_out(*, deployment: Deployment, by: User) -> None:
    """Write down that somebody took an order out as a file."""
    record(by=by, act=Act.EXPORTED, subject=deployment)
