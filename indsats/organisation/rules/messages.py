"""Every sentence the change-set engine can say, as English msgids for the web layer to translate.

`%(subject)s` and other names of subjects are filled with what they are called on the first day
of the problem; `%(field)s` with the label of a field.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

ERROR = "error"
WARNING = "warning"


def _(text: str) -> str:
    """Mark a sentence for translation; the web layer translates it."""
    return text


class Message(NamedTuple):
    """A sentence, how grave it is, and whether a named person may waive it with a reason."""

    text: str
    severity: str = ERROR
    waivable: bool = False


REFUSALS: Mapping[str, Message] = MappingProxyType(
    {
        "kind_unknown": Message(_("There is no kind called “%(kind)s”.")),
        "verb_unknown": Message(_("There is no operation called “%(verb)s”.")),
        "field_unknown": Message(_("%(subject)s has no field called “%(field)s”.")),
        "value_missing": Message(_("Fill in “%(field)s” for %(subject)s.")),
        "value_wrong": Message(_("“%(value)s” cannot be used as “%(field)s” for %(subject)s.")),
        "value_out_of_range": Message(
            _("%(value)s is outside what “%(field)s” can be for %(subject)s.")
        ),
        "span_empty": Message(_("The end must come after the day the change takes effect.")),
        "patch_empty": Message(_("Say what is to change for %(subject)s.")),
        "exists_already": Message(
            _("%(subject)s already exists on some of these days. Change it instead of creating it.")
        ),
        "nothing_there": Message(
            _("%(subject)s is not in force on any of these days, so there is nothing to change.")
        ),
        "not_movable": Message(_("%(subject)s cannot be moved: it is not placed anywhere.")),
        "move_elsewhere": Message(_("Say where %(subject)s moves to, and nothing else.")),
        "cannot_reshape": Message(_("Only units, posts and profiles can be split or merged.")),
        "parts_missing": Message(_("Say which parts %(subject)s is split into.")),
        "rest_missing": Message(
            _("Say which part takes over everything from %(subject)s that is not assigned.")
        ),
        "assigned_nowhere": Message(
            _("%(holder)s is assigned to “%(part)s”, which is not one of the parts of %(subject)s.")
        ),
        "sources_missing": Message(_("Say what is merged into %(subject)s.")),
    }
)

STRUCTURE: Mapping[str, Message] = MappingProxyType({
    "overlap": Message(_("%(subject)s has two different contents on the same days.")),
    "empty": Message(_("%(subject)s has an entry without any days.")),
    "gap_in_life": Message(
        _("%(subject)s is missing on these days, but exists before and after."), WARNING
    ),
    "cycle": Message(_("%(subject)s would be placed under itself: %(path)s.")),
    "missing_unit_parent": Message(
        _("%(subject)s is placed under %(target)s, which does not exist on these days.")
    ),
    "missing_unit_covers": Message(
        _("%(subject)s speaks for %(target)s, which does not exist on these days.")
    ),
    "missing_post_unit": Message(
        _("The post %(subject)s belongs to %(target)s, which does not exist on these days.")
    ),
    "missing_post_profile": Message(
        _("The post %(subject)s uses the profile %(target)s, which is not in force on these days.")
    ),
    "missing_engagement_post": Message(
        _("%(subject)s is engaged in the post %(target)s, which does not exist on these days.")
    ),
    "missing_leadership_unit": Message(
        _("%(subject)s leads %(target)s, which does not exist on these days.")
    ),
    "missing_leadership_post": Message(
        _("%(subject)s rests on the post %(target)s, which does not exist on these days.")
    ),
    "missing_seat_body": Message(
        _("%(subject)s is a seat in %(target)s, which does not exist on these days.")
    ),
    "missing_seat_holder_post": Message(
        _("%(subject)s is held by the post %(target)s, which does not exist on these days.")
    ),
    "missing_seat_substitute_for": Message(
        _("%(subject)s substitutes for %(target)s, which does not exist on these days.")
    ),
    "missing_responsibility_unit": Message(
        _("%(target)s is responsible for “%(subject)s” but does not exist on these days.")
    ),
    "missing_anchoring_body": Message(
        _("“%(subject)s” is anchored in %(target)s, which does not exist on these days.")
    ),
    "endless_temporary": Message(
        _("%(subject)s is on a temporary assignment without an end. Give it an end.")
    ),
    "engaged_twice": Message(_("%(subject)s is engaged twice in the post %(post)s.")),
    "leaderless": Message(_("%(subject)s has no leader on these days."), WARNING),
    "crosses_authority": Message(
        _("%(subject)s moves across an authority boundary: from “%(before)s” to “%(after)s”. "
          "Cases and records do not follow by themselves."), WARNING,
    ),
})  # fmt: skip

BODIES: Mapping[str, Message] = MappingProxyType(
    {
        "seat_outside_body": Message(_("%(subject)s is a seat in %(body)s, which is not a body.")),
        "held_twice": Message(_("%(subject)s is held by both a post and a person. Choose one.")),
        "substitute_astray": Message(
            _("%(subject)s must substitute for another seat in the same body.")
        ),
        "sits_twice": Message(_("%(post)s holds more than one seat in %(subject)s."), WARNING),
        "no_meeting_interval": Message(_("It is not said how often %(subject)s meets."), WARNING),
        "anchored_twice": Message(
            _("“%(area)s” is anchored in two bodies: %(first)s and %(second)s.")
        ),
        "anchoring_gap": Message(
            _("“%(area)s” is anchored nowhere on these days, but is before and after.")
        ),
        "anchoring_ends": Message(_("“%(area)s” is no longer anchored in any body."), WARNING),
        "anchored_outside_committee": Message(
            _("“%(area)s” is anchored in %(body)s, which is not a political committee."), WARNING
        ),
    }
)

COVERAGE: Mapping[str, Message] = MappingProxyType({
    "ages_reversed": Message(_("The ages of “%(subject)s” end before they begin.")),
    "ages_overlap": Message(
        _("%(first)s and %(second)s are both responsible for “%(group)s” aged %(ages)s "
          "(%(area)s)."),
        ERROR, waivable=True,
    ),
    "ages_gap": Message(
        _("Nobody is responsible for “%(group)s” aged %(ages)s (%(area)s)."),
        ERROR, waivable=True,
    ),
    "ages_end_at_18": Message(
        _("“%(group)s” (%(area)s): one side of the 18th birthday has nobody responsible."),
        WARNING,
    ),
    "ages_lost": Message(
        _("“%(group)s” aged %(ages)s (%(area)s) lose the unit responsible for them."),
        ERROR, waivable=True,
    ),
})  # fmt: skip

STEPS: Mapping[str, Message] = MappingProxyType({
    "not_kept": Message(_("%(subject)s is to stay unchanged, but another step changes it.")),
    "kept_differs": Message(
        _("%(subject)s is to stay as it is, but “%(field)s” is not as the step says.")
    ),
    "kept_elsewhere": Message(
        _("%(subject)s stays where it is, but what it belongs to moves."), WARNING
    ),
    "changes_nothing": Message(_("This step changes nothing for %(subject)s."), WARNING),
    "starts_late": Message(
        _("%(subject)s does not exist yet on the day the step takes effect."), WARNING
    ),
    "backdated": Message(
        _("The step takes effect before today. Only a correction with a reason may do that.")
    ),
    "payroll_day": Message(
        _("The payroll system takes changes on the 1st of a month only."), WARNING
    ),
    "notice_missing": Message(
        _("The terms of %(subject)s change (%(what)s). No notice is recorded."),
        WARNING, waivable=True,
    ),
    "notice_required": Message(
        _("The terms of %(subject)s change (%(what)s). Record when the notice ends."),
        ERROR, waivable=True,
    ),
    "notice_running": Message(
        _("The terms of %(subject)s change (%(what)s) before the notice ends on %(ends)s.")
    ),
})  # fmt: skip

CONFLICTS: Mapping[str, Message] = MappingProxyType(
    {
        "conflict_same": Message(
            _("Step %(ours)s and step %(theirs)s of the other change-set both concern %(subject)s.")
        ),
        "conflict_reference": Message(
            _(
                "Step %(ours)s and step %(theirs)s of the other change-set do not go together: "
                "one splits or merges %(subject)s, the other uses it."
            )
        ),
        "conflict_together": Message(
            _("Each change-set is sound alone, but together they are not: %(problem)s")
        ),
    }
)

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {**REFUSALS, **STRUCTURE, **BODIES, **COVERAGE, **STEPS, **CONFLICTS}
)
ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "unit": _("unit"),
        "post": _("post"),
        "leader": _("leader"),
        "profile": _("profile"),
        "hours": _("working hours"),
        "workplace": _("workplace"),
        "starts": _("starts"),
        "ends": _("ends"),
    }
)
EVERYWHERE = _("the whole municipality")
TEMPLATES: tuple[str, ...] = (
    *(message.text for message in MESSAGES.values()), *ASPECTS.values(), EVERYWHERE,
)  # fmt: skip
