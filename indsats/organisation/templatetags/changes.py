"""Tags for the pages of change-sets; ``{% load changes %}``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from indsats.base.templatetags.frame import badge
from indsats.organisation.queries.change_set_page import state_words

register = template.Library()


@register.simple_tag
def change_state(row: Any) -> SafeString:
    """Say how far a change-set of a list has come, effect included."""
    return badge(*state_words(row.status, row.first_day, row.last_day, localdate()))
