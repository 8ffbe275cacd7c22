"""Telling people by mail, and by text message where there is a gateway for it.

The words may stand on a locked screen: no name, no place, only that and where to look.
"""

import logging
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from indsats.organisation.models import User

logger = logging.getLogger(__name__)
FAILURES: Final = (OSError, ValueError)


def addresses(people: Iterable[User]) -> list[str]:
    """Give where people are told: by mail, and by text message where there is a gateway for it."""
    found = []
    for person in people:
        found += [person.email] if person.email else []
        digits = "".join(letter for letter in person.phone if letter.isdigit() or letter == "+")
        if settings.SMS_DOMAIN and digits:
            found.append(f"{digits}@{settings.SMS_DOMAIN}")
    return found


def send(subject: str, path: str, people: Iterable[User]) -> bool:
    """Send the words and where to look; tell whether it got through to everybody."""
    to = addresses(people)
    if not to:
        return False
    try:
        for each in to:
            text = f"{subject}\n{settings.BASE_URL}{path}"
            EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [each]).send()
    except FAILURES:
        logger.exception("A message could not be sent: %s", path)
        return False
    return True
