"""What people are told when an order cannot stand as it is, and what to do about it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indsats.strategy.queries.overlaps import Overlap
from indsats.strategy.rules.order import Problem

MOST_DAYS = 5

# Each problem is told beside the field it is about.
WORDS: dict[Problem, tuple[str, str | Promise]] = {
    Problem.NO_TITLE: ("title", gettext_lazy("Give the order a title.")),
    Problem.DAYS_TURNED: ("last_day", gettext_lazy("The last day comes before the first.")),
    Problem.TOO_MANY_DAYS: (
        "last_day",
        gettext_lazy("An order holds at most a year. Make a new one when it ends."),
    ),
    Problem.SAME_HOURS: (
        "to_time",
        gettext_lazy("The evening must end at another time than it begins."),
    ),
    Problem.TOO_MANY_HOURS: (
        "to_time",
        gettext_lazy("An evening lasts at most 12 hours. Look at the times again."),
    ),
    Problem.NOBODY: ("staff_min", gettext_lazy("Order at least one member of staff.")),
    Problem.STAFF_TURNED: (
        "staff_max",
        gettext_lazy("The highest number of staff is lower than the lowest."),
    ),
    Problem.COST_TURNED: ("cost_to", gettext_lazy("The highest cost is lower than the lowest.")),
    Problem.TOO_MANY_PURPOSES: (
        "purposes",
        gettext_lazy("Choose the five most important purposes."),
    ),
    Problem.PERSONAL_NUMBER: (
        "purposes",
        gettext_lazy(
            "Something written here looks like a personal number (CPR). An order is about "
            "places and evenings: take the number out."
        ),
    ),
    Problem.NO_WEEKDAY: ("weekdays", gettext_lazy("Choose at least one weekday.")),
    Problem.NO_EVENING: (
        "weekdays",
        gettext_lazy("None of the weekdays lie between the first and the last day."),
    ),
    Problem.NO_PLACE: ("places", gettext_lazy("Choose at least one place.")),
    Problem.NO_PURPOSE: ("purposes", gettext_lazy("Write at least one purpose.")),
    Problem.ALL_PAST: (
        "last_day",
        gettext_lazy("The last evening is over. Move the days, or write a new order."),
    ),
}


def refuse(found: Iterable[Problem]) -> None:
    """Raise ValidationError with each problem beside its field; do nothing when there is none."""
    told: dict[str, list[str]] = {}
    for problem in found:
        field, text = WORDS[problem]
        told.setdefault(field, []).append(str(text))
    if told:
        raise ValidationError(dict(told))


def tell(found: Iterable[Problem]) -> list[str]:
    """Say each problem in words."""
    return [str(WORDS[problem][1]) for problem in found]


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
