"""What people are told when an order cannot stand as it is, and what to do about it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indsats.strategy.queries.overlaps import Overlap
from indsats.strategy.rules.order import Problem
from indsats.strategy.rules.wording import WORDS

MOST_DAYS = 5


def refuse(found: Iterable[Problem]) -> None:
    """Raise ValidationError with each problem beside its field; do nothing when there is none."""
    told: dict[str, list[str]] = {}
    for problem in found:
        field, text = WORDS[problem]
        told.setdefault(field, []).append(_(text))
    if told:
        raise ValidationError(dict(told))


def tell(found: Iterable[Problem]) -> list[str]:
    """Say each problem in words."""
    return [_(WORDS[problem][1]) for problem in found]


def say(overlap: Overlap) -> str:
    """Tell in one sentence which other order the same people have on which evenings."""
    days = [date_format(each, "D j. b") for each in overlap.days[:MOST_DAYS]]
    rest = len(overlap.days) - len(days)
    if rest:
        days.append(ngettext("%(n)s more", "%(n)s more", rest) % {"n": rest})
    facts = {"title": overlap.title, "days": ", ".join(days)}
    return _("“%(title)s” is ordered from the same unit at the same time: %(days)s") % facts


class Overlapping(ValidationError):  # noqa: N818 -- it is what is so, not an error
    """The same unit is ordered elsewhere at the same time, and nobody has said that it is seen."""

    def __init__(self, overlaps: list[Overlap]) -> None:
        super().__init__([say(each) for each in overlaps])
