"""What the names and codes in the details of the trail are called, where places write them."""

from typing import Any, Final

from django.utils.translation import pgettext_lazy

from indsats.places.models import AreaKind, Block, Concern, MeasureKind, PlaceKind, WalkFaultKind

TERMS: Final[dict[str, Any]] = {
    "places.square": pgettext_lazy("trail", "squares with households"),
    "places.road": pgettext_lazy("trail", "roads of the map"),
    "area": pgettext_lazy("trail", "area"),
    "block": pgettext_lazy("trail", "block"),
    "cancelled_on": pgettext_lazy("trail", "cancelled on"),
    "closed": pgettext_lazy("trail", "closed"),
    "concerns": pgettext_lazy("trail", "what it is about"),
    "days": pgettext_lazy("trail", "days"),
    "expires_on": pgettext_lazy("trail", "holds until"),
    "first": pgettext_lazy("trail", "first day"),
    "follow_up_on": pgettext_lazy("trail", "to be followed up on"),
    "followed_up_on": pgettext_lazy("trail", "followed up on"),
    "from": pgettext_lazy("trail", "from"),
    "given_up_on": pgettext_lazy("trail", "given up on"),
    "goal": pgettext_lazy("trail", "goal"),
    "held_on": pgettext_lazy("trail", "held on"),
    "hotspot": pgettext_lazy("trail", "hotspot"),
    "hours": pgettext_lazy("trail", "opening hours"),
    "idea": pgettext_lazy("trail", "why we think it will help"),
    "indicator": pgettext_lazy("trail", "point of measurement"),
    "measure": pgettext_lazy("trail", "measure"),
    "note": pgettext_lazy("trail", "note"),
    "orderer": pgettext_lazy("trail", "asked by"),
    "owner": pgettext_lazy("trail", "owner"),
    "places": pgettext_lazy("trail", "places"),
    "reopened": pgettext_lazy("trail", "opened again"),
    "revoked": pgettext_lazy("trail", "link closed"),
    "roads": pgettext_lazy("trail", "roads"),
    "said": pgettext_lazy("trail", "what was written"),
    "source": pgettext_lazy("trail", "source"),
    "squares": pgettext_lazy("trail", "squares"),
    "starts_at": pgettext_lazy("trail", "begins"),
    "taken_up": pgettext_lazy("trail", "taken up"),
    "to": pgettext_lazy("trail", "to"),
    "unit": pgettext_lazy("trail", "unit"),
    "value": pgettext_lazy("trail", "number"),
    "walk": pgettext_lazy("trail", "safety walk"),
    **{
        code: label
        for kinds in (AreaKind, Block, Concern, MeasureKind, PlaceKind, WalkFaultKind)
        for code, label in kinds.choices
    },
}
