"""Helping people back in, or out: what an administrator does to someone's login."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.home.actions.account import end_sessions
from indsats.organisation.models import User


@deed
def create_from_single_sign_on(*, username: str, name: str, email: str) -> User:
    """Make a user the identity provider vouches for; without rights until given a post."""
    user = User.objects.create_user(username[:150], name=name[:200], email=email)
    record(by="single sign-on", act=Act.CREATED, subject=user, username=username)
    return user


@deed
def unlock(*, by: User, user: User, reason: str) -> None:
    """Forget failed logins, so that the person may try again (lås op)."""
    AccessAttempt.objects.filter(username__iexact=user.username).delete()
    record(by=by, act=Act.CHANGED, subject=user, reason=reason, event="unlocked")


@deed
def reset_second_factor(*, by: User, user: User, reason: str) -> None:
    """Remove app, keys and codes of someone who lost them, and log them out everywhere."""
    Authenticator.objects.filter(user=user).delete()
    record(by=by, act=Act.CHANGED, subject=user, reason=reason, event="second factor removed")
    log_out(by=by, user=user, reason=reason)


@deed
def log_out(*, by: User, user: User, reason: str) -> None:
    """Log someone out on every device."""
    sessions = list(UserSession.objects.filter(user=user))
    end_sessions(by=by, sessions=sessions, reason=reason)
