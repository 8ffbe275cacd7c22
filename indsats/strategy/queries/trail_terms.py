"""What the names in the details of the trail are called, where strategy writes them."""

from typing import Any, Final

from django.utils.translation import pgettext_lazy

TERMS: Final[dict[str, Any]] = {
    "at_the_same_time": pgettext_lazy("trail", "ordered at the same time"),
    "changed": pgettext_lazy("trail", "changed"),
    "competences": pgettext_lazy("trail", "competences"),
    "cost_from": pgettext_lazy("trail", "cost from"),
    "cost_to": pgettext_lazy("trail", "cost to"),
    "decided_in": pgettext_lazy("trail", "decided in"),
    "first": pgettext_lazy("trail", "first day"),
    "from_time": pgettext_lazy("trail", "from time"),
    "last": pgettext_lazy("trail", "last day"),
    "ordered": pgettext_lazy("trail", "issued"),
    "period": pgettext_lazy("trail", "period"),
    "places": pgettext_lazy("trail", "places"),
    "postpones": pgettext_lazy("trail", "postponed meanwhile"),
    "purposes": pgettext_lazy("trail", "purposes"),
    "staff_max": pgettext_lazy("trail", "staff at most"),
    "staff_min": pgettext_lazy("trail", "staff at least"),
    "to_time": pgettext_lazy("trail", "to time"),
    "weekdays": pgettext_lazy("trail", "weekdays, Monday is 1"),
    "withdrawn": pgettext_lazy("trail", "withdrawn"),
}
