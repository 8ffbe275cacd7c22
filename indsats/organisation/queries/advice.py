"""What to do about a problem of a change-set, in one sentence per kind of problem."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext_lazy as _

from indsats.organisation.rules.problems import Problem

_MISSING = _("Move, close or repoint it on the same day, or let the other begin earlier.")
ADVICE: Mapping[str, Any] = MappingProxyType(
    {
        "cycle": _("Choose another place for one of them, or another day."),
        "overlap": _("Let one end the day the other begins."),
        "gap_in_life": _("Check that it is meant to be away in between."),
        "endless_temporary": _("Open the step and fill in the end."),
        "engaged_twice": _("Remove one of the two engagements."),
        "leaderless": _(
            "Add a step that gives the unit a leader, or accept that the unit above leads."
        ),
        "crosses_authority": _(
            "Agree what happens to cases and records, and write it in the proposal."
        ),
        "seat_outside_body": _("Choose a committee, council, board or group."),
        "held_twice": _("Open the step and choose either the post or the person."),
        "substitute_astray": _("Choose a seat in the same body."),
        "sits_twice": _("Check that the post is to have more than one seat."),
        "no_meeting_interval": _(
            "Fill in how often the body meets, before the change takes effect."
        ),
        "anchored_twice": _("Close the one that no longer holds."),
        "anchoring_gap": _("Let the new anchoring begin the day the old one ends."),
        "anchoring_ends": _("Check that the field of work is to have no body."),
        "anchored_outside_committee": _("Check that this is meant."),
        "ages_reversed": _("Open the step and correct the ages."),
        "ages_overlap": _("Change the ages of one of them, or set the check aside with a reason."),
        "ages_gap": _("Give the ages to a unit, or set the check aside with a reason."),
        "ages_end_at_18": _("Say who takes over at the 18th birthday."),
        "ages_lost": _("Give the ages to a unit, or set the check aside with a reason."),
        "not_kept": _("Remove the promise, or the step that breaks it."),
        "kept_differs": _("Correct the step, or remove the promise."),
        "kept_elsewhere": _("Check that it is still what was meant by keeping it."),
        "changes_nothing": _("Remove the step, or check its day."),
        "starts_late": _("Check the day of the step."),
        "backdated": _("Choose a later day, or say that it corrects an error and why."),
        "payroll_day": _("Choose the 1st of a month, or agree it with the payroll office."),
        "notice_missing": _("Register the notice, or set the check aside with a reason."),
        "notice_required": _("Register the notice, or set the check aside with a reason."),
        "notice_running": _("Choose a day after the notice ends."),
    }
)


def advice(problem: Problem) -> str:
    """Say what to do; nothing where the problem itself says so."""
    if problem.code.startswith("missing_"):
        return str(_MISSING)
    return str(ADVICE.get(problem.code, ""))
