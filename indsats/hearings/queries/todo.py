"""What waits for somebody in matters and hearings (til forsiden)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.hearings.models import Dispatch, Hearing, Matter, Reply
from indsats.hearings.queries.bench import still_open
from indsats.hearings.queries.glance import facts_of
from indsats.hearings.queries.outcome import untold
from indsats.hearings.rules.states import MatterFacts, MatterState, matter_state
from indsats.organisation.access import Permission
from indsats.organisation.models import User


class Todo(NamedTuple):
    """Something that waits: what, why, the name and arguments of its address, by when."""

    title: str
    why: str
    where: str
    args: tuple[Any, ...]
    due: date | None


def reasons() -> dict[MatterState, str]:
    """Say what is to be done at the stages where somebody must act."""
    return {
        MatterState.DRAFT: _("Make the proposal ready for the committee."),
        MatterState.READY: _("Put the matter on the committee's agenda."),
        MatterState.RETURNED: _("The committee has sent the matter back."),
        MatterState.TO_HEARING: _("Prepare the hearing the committee has decided."),
        MatterState.PREPARED: _("Check the letter and send it."),
        MatterState.ANSWERED: _("All consulted have answered. Assess the replies."),
        MatterState.CLOSED: _("The hearing is over. Assess the replies."),
        MatterState.ASSESSED: _("Publish the memo."),
        MatterState.PUBLISHED: _("Put the decision on the committee's agenda."),
        MatterState.ADOPTED: _("Enter the decided change."),
        MatterState.FOLLOWED_UP: _("The matter is followed up. Close it."),
    }


def _matters(user: User, day: date) -> Iterator[Todo]:
    rows = Matter.objects.open_to(user, Permission.MATTER_WRITE, day).filter(closed_on=None)
    matters, at, words = list(rows[:200]), now(), reasons()
    facts = facts_of(matters)
    for matter in matters:
        known = facts[matter.pk]
        state = matter_state(known, at)
        if state in words:
            due = _due(known, state)
            yield Todo(matter.title, words[state], "hearings:matter", (matter.key,), due)
        elif state is MatterState.IN_EFFECT and (matter.evaluation_on or day) <= day:
            why = _("The change is in effect. Follow up on it, and close the matter.")
            where = ("hearings:closing", (matter.key,), matter.evaluation_on)
            yield Todo(matter.title, why, *where)


def _due(facts: MatterFacts, state: MatterState) -> date | None:
    """Give the first day of effect for what must be entered before it; else none."""
    return min(facts.effect_days, default=None) if state is MatterState.ADOPTED else None


def _failed(user: User, day: date) -> Iterator[Todo]:
    rows = Hearing.objects.open_to(user, Permission.HEARING_DISPATCH, day)
    waiting = Dispatch.objects.filter(sent_at__isnull=True).exclude(failure="")
    found = rows.filter(pk__in=waiting.values("party__hearing")).select_related("matter")
    for hearing in found:
        yield Todo(
            _("Not reached: %(title)s") % {"title": hearing.letter_heading},
            _("A letter has not got through. See why, and try again."),
            "hearings:hearing",
            (hearing.pk,),
            localdate(),
        )


def _untold(user: User, day: date) -> Iterator[Todo]:
    rows = Hearing.objects.open_to(user, Permission.HEARING_DISPATCH, day)
    for hearing in untold(rows.select_related("matter")):
        why = _("The matter is decided. Send result and memo to the parties.")
        yield Todo(hearing.letter_heading, why, "hearings:outcome", (hearing.pk,), None)


def _given(user: User, day: date) -> Iterator[Todo]:
    hearings = Hearing.objects.open_to(user, Permission.REPLY_ASSESS, day)
    mine = Reply.objects.filter(
        assigned_to=user, superseded_by__isnull=True, hearing__in=hearings.values("pk"),
        hearing__matter__assessed_at__isnull=True, hearing__withdrawn_at__isnull=True,
    )  # fmt: skip
    rows = still_open(mine).order_by().values("hearing", "hearing__letter_heading")
    for row in rows.annotate(n=Count("pk")).order_by("hearing"):
        text = ngettext(
            "%(n)s reply given to you is not finished.",
            "%(n)s replies given to you are not finished.",
            row["n"],
        )
        where = ("hearings:bench", (row["hearing"],), None)
        yield Todo(row["hearing__letter_heading"], text % {"n": row["n"]}, *where)


def todo_for(user: User, day: date) -> list[Todo]:
    """Give what waits for a user in matters and hearings, what is due first on top."""
    found = [*_failed(user, day), *_matters(user, day), *_untold(user, day), *_given(user, day)]
    return sorted(found, key=lambda each: (each.due is None, each.due or day))
