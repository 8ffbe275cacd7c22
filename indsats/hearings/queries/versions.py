"""What differs between two versions of a proposal, item by item."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from indsats.hearings.models import ProposalItem, ProposalVersion


class Difference(NamedTuple):
    """One thing that reads otherwise: where, before and after."""

    where: str
    before: str
    after: str


def differences(before: ProposalVersion, after: ProposalVersion) -> list[Difference]:
    """Say what the later version changes, adds and leaves out."""
    found = [
        Difference(label, getattr(before, name), getattr(after, name))
        for name, label in (("title", _("Title")), ("basis", _("What it builds on")),
                            ("text", _("The proposal in short")))
    ]  # fmt: skip
    old, new = _items(before), _items(after)
    found += [
        Difference(
            _("Item %(number)s") % {"number": number}, old.get(number, ""), new.get(number, "")
        )
        for number in dict.fromkeys([*old, *new])
    ]
    return [each for each in found if each.before != each.after]


def _items(version: ProposalVersion) -> dict[str, str]:
    return {item.number: _words(item) for item in version.items.all()}


def _words(item: ProposalItem) -> str:
    parts = (item.get_kind_display(), item.title, item.text, item.rationale)
    return "\n".join(part for part in parts if part)
