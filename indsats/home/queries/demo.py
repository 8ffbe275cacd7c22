"""The made-up persons of a demonstration, by what they are there to do."""

from typing import NamedTuple

from django.conf import settings
from django.utils.timezone import localdate

from indsats.organisation.models import Function, User
from indsats.organisation.queries.functions_held import functions_held

EACH = 3  # persons shown of each function
MOST = 2000  # persons looked through


class Role(NamedTuple):
    """A function and the persons who have it today."""

    function: Function
    persons: list[User]


def roles() -> list[Role]:
    """Give the persons one may log in as, by function; none outside a demonstration."""
    if not settings.DEMO or settings.PRODUCTION:
        return []
    day = localdate()
    everyone = list(User.objects.filter(is_active=True).order_by("name", "pk")[:MOST])
    held = functions_held([user.pk for user in everyone], day)
    found = [
        Role(function, [user for user in everyone if function in held.get(user.pk, ())][:EACH])
        for function in Function
    ]
    return [role for role in found if role.persons]


def person(pk: int) -> User | None:
    """Find one of the persons shown."""
    shown = (user for role in roles() for user in role.persons)
    return next((user for user in shown if user.pk == pk), None)
