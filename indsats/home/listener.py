"""The one signal we listen to: allauth tells of a wrong code in no other way."""

from typing import Any

from allauth.mfa.signals import authentication_failed
from django.dispatch import receiver

from indsats.base.limits import address
from indsats.home.actions import account


@receiver(authentication_failed, dispatch_uid="home-wrong-code")
def wrong_code(request: Any, user: Any, **_kwargs: Any) -> None:
    """Note a wrong code of app, key or list in the trail."""
    account.refused(user=user, why="wrong code", address=address(request))
