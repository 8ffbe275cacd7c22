"""What is said when an order cannot stand as it is; translated where it is shown."""

from indsats.places.rules.refusals import gettext_noop as _
from indsats.strategy.rules.order import Problem

# Each problem is told beside the field it is about.
WORDS: dict[Problem, tuple[str, str]] = {
    Problem.NO_TITLE: ("title", _("Give the order a title.")),
    Problem.DAYS_TURNED: ("last_day", _("The last day comes before the first.")),
    Problem.TOO_MANY_DAYS: (
        "last_day",
        _("An order holds at most a year. Make a new one when it ends."),
    ),
    Problem.SAME_HOURS: (
        "to_time",
        _("The evening must end at another time than it begins."),
    ),
    Problem.TOO_MANY_HOURS: (
        "to_time",
        _("An evening lasts at most 12 hours. Look at the times again."),
    ),
    Problem.NOBODY: ("staff_min", _("Order at least one member of staff.")),
    Problem.STAFF_TURNED: (
        "staff_max",
        _("The highest number of staff is lower than the lowest."),
    ),
    Problem.COST_TURNED: ("cost_to", _("The highest cost is lower than the lowest.")),
    Problem.TOO_MANY_PURPOSES: (
        "purposes",
        _("Choose the five most important purposes."),
    ),
    Problem.PERSONAL_NUMBER: (
        "purposes",
        _(
            "Something written here looks like a personal number (CPR). An order is about "
            "places and evenings: take the number out."
        ),
    ),
    Problem.NO_WEEKDAY: ("weekdays", _("Choose at least one weekday.")),
    Problem.NO_EVENING: (
        "weekdays",
        _("None of the weekdays lie between the first and the last day."),
    ),
    Problem.NO_PLACE: ("places", _("Choose at least one place.")),
    Problem.NO_PURPOSE: ("purposes", _("Write at least one purpose.")),
    Problem.ALL_PAST: (
        "last_day",
        _("The last evening is over. Move the days, or write a new order."),
    ),
}
