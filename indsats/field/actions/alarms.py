"""The alarm when a pair is not heard from: raised once, told until it is answered (alarm)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import override

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.field.actions.telling import send
from indsats.field.models import AlarmOutcome, SafetyAlarm, Tour
from indsats.field.queries.duty import responsible
from indsats.field.queries.out import Late, late_tours
from indsats.field.rules.watch import ESCALATE_AFTER, wants_more_people
from indsats.organisation.models import User

SYSTEM: Final = "system"


def watch(at: datetime) -> list[SafetyAlarm]:
    """Raise what is due, tell who is not told yet, widen what nobody answers; give the new alarms.

    It may run as often as one likes, and catches up with what it missed.
    """
    raised = [alarm for late in list(late_tours(at)) if (alarm := _raise_overdue(late, at))]
    for alarm in SafetyAlarm.objects.open().filter(told_at__isnull=True):
        tell(alarm)
    waiting = SafetyAlarm.objects.open().filter(
        escalated_at__isnull=True, raised_at__lte=at - ESCALATE_AFTER
    )
    for alarm in waiting.select_related("tour"):
        if wants_more_people(alarm.raised_at, at):
            _escalate(alarm, at)
    return raised


@deed
def _raise_overdue(late: Late, at: datetime) -> SafetyAlarm | None:
    alarm, fresh = SafetyAlarm.objects.get_or_create(
        tour=late.tour, due_at=late.due, defaults={"raised_at": at, "sent_to": late.tour.on_call}
    )
    if not fresh:
        return None
    record(by=SYSTEM, act=Act.CREATED, subject=alarm, what="overdue", tour=late.tour, due=late.due)
    return alarm


def call_for_help(*, tour: Tour, by: User, said_at: datetime, at: datetime) -> None:
    """Raise the alarm because somebody asks for help, inside the deed that took the words in."""
    alarm, fresh = SafetyAlarm.objects.get_or_create(
        tour=tour, due_at=said_at,
        defaults={"raised_at": at, "sent_to": tour.on_call, "calls_for_help": True},
    )  # fmt: skip
    if fresh:
        record(by=by, act=Act.CREATED, subject=alarm, what="call_for_help", tour=tour)
        transaction.on_commit(lambda: tell(alarm))


def tell(alarm: SafetyAlarm) -> bool:
    """Tell the one on call, else those who answer for the unit; tell whether it got through.

    The mail goes outside any transaction. What does not get through is tried at the next round.
    """
    people = [alarm.sent_to] if alarm.sent_to else responsible(alarm.tour.unit_id, localdate())
    if not _send(alarm, people):
        return False
    SafetyAlarm.objects.filter(pk=alarm.pk, told_at__isnull=True).update(told_at=now())
    return True


def _escalate(alarm: SafetyAlarm, at: datetime) -> None:
    """Tell the coordinators and the leader of an alarm that nobody has answered."""
    if _send(alarm, responsible(alarm.tour.unit_id, localdate(at))):
        _note_escalated(alarm, at)


@deed
def _note_escalated(alarm: SafetyAlarm, at: datetime) -> None:
    alarm.escalated_at = at
    alarm.save(update_fields=["escalated_at"])
    record(by=SYSTEM, act=Act.SENT, subject=alarm, what="nobody_answered")


def _send(alarm: SafetyAlarm, people: Iterable[User]) -> bool:
    """Send words that may stand on a locked screen: no name, no place."""
    with override("da"):
        subject = (
            _("Open Indsats: somebody on a tour asks for help")
            if alarm.calls_for_help
            else _("Open Indsats: a tour has not reported in")
        )
    return send(subject, reverse("field:alarm", args=[alarm.pk]), people)


@deed
def answer(*, by: User, alarm: SafetyAlarm, outcome: str, note: str, at: datetime) -> None:
    """Note how an alarm ended. Raises ValidationError where somebody else has answered it."""
    if outcome not in AlarmOutcome.values:
        raise ValidationError({"outcome": _("Choose how it ended.")})
    row = SafetyAlarm.objects.select_for_update(of=("self",)).get(pk=alarm.pk)
    if row.answered_at is not None:
        raise ValidationError(
            _("%(name)s has answered the alarm meanwhile.") % {"name": row.answered_by}
        )
    row.answered_at, row.answered_by = at, by
    row.outcome, row.note = outcome, note.strip()[:300]
    row.save(update_fields=["answered_at", "answered_by", "outcome", "note"])
    record(by=by, act=Act.DECIDED, subject=row, what="alarm_answered", outcome=outcome)
