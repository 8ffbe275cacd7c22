"""Orders in words and coloured boxes; ``{% load orders %}``."""

from datetime import date

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from indsats.base.templatetags.frame import badge
from indsats.strategy.models import Deployment
from indsats.strategy.queries import words
from indsats.strategy.rules.order import State
from indsats.strategy.rules.terms import Terms

register = template.Library()

STATES = {
    State.DRAFT: (_("Draft"), ""),
    State.ORDERED: (_("Ordered"), "success"),
    State.ENDED: (_("Ended"), "info"),
    State.WITHDRAWN: (_("Withdrawn"), "error"),
}


@register.simple_tag
def order_state(deployment: Deployment, day: date) -> SafeString:
    """Show how far an order has come on a day."""
    return badge(*STATES[deployment.state_on(day)])


@register.filter
def hours(terms: Terms) -> str:
    """Write from when to when."""
    return words.hours(terms)


@register.filter
def staff(terms: Terms) -> str:
    """Write how many are ordered."""
    return words.staff(terms)
