"""Messages of the rules, said in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from indsats.hearings.rules.words import Message


def _shown(value: object) -> str:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def say(message: Message) -> str:
    """Write a rule's message out in the language of the page."""
    return message.say(gettext, _shown)
