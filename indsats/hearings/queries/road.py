"""The road of a matter as a person reads it: what is done, what is next, what is missing."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indsats.hearings.rules.deadline import in_force
from indsats.hearings.rules.states import (
    HearingState,
    MatterFacts,
    MatterState,
    Result,
    hearing_state,
)
from indsats.law.deadlines import danish_day

STATE_KINDS = {
    MatterState.RETURNED: "warning", MatterState.REJECTED: "error",
    MatterState.WITHDRAWN: "warning", MatterState.OPEN: "success",
    MatterState.ANSWERED: "success", MatterState.IN_EFFECT: "success",
    MatterState.SCHEDULED: "info", MatterState.ADOPTED: "info", MatterState.DONE: "success",
}  # fmt: skip


def state_words() -> dict[MatterState, str]:
    """Give the name of every state a matter can be in."""
    return {
        MatterState.ANALYSIS: _("Begun"),
        MatterState.DRAFT: _("Draft of the proposal"),
        MatterState.READY: _("Ready for the committee"),
        MatterState.ON_AGENDA: _("On the committee's agenda"),
        MatterState.RETURNED: _("Sent back by the committee"),
        MatterState.REJECTED: _("Rejected"),
        MatterState.TO_HEARING: _("To be sent in hearing"),
        MatterState.PREPARED: _("Letter being prepared"),
        MatterState.OPEN: _("In hearing"),
        MatterState.ANSWERED: _("All consulted have answered"),
        MatterState.WITHDRAWN: _("Hearing withdrawn"),
        MatterState.CLOSED: _("Hearing over"),
        MatterState.ASSESSED: _("Replies assessed"),
        MatterState.PUBLISHED: _("Memo published"),
        MatterState.FINAL_TREATMENT: _("Before the committee for decision"),
        MatterState.ADOPTED: _("Adopted"),
        MatterState.SCHEDULED: _("Awaits its day of effect"),
        MatterState.PARTLY_IN_EFFECT: _("Partly in effect"),
        MatterState.IN_EFFECT: _("In effect"),
        MatterState.FOLLOWED_UP: _("Followed up"),
        MatterState.DONE: _("Concluded"),
    }


def hearing_words() -> dict[HearingState, str]:
    """Give the name of every state a hearing can be in."""
    return {
        HearingState.DRAFT: _("Letter being prepared"),
        HearingState.PREPARED: _("Letter being prepared"),
        HearingState.OPEN: _("In hearing"),
        HearingState.ANSWERED: _("All consulted have answered"),
        HearingState.CLOSED: _("Hearing over"),
        HearingState.WITHDRAWN: _("Hearing withdrawn"),
    }


class Stop(NamedTuple):
    """One stop on the road: its name, the day it was reached (None is not yet), and a word."""

    title: str
    day: date | None
    text: str = ""


class Event(NamedTuple):
    """A stop as the page's timeline draws it."""

    when: str
    title: str
    text: str
    state: str
    url: str = ""


def _day(moment: datetime | None, at: datetime) -> date | None:
    return danish_day(moment) if moment is not None and moment <= at else None


def _proposal(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(
        _("Proposal ready for the committee"),
        _day(facts.ready_at, at),
        "" if facts.drafted else _("Write the items of the proposal."),
    )


def _sending(facts: MatterFacts, _at: datetime) -> Stop:
    title, found = _("The committee sends it in hearing"), facts.sending
    if found is None:
        return Stop(title, None, _("Not on an agenda yet."))
    if found.result is None:
        text = _("On the agenda of the meeting on %(day)s.")
        return Stop(title, None, text % {"day": date_format(found.day, "DATE_FORMAT")})
    if found.result in {Result.ADOPTED, Result.AMENDED}:
        return Stop(title, found.day)
    return Stop(title, None, result_words()[found.result])


def result_words() -> dict[Result, str]:
    """Give the words for what a body did."""
    return {
        Result.ADOPTED: _("Adopted"), Result.AMENDED: _("Adopted with changes"),
        Result.REJECTED: _("Rejected"), Result.POSTPONED: _("Postponed"),
        Result.RETURNED: _("Sent back by the committee"),
        Result.NEW_HEARING: _("Sent back by the committee"), Result.NOTED: _("Noted"),
    }  # fmt: skip


def _letter(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The letter is sent"), _day(facts.hearing.sent_at, at))


def _hearing(facts: MatterFacts, at: datetime) -> Stop:
    title, due = _("The hearing is over"), in_force(facts.hearing.deadlines, at)
    state = hearing_state(facts.hearing, at)
    if state is HearingState.WITHDRAWN:
        return Stop(title, None, _("Hearing withdrawn"))
    if due is None:
        return Stop(title, None)
    if state is HearingState.CLOSED:
        return Stop(title, due.day)
    text = _("The deadline is %(day)s, that day included.")
    return Stop(title, None, text % {"day": date_format(due.day, "DATE_FORMAT")})


def _assessed(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The replies are assessed"), _day(facts.assessed_at, at))


def _published(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The memo is published"), _day(facts.published_at, at))


def _decided(facts: MatterFacts, _at: datetime) -> Stop:
    title, found = _("The committee decides"), facts.final
    if found is None:
        return Stop(title, None)
    if found.result is None:
        text = _("On the agenda of the meeting on %(day)s.")
        return Stop(title, None, text % {"day": date_format(found.day, "DATE_FORMAT")})
    done = found.result in {Result.ADOPTED, Result.AMENDED}
    return Stop(title, found.day if done else None, result_words()[found.result])


def _entered(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The change is entered"), _day(facts.scheduled_at, at))


def _effect(facts: MatterFacts, at: datetime) -> Stop:
    days, today = list(facts.effect_days), danish_day(at)
    begun = bool(facts.scheduled_at and days and all(day <= today for day in days))
    text = ", ".join(date_format(day, "DATE_FORMAT") for day in days)
    return Stop(_("The change takes effect"), days[-1] if begun else None, "" if begun else text)


def _followed(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The matter is followed up"), _day(facts.followed_up_at, at))


def _closed(facts: MatterFacts, at: datetime) -> Stop:
    return Stop(_("The matter has ended"), _day(facts.closed_at, at))


STOPS: tuple[Callable[[MatterFacts, datetime], Stop], ...] = (
    _proposal, _sending, _letter, _hearing, _assessed, _published, _decided, _entered, _effect,
    _followed, _closed,
)  # fmt: skip


def road(facts: MatterFacts, at: datetime) -> list[Event]:
    """Draw the road: stops reached, the one under way, and those that wait."""
    stops = [stop(facts, at) for stop in STOPS]
    last = max((n for n, stop in enumerate(stops) if stop.day), default=-1)
    return [_event(stop, number, last) for number, stop in enumerate(stops)]


def _event(stop: Stop, number: int, last: int) -> Event:
    if stop.day:
        return Event(date_format(stop.day, "DATE_FORMAT"), stop.title, stop.text, "done")
    if number < last:
        return Event(_("passed over"), stop.title, stop.text, "next")
    return Event("", stop.title, stop.text, "now" if number == last + 1 else "next")
