"""Whether someone has a second factor (to-trins-login)."""

from collections.abc import MutableMapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from indsats.home.queries.devices import shown_at_login
from indsats.organisation.models import User

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factors(user: User) -> list[Authenticator]:
    """Give the app and the keys of a user; recovery codes do not count."""
    return list(Authenticator.objects.filter(user=user, type__in=STRONG).order_by("pk"))


def has_second_factor(session: MutableMapping[str, Any], user: User) -> bool:
    """Tell whether two things are needed to log in as the user, here or at the single sign-on."""
    if settings.OIDC_PROVES_MFA and "socialaccount" in shown_at_login(session):
        return True
    return bool(second_factors(user))
