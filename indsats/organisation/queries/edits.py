"""What has been done to a change-set, by whom and when, read from the trail."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indsats.audit.actions import label
from indsats.audit.models import Entry
from indsats.organisation.models import ChangeSet, User
from indsats.organisation.queries.sentences import sentence
from indsats.organisation.queries.wording import Namer
from indsats.organisation.rules.operations import from_json
from indsats.organisation.subjects import tells

WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "drafted": gettext_lazy("Began the change-set"),
        "renamed": gettext_lazy("Changed title or unit"),
        "step_added": gettext_lazy("Added a step"),
        "step_changed": gettext_lazy("Changed a step"),
        "step_removed": gettext_lazy("Removed a step"),
        "frozen": gettext_lazy("Froze it for decision"),
        "rebased": gettext_lazy("Brought it up to date"),
        "reopened": gettext_lazy("Reopened it"),
        "withdrawn": gettext_lazy("Withdrew it"),
        "waived": gettext_lazy("Set a check aside"),
        "notice": gettext_lazy("Registered a notice"),
        "entered": gettext_lazy("Entered it as decided"),
        "in_effect": gettext_lazy("Came into effect"),
    }
)


class Edit(NamedTuple):
    """One thing done: when, by whom, what, and what it was about.

    What took effect did so on a day; the trail says at which moment the system noticed.
    """

    when: date | datetime
    who: str
    title: str
    text: str


def edits(change_set: ChangeSet, namer: Namer, *, after: int = 0) -> list[Edit]:
    """List what has been done after a version, oldest first: two queries."""
    entries = [
        entry
        for entry in Entry.objects.filter(subject=label(change_set)).order_by("sequence")
        if entry.facts.get("what") in WORDS and entry.facts.get("version", after + 1) > after
    ]
    users = User.objects.filter(username__in={entry.actor for entry in entries})
    names = dict(users.values_list("username", "name"))
    return [
        Edit(
            when, names.get(entry.actor, _("The system")), str(WORDS[entry.facts["what"]]),
            _told(entry, namer),
        )
        for entry in entries
        for when in _when(entry, change_set)
    ]  # fmt: skip


def _when(entry: Entry, change_set: ChangeSet) -> list[date] | list[datetime]:
    """Give the moment of an edit, or the days on which the steps it names took effect."""
    if entry.facts["what"] != "in_effect":
        return [entry.at]
    numbers = set(entry.facts.get("operations", ()))
    steps = change_set.operations.all()
    return sorted({step.valid_from for step in steps if step.number in numbers}) or [entry.at]


def _told(entry: Entry, namer: Namer) -> str:
    tell = _TELLERS.get(entry.facts["what"])
    return tell(entry, namer) if tell else ""


def _step(entry: Entry, namer: Namer) -> str:
    step = from_json(entry.facts["step"])
    return f"{step.number}. {sentence(step, namer)}"


def _reason(entry: Entry, namer: Namer) -> str:  # noqa: ARG001 -- as the other tellers
    return entry.reason


def _title(entry: Entry, namer: Namer) -> str:  # noqa: ARG001 -- as the other tellers
    return str(entry.facts.get("title", ""))


def _decision(entry: Entry, namer: Namer) -> str:  # noqa: ARG001 -- as the other tellers
    words = str(entry.facts.get("reference", ""))
    return "" if tells(words) else words  # the page shows the decision itself


_TELLERS: Mapping[str, Callable[[Entry, Namer], str]] = MappingProxyType(
    {
        "drafted": _title,
        "renamed": _title,
        "step_added": _step,
        "step_changed": _step,
        "step_removed": _step,
        "withdrawn": _reason,
        "waived": _reason,
        "entered": _decision,
    }
)
